"""The tables of actors: states, offices, organisations, bodies, groups, as frozen rows. docs/actors.md has the format.

Each table is read once, when it is first asked for. Days are inclusive at both ends: `since` is the first day a row
holds and `until` the last; None is open. A list cell is written with `;` between its items.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from comity.errors import ComityError

_Row = TypeVar("_Row")


def holds_on(since: date | None, until: date | None, day: date | None) -> bool:
    """Whether a row that holds from `since` to `until` (both included) holds on a day; an unknown day always does."""
    return day is None or ((since is None or since <= day) and (until is None or day <= until))


@dataclass(frozen=True, slots=True)
class State:
    """A state, territory or former state.

    `code` is ISO 3166 alpha-3 (of ISO 3166-3 for former states; XKX for Kosovo, and X.. codes of our own where ISO has
    none). `kind` is `member` (of the UN), `state` (not a UN member), `territory` or `former`. `since` is the day of
    independence where that is after 1945. `successor` is who a former state's name stands for after `until`, or, for a
    territory, the state that it belongs to. `names` holds official, alternative and older names besides `name`.
    `demonyms` are pairs of singular and plural. `metonyms` are seats of power besides the capitals.
    """

    code: str
    alpha2: str
    numeric: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    combining: tuple[str, ...]
    demonyms: tuple[tuple[str, str], ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]
    kind: str
    since: date | None
    until: date | None
    successor: str

    @property
    def all_names(self) -> tuple[str, ...]:
        """The short name first, then every other name of the state itself (no adjectives, capitals or metonyms)."""
        return (self.name, *self.names)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an ambiguous name ("Georgia", "Congo", "Brussels", "Washington").

    `code` is the state, organisation or group meant, or "" where the name is then none of them (a person, a place, a
    bird), which `meaning` says in words. `beside` are words that decide when they stand right before or after the
    name; `cues` decide by standing anywhere in the text; with neither, the reading marked `default` holds.
    """

    name: str
    code: str
    meaning: str
    default: bool
    beside: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """Words that, with a state beside them, name an office, an institution or people of that state.

    `names` and `plurals` are lower case. `role` is the canonical role ("foreign minister"), `sector` a PLOVER sector.
    `kind` is `person` (a title or a function), `institution` ("embassy", "parliament") or `people` ("students",
    "troops"). `unique`: a state has one at a time, so that a bare "the President" may be resolved. `implies` is the
    state or organisation that the title names by itself ("External Affairs Minister" → IND), or "".
    """

    names: tuple[str, ...]
    plurals: tuple[str, ...]
    role: str
    sector: str
    kind: str
    unique: bool
    implies: str


@dataclass(frozen=True, slots=True)
class Igo:
    """An organisation of states (`kind` organisation, forum, alliance, court, bank, regime), a `programme` or a `bloc`.

    A bloc is a group of states that is spoken of as one ("the West", "Gulf states"). `names` are other names,
    `abbreviations` are matched with their case. `seats` are metonyms ("Brussels"), always ambiguous. `adjectives`
    ("European", "Western") name it in front of a noun.
    """

    code: str
    name: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]
    kind: str
    since: date | None
    until: date | None
    successor: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's time in an organisation or bloc."""

    igo: str
    state: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Body:
    """A body, company, agency or armed service that acts for one state, or for several, or an organ of an IGO.

    `id` is `RUS/ROSATOM`; `owners` are codes of states or organisations (two for joint ventures such as BrahMos
    Aerospace). `acronyms` are matched with their case. `weak` marks a name that other bodies share ("Security
    Council", "the Treasury"): it counts only where the text has its owner besides, and is no evidence of the owner.
    """

    id: str
    owners: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    sector: str
    kind: str
    weak: bool
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """A non-state group. `country` is where it is based; from `governs_since` to `governs_until` it acts for `governs`.

    `members` are words for its people ("peshmerga", "Huthis").
    """

    code: str
    name: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    members: tuple[str, ...]
    country: str
    sector: str
    since: date | None
    until: date | None
    governs: str
    governs_since: date | None
    governs_until: date | None


def _day(text: str, *, last: bool) -> date | None:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as the first or the last day of it; "" is None."""
    if not text:
        return None
    numbers = [int(part) for part in text.split("-")]
    year, month, day = (*numbers, 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in (item.strip() for item in text.split(";")) if part)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """`Briton/Britons;Brit/Brits`; one word alone is its own plural (`Japanese`)."""
    pairs = (item.partition("/") for item in _list(text))
    return tuple((singular, plural or singular) for singular, _, plural in pairs)


def _flag(text: str) -> bool:
    return {"yes": True, "no": False, "": False}[text]


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<table>.csv` as they are written, by column name."""
    text = (files("comity.actors") / "data" / f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines(), strict=True)


