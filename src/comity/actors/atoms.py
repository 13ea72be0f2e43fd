"""Atoms: the names that the lexicon knows in one document, each with the one sense that holds there.

Names are found in the raw text and then laid onto the tokens of the parse. What a name may mean is narrowed by date
(former states), by the table of ambiguous names (Georgia, Congo, Jordan), and by its surroundings ("in Russian" is a
language, "pro-Russian" is nobody of Russia).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from comity.actors import people, tables
from comity.actors.lexicon import Sense, Sort, lexicon
from comity.actors.raw import ORDER, publisher_state
from comity.actors.weak import WeakReading, read_weak
from comity.actors.words import Hit, Words
from comity.language.analysis import Analysis

_AGAINST = frozenset({"pro", "anti", "non", "ex", "post", "pre", "un", "counter", "neo"})
_SUFFIXES = frozenset({"language", "speaking", "speaker", "speakers", "style", "type", "looking", "sounding"})
_SPEAKING = frozenset({"speak", "learn", "study", "teach", "translate", "write", "publish", "understand", "know"})
_LANGUAGE = frozenset({"language", "languages", "alphabet", "dictionary", "translation", "grammar"})


@dataclass(slots=True, eq=False)
class Atom:
    """A known name in the text: characters [start, end), tokens [first, last), its sense, and all codes it stands for.

    A compound ("Russia-India", "Sino-U.S.") has a sense for each part. `why` says how an ambiguous name was read;
    `options` are all bodies that share a weak name ("Security Council"), `reading` the one that it is here.
    """

    start: int
    end: int
    first: int
    last: int
    sort: Sort
    senses: tuple[Sense, ...]
    parts: tuple[tuple[int, int], ...]
    why: str = ""
    options: tuple[Sense, ...] = ()
    reading: WeakReading | None = None

    @property
    def sense(self) -> Sense:
        """The first sense."""
        return self.senses[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in order, once each."""
        return tuple(dict.fromkeys(code for sense in self.senses for code in sense.codes))


