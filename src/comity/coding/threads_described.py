"""Threads known by what they are: capitalised names and definite descriptions around a head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.actors.mention import Mention, MentionKind
from comity.coding.threads_lexicon import Head, Need, lexicon
from comity.coding.threads_name import ThreadName, canonical_name, make_name
from comity.coding.threads_phrase import WORD_ORDINALS, Traits, left_edge, right_edge, traits
from comity.language.analysis import Analysis, Sentence, SentenceKind, Token
from comity.records import ThreadKind

_ACRONYM = re.compile(r"\A\s?\(\s?([A-Z][A-Za-z0-9&/+\-]{1,14})\s?\)")
_BODIES = frozenset({MentionKind.BODY, MentionKind.GROUP, MentionKind.IGO})
_COMMON = frozenset({ThreadKind.MECHANISM, ThreadKind.PROJECT})
_PERSONAL = frozenset({MentionKind.PERSON, MentionKind.OFFICE})


def described(
    analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention], acronyms: dict[str, ThreadName], world: int
) -> Iterator[ThreadName]:
    """Names and descriptions of threads in a sentence.

    Explained acronyms ("… (IRIGC)") are added to `acronyms`; `world` is the number of states and organisations that
    this sentence and the one before name.
    """
    heads = lexicon().heads
    for token in analysis.of(sentence):
        entries = heads.get(token.lemma) or heads.get(token.lower)
        if not entries or token.pos not in ("NOUN", "PROPN"):
            continue
        entry = next((head for head in entries if _matches(analysis, token, head)), None)
        if entry is not None:
            yield from _around(analysis, sentence, token, entry, mentions, acronyms, world)


def _around(
    analysis: Analysis,
    sentence: Sentence,
    token: Token,
    entry: Head,
    mentions: Sequence[Mention],
    acronyms: dict[str, ThreadName],
    world: int,
) -> Iterator[ThreadName]:
    if token.dep == "compound" and token.head == token.i + 1 and not token.text[:1].isupper():
        return  # "treaty violations" is about something else
    if token.lemma in lexicon().not_of and token.i + 1 < sentence.last and analysis.tokens[token.i + 1].lower == "of":
        return
    titled = token.text[:1].isupper() and sentence.kind is not SentenceKind.HEADLINE
    first = left_edge(analysis, token, sentence)
    if any(
        m.first <= token.i < m.last
        and (m.kind in _PERSONAL or (m.kind in _BODIES and not m.inferred and m.first <= first + 1))
        for m in mentions
    ):
        return
    last = right_edge(analysis, token, sentence, titled=titled)
    last = _undated(analysis, token.i + 1, last)
    seen = traits(analysis, first, token.i, last, mentions, len(entry.words))
    first = _trimmed(analysis, first, token.i)
    if not _says_enough(analysis, token, entry, seen, first, last, mentions, world):
        return
    after = _ACRONYM.match(analysis.document.text[analysis.tokens[last - 1].end : sentence.end])
    for part_first, part_last in _parts(analysis, token, entry, first, last, seen):
        canonical = canonical_name(analysis, _lasting(analysis, token, part_first, part_last), part_last, mentions)
        head = token.i if part_first <= token.i < part_last else None
        name = make_name(analysis, part_first, part_last, entry.kind, entry.need.value, canonical, head=head)
        name = replace(name, ordinal=seen.ordinal, named=seen.parties)
        if after and titled:
            acronyms[after.group(1)] = name
            inside = analysis.tokens_in(name.start, name.end + after.end())
            name = replace(name, end=inside[-1].end, last=inside[-1].i + 1)
        yield name


def _undated(analysis: Analysis, first: int, last: int) -> int:
    """The end of a phrase before a date in it: "the CIS summit (on 28 December)"."""
    if last <= first:
        return last
    start, end = analysis.tokens[first].start, analysis.tokens[last - 1].end
    dates = [date.start for date in analysis.dates if start <= date.start < end]
    if dates:
        last = next(i for i in range(first, last) if analysis.tokens[i].end > dates[0])
        while last > first and analysis.tokens[last - 1].pos in ("ADP", "DET", "PUNCT", "CCONJ"):
            last -= 1
    return last


def _trimmed(analysis: Analysis, first: int, head: int) -> int:
    """The first token without the light adjectives before it ("recent", "major"); ordinals stay."""
    light = lexicon().light
    tokens = analysis.tokens
    while first < head and tokens[first].text in light and tokens[first].text not in WORD_ORDINALS:
        if tokens[first + 1].text == "-":
            break
        first += 1
    return first


def _matches(analysis: Analysis, token: Token, head: Head) -> bool:
    """Whether the words of a head noun end at this token."""
    count = len(head.words)
    before = analysis.tokens[max(0, token.i - count + 1) : token.i]
    return len(before) == count - 1 and all(
        word in (other.lower, other.lemma) for word, other in zip(head.words[:-1], before, strict=True)
    )


def _says_enough(
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
        specific = seen.sharing or entry.need is Need.BUILT
        specific = specific or (seen.complement and (bool(seen.parties) or seen.series))
        if not (seen.topic and specific):
            return entry.kind is ThreadKind.EXERCISE and seen.sharing
    match entry.need:
        case Need.NAME:
            if entry.kind is ThreadKind.PROJECT:
                return name and (bool(seen.parties) or seen.sharing)
            return name and (seen.topic or bool(seen.parties)) and states > 0
        case Need.MEMBER:
            return bool(seen.parties)
        case Need.TOPIC:
            return name or between or seen.topic or bool(seen.parties) or seen.series or seen.sharing
        case Need.PARTY:
            if name or between or (seen.sharing and (seen.topic or entry.kind is ThreadKind.EXERCISE)):
                return True
            if entry.kind is ThreadKind.AGREEMENT:
                return bool(seen.parties) or seen.complement
            return states >= 2 and ((bool(seen.parties) and seen.topic) or seen.complement)
        case Need.SHARED:
            return between or seen.sharing
        case Need.SERIES:
            return (seen.series and (seen.topic or bool(seen.parties) or name)) or (name and seen.topic)
        case Need.BUILT:
            return _is_made(analysis, token, first, last) and (states >= 2 or seen.sharing)


def _lasting(analysis: Analysis, token: Token, first: int, last: int) -> int:
    """Where the name of the lasting thing begins: after "session of" in "the plenary session of the … Forum"."""
    after = token.i + 2
    if token.lemma not in lexicon().sittings or after >= last or analysis.tokens[token.i + 1].lower != "of":
        return first
    return after if any(other.text[:1].isupper() for other in analysis.tokens[after:last]) else first


def _is_called_after(analysis: Analysis, token: Token, first: int, seen: Traits) -> bool:
    """Whether a capitalised name makes the phrase one: "the Weimar format". The adjective of a state does not."""
    before = analysis.tokens[token.i - 1] if token.i > first else None
    if (
        before is None
        or before.i == analysis.sentences[token.sentence].first
        or token.lemma not in lexicon().after_places
        or seen.plural
    ):
        return False
    return before.text[:1].isupper() and not seen.parties


def _is_somebodys_idea(analysis: Analysis, token: Token, mentions: Sequence[Mention]) -> bool:
    """Whether an initiative is a person's ("at the initiative of President X"), and so no programme."""
    if token.lemma != "initiative":
        return False
    following = analysis.tokens[token.i + 1 : token.i + 3]
    return any(m.kind in _PERSONAL and any(m.first <= t.i < m.last for t in following) for m in mentions) or (
        token.dep == "pobj" and analysis.tokens[token.head].lower in ("at", "on")
    )


