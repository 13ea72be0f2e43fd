"""The vocabulary of checking (`data/vocabulary.yaml`): which words speak of what official series measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from comity.actors.words import Phrasebook, Words, fold
from comity.records.plover import read_data

Codes = tuple[str, ...]
"""Codes of one reading of a commodity; several are added up."""


@dataclass(frozen=True, slots=True)
class Goods:
    """A commodity: what texts call it, and the items of series that measure it.

    `hs` and `pc` hold readings, the nearest to the words first; a reading of several codes is their sum. `other` holds
    further codes that the words may mean as well. Without any code it is a group that no series keeps together.
    """

    name: str
    hs: tuple[Codes, ...] = ()
    other: tuple[Codes, ...] = ()
    pc: tuple[Codes, ...] = ()

    @property
    def known(self) -> bool:
        """Whether series may measure it."""
        return bool(self.hs or self.pc)


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or phrase says in a subject: a list of the vocabulary by name ("exports"), with what goes with it."""

    says: str
    goods: Goods | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A phrase of the vocabulary in a text: words [first, last) and what they say."""

    first: int
    last: int
    word: Word


class Subject:
    """The words of one subject (trade, arms …) as a phrasebook; the longest phrase that fits is taken."""

    def __init__(self, entries: Iterable[tuple[Sequence[str], Word]]) -> None:
        self._book: Phrasebook[Word] = Phrasebook()
        taught: set[str] = set()
        for names, word in entries:
            for name in names:
                for form in (name, *(_numbers(name) if word.goods else _plural(name))):
                    key = " ".join(Words.of(form).folded)
                    if key not in taught:
                        taught.add(key)
                        self._book.add(form, word)
        self._book.sort()

    def found(self, text: Words) -> Iterator[Told]:
        """The phrases of a text, from left to right, not overlapping."""
        for hit in self._book.hits(text):
            yield Told(hit.first, hit.last, hit.phrases[0].meanings[0])


def _numbers(name: str) -> tuple[str, ...]:
    """The plural of a singular, and the singular of a plural: of goods both are said ("cocoa beans", "cocoa bean")."""
    return (name.removesuffix("s"),) if name.endswith("s") else _plural(name)


def _plural(name: str) -> tuple[str, ...]:
    return () if name.endswith("s") or not name.isascii() or " s" in name else (f"{name}s",)


@cache
def _raw() -> Mapping[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: Mapping[str, Any] = yaml.load(read_data("comity.checking.data", "vocabulary.yaml"), Loader=loader)
    return found


@cache
def words(name: str) -> frozenset[str]:
    """A list of single words."""
    return frozenset(_raw()["words"][name])


@cache
def stopped() -> Mapping[str, int]:
    """The first year for which a state's own statistics of trade are not published."""
    found: Mapping[str, int] = _raw()["stopped"]
    return found


@cache
def goods() -> tuple[tuple[Sequence[str], Goods], ...]:
    """Every commodity with its names, in the order of the file."""
    found = []
    for row in _raw()["goods"]:
        hs, other, pc = (tuple(_codes(code) for code in row.get(key, ())) for key in ("hs", "other", "pc"))
        if hs or pc:
            found.append((tuple(row["names"]), Goods(row.get("called", row["names"][0]), hs, other, pc)))
        else:  # each name of a group stands for itself
            found += [((name,), Goods(name)) for name in row["names"]]
    return tuple(found)


def items_named(name: str) -> frozenset[str]:
    """What series count of the commodity with this name, in any code: `crude oil` is `HS2709`; empty for none."""
    wanted = " ".join(name.casefold().replace("-", " ").split())
    return frozenset(
        item
        for names, one in goods()
        if wanted in (*names, one.name)
        for prefix, readings in (("HS", (*one.hs, *one.other)), ("PC:", one.pc))
        for codes in readings
        for item in (f"{prefix}{code}" for code in codes)
    )


def _codes(code: str | list[str]) -> Codes:
    return (code,) if isinstance(code, str) else tuple(code)


@cache
def trade() -> Subject:
    """The words of trade in goods."""
    raw = _raw()["trade"]
    entries: list[tuple[Sequence[str], Word]] = [(names, Word("commodity", entry)) for names, entry in goods()]
    entries += [(raw[says], Word(says)) for says in ("exports", "imports", "both", "deficit", "surplus", "balance")]
    entries += [(row["words"], Word("not", why=row["why"])) for row in raw["not"]]
    entries += [(raw[says], Word(says)) for says in ("sold", "bought", "goods")]
    entries += [(words, Word("plain")) for words in raw["plain"]]
    return Subject(entries)


@cache
def ahead() -> Subject:
    """Words that say that a number lies ahead, or deny it."""
    return Subject([(_raw()[says], Word(says)) for says in ("hedged", "denied", "ahead")])


@cache
def arms() -> Subject:
    """The words of transfers of arms as a whole."""
    raw = _raw()["arms"]
    return Subject([(raw[says], Word(says)) for says in ("not", "arms", "sent", "got")])


@cache
def deliveries() -> Subject:
    """The words around a designation: of deliveries, of what is none, and of what is counted."""
    raw = _raw()["arms"]
    return Subject([(raw[says], Word(says)) for says in ("formations", "undelivered", "delivered", "nouns", "plain")])


@cache
def designations() -> Mapping[str, tuple[str, ...]]:
    """Other names of designations of the register: how texts write it -> what the register calls it."""
    return {flat(name): tuple(names) for name, names in _raw()["arms"]["designations"].items()}


@cache
def reactors() -> Mapping[str, Subject]:
    """The words of nuclear power by list; lists overlap, so that each is a subject of its own."""
    raw = {says: words for says, words in _raw()["reactors"].items() if says != "names"}
    return {says: Subject([(words, Word(says))]) for says, words in raw.items()}


@cache
def plant_names() -> Mapping[str, str]:
    """Other names of plants as texts write them -> what lists of reactors call them."""
    found: Mapping[str, str] = _raw()["reactors"]["names"]
    return found


@cache
def votes() -> Mapping[str, Subject]:
    """The words of votes in the General Assembly by list, and those of its issues by the id of the issue."""
    raw = dict(_raw()["votes"])
    issues = raw.pop("issues")
    lists = {says: Subject([(words, Word(says))]) for says, words in raw.items()}
    lists["issues"] = Subject([(words, Word(issue)) for issue, words in issues.items()])
    return lists


@cache
def memberships() -> Mapping[str, Subject]:
    """The words of shared memberships by list."""
    return {says: Subject([(words, Word(says))]) for says, words in _raw()["memberships"].items()}


@cache
def alliances() -> tuple[Subject, Subject]:
    """The words of treaties, and those of their kinds by indicator."""
    raw = _raw()["alliances"]
    kinds = [(words, Word(indicator)) for indicator, words in raw["kinds"].items()]
    return Subject([(raw["treaties"], Word("treaties"))]), Subject(kinds)


@cache
def economies() -> Subject:
    """The words of a state's own numbers, by indicator."""
    raw = _raw()["economies"]
    order = ("gdp-growth", "gdp", "population", "military-spending", "economy", "not")
    return Subject([(raw[says], Word(says)) for says in order])


def flat(name: str) -> str:
    """A name for comparing: without case, diacritics, spaces, hyphens and other marks."""
    return "".join(fold(word) for word in Words.of(name).folded)