class Atoms:
    """All atoms of a document, in order, and which token belongs to which."""

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.document.text
        self._day = analysis.document.published
        self._tokens = analysis.tokens
        self._starts = [token.start for token in analysis.tokens]
        self._ends = [token.end for token in analysis.tokens]
        words = Words.of(self._text)
        hits = list(lexicon().hits(words))
        self._counts = Counter(
            sense.code
            for hit in hits
            for phrase in hit.phrases
            for sense in phrase.meanings
            if sense.sort is Sort.STATE
        )
        self._cues: dict[str, bool] = {}
        found = [atom for hit in hits if (atom := self._atom(hit)) is not None]
        self.found = self._settled(_compounds(found, self._text), publisher_state(analysis.document))
        self.at: dict[int, Atom] = {i: atom for atom in self.found for i in range(atom.first, atom.last)}

    def _settled(self, found: list[Atom], publisher: str) -> list[Atom]:
        """The atoms with every weak name read, and those dropped whose owner stays unknown."""
        weak = [atom for atom in found if atom.options]
        if not weak:
            return found
        strong = [atom for atom in found if not atom.options]
        owners = {
            i: (atom.sort, atom.codes, atom.first, atom.last) for atom in strong for i in range(atom.first, atom.last)
        }
        named = Counter(code for atom in strong for code in atom.codes)
        for atom in weak:
            span = (atom.first, atom.last)
            atom.reading = read_weak(self._tokens, span, atom.options, owners, named, publisher)
            if atom.reading is not None:
                atom.senses, atom.why = (atom.reading.sense,), atom.reading.why
        return [atom for atom in found if not atom.options or atom.reading is not None]

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that cover the characters [start, end)."""
        return bisect_right(self._starts, start) - 1, bisect_left(self._ends, end) + 1

    def _atom(self, hit: Hit[Sense]) -> Atom | None:
        senses = [sense for phrase in hit.phrases for sense in phrase.meanings]
        if not self._tokens or all(sense.sort is Sort.NOTHING for sense in senses):
            return None
        start, end = hit.start, hit.end
        first, last = self._span(start, end)
        if first < 0 or last > len(self._tokens):
            return None
        words = self._text[start:end]
        before, after = self._text[max(0, start - 12) : start], self._text[end : end + 16]
        if not _free(before, after):
            return None
        sense, why = self._choose(words, senses, first, last)
        if sense is None or self._is_language(sense, first, last, after):
            return None
        if sense.sort in (Sort.STATE, Sort.CAPITAL, Sort.SEAT, Sort.IGO) and _LED.match(after):
            sense = replace(sense, sort=Sort.ADJECTIVE)
        options = tuple(other for other in senses if other.sort is Sort.BODY) if sense.weak else ()
        return Atom(start, end, first, last, sense.sort, (sense,), ((start, end),), why, options)

    def _choose(self, words: str, senses: list[Sense], first: int, last: int) -> tuple[Sense | None, str]:
        why = ""
        holding = [sense for sense in senses if sense.sort is not Sort.NOTHING and sense.holds(self._day)]
        readings = tables.readings().get(words) or tables.readings().get(words.title() if words.isupper() else words)
        if readings:
            code, why = self._read(words, readings, first, last)
            if not code:
                return None, why
            kept = [sense for sense in holding if code in sense.codes]
            holding = kept or [_as_read(holding[0] if holding else senses[0], code)]
        if not holding:
            return None, why
        if len(holding) > 1:
            holding = self._narrow(holding, first, last)
        sense = holding[0]
        return self._on_the_day(sense, why)

    def _on_the_day(self, sense: Sense, why: str) -> tuple[Sense, str]:
        """The state that a name stands for on the day: the Soviet Union's after 1991, Russia's before."""
        if sense.sort in (Sort.BODY, Sort.PERSON, Sort.IGO, Sort.GROUP, Sort.MEMBERS) or not sense.codes:
            return sense, why
        code = sense.code
        now = tables.current(code, self._day)
        state = tables.states().get(code)
        if now == code and state is not None and state.since and self._day and self._day < state.since:
            now = _predecessors().get(code, code)
            before = tables.states().get(now)
            if before is None or not tables.holds_on(before.since, before.until, self._day):
                now = code
        if now == code:
            return sense, why
        other = tables.states()[now]
        why = why or f"{sense.name} stands for {other.name} on this day"
        return Sense(sense.sort, now, (now,), other.name, sense.sector, sense.role), why

    def _narrow(self, senses: list[Sense], first: int, last: int) -> list[Sense]:
        """Prefer a person's full name, then what the part of speech says, then the state most named in the text."""
        head = self._tokens[last - 1]
        if any(sense.sort is Sort.PERSON for sense in senses):
            return sorted((sense for sense in senses if sense.sort is Sort.PERSON), key=self._remoteness)
        sorts = {sense.sort for sense in senses}
        if Sort.COMBINING in sorts and len(sorts) > 1:
            hyphen = self._text[head.end : head.end + 1] in ("-", "–") and head.end < len(self._text)
            senses = [sense for sense in senses if (sense.sort is Sort.COMBINING) == hyphen] or senses
        if sorts & {Sort.DEMONYM, Sort.DEMONYMS} and Sort.ADJECTIVE in sorts:
            nominal = head.pos in ("NOUN", "PROPN", "ADJ") and head.dep not in ("amod", "compound", "nmod", "npadvmod")
            led = first > 0 and self._tokens[first - 1].tag in ("DT", "CD", "JJ", "PRP$")
            plural = Sort.DEMONYMS in sorts and Sort.DEMONYM not in sorts
            wanted = (Sort.DEMONYM, Sort.DEMONYMS) if plural or (nominal and led) else (Sort.ADJECTIVE,)
            senses = [sense for sense in senses if sense.sort in wanted] or senses
        plain = [sense for sense in senses if not sense.weak] or senses
        order = {sort: rank for rank, sort in enumerate(ORDER)}
        return sorted(plain, key=lambda sense: (order[sense.sort], -self._counts[sense.code]))

    def _remoteness(self, sense: Sense) -> tuple[bool, bool]:
        """Of several persons of one name, those in office on the day come first, then those of a state of the text."""
        person = people.people()[sense.id]
        return person.term(self._day) is None, not self._counts[person.country(self._day)]

    def _read(self, words: str, readings: tuple[tables.Reading, ...], first: int, last: int) -> tuple[str, str]:
        """The code that an ambiguous name has here ("" for no actor), and why."""
        before = self._tokens[first - 1].lower if first else ""
        after = self._tokens[last].lower if last < len(self._tokens) else ""
        beyond = self._tokens[last + 1].lower if last + 1 < len(self._tokens) else ""
        for reading in readings:
            for word in reading.beside:
                small = word.lower()
                if small in (before, after) or (after == "," and small == beyond):
                    return reading.code, f"{words} beside {word!r} is {reading.meaning}"
        scores = [(sum(self._has(cue) for cue in reading.cues), reading) for reading in readings]
        best = max(score for score, _ in scores)
        leaders = [reading for score, reading in scores if score == best]
        if best and len(leaders) == 1:
            return leaders[0].code, f"{words} is read as {leaders[0].meaning} by other words of the text"
        for reading in readings:
            if reading.default:
                return reading.code, f"{words} is read as {reading.meaning} unless the text says otherwise"
        return "", f"{words} is ambiguous here"

    def _has(self, cue: str) -> bool:
        known = self._cues.get(cue)
        if known is None:
            known = self._cues[cue] = re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", self._text) is not None
        return known

    def _is_language(self, sense: Sense, first: int, last: int, after: str) -> bool:
        if sense.sort not in (Sort.ADJECTIVE, Sort.DEMONYM, Sort.DEMONYMS):
            return False
        head = self._tokens[last - 1]
        following = self._tokens[last] if last < len(self._tokens) else None
        if following is not None and following.lower in _LANGUAGE:
            return True
        if following is not None and following.text[0].isalpha() and following.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
            return False
        before = self._tokens[first - 1] if first else None
        if before is None:
            return False
        if before.lemma in _SPEAKING or before.lower in ("in", "into"):
            return True
        bare = sense.sort is Sort.ADJECTIVE and not head.children and head.dep in ("pobj", "dobj")
        return bare and (following is None or following.pos not in ("CCONJ", "PUNCT") or following.text == ".")