def _load(table: str, build: Callable[[dict[str, str]], _Row]) -> tuple[_Row, ...]:
    found = []
    for number, row in enumerate(rows(table), start=2):
        try:
            found.append(build(row))
        except (KeyError, ValueError, AttributeError) as error:
            raise ComityError(
                f"data/{table}.csv, row {number}: {error!r}; see docs/actors.md for the format"
            ) from error
    return tuple(found)


@cache
def states() -> Mapping[str, State]:
    """All states, territories and former states by code."""

    def build(row: dict[str, str]) -> State:
        return State(
            code=row["code"],
            alpha2=row["alpha2"],
            numeric=row["numeric"],
            name=row["name"],
            names=_list(row["names"]),
            adjectives=_list(row["adjectives"]),
            combining=_list(row["combining"]),
            demonyms=_pairs(row["demonyms"]),
            capitals=_list(row["capitals"]),
            metonyms=_list(row["metonyms"]),
            kind=row["kind"],
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
            successor=row["successor"],
        )

    return MappingProxyType({state.code: state for state in _load("states", build)})


@cache
def readings() -> Mapping[str, tuple[Reading, ...]]:
    """The readings of every ambiguous name, by the name as it is written in the text."""

    def build(row: dict[str, str]) -> Reading:
        return Reading(
            name=row["name"],
            code=row["code"],
            meaning=row["meaning"],
            default=_flag(row["default"]),
            beside=_list(row["beside"]),
            cues=_list(row["cues"]),
        )

    found: dict[str, list[Reading]] = {}
    for reading in _load("ambiguous", build):
        found.setdefault(reading.name, []).append(reading)
    return MappingProxyType({name: tuple(several) for name, several in found.items()})


@cache
def offices() -> tuple[Office, ...]:
    """All offices, institutions and kinds of people, in the order of the table."""

    def build(row: dict[str, str]) -> Office:
        return Office(
            names=_list(row["names"]),
            plurals=_list(row["plurals"]),
            role=row["role"],
            sector=row["sector"],
            kind=row["kind"],
            unique=_flag(row["unique"]),
            implies=row["implies"],
        )

    return _load("offices", build)


@cache
def igos() -> Mapping[str, Igo]:
    """All organisations and blocs by code."""

    def build(row: dict[str, str]) -> Igo:
        return Igo(
            code=row["code"],
            name=row["name"],
            names=_list(row["names"]),
            abbreviations=_list(row["abbreviations"]),
            adjectives=_list(row["adjectives"]),
            seats=_list(row["seats"]),
            kind=row["kind"],
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
            successor=row["successor"],
        )

    return MappingProxyType({igo.code: igo for igo in _load("igos", build)})


@cache
def memberships() -> tuple[Membership, ...]:
    """Every membership; a cell of several states gives one each."""

    def build(row: dict[str, str]) -> tuple[Membership, ...]:
        since, until = _day(row["since"], last=False), _day(row["until"], last=True)
        return tuple(Membership(row["igo"], state, since, until) for state in _list(row["states"]))

    return tuple(membership for several in _load("memberships", build) for membership in several)


@cache
def bodies() -> Mapping[str, Body]:
    """All bodies by id."""

    def build(row: dict[str, str]) -> Body:
        return Body(
            id=row["id"],
            owners=_list(row["owners"]),
            name=row["name"],
            names=_list(row["names"]),
            acronyms=_list(row["acronyms"]),
            sector=row["sector"],
            kind=row["kind"],
            weak=_flag(row["weak"]),
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
        )

    return MappingProxyType({body.id: body for body in _load("bodies", build)})


@cache
def groups() -> Mapping[str, Group]:
    """All non-state groups by code."""

    def build(row: dict[str, str]) -> Group:
        return Group(
            code=row["code"],
            name=row["name"],
            names=_list(row["names"]),
            abbreviations=_list(row["abbreviations"]),
            members=_list(row["members"]),
            country=row["country"],
            sector=row["sector"],
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
            governs=row["governs"],
            governs_since=_day(row["governs_since"], last=False),
            governs_until=_day(row["governs_until"], last=True),
        )

    return MappingProxyType({group.code: group for group in _load("groups", build)})


@cache
def _by_igo() -> Mapping[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for membership in memberships():
        found.setdefault(membership.igo, []).append(membership)
    return {igo: tuple(several) for igo, several in found.items()}


def members(igo: str, day: date | None = None) -> frozenset[str]:
    """Codes of the states in an organisation or bloc on a day; of all that ever were in it without one."""
    return frozenset(m.state for m in _by_igo().get(igo, ()) if holds_on(m.since, m.until, day))


def current(code: str, day: date | None) -> str:
    """The code that a name stands for on a day: a former state's successor after its end (SUN → RUS), else itself."""
    state = states().get(code)
    while state is not None and state.kind == "former" and state.successor and not holds_on(None, state.until, day):
        state = states().get(state.successor)
    return state.code if state else code
