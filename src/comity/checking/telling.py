"""The words of a figure, taken apart for checking: its measure, the clause around its number, who is named where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from comity.actors import tables
from comity.actors.lexicon import Sense, Sort, lexicon
from comity.actors.words import Words
from comity.checking.vocabulary import Subject, Told, words
from comity.records import Figure

# Where a clause ends: marks, and commas or blanks before words that begin another one.
_END = re.compile(
    r"[;:()—–\n\"“”]|\s-\s|,\s(?=(?:and|but|while|whereas|although|though|which|who|with|compared|against|versus|up|down"
    r"|reaching|exceeding|totalling|totaling|making|thereby|making|of which|including|mainly|chiefly|mostly|especially"
    r"|particularly|primarily|notably|such as|led by|driven by|followed by|as well as)\b)|\s(?=(?:while|whereas|but)\s)"
)
# What only names examples of the thing measured.
_ASIDE = re.compile(
    r",?\s(?:including|mainly|chiefly|mostly|especially|particularly|primarily|notably|such as|led by|driven by)\b"
    r"[^,;]*(?:,(?=\s)|\Z)"
)
_MONEY = re.compile(
    r"\s?\$|\.?\s(?:dollars?|dlrs?|rupees?|roubles?|rubles?|yuan|pounds?|francs?|lira|pesos?|dinars?|dirhams?|riyals?|yen)\b",
    re.IGNORECASE,
)
_LEAD_ASIDE = re.compile(
    r"\A\s*(?:including|mainly|chiefly|mostly|especially|particularly|primarily|notably|such as|led by|driven by)\b"
    r"[^,;]*(?:,\s|\Z)"
)
_JOINT = re.compile(r"\A\s*(?:and|but|while|whereas|although|though)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\s\(([^()]*)\)")
_STATES = frozenset({Sort.STATE, Sort.ADJECTIVE, Sort.DEMONYM, Sort.DEMONYMS, Sort.CAPITAL, Sort.SEAT, Sort.COMBINING})
_GROUPS = frozenset({Sort.IGO, Sort.GROUP, Sort.MEMBERS})


def _cost(text: str, start: int, end: int) -> bool:
    """Whether an amount in dollars only follows upon a name: "cost India $2 billion", and not "US $2 billion"."""
    return text[end : end + 2] == " $" and not text[start:end].replace(".", "").isupper()


class Who(StrEnum):
    """What sort of party a name stands for."""

    STATE = "state"
    GROUP = "group"  # an organisation or a bloc of states
    BODY = "body"  # a company, a ministry, a bank
    PLACE = "place"  # a city or region
    NONE = "none"  # no party at all: "Indian Ocean", a person


class Place(StrEnum):
    """Where a name stands: what the word before it, or the ending behind it, makes of it."""

    OWNER = "owner"  # "India's"
    FROM = "from"
    TO = "to"
    WITH = "with"
    BY = "by"
    OF = "of"
    BETWEEN = "between"
    ASIDE = "aside"  # "despite the war in Ukraine"
    BARE = "bare"


_BEFORE = {
    "from": Place.FROM,
    "out": Place.FROM,
    "to": Place.TO,
    "into": Place.TO,
    "towards": Place.TO,
    "with": Place.WITH,
    "by": Place.BY,
    "of": Place.OF,
    "between": Place.BETWEEN,
}
_SKIPPED = frozenset({"the", "all", "both", "neighbouring", "neighboring", "its", "their", "mainland"})


@dataclass(frozen=True, slots=True)
class Name:
    """A party named by words [first, last) of a piece: its code ("" for none), and how it is named and placed."""

    first: int
    last: int
    code: str
    who: Who
    place: Place
    adjective: bool


class Piece:
    """A stretch of text with its words and the parties that it names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = Words.of(text)
        self._told: dict[int, tuple[Told, ...]] = {}

    def __len__(self) -> int:
        return len(self.words.folded)

    @property
    def folded(self) -> list[str]:
        """The words in lower case, without diacritics."""
        return self.words.folded

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every party that is named, in text order."""
        found: list[Name] = []
        for hit in lexicon().hits(self.words):
            if _MONEY.match(self.text, hit.end) and not _cost(self.text, self.words.starts[hit.first], hit.end):
                continue  # the "US" of "US$5 billion" is no party
            code, who, adjective = _read([sense for phrase in hit.phrases for sense in phrase.meanings])
            place = self._place(hit.first, hit.end, found)
            if place is Place.BETWEEN and found and found[-1].place is Place.BARE and found[-1].last == hit.first:
                found[-1] = Name(found[-1].first, found[-1].last, found[-1].code, found[-1].who, place, False)
            found.append(Name(hit.first, hit.last, code, who, place, adjective))
        return tuple(found)

    def told(self, subject: Subject) -> tuple[Told, ...]:
        """The phrases of a subject that stand in it, in text order."""
        if id(subject) not in self._told:
            self._told[id(subject)] = tuple(subject.found(self.words))
        return self._told[id(subject)]

    def _place(self, first: int, end: int, earlier: list[Name]) -> Place:
        after = self.text[end : end + 2]
        if after in ("'s", "’s") or after[:1] in ("'", "’"):
            return Place.OWNER
        if earlier and earlier[-1].last == first:
            gap = self.text[self.words.ends[first - 1] : self.words.starts[first]]
            if gap in ("-", "–", "/", "‑"):
                return Place.BETWEEN
            if gap.strip() == ",":
                return earlier[-1].place
        at = first - 1
        while at >= 0 and self.folded[at] in _SKIPPED:
            at -= 1
        if at >= 0 and self.folded[at] == "and" and earlier and earlier[-1].last >= at:
            return earlier[-1].place if earlier[-1].place is not Place.OWNER else Place.BARE
        ahead = self.folded[at] if at >= 0 else ""
        return _BEFORE.get(ahead) or (Place.ASIDE if ahead in words("aside") else Place.BARE)

    def states(self) -> list[str]:
        """The codes of the states that are named, each once, in text order."""
        return list(dict.fromkeys(name.code for name in self.names if name.who is Who.STATE))

    def cut(self, first: int, last: int) -> Piece:
        """The words [first, last) as a piece of their own."""
        if first >= last:
            return Piece("")
        end = self.words.ends[last - 1]
        for tail in ("'s", "’s"):
            end += len(tail) if self.text.startswith(tail, end) else 0
        return Piece(self.text[self.words.starts[first] : end])

    def __contains__(self, phrase: str) -> bool:
        """Whether these words stand in it, in any case."""
        wanted = phrase.split()
        size = len(wanted)
        return any(self.folded[at : at + size] == wanted for at in range(len(self.folded) - size + 1))


def _read(senses: list[Sense]) -> tuple[str, Who, bool]:
    """(code, what sort of party, named by an adjective) of a name with these senses."""
    for sense in senses:
        if sense.sort in _STATES:
            whole = len(sense.codes) == 1
            adjective = any(other.sort is Sort.ADJECTIVE for other in senses)
            return (statistical(sense.code), Who.STATE, adjective) if whole else ("", Who.GROUP, False)
    for sense in senses:
        if sense.sort in _GROUPS:
            return sense.code, Who.GROUP, False
        if sense.sort is Sort.BODY:
            return sense.code, Who.BODY if sense.sector == "BUS" else Who.NONE, False
        if sense.sort is Sort.CITY:
            return sense.code, Who.PLACE, False
    return "", Who.NONE, False


def statistical(code: str) -> str:
    """The code under which series keep a state: that of the state which carried it on (SUN: RUS)."""
    state = tables.states().get(code)
    while state is not None and state.kind == "former" and state.successor:
        code = state.successor
        state = tables.states().get(code)
    return code


def is_state(code: str | None) -> bool:
    """Whether a code is that of a state or territory, not of an organisation."""
    return code is not None and code in tables.states()


class Telling:
    """A figure as its text tells it.

    `measure` is what is counted, without examples; `asides` are the words that the coder put in brackets behind it;
    `clause` is the stretch of the sentence around the number, `before` and `after` its two sides of the number, and
    `subject` what stands before without examples.
    """

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.quote = Piece(figure.quote)
        bare = _JOINT.sub("", _BRACKET.sub("", figure.measure))
        self.measure = Piece(_ASIDE.sub(" ", bare).strip() or bare)
        self.asides = tuple(Piece(text) for text in _BRACKET.findall(figure.measure))
        left, number, right = _around(figure)
        self.subject = Piece(_LEAD_ASIDE.sub("", _ASIDE.sub(" ", left)))
        self.before, self.after = Piece(left), Piece(right)
        self.number = Piece(number)
        self.clause = Piece(left + number + right)

    @property
    def source(self) -> str | None:
        """Who gives, by the code that series use."""
        return statistical(self.figure.source) if self.figure.source else None

    @property
    def target(self) -> str | None:
        """Who gets, by the code that series use."""
        return statistical(self.figure.target) if self.figure.target else None

    @property
    def speaker(self) -> str | None:
        """The state that speaks, for "our" and "we"."""
        said = self.figure.speaker
        return statistical(said.country) if said is not None and is_state(said.country) else None

    def pieces(self) -> Iterator[Piece]:
        """The measure and its asides."""
        yield self.measure
        yield from self.asides


def _around(figure: Figure) -> tuple[str, str, str]:
    """(before, number, after) within the clause of the number; empty strings where the number has no place."""
    if figure.number is None:
        return figure.quote, "", ""
    start, end = figure.number.start - figure.start, figure.number.end - figure.start
    if not 0 <= start < end <= len(figure.quote):
        return figure.quote, "", ""
    left, right = figure.quote[:start], figure.quote[end:]
    ends = [match.end() for match in _END.finditer(left)]
    stop = _END.search(right)
    left = _JOINT.sub("", left[ends[-1] if ends else 0 :])
    return left, figure.quote[start:end], right[: stop.start()] if stop else right
