"""Whether a phrase says what its head noun needs to stand for one lasting thing between states."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_designation import is_designation
from comity.coding.threads_lexicon import Head, Need, lexicon
from comity.coding.threads_traits import Traits
from comity.language.analysis import Analysis, Token
from comity.records import ThreadKind

_COMMON = frozenset({ThreadKind.MECHANISM, ThreadKind.PROJECT})
_PERSONAL = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
_FEW = 6
_TALKS = frozenset({"talk", "negotiation"})
_EVENTS = frozenset({"meeting", "conference", "consultation", "session", "visit"})


def says_enough(
    analysis: Analysis,
    token: Token,
    entry: Head,
    seen: Traits,
    first: int,
    last: int,
    mentions: Sequence[Mention],
    world: int,
) -> bool:
    """Whether the phrase says what its head noun needs to stand for one lasting thing between states."""
    words = lexicon()
    tokens = analysis.tokens[first:last]
    if any(other.lower in words.never or other.lemma in words.never for other in tokens):
        return False
    states = len({country for mention in mentions for country in mention.countries})
    name = (seen.capitals >= 2 and token.text[:1].isupper()) or _is_called_after(analysis, token, first, seen)
    between = len(seen.parties) >= 2
    own = seen.domestic or (seen.national and entry.kind in _COMMON)
    if own and not between and not seen.sharing:
        return False
    if not name and (not world or _is_somebodys_idea(analysis, token, mentions)):
        return False
    if not between and not seen.sharing and world < 2:
        return False  # a plant or a forum of a document that speaks of one state only
    if seen.plural and not name and not between:
        if seen.count > _FEW:
            return False  # "28 agreements"
        specific = seen.sharing or entry.need in (Need.BUILT, Need.TRADED, Need.CONTINUED)
        specific = specific or (seen.complement and (bool(seen.parties) or seen.series or entry.need is Need.PUT))
        if not (seen.topic and specific):
            return entry.kind is ThreadKind.EXERCISE and seen.sharing
    return _has_what_it_needs(analysis, token, entry, seen, first, last, name=name, states=states)


def _has_what_it_needs(
    analysis: Analysis, token: Token, entry: Head, seen: Traits, first: int, last: int, *, name: bool, states: int
) -> bool:
    """The need of the head noun itself, as data/threads.yaml explains it; `states` are those of the sentence."""
    between = len(seen.parties) >= 2
    words_of = {other.lower for other in analysis.tokens[first : token.i]}
    match entry.need:
        case Need.NAME:
            if entry.kind is ThreadKind.PROJECT:
                return name and (bool(seen.parties) or seen.sharing)
            return name and (seen.topic or bool(seen.parties)) and states > 0
        case Need.MEMBER:
            return bool(seen.parties)
        case Need.TOPIC:
            if seen.weakly_shared and not (name or between or seen.topic):
                return False
            return name or between or seen.topic or bool(seen.parties) or seen.series or seen.sharing
        case Need.PARTY:
            if name or between or (seen.sharing and (seen.topic or entry.kind is ThreadKind.EXERCISE)):
                return True
            if entry.kind is ThreadKind.AGREEMENT:
                return bool(seen.parties) or seen.complement or (states >= 2 and _is_bargained(analysis, token))
            if entry.kind is ThreadKind.PROGRAMME and seen.topic and states >= 2 and not seen.plural:
                return bool(seen.parties) or seen.complement or _is_definite(analysis, token)
            return states >= 2 and ((bool(seen.parties) and seen.topic) or seen.complement)
        case Need.SHARED:
            return between or (seen.sharing and not (seen.weakly_shared and (seen.plural or not seen.topic)))
        case Need.SERIES:
            if (
                token.lemma in _EVENTS
                and seen.ordinal is not None
                and not (name or _is_of_something(analysis, token))
                and not (words_of & lexicon().series)
            ):
                return False  # "their fourth meeting" counts events
            return (seen.series and (seen.topic or bool(seen.parties) or name)) or (name and seen.topic)
        case Need.BUILT:
            return _is_made(analysis, token, first, last, seen) and (states >= 2 or seen.sharing)
        case Need.CONTINUED:
            return (seen.complement or between) and states >= 2 and _goes_on(analysis, token)
        case Need.TRADED:
            return seen.complement and states >= 2 and _is_hardware(analysis, token, last)
        case Need.PUT:
            return seen.complement and bool(seen.parties) and last > token.i + 2


def _is_bargained(analysis: Analysis, token: Token) -> bool:
    """Whether states negotiate, sign or break it: "a border agreement signed by …", "talks on an agreement"."""
    bargained = lexicon().bargained
    if analysis.tokens[token.head].lemma in bargained and token.dep in ("dobj", "nsubjpass"):
        return True
    above = analysis.tokens[analysis.tokens[token.head].head]
    if token.dep == "pobj" and above.lemma in _TALKS:
        return True
    return any(child.dep in ("acl", "relcl") and child.lemma in bargained for child in analysis.children(token))


def _is_definite(analysis: Analysis, token: Token) -> bool:
    return any(child.dep == "det" and child.lower in ("the", "this") for child in analysis.children(token))


def _goes_on(analysis: Analysis, token: Token) -> bool:
    """Whether talks are said to go on, begin again or stop, so that they last: a single meeting is an event."""
    continued = lexicon().continued
    parent = analysis.tokens[token.head]
    above = analysis.tokens[parent.head] if parent.dep == "prep" or parent.pos in ("ADP", "NOUN") else parent
    if any(other is not token and {other.lemma, other.lower} & continued for other in (parent, above)):
        return True
    return any(
        child.lower in continued or child.lemma in continued for child in analysis.children(token) if child.i < token.i
    )


def _is_hardware(analysis: Analysis, token: Token, last: int) -> bool:
    """Whether what is sold or supplied is hardware, or carries a designation."""
    hardware = lexicon().hardware
    return any(
        (other.lemma in hardware and other.pos in ("NOUN", "PROPN")) or is_designation(other)
        for other in analysis.tokens[token.i + 1 : last]
    )


def _is_called_after(analysis: Analysis, token: Token, first: int, seen: Traits) -> bool:
    """Whether a capitalised name makes the phrase one: "the Weimar format". The adjective of a state does not."""
    before = analysis.tokens[token.i - 1] if token.i > first else None
    if (
        before is None
        or before.i == analysis.sentences[token.sentence].first
        or token.lemma not in lexicon().after_places
    ):
        return False
    return before.text[:1].isupper() and not seen.parties and (not seen.plural or seen.called)


def _is_somebodys_idea(analysis: Analysis, token: Token, mentions: Sequence[Mention]) -> bool:
    """Whether an initiative is a person's ("at the initiative of President X"), and so no programme."""
    if token.lemma != "initiative":
        return False
    following = analysis.tokens[token.i + 1 : token.i + 3]
    return any(m.kind in _PERSONAL and any(m.first <= t.i < m.last for t in following) for m in mentions) or (
        token.dep == "pobj" and analysis.tokens[token.head].lower in ("at", "on")
    )


def _is_made(analysis: Analysis, token: Token, first: int, last: int, seen: Traits) -> bool:
    """Whether what is made can be made, and is something in particular: not "the production of weapons"."""
    makeable = lexicon().makeable
    things = [
        other
        for other in analysis.tokens[first:last]
        if other is not token and other.lemma in makeable and other.pos in ("NOUN", "PROPN")
    ]
    if not things:
        return False
    if seen.sharing or seen.capitals or token.text.lower().startswith("co"):
        return True
    return any(
        thing.tag != "NNS" or any(child.dep in ("nummod", "amod", "compound") for child in analysis.children(thing))
        for thing in things
    )


def _is_of_something(analysis: Analysis, token: Token) -> bool:
    return token.i + 1 < len(analysis.tokens) and analysis.tokens[token.i + 1].lower == "of"
