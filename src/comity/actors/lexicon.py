"""The lexicon: every name of the tables of actors as one phrasebook, each with the senses that it may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from comity.actors import people, tables
from comity.actors.words import Phrasebook


class Sort(StrEnum):
    """How a name names its actor."""

    STATE = "state"
    ADJECTIVE = "adjective"
    COMBINING = "combining"  # Indo-, Sino-, Russo-: only before a hyphen
    DEMONYM = "demonym"
    DEMONYMS = "demonyms"  # the plural
    CAPITAL = "capital"
    SEAT = "seat"  # the Kremlin, the White House
    IGO = "igo"
    BODY = "body"
    GROUP = "group"
    MEMBERS = "members"  # Taliban fighters
    PERSON = "person"
    CITY = "city"  # a city or region that is no capital
    NOTHING = "nothing"  # Indian Ocean: no actor at all


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may stand for. `code` is the state, organisation or group; `id` the actor itself."""

    sort: Sort
    id: str
    codes: tuple[str, ...]
    name: str
    sector: str | None = None
    role: str | None = None
    since: date | None = None
    until: date | None = None
    weak: bool = False

    @property
    def code(self) -> str:
        """The first code; "" where the name is no actor."""
        return self.codes[0] if self.codes else ""

    def holds(self, day: date | None) -> bool:
        """Whether the name has this sense on a day."""
        return tables.holds_on(self.since, self.until, day)


def _state_names() -> Iterator[tuple[str, Sense]]:
    for state in tables.states().values():
        code = (state.code,)

        def sense(sort: Sort, code: tuple[str, ...] = code, name: str = state.name) -> Sense:
            return Sense(sort, code[0], code, name)

        for name in state.all_names:
            yield name, sense(Sort.STATE)
        for adjective in state.adjectives:
            yield adjective, sense(Sort.ADJECTIVE)
        for combining in state.combining:
            yield combining, sense(Sort.COMBINING)
        for singular, plural in state.demonyms:
            yield singular, sense(Sort.DEMONYM)
            yield plural, sense(Sort.DEMONYMS)
        for capital in state.capitals:
            yield capital, sense(Sort.CAPITAL)
        for metonym in state.metonyms:
            yield metonym, sense(Sort.SEAT)


# Two states of one name, spoken of together.
_NAMESAKES = {"Koreas": ("PRK", "KOR"), "Congos": ("COD", "COG"), "Sudans": ("SDN", "SSD"), "Germanys": ("DEU", "DDR")}


def _namesakes() -> Iterator[tuple[str, Sense]]:
    for name, codes in _NAMESAKES.items():
        yield name, Sense(Sort.STATE, codes[0], codes, f"the two {name}")


def _organisation_names() -> Iterator[tuple[str, Sense]]:
    for igo in tables.igos().values():
        codes = (igo.code,)
        sense = Sense(Sort.IGO, igo.code, codes, igo.name, "IGO", None, igo.since, igo.until)
        for name in (igo.name, *igo.names, *igo.abbreviations):
            yield name, sense
        for adjective in igo.adjectives:
            yield adjective, Sense(Sort.ADJECTIVE, igo.code, codes, igo.name, "IGO", None, igo.since, igo.until)
        for seat in igo.seats:
            yield seat, Sense(Sort.SEAT, igo.code, codes, igo.name, "IGO", None, igo.since, igo.until)


def _body_names() -> Iterator[tuple[str, Sense]]:
    for body in tables.bodies().values():
        sense = Sense(
            Sort.BODY, body.id, body.owners, body.name, body.sector, None, body.since, body.until, weak=body.weak
        )
        for name in (body.name, *body.names, *body.acronyms):
            yield name, sense


def _group_names() -> Iterator[tuple[str, Sense]]:
    for group in tables.groups().values():
        sense = Sense(Sort.GROUP, group.code, (group.code,), group.name, group.sector, None, group.since, group.until)
        for name in (group.name, *group.names, *group.abbreviations):
            yield name, sense
        members = Sense(
            Sort.MEMBERS, group.code, (group.code,), group.name, group.sector, None, group.since, group.until
        )
        for name in group.members:
            yield name, members


def _place_names() -> Iterator[tuple[str, Sense]]:
    for row in tables.rows("places"):
        if row["country"] and row["kind"] in ("city", "region", "site") and row["weak"] != "yes":
            sense = Sense(Sort.CITY, row["country"], (row["country"],), row["name"])
            for name in (row["name"], *filter(None, (each.strip() for each in row["names"].split(";")))):
                yield name, sense


def _not_actors() -> Iterator[tuple[str, Sense]]:
    for row in tables.rows("not_actors"):
        yield row["phrase"], Sense(Sort.NOTHING, "", (), row["meaning"])


def _person_names() -> Iterator[tuple[str, Sense]]:
    for name, key in people.full_names():
        yield name, Sense(Sort.PERSON, key, (), key)


def _read_as(code: str) -> Sense:
    if code in tables.states():
        return Sense(Sort.STATE, code, (code,), tables.states()[code].name)
    if code in tables.igos():
        return Sense(Sort.IGO, code, (code,), tables.igos()[code].name, "IGO")
    if code in tables.groups():
        return Sense(Sort.GROUP, code, (code,), tables.groups()[code].name, tables.groups()[code].sector)
    return Sense(Sort.NOTHING, "", (), "no actor")


@cache
def lexicon() -> Phrasebook[Sense]:
    """All names of states, organisations, bodies, groups and people, and the phrases that are no actor."""
    book: Phrasebook[Sense] = Phrasebook()
    for names in (
        _state_names,
        _namesakes,
        _organisation_names,
        _body_names,
        _group_names,
        _person_names,
        _place_names,
        _not_actors,
    ):
        for name, sense in names():
            book.add(name.removeprefix("the ").removeprefix("The "), sense)
    for name, several in tables.readings().items():
        if not book.knows(name):  # a name that only the table of ambiguous names has ("Northern Ireland")
            for reading in several:
                book.add(name, _read_as(reading.code))
    book.sort()
    return book
