"""Whose a thread is: the states in its name, those that act in the sentence, those that the document gave it before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.actors.mention import Mention, MentionKind
from comity.actors.tables import igos
from comity.coding.threads_name import ThreadName
from comity.language.analysis import Analysis, Token
from comity.records import ThreadKind

_IN_NAMES = frozenset(
    {MentionKind.METONYM, MentionKind.PLACE, MentionKind.IGO, MentionKind.GROUP}
)  # "Minsk" in "the Minsk agreements"
_MOST_PARTIES = 8
_CLIMB = 6
_FORMATS = frozenset({"NORMANDY"})  # states that meet, and no party beside them
_ACTING = frozenset({"nsubj", "nsubjpass", "pobj"})
_SIDES = frozenset({"with", "by", "between", "to", "from", "for"})
_TOPICAL = frozenset(
    {"about", "on", "over", "concerning", "regarding", "near", "outside", "against", "besides", "like", "than"}
)
_LINKS = frozenset({"conj", "appos", "poss", "compound", "nmod", "amod"})


def parties_of(
    analysis: Analysis,
    name: ThreadName,
    near: Sequence[Mention],
    focus: tuple[str, ...],
    earlier: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Who shares the thread.

    The parties of the table; else those in the name and hanging on it, those that act in the sentence, those that the
    document has given the thread `earlier`, the pair that the document is about (`focus`), the rest of the sentence.
    """
    if len(name.given) > 1:
        return name.given
    own = name.kind is ThreadKind.ORGANISATION
    near = [
        mention
        for mention in near
        if not (own and (mention.kind is MentionKind.IGO or (mention.start < name.end and name.start < mention.end)))
        and not (
            mention.kind in _IN_NAMES and name.rule in ("known", "quoted") and name.start <= mention.start < name.end
        )
    ]
    return tuple(party for party in _shared(analysis, name, near, focus, earlier) if _is_party(party))[:_MOST_PARTIES]


def _shared(
    analysis: Analysis, name: ThreadName, near: Sequence[Mention], focus: tuple[str, ...], earlier: tuple[str, ...]
) -> Iterable[str]:
    found = dict.fromkeys((*name.given, *name.named))
    if len(found) > 1:
        return found
    if name.rule == "anaphor" and len(earlier) > 1:
        return earlier
    doing = dict.fromkeys((*found, *_doing(analysis, name, near)))
    if len(doing) > 1:
        return doing
    aside = _aside(analysis, name)
    near = [m for m in near if m.head not in aside]
    acting = [m for m in near if m.kind is not MentionKind.PLACE and not _is_topic(analysis, m, near)]
    for more in (
        _attached(analysis, name, near),
        [country for m in acting if _is_side(analysis, m) for country in m.countries],
    ):
        found.update(dict.fromkeys(more))
        if len(found) > 1:
            return found
    for pair in (earlier, focus):
        if len(pair) > 1 and found.keys() <= set(pair):
            return pair
    here = dict.fromkeys((*found, *(country for m in acting for country in m.countries)))
    return here if len(here) > 1 else dict.fromkeys((*found, *focus))


def _is_party(code: str) -> bool:
    """Whether a code stands for a state or an organisation, not for a region or a loose bloc."""
    organisation = igos().get(code)
    return organisation is None or (organisation.kind not in ("bloc", "region") and code not in _FORMATS)


def _top(analysis: Analysis, mention: Mention) -> Token:
    """The token that a mention hangs on the sentence by: the first of a list, the owner's noun."""
    node = analysis.tokens[mention.head]
    for _ in range(_CLIMB):
        if node.dep not in _LINKS or node.head == node.i:
            break
        node = analysis.tokens[node.head]
    return node


def _is_topic(analysis: Analysis, mention: Mention, near: Sequence[Mention]) -> bool:
    """Whether a state is only spoken about: "talks on Ukraine", "Ukraine, trade and space were on the table"."""
    top = _top(analysis, mention)
    above = analysis.tokens[top.head]
    if top.dep == "pobj" and above.lower in _TOPICAL and above.i + 1 <= mention.first:
        return True
    listed = [below for below in analysis.subtree(top) if below.dep == "conj"]
    named = {i for other in near for i in range(other.first, other.last)}
    return any(below.pos == "NOUN" and below.i not in named for below in listed) and any(
        below.i in named for below in (top, *listed)
    )


def _is_side(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention does something in its clause, or has something done with it, by it, to it."""
    top = _top(analysis, mention)
    if top.dep in ("nsubj", "nsubjpass", "dative"):
        return True
    return top.dep == "pobj" and analysis.tokens[top.head].lower in _SIDES


def _aside(analysis: Analysis, name: ThreadName) -> set[int]:
    """The tokens of what is told beside a meeting: "their summit, where a third state was talked of"."""
    if name.kind is not ThreadKind.MECHANISM:
        return set()
    clauses = [child for child in analysis.children(analysis.tokens[name.head]) if child.dep in ("relcl", "advcl")]
    where = [clause for clause in clauses if any(t.lower == "where" for t in analysis.children(clause))]
    return {token.i for clause in where for token in analysis.subtree(clause)}


def _attached(analysis: Analysis, name: ThreadName, near: Sequence[Mention]) -> list[str]:
    """States that hang on the name itself: "the plant in Ghana", "reactors for Ghana", "Ghana's reactors"."""
    below = {token.i for token in analysis.subtree(analysis.tokens[name.head])}
    placed = name.kind is ThreadKind.PROJECT
    return [
        country
        for mention in near
        if mention.head in below and (placed or mention.kind is not MentionKind.PLACE)
        for country in mention.countries
    ]


def _doing(analysis: Analysis, name: ThreadName, near: Sequence[Mention]) -> list[str]:
    """The two or more states that act on a thread: subjects of the nearest verb above it that has as many.

    "India and Russia adopted a programme in defiance of American pressure" is no business of the third.
    """
    by_subject: dict[int, list[str]] = {}
    for mention in near:
        if mention.kind is MentionKind.PLACE or _is_topic(analysis, mention, near):
            continue
        node = _top(analysis, mention)
        above = analysis.tokens[node.head]
        if node.dep in _ACTING and (node.dep != "pobj" or above.dep == "agent" or above.lower in ("with", "from")):
            verb = above if node.dep != "pobj" else analysis.tokens[above.head]
            by_subject.setdefault(verb.i, []).extend(mention.countries)
    node = analysis.tokens[name.head]
    for child in analysis.children(node):  # "the memorandum that A signed with B"
        acting = list(dict.fromkeys(by_subject.get(child.i, ())))
        if child.dep in ("relcl", "acl") and len(acting) > 1:
            return acting
    for _ in range(_CLIMB):
        if node.head == node.i:
            break
        node = analysis.tokens[node.head]
        acting = list(dict.fromkeys(by_subject.get(node.i, ())))
        if len(acting) > 1:
            return acting
    return []