def _as_read(sense: Sense, code: str) -> Sense:
    """The sense of a name that only the table of ambiguous names gives to a state or organisation."""
    state, igo = tables.states().get(code), tables.igos().get(code)
    sort = sense.sort if state or sense.sort is Sort.ADJECTIVE else Sort.IGO
    return Sense(sort, code, (code,), state.name if state else igo.name if igo else code, None if state else "IGO")


@cache
def _predecessors() -> dict[str, str]:
    return {
        state.successor: state.code for state in tables.states().values() if state.kind == "former" and state.successor
    }


_PREFIX = re.compile(r"(\w+)[-\u2010\u2011\u2013]$")
_LED = re.compile(r"[-\u2010\u2011\u2013](?:[a-z]{3,}|\s+and\b)")  # U.S.-led, Moscow-backed
_SUFFIX = re.compile(r"[-\u2010\u2011\u2013](\w+)")


def _free(before: str, after: str) -> bool:
    """Whether the name stands for itself: not "pro-Russian", "English-language", an address or a handle."""
    if before[-1:] == "@":
        return False
    prefix = _PREFIX.search(before)
    if prefix and prefix.group(1).lower() in _AGAINST:
        return False
    suffix = _SUFFIX.match(after)
    return not (suffix and suffix.group(1).lower() in _SUFFIXES)


_PAIRING = frozenset({"-", "\u2010", "\u2011", "\u2013", "/", " - ", "\u2014", " / ", " \u2013 "})
_PAIRABLE = frozenset({Sort.STATE, Sort.ADJECTIVE, Sort.COMBINING, Sort.DEMONYM, Sort.CAPITAL, Sort.IGO, Sort.SEAT})


def _compounds(found: list[Atom], text: str) -> list[Atom]:
    """Join names that stand together by a hyphen or a stroke; a combining form that joins nothing is dropped."""
    joined: list[Atom] = []
    for atom in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.sort in _PAIRABLE
            and atom.sort in _PAIRABLE
            and text[last.end : atom.start] in _PAIRING
            and not set(last.codes) & set(atom.codes)
        ):
            joined[-1] = Atom(
                last.start,
                atom.end,
                last.first,
                atom.last,
                Sort.ADJECTIVE,
                last.senses + atom.senses,
                last.parts + atom.parts,
                last.why or atom.why,
            )
        else:
            joined.append(atom)
    return [atom for atom in joined if atom.sort is not Sort.COMBINING]
