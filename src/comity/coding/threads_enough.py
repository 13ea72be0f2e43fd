"""Whether a phrase says what its head noun needs to stand for one lasting thing between states."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.actors.mention import Mention, MentionKind
from comity.actors.tables import igos
from comity.coding.threads_designation import is_designation
from comity.coding.threads_lexicon import WORD_ORDINALS, Head, Need, lexicon
from comity.coding.threads_phrase import site_preposition
from comity.coding.threads_sited import (
    has_noun_before,
    has_stage,
    is_definite,
    is_fought_over,
    is_reactor_site,
    is_sited,
)
from comity.coding.threads_traits import Traits
from comity.language.analysis import Analysis, Token
from comity.records import ThreadKind

_COMMON = frozenset({ThreadKind.MECHANISM, ThreadKind.PROJECT})
_PERSONAL = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
_FEW = 6
_TALKS = frozenset({"talk", "negotiation"})
_NATIONAL = frozenset(
    {MentionKind.STATE, MentionKind.ADJECTIVE, MentionKind.DEMONYM, MentionKind.IGO, MentionKind.PERSON}
)
_OFTEN = frozenset({"annually", "regularly", "yearly", "every", "each", "once", "twice", "periodically"})
_OF_STATES = frozenset({"summit", "agreement", "accord", "treaty", "pact", "convention"})  # by their name alone
_RAISED = frozenset(
    {"agree", "announce", "establish", "elevate", "raise", "lift", "upgrade", "declare", "found", "form"}
)
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
    titled = seen.capitals >= 2 and token.text[:1].isupper()
    never = [other for other in tokens if other.lower in words.never or other.lemma in words.never]
    placed = {i for mention in mentions if mention.countries for i in range(mention.first, mention.last)}
    if any(not (other.text[:1].isupper() and (titled or other.i in placed)) for other in never):
        return False
    if entry.kind is ThreadKind.PROJECT and any(
        other.lower.startswith("anti-") or other.lower == "anti" for other in tokens
    ):
        return False  # "an anti-Russian project": a reproach
    states = len({country for mention in mentions for country in mention.countries})
    name = titled or _is_called_after(analysis, token, first, seen, mentions)
    between = len(seen.parties) >= 2
    whole = " ".join(entry.words) in words.whole
    domestic = seen.domestic and not whole and not (titled and entry.kind is ThreadKind.AGREEMENT)
    own = domestic or (seen.national and (entry.kind in _COMMON or token.lemma == "fund"))
    if own and not between and not seen.sharing:
        return False
    if not name and (not world or _is_somebodys_idea(analysis, token, mentions)):
        return False
    if not between and not seen.sharing and world < 2 and not (name and world and token.lemma in _OF_STATES):
        return False  # a plant or a forum of a document that speaks of one state only
    if entry.need is Need.SITED and is_reactor_site(analysis, token, first):
        return is_sited(analysis, token, entry, seen, first, last, name=name, states=states)
    if seen.plural and not name and not between:
        if seen.count > _FEW:
            return False  # "28 agreements"
        specific = seen.sharing or entry.need in (Need.BUILT, Need.TRADED, Need.CONTINUED, Need.SITED)
        specific = specific or (seen.complement and (bool(seen.parties) or seen.series or entry.need is Need.PUT))
        if entry.need is Need.SERIES and seen.series and seen.parties:
            return True
        if not (seen.topic and specific):
            return entry.kind is ThreadKind.EXERCISE and seen.sharing
    return _has_what_it_needs(
        analysis, token, entry, seen, first, last, mentions, name=name, states=states, world=world
    )


def _has_what_it_needs(
    analysis: Analysis,
    token: Token,
    entry: Head,
    seen: Traits,
    first: int,
    last: int,
    mentions: Sequence[Mention],
    *,
    name: bool,
    states: int,
    world: int,
) -> bool:
    """The need of the head noun itself, as data/threads.yaml explains it.

    `states` are those of the sentence, `world` those that it and the sentences before it name.
    """
    between = len(seen.parties) >= 2
    words = lexicon()
    words_of = {other.lower for other in analysis.tokens[first : token.i]}
    match entry.need:
        case Need.NAME:
            if entry.kind is ThreadKind.PROJECT:
                return name and (bool(seen.parties) or seen.sharing or has_stage(analysis, token, entry, first))
            return name and (seen.topic or bool(seen.parties)) and (states > 0 or world > 1)
        case Need.MEMBER:
            return bool(seen.parties) or (len(entry.words) > 1 and states > 0)
        case Need.TOPIC:
            if entry.kind is ThreadKind.PROJECT and is_fought_over(analysis, token):
                return False  # "the pipeline was damaged in the shelling"
            if seen.weakly_shared and not (name or between or seen.topic):
                return False
            owned = " ".join(entry.words) in words.whole and _is_owned(analysis, token, mentions)
            return name or between or seen.topic or bool(seen.parties) or seen.series or seen.sharing or owned
        case Need.PARTY:
            if token.lemma == "declaration" and not (name or _is_bargained(analysis, token)):
                return False
            named = seen.called or (
                analysis.tokens[last - 1].i > token.i and analysis.tokens[token.i + 1].pos == "PROPN"
            )
            exercise = entry.kind is ThreadKind.EXERCISE and (seen.sharing or (named and not seen.plural))
            if name or between or exercise or (seen.sharing and seen.topic):
                return True
            if entry.kind is ThreadKind.AGREEMENT:
                if _is_praise(analysis, token):
                    return False
                if " ".join(entry.words) in words.whole and world > 1 and _is_raised(analysis, token):
                    return True
                bargained = world >= 2 and (
                    _is_bargained(analysis, token)
                    or has_noun_before(analysis, token, first)
                    or is_dated(analysis.tokens[token.i - 1])
                )
                return bool(seen.parties) or seen.complement or bargained
            if entry.kind is ThreadKind.PROGRAMME and seen.topic and world >= 2 and not seen.plural:
                if seen.parties or seen.complement or (states >= 2 and is_definite(analysis, token)):
                    return True
                owned = any(child.dep == "poss" for child in analysis.children(token))
                return (states >= 2 or seen.called or not owned) and has_noun_before(analysis, token, first)
            if states >= 2 and ((bool(seen.parties) and seen.topic) or seen.complement):
                return True
            told = has_noun_before(analysis, token, first) or _is_further(analysis, token)
            purpose = entry.kind is ThreadKind.PROJECT and not seen.plural and told
            staged = purpose and (has_stage(analysis, token, entry, first) or _is_financed(analysis, token))
            return world >= 2 and staged
        case Need.SHARED:
            if token.lemma == "mission":
                return _is_sent(analysis, token, seen, between=between)
            topics = {other.lemma for other in analysis.tokens[token.i + 1 : last]}
            seated = token.lemma in ("commission", "committee", "council")
            if seated and seen.complement and states > 1 and not seen.plural and topics & words.working:
                return True  # "the commission on technical cooperation"
            shared = seen.sharing and not (seen.weakly_shared and (seen.plural or not seen.topic))
            if name and world >= 2 and not seen.plural and words_of & lexicon().cooperating:
                return True
            return between or shared or (not seen.plural and _is_called_after(analysis, token, first, seen, mentions))
        case Need.SERIES:
            if (
                token.lemma in _EVENTS
                and seen.ordinal is not None
                and not (name or _is_of_something(analysis, token))
                and not (words_of & lexicon().series)
            ):
                return False  # "their fourth meeting" counts events
            series = seen.series or (seen.topic and _comes_back(analysis, token))
            return (series and (seen.topic or bool(seen.parties) or name)) or (name and seen.topic)
        case Need.BUILT:
            near = states >= 2 or (world >= 2 and not seen.plural and _is_one(analysis, token, first, last))
            return _is_made(analysis, token, first, last, seen) and (near or seen.sharing)
        case Need.CONTINUED:
            return (
                (seen.complement or between)
                and world >= 2
                and (_goes_on(analysis, token) or _comes_back(analysis, token))
            )
        case Need.TRADED:
            return seen.complement and world >= 2 and _is_hardware(analysis, token, last)
        case Need.PUT:
            if token.lemma == "plan" and (last <= token.i + 1 or analysis.tokens[token.i + 1].lower != "for"):
                return False  # "plans to attack"
            owned = bool(seen.parties) or _is_owned(analysis, token, mentions)
            return seen.complement and owned and last > token.i + 2
        case Need.SITED:
            return is_sited(analysis, token, entry, seen, first, last, name=name, states=states)


def _is_sent(analysis: Analysis, token: Token, seen: Traits, *, between: bool) -> bool:
    """Whether a mission is one of an organisation or of several states, and no visit of delegates."""
    organised = any(code in igos() for code in seen.parties)
    place = site_preposition(analysis, token) is not None
    return between or (seen.sharing and seen.topic) or (organised and (seen.complement or place or seen.called))


def _is_raised(analysis: Analysis, token: Token) -> bool:
    """Whether two states set it up between them: "announced a strategic partnership", "agreed to a partnership"."""
    above = analysis.tokens[token.head]
    verb = analysis.tokens[above.head] if token.dep == "pobj" else above
    clauses = [child for child in analysis.children(token) if child.dep in ("acl", "relcl")]
    return any(other.lemma in _RAISED for other in (verb, *clauses))


def _is_praise(analysis: Analysis, token: Token) -> bool:
    """Whether it only praises what was named before it: "…, the largest arms deal so far"."""
    before = [child for child in analysis.children(token) if child.i < token.i]
    best = any(child.tag in ("JJS", "RBS") for child in before)
    apart = token.dep == "appos" or (bool(before) and analysis.tokens[before[0].i - 1].text == ",")
    return best and apart


def is_dated(token: Token) -> bool:
    """Whether a year stands there: "a 1972 agreement" is one in particular."""
    return token.text.isdigit() and len(token.text) == len("1972") and token.text[:2] in ("18", "19", "20")


def _is_further(analysis: Analysis, token: Token) -> bool:
    """Whether a plant comes beside one already told of: "a second plant"."""
    return token.lemma == "plant" and any(
        child.lower in WORD_ORDINALS or child.lower in ("another", "further", "additional")
        for child in analysis.children(token)
        if child.i < token.i
    )


def _is_financed(analysis: Analysis, token: Token) -> bool:
    """Whether money is given to it: "a commitment of 40 million euros to a farming project"."""
    if token.dep != "pobj" or analysis.tokens[token.head].lower not in ("to", "for", "in", "towards", "toward"):
        return False
    node = analysis.tokens[token.head]
    for _ in range(3):
        node = analysis.tokens[node.head]
        around = [node, *(child for child in analysis.children(node) if child.dep == "dobj")]
        if any(other.lemma in lexicon().financing for other in around):
            return True
    return False


def _is_bargained(analysis: Analysis, token: Token) -> bool:
    """Whether states negotiate, sign or break it: "a border agreement signed by …", "talks on an agreement"."""
    bargained = lexicon().bargained
    verb = analysis.tokens[token.head]
    if verb.lemma in bargained and token.dep in ("dobj", "nsubjpass"):
        return True
    above = analysis.tokens[analysis.tokens[token.head].head]
    if token.dep == "pobj" and above.lemma in _TALKS:
        return True
    return any(child.dep in ("acl", "relcl") and child.lemma in bargained for child in analysis.children(token))


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
    phrase = analysis.tokens[token.i + 1 : last]
    if any(is_designation(other) for other in phrase):
        return True
    particular = any(
        other.pos == "NUM" or (other.lower in ("to", "from") and following.text[:1].isupper())
        for other, following in pairwise(phrase)
    )
    return particular and any(other.lemma in hardware and other.pos in ("NOUN", "PROPN") for other in phrase)


def _is_called_after(analysis: Analysis, token: Token, first: int, seen: Traits, mentions: Sequence[Mention]) -> bool:
    """Whether a capitalised name makes the phrase one: "the Weimar format". The adjective of a state does not."""
    before = analysis.tokens[token.i - 1] if token.i > first else None
    if (
        before is None
        or before.i == analysis.sentences[token.sentence].first
        or token.lemma not in lexicon().after_places
    ):
        return False
    if any(m.first <= before.i < m.last and m.kind in _NATIONAL for m in mentions):
        return False
    return before.text[:1].isupper() and (not seen.plural or seen.called)


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


def _is_one(analysis: Analysis, token: Token, first: int, last: int) -> bool:
    """Whether a single thing is made: "the construction of a branch"."""
    makeable = lexicon().makeable
    things = [other for other in analysis.tokens[first:last] if other is not token and other.lemma in makeable]
    return bool(things) and all(thing.tag not in ("NNS", "NNPS") for thing in things)


def _is_of_something(analysis: Analysis, token: Token) -> bool:
    return token.i + 1 < len(analysis.tokens) and analysis.tokens[token.i + 1].lower == "of"


def _comes_back(analysis: Analysis, token: Token) -> bool:
    """Whether the verb says that the meeting comes back: "takes place annually", "is held every year"."""
    verb = analysis.tokens[token.head]
    if verb.pos not in ("VERB", "AUX"):
        return False
    return any(
        child.lower in _OFTEN or any(below.lower in _OFTEN for below in analysis.children(child))
        for child in analysis.children(verb)
        if child.dep in ("advmod", "npadvmod") and child.i > token.i
    )


def _is_owned(analysis: Analysis, token: Token, mentions: Sequence[Mention]) -> bool:
    """Whether a state or an organisation stands before it as its owner: "the Commission's proposal"."""
    owners = [child for child in analysis.children(token) if child.dep == "poss"]
    return any(m.first <= owner.i < m.last and m.countries for owner in owners for m in mentions)
