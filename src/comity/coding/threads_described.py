"""Threads known by what they are: capitalised names and definite descriptions around a head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.actors.mention import Mention, MentionKind
from comity.actors.tables import igos
from comity.coding.threads_designation import is_designation
from comity.coding.threads_enough import is_dated, says_enough
from comity.coding.threads_left import left_edge
from comity.coding.threads_lexicon import WORD_ORDINALS, Head, Need, lexicon
from comity.coding.threads_name import ThreadName, canonical_name, make_name
from comity.coding.threads_phrase import past_site, phrase_end, right_edge, site_end
from comity.coding.threads_sited import is_reactor_site
from comity.coding.threads_traits import Traits, owned, times_met, traits
from comity.language.analysis import Analysis, Sentence, SentenceKind, Token
from comity.records import ThreadKind

_ACRONYM = re.compile(r"\A\s?\(\s?([A-Z][A-Za-z0-9&/+\-]{1,14})\s?\)")
_BODIES = frozenset({MentionKind.BODY, MentionKind.GROUP, MentionKind.IGO})
_SHARED_BODIES = frozenset({"mission", "venture", "consortium"})  # a "body" that two states have together
_INTO = frozenset({"in", "to", "into", "of", "with"})
_YEAR = 4  # digits
_GAP = 14  # characters between a noun and the date that parts it from its topic
_ORDINAL = re.compile(r"\d{1,3}(st|nd|rd|th)")
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
        if token.pos not in ("NOUN", "PROPN"):
            continue
        entries = heads.get(token.lemma) or heads.get(token.lower)
        if not entries:
            continue
        for entry in entries:
            if not _matches(analysis, token, entry):
                continue
            names = list(_around(analysis, sentence, token, entry, mentions, acronyms, world))
            if names:
                yield from names
                break


def _around(
    analysis: Analysis,
    sentence: Sentence,
    token: Token,
    entry: Head,
    mentions: Sequence[Mention],
    acronyms: dict[str, ThreadName],
    world: int,
) -> Iterator[ThreadName]:
    heads = lexicon().heads
    christened = token.lemma in lexicon().christened and analysis.tokens[token.head].pos == "PROPN"
    if token.dep == "compound" and token.head == token.i + 1 and not token.text[:1].isupper() and not christened:
        return  # "treaty violations" is about something else; "the exercise Varuna" is its own name
    following = analysis.tokens[token.i + 1] if token.i + 1 < sentence.last else token
    if token.text[:1].isupper() and following is not token and following.text[:1].isupper():
        inner = bool({following.lower, following.lemma} & heads.keys())
        if inner or (token.dep == "compound" and token.head > token.i and entry.kind is not ThreadKind.EXERCISE):
            return  # "Partnership" in "Strategic Partnership Commission", "Fund" in "Trust Fund Law"
    if token.text[:1].isupper() and following.lower in ("and", "&") and _is_joined(analysis, token, sentence):
        return  # "Partnership" in "Partnership and Cooperation Agreement"
    if token.lemma in lexicon().not_of and not _is_working_together(analysis, token, sentence):
        return
    if analysis.tokens[token.i - 1].lower == "in" and token.tag == "NN" and token.i > sentence.first:
        return  # "in accord with", "in agreement"
    titled = token.text[:1].isupper() and sentence.kind is not SentenceKind.HEADLINE
    first = left_edge(analysis, token, sentence)
    if any(_is_inside(analysis, mention, token, first) for mention in mentions):
        return
    if any(child.dep == "det" and child.lower == "no" for child in analysis.children(token)):
        return  # "no new contract was announced"
    last = right_edge(analysis, token, sentence, mentions, titled=titled)
    if entry.need is Need.SITED and last == token.i + 1:
        last = site_end(analysis, token)
    if entry.need is Need.MEMBER:
        last = max(last, _joined_end(analysis, token, mentions))
    last = _undated(analysis, token.i + 1, last)
    seen = traits(analysis, first, token.i, last, mentions, len(entry.words))
    first = _trimmed(analysis, first, token.i - len(entry.words) + 1)
    seen = owned(analysis, token, entry, seen, mentions)
    more = _taken_apart(analysis, sentence, entry, last)
    if more is not None:
        seen = replace(seen, topic=True, complement=True)
    if entry.need is Need.CONTINUED and _speaks_of_another(analysis, token, last):
        return  # "talks on a trade agreement": the agreement is the thread, and the talks its stage
    if not says_enough(analysis, token, entry, seen, first, last, mentions, world):
        return
    after = _ACRONYM.match(analysis.document.text[analysis.tokens[last - 1].end : sentence.end])
    for part_first, part_last in _parts(analysis, token, entry, first, last, seen):
        begin = _lasting(analysis, token, entry, part_first, part_last)
        canonical = canonical_name(analysis, begin, part_last, mentions, entry.kind)
        if entry.kind is ThreadKind.PROJECT and is_designation(analysis.tokens[begin]):
            canonical = analysis.tokens[begin].lower  # "S-400 Long Range Missile Defence System"
        if entry.kind is ThreadKind.PROJECT and is_reactor_site(analysis, token, begin):
            site = analysis.document.text[analysis.tokens[token.i + 2].start : analysis.tokens[part_last - 1].end]
            canonical = f"{site.lower()} nuclear power plant" if part_last > token.i + 2 else canonical
        if more is not None:
            canonical += " " + canonical_name(analysis, more[0], more[1], mentions, entry.kind)
        elif _is_bare(analysis, token, entry, canonical, seen):
            continue
        if entry.need not in (Need.BUILT, Need.TRADED):
            part_first = _without_article(analysis, begin) if begin > part_first else part_first
        head = token.i if part_first <= token.i < part_last else None
        name = make_name(analysis, part_first, part_last, entry.kind, entry.need.value, canonical, head=head)
        ordinal = seen.ordinal
        if ordinal is None and entry.kind in (ThreadKind.MECHANISM, ThreadKind.EXERCISE):
            ordinal = times_met(analysis, token)
        name = replace(name, ordinal=ordinal, named=seen.parties)
        if more is not None:
            tail = analysis.document.text[analysis.tokens[more[0]].start : analysis.tokens[more[1] - 1].end]
            name = replace(name, written=f"{analysis.document.text[name.start : name.end]} {tail}")
        if after and (titled or analysis.tokens[last - 1].text[:1].isupper()):
            acronyms[after.group(1)] = name
            inside = analysis.tokens_in(name.start, name.end + after.end())
            name = replace(name, end=inside[-1].end, last=inside[-1].i + 1)
        yield name


def _is_working_together(analysis: Analysis, token: Token, sentence: Sentence) -> bool:
    """Whether what follows "of" is something that states do ("a format of cooperation"), or no "of" follows at all."""
    if token.i + 1 >= sentence.last or analysis.tokens[token.i + 1].lower != "of":
        return True
    return any(other.lemma in lexicon().working for other in analysis.tokens[token.i + 2 : token.i + 5])


def _is_inside(analysis: Analysis, mention: Mention, token: Token, first: int) -> bool:
    """Whether a head noun only belongs to the name of an office, a person or a body."""
    if not mention.first <= token.i < mention.last:
        return False
    if mention.kind is MentionKind.IGO:
        return not mention.inferred
    if mention.kind is MentionKind.OFFICE and len(set(mention.countries)) > 1:
        return False  # "the Korea-Poland defence committee" is nobody's office
    if mention.kind in _PERSONAL:  # "co-chairman of the A-B intergovernmental commission" names the commission too
        shared = any(other.lower in lexicon().sharing for other in analysis.tokens[first : token.i])
        return not shared
    if token.lemma in _SHARED_BODIES and (token.text.islower() or _is_sent_by(mention)):
        return False
    return mention.kind in _BODIES and not mention.inferred and mention.first <= first + 1


def _is_sent_by(mention: Mention) -> bool:
    """Whether a body belongs to an organisation of states: "the EU Mission in Armenia"."""
    return mention.kind is MentionKind.BODY and any(code in igos() for code in mention.countries)


def _is_joined(analysis: Analysis, token: Token, sentence: Sentence) -> bool:
    """Whether a capitalised head noun is only the first half of a name that another head noun closes."""
    heads = lexicon().heads
    at = token.i + 2
    while at < sentence.last and analysis.tokens[at].text[:1].isupper():
        other = analysis.tokens[at]
        if {other.lower, other.lemma} & heads.keys() and at > token.i + 2:
            return left_edge(analysis, other, sentence) <= token.i
        at += 1
    return False


def _joined_end(analysis: Analysis, token: Token, mentions: Sequence[Mention]) -> int:
    """The end of "membership in the European Union": after the organisation that is to be joined."""
    if token.i + 1 >= len(analysis.tokens) or analysis.tokens[token.i + 1].lower not in _INTO:
        return token.i + 1
    start = token.i + 2
    joined = (m.last for m in mentions if m.kind is MentionKind.IGO and start <= m.head and m.first <= start + 1)
    return next(joined, token.i + 1)


def _is_bare(analysis: Analysis, token: Token, entry: Head, canonical: str, seen: Traits) -> bool:
    """Whether a name says nothing but its head noun: no heading for anything, unless it says whose the thing is."""
    words = lexicon()
    said = set(canonical.split()) - set(entry.words) - {token.lemma}
    if token.lemma == "unit":
        said -= WORD_ORDINALS.keys()  # "the first power unit" is one of the plant told of
    if entry.kind is ThreadKind.AGREEMENT:
        said -= words.sharing
    if said or " ".join(entry.words) in words.whole or (entry.need is Need.SERIES and seen.plural and seen.parties):
        return False
    if token.text[:1].isupper() and seen.parties and seen.capitals > 1:
        return False
    if entry.kind is ThreadKind.AGREEMENT and is_dated(analysis.tokens[token.i - 1]):
        return False
    if entry.kind is ThreadKind.AGREEMENT and seen.parties:
        if len(seen.parties) > 1 and not seen.plural:
            return False  # "the agreement between Spain and Morocco"
        pointed = any(child.dep == "det" and child.lower != "a" for child in analysis.children(token))
        return pointed or seen.plural
    return len(seen.parties) < 2 or (seen.plural and entry.need not in (Need.CONTINUED, Need.SERIES))


def _taken_apart(analysis: Analysis, sentence: Sentence, entry: Head, last: int) -> tuple[int, int] | None:
    """The topic that a date parts from its noun, as token numbers: "reached an agreement in May | on fishing"."""
    if entry.kind is not ThreadKind.AGREEMENT:
        return None
    end = analysis.tokens[last - 1].end
    date = next((found for found in analysis.dates if 0 < found.start - end <= _GAP), None)
    if date is None:
        return None
    following = next(
        (i for i in range(last, min(last + 6, sentence.last)) if analysis.tokens[i].start >= date.end), None
    )
    if following is None or not (
        analysis.tokens[following].lower in ("on", "for") or analysis.tokens[following].tag == "VBG"
    ):
        return None
    stop = past_site(analysis, phrase_end(analysis, analysis.tokens[following], following + 12), sentence.last)
    stop = _undated(analysis, following + 1, stop)
    return (following, stop) if stop > following + 1 else None


def _undated(analysis: Analysis, first: int, last: int) -> int:
    """The end of a phrase before a date in it: "the CIS summit (on 28 December)"."""
    if last <= first:
        return last
    start, end = analysis.tokens[first].start, analysis.tokens[last - 1].end
    dates = [date.start for date in analysis.dates if start <= date.start < end]
    if dates:
        last = next(i for i in range(first, last) if analysis.tokens[i].end > dates[0])
        while last > first and analysis.tokens[last - 1].pos in ("ADP", "DET", "PUNCT", "CCONJ", "VERB"):
            last -= 1
    return last


def _trimmed(analysis: Analysis, first: int, head: int) -> int:
    """The first token without what is not of the name before it: numbers, "recent", "wrecked" before a proper name."""
    words = lexicon()
    tokens = analysis.tokens
    proper = next((i for i in range(first, head) if tokens[i].pos == "PROPN" and tokens[i].text[:1].isupper()), first)
    while first < head:
        token, following = tokens[first], tokens[first + 1]
        if following.text in ("-", "+", "–"):
            break
        light = token.text in words.light and token.text not in WORD_ORDINALS
        year = first + 1 == head and token.text.isdigit() and len(token.text) == _YEAR
        counted = token.tag == "CD" and not token.text[:1].isupper() and not year
        loose = first < proper and token.text.islower() and token.pos in ("ADJ", "VERB", "ADV")
        loose = loose and token.lower not in words.sharing and token.lower not in words.series | WORD_ORDINALS.keys()
        if not (light or counted or (loose and not _ORDINAL.match(token.lower)) or token.tag == "$"):
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


def _without_article(analysis: Analysis, first: int) -> int:
    return first + 1 if analysis.tokens[first].pos == "DET" else first


def _speaks_of_another(analysis: Analysis, token: Token, last: int) -> bool:
    heads = lexicon().heads
    kinds = (ThreadKind.AGREEMENT, ThreadKind.PROJECT, ThreadKind.PROGRAMME)
    following = analysis.tokens[token.i + 2 : last]
    return any(
        head.kind in kinds and head.need not in (Need.TRADED, Need.BUILT)
        for other in following
        for head in heads.get(other.lemma, ())
        if len(head.words) == 1
    )


def _lasting(analysis: Analysis, token: Token, entry: Head, first: int, last: int) -> int:
    """Where the name of the lasting thing begins: after "session of", "construction of"."""
    after = token.i + 2
    if not first <= token.i or after >= last or analysis.tokens[token.i + 1].lower != "of":
        return first
    rest = analysis.tokens[after:last]
    if entry.need in (Need.BUILT, Need.TRADED):
        return after
    if token.lemma not in lexicon().sittings:
        return first
    heads = lexicon().heads
    lasting = any(
        head.kind is ThreadKind.MECHANISM
        for other in rest
        for head in (*heads.get(other.lemma, ()), *heads.get(other.lower, ()))
    )
    return after if lasting else first


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
    made = conjunct is not None and (entry.need is not Need.BUILT or conjunct.lemma in lexicon().makeable)
    if (
        thing is None
        or conjunct is None
        or not made
        or any(child.dep == "conj" for child in analysis.children(conjunct))
    ):
        yield first, last
        return
    joint = next((child.i for child in analysis.children(thing) if child.dep == "cc"), conjunct.i)
    tail = [below for below in analysis.subtree(conjunct) if below.i > joint]
    if not tail:
        yield first, last
        return
    stops = ("prep", "relcl", "punct")
    end = next(
        (below.i for below in tail if below.dep in stops and below.head == conjunct.i and below.i > conjunct.i),
        tail[-1].i + 1,
    )
    yield first, joint
    yield tail[0].i, end
