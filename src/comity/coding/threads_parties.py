"""Whose a thread is: the states in its name, those that act on it, those of the sentence or the document."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.mention import Mention, MentionKind
from comity.actors.tables import igos
from comity.coding.threads_name import ThreadName
from comity.language.analysis import Analysis
from comity.records import ThreadKind

_IN_NAMES = frozenset(
    {MentionKind.METONYM, MentionKind.PLACE, MentionKind.IGO, MentionKind.GROUP}
)  # "Minsk" in "the Minsk agreements"
_MOST_PARTIES = 8
_CLIMB = 6
_FORMATS = frozenset({"NORMANDY"})  # states that meet, and no party beside them
_ACTING = frozenset({"nsubj", "nsubjpass", "pobj"})


def parties_of(
    analysis: Analysis, name: ThreadName, near: Sequence[Mention], focus: tuple[str, ...]
) -> tuple[str, ...]:
    """Who shares the thread: the table's parties, else those in the name, in the sentence, in the document's focus."""
    if len(name.given) > 1:
        return name.given
    found = dict.fromkeys((*name.given, *name.named))
    own = name.kind is ThreadKind.ORGANISATION
    near = [
        mention
        for mention in near
        if not (own and (mention.kind is MentionKind.IGO or (mention.start < name.end and name.start < mention.end)))
        and not (
            mention.kind in _IN_NAMES and name.rule in ("known", "quoted") and name.start <= mention.start < name.end
        )
    ]
    if len(found) < 2:
        doing = dict.fromkeys((*found, *_doing(analysis, name, near)))
        found = doing if len(doing) > 1 else found
    if len(found) < 2:
        here = dict.fromkeys(c for m in near if m.kind is not MentionKind.PLACE for c in m.countries)
        found.update(here)
    if len(found) < 2:
        found.update(dict.fromkeys(focus))
    return tuple(party for party in found if _is_party(party))[:_MOST_PARTIES]


def _is_party(code: str) -> bool:
    """Whether a code stands for a state or an organisation, not for a region or a loose bloc."""
    organisation = igos().get(code)
    return organisation is None or (organisation.kind not in ("bloc", "region") and code not in _FORMATS)


def _doing(analysis: Analysis, name: ThreadName, near: Sequence[Mention]) -> list[str]:
    """The two or more states that act on a thread: subjects of the nearest verb above it that has as many.

    "India and Russia adopted a programme in defiance of American pressure" is no business of the third.
    """
    by_subject: dict[int, list[str]] = {}
    for mention in near:
        if mention.kind is MentionKind.PLACE:
            continue
        node = analysis.tokens[mention.head]
        for _ in range(_CLIMB):
            if node.dep not in ("conj", "appos", "poss", "compound", "nmod", "amod") or node.head == node.i:
                break
            node = analysis.tokens[node.head]
        above = analysis.tokens[node.head]
        if node.dep in _ACTING and (node.dep != "pobj" or above.dep == "agent" or above.lower == "with"):
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
