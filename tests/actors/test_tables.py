"""The tables of actors are complete, consistent and right about what is known of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.actors import tables
from comity.errors import ComityError

HERE = Path(__file__).parent / "cases"
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "memberships.yaml").read_text(encoding="utf-8"))
SECTORS = {
    *("GOV", "MIL", "LEG", "JUD", "SPY", "COP", "OPP", "PTY", "REB", "UAF", "CRM", "CVL", "BUS", "MED", "EDU", "NGO"),
    *("IGO", "JRN", "ELI"),
}
COLUMNS = {
    "states": "code alpha2 numeric name names adjectives combining demonyms capitals metonyms kind since until"
    " successor",
    "ambiguous": "name code meaning default beside cues",
    "offices": "names plurals role sector kind unique implies",
    "igos": "code name names abbreviations adjectives seats kind since until successor",
    "memberships": "igo states since until",
    "bodies": "id owners name names acronyms sector kind weak since until",
    "groups": "code name names abbreviations members country sector since until governs governs_since governs_until",
    "places": "name names country latitude longitude kind weak",
}


def _all_codes() -> frozenset[str]:
    return frozenset([*tables.states(), *tables.igos(), *tables.groups()])


def _shared(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Names that belong to more than one code and have no note in the table of ambiguous names."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in pairs:
        owners[name].add(code)
    return {name: codes for name, codes in owners.items() if len(codes) > 1 and name not in tables.readings()}


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_its_documented_columns_and_tidy_cells(table: str) -> None:
    for number, row in enumerate(tables.rows(table), start=2):
        assert list(row) == COLUMNS[table].split(), number
        for column, cell in row.items():
            assert isinstance(cell, str), (number, column)
            assert cell == cell.strip() and "  " not in cell, (number, column, cell)
            items = cell.split(";") if cell else []
            assert all(item and item == item.strip() for item in items), (number, column, cell)
            assert len(items) == len(set(items)), (number, column, cell)


def test_every_table_loads() -> None:
    assert tables.states() and tables.readings() and tables.offices() and tables.igos()
    assert tables.memberships() and tables.bodies() and tables.groups()


def test_a_bad_cell_is_refused_with_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "rows", lambda table: iter([{"igo": "UN", "states": "IND", "since": "?", "until": ""}]))
    with pytest.raises(ComityError, match=r"data/memberships\.csv, row 2: "):
        tables.memberships.__wrapped__()


def test_all_193_members_of_the_united_nations_are_there() -> None:
    assert sum(state.kind == "member" for state in tables.states().values()) == 193
    assert tables.members("UN", date(2024, 1, 1)) == {s.code for s in tables.states().values() if s.kind == "member"}


@pytest.mark.parametrize(
    "code",
    [
        *("TWN", "XKX", "PSE", "VAT", "ESH", "HKG", "MAC", "GRL", "PRI", "XNC", "XAB", "XSO", "XTR"),
        *("SUN", "YUG", "CSK", "DDR", "SCG"),
    ],
)
def test_the_other_states_that_analysts_meet_are_there(code: str) -> None:
    assert code in tables.states()


def test_codes_are_unique_over_states_organisations_and_groups() -> None:
    assert len(_all_codes()) == len(tables.states()) + len(tables.igos()) + len(tables.groups())


def test_codes_have_their_form() -> None:
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in tables.states())
    assert all(re.fullmatch(r"[A-Z][A-Z0-9+]*", code) for code in [*tables.igos(), *tables.groups()])
    for state in tables.states().values():
        assert re.fullmatch(r"[A-Z]{2}|", state.alpha2) and re.fullmatch(r"\d{3}|", state.numeric), state
        assert state.kind in {"member", "state", "territory", "former"}
        assert state.kind == "former" or not state.alpha2 or state.numeric or state.code == "XKX"


def test_iso_codes_are_unique_and_complete_for_members() -> None:
    now = [state for state in tables.states().values() if state.kind != "former" and state.alpha2]
    assert len({state.alpha2 for state in now}) == len(now)
    assert all(state.alpha2 and state.numeric for state in now if state.kind == "member")


def test_successors_and_rulers_exist() -> None:
    for state in tables.states().values():
        assert not state.successor or state.successor in tables.states(), state
        assert state.kind != "former" or state.successor
    for igo in tables.igos().values():
        assert not igo.successor or igo.successor in tables.igos()
    for group in tables.groups().values():
        for code in (group.country, group.governs):
            assert not code or code in tables.states(), group


def test_members_have_what_names_them() -> None:
    for state in tables.states().values():
        if state.kind == "member":
            assert state.adjectives and state.demonyms and (state.capitals or state.code == "STP"), state


def test_no_two_states_share_a_name_without_a_note() -> None:
    states = tables.states().values()
    assert not _shared((name, state.code) for state in states for name in state.all_names)
    assert not _shared((name, state.code) for state in states for name in (*state.capitals, *state.metonyms))


def test_adjectives_demonyms_and_combining_forms_are_unique_but_for_noted_ones() -> None:
    states = tables.states().values()
    assert not _shared((name, state.code) for state in states for name in state.adjectives)
    assert not _shared((name, state.code) for state in states for pair in state.demonyms for name in pair)
    assert not _shared((name, state.code) for state in states for name in state.combining)


def test_no_name_stands_for_two_actors_without_a_note() -> None:
    def names() -> Iterable[tuple[str, str]]:
        for state in tables.states().values():
            yield from ((name, state.code) for name in (*state.all_names, *state.capitals, *state.metonyms))
        for igo in tables.igos().values():
            yield from ((name, igo.code) for name in {igo.name, *igo.names, *igo.abbreviations, *igo.seats})
        for group in tables.groups().values():
            yield from ((name, group.code) for name in {group.name, *group.names, *group.abbreviations})
        for body in tables.bodies().values():
            yield from ((name, body.id) for name in {body.name, *body.names, *body.acronyms})

    assert not _shared(names())


def test_readings_of_ambiguous_names_have_one_default_at_most_and_known_codes() -> None:
    for name, readings in tables.readings().items():
        assert sum(reading.default for reading in readings) <= 1, name
        for reading in readings:
            assert reading.meaning, name
            assert not reading.code or reading.code in _all_codes(), reading
            assert all(len(word.split()) == 1 for word in reading.beside), reading


def test_an_ambiguous_name_without_a_default_is_decided_by_cues() -> None:
    for name, readings in tables.readings().items():
        if not any(reading.default for reading in readings):
            assert any(reading.cues or reading.beside for reading in readings), name


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Congo", "Guinea", "Turkey", "Niger", "Chad", "Washington"])
def test_well_known_ambiguities_are_noted(name: str) -> None:
    assert len(tables.readings()[name]) > 1


def test_offices_are_lower_case_unique_and_have_a_sector() -> None:
    singular = [name for office in tables.offices() for name in office.names]
    plural = [name for office in tables.offices() for name in office.plurals]
    for names in (singular, plural):
        assert len(names) == len(set(names))
        assert all(name == name.lower() for name in names)
    assert not set(singular) & set(plural)
    for office in tables.offices():
        assert office.sector in SECTORS and office.kind in {"person", "institution", "people"} and office.role, office
        assert not office.implies or office.implies in _all_codes()
        assert not (office.unique and office.kind == "people"), office


@pytest.mark.parametrize(
    ("name", "role", "sector", "unique"),
    [
        ("president", "head of state", "GOV", True),
        ("prime minister", "head of government", "GOV", True),
        ("minister of external affairs", "foreign minister", "GOV", True),
        ("defense minister", "defence minister", "GOV", True),
        ("ambassador", "ambassador", "GOV", False),
        ("navy", "navy", "MIL", True),
        ("parliament", "parliament", "LEG", True),
        ("student", "students", "EDU", False),
        ("police", "police", "COP", False),
    ],
)
def test_offices_have_role_and_sector(name: str, role: str, sector: str, unique: bool) -> None:
    office = next(office for office in tables.offices() if name in office.names)
    assert (office.role, office.sector, office.unique) == (role, sector, unique)


def test_every_membership_is_of_a_known_organisation_and_party() -> None:
    for membership in tables.memberships():
        assert membership.igo in tables.igos(), membership
        assert membership.state in tables.states() or membership.state in tables.igos(), membership


def test_dates_run_forwards() -> None:
    spans: list[tuple[object, date | None, date | None]] = [(m, m.since, m.until) for m in tables.memberships()]
    for table in (tables.states(), tables.igos(), tables.bodies(), tables.groups()):
        spans.extend((row, row.since, row.until) for row in table.values())
    spans.extend((group, group.governs_since, group.governs_until) for group in tables.groups().values())
    for row, since, until in spans:
        assert since is None or until is None or since <= until, row


def test_no_membership_overlaps_another_of_the_same_state() -> None:
    times: defaultdict[tuple[str, str], list[tuple[date, date]]] = defaultdict(list)
    for m in tables.memberships():
        times[m.igo, m.state].append((m.since or date.min, m.until or date.max))
    for key, spans in times.items():
        ordered = sorted(spans)
        assert all(one[1] < two[0] for one, two in pairwise(ordered)), key


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['igo']}-{case['day']}")
def test_memberships_on_a_day(case: dict[str, Any]) -> None:
    members = tables.members(case["igo"], case["day"])
    assert set(case.get("in", [])) <= members
    assert not set(case.get("out", [])) & members
    assert len(members) == case.get("count", len(members))


def test_an_unknown_organisation_has_no_members() -> None:
    assert tables.members("NOSUCH") == frozenset()


@pytest.mark.parametrize(
    ("code", "day", "stands_for"),
    [
        ("SUN", date(1987, 3, 1), "SUN"),
        ("SUN", date(1991, 12, 25), "SUN"),
        ("SUN", date(2001, 3, 1), "RUS"),
        ("YUG", date(2004, 1, 1), "SRB"),
        ("DDR", date(1990, 10, 3), "DEU"),
        ("IND", date(1987, 3, 1), "IND"),
        ("SUN", None, "SUN"),
        ("BRICS", date(2020, 1, 1), "BRICS"),
    ],
)
def test_a_former_state_stands_for_its_successor_after_its_end(code: str, day: date | None, stands_for: str) -> None:
    assert tables.current(code, day) == stands_for


def test_bodies_are_many_over_many_states() -> None:
    owners = {owner for body in tables.bodies().values() for owner in body.owners if owner in tables.states()}
    assert len(tables.bodies()) >= 350
    assert len(owners) >= 60


def test_bodies_have_known_owners_and_sectors() -> None:
    for body in tables.bodies().values():
        assert body.owners and all(owner in _all_codes() for owner in body.owners), body
        assert body.id.split("/")[0] in body.owners or len(body.owners) > 1, body
        assert re.fullmatch(r"[A-Z0-9]+/[A-Z0-9]+", body.id) and body.sector in SECTORS and body.kind, body


def test_a_joint_venture_acts_for_both_its_states() -> None:
    assert tables.bodies()["IND/BRAHMOS"].owners == ("IND", "RUS")


def test_groups_have_sectors_and_the_taliban_govern_from_the_fall_of_kabul() -> None:
    assert all(group.sector in SECTORS for group in tables.groups().values())
    taliban = tables.groups()["TAL"]
    assert (taliban.governs, taliban.governs_since) == ("AFG", date(2021, 8, 15))