def _is_made(analysis: Analysis, token: Token, first: int, last: int) -> bool:
    makeable = lexicon().makeable
    return any(
        other.lemma in makeable and other.pos in ("NOUN", "PROPN")
        for other in analysis.tokens[first:last]
        if other is not token
    )


def _parts(
    analysis: Analysis, token: Token, entry: Head, first: int, last: int, seen: Traits
) -> Iterator[tuple[int, int]]:
    """The phrase, or the two things it lists: "construction of A and B", "joint projects in A and B"."""
    listed = entry.need is Need.BUILT or (seen.plural and entry.kind is ThreadKind.PROJECT)
    preposition = next(
        (child for child in analysis.children(token) if child.i == token.i + 1 and child.dep == "prep"), None
    )
    if not listed or preposition is None or preposition.lower not in ("of", "in", "on", "for"):
        yield first, last
        return
    thing = next((child for child in analysis.children(preposition) if child.dep in ("pobj", "pcomp")), None)
    conjunct = thing and next((child for child in analysis.children(thing) if child.dep == "conj"), None)
    if thing is None or conjunct is None or any(child.dep == "conj" for child in analysis.children(conjunct)):
        yield first, last
        return
    joint = next((child.i for child in analysis.children(thing) if child.dep == "cc"), conjunct.i)
    tail = [below for below in analysis.subtree(conjunct) if below.i > joint]
    stops = ("prep", "relcl", "punct")
    end = next(
        (below.i for below in tail if below.dep in stops and below.head == conjunct.i and below.i > conjunct.i),
        tail[-1].i + 1,
    )
    yield first, joint
    yield tail[0].i, end
