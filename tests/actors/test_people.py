"""The tables of people: who held which office, for which state or organisation, when."""

from __future__ import annotations

import calendar
import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations

import pytest

TABLES = (
    "europe",
    "americas",
    "soviet_and_successors",
    "organisations",
    "asia",
    "middle_east",
    "africa",
    "oceania",
)
COLUMNS = ["name", "aliases", "country", "role", "from", "until"]
ROLES = frozenset(
    {
        "head of state",
        "head of government",
        "deputy head of government",
        "vice president",
        "governor-general",
        "crown prince",
        "leader",
        "first lady",
        "foreign minister",
        "deputy foreign minister",
        "defence minister",
        "finance minister",
        "economy minister",
        "interior minister",
        "trade minister",
        "energy minister",
        "justice minister",
        "agriculture minister",
        "minister",
        "central bank governor",
        "national security adviser",
        "intelligence chief",
        "army chief",
        "spokesperson",
        "adviser",
        "official",
        "envoy",
        "ambassador",
        "commissioner",
        "high representative",
        "head of organisation",
        "head of company",
        "speaker of parliament",
        "legislator",
        "party leader",
        "opposition",
        "governor",
        "mayor",
        "cleric",
    }
)
NO_END = date(9999, 12, 31)
HANDOVER_DAYS = 60  # a caretaker's last weeks may be counted to either side
# Times when two governments, or two presidents, really claimed one office, or two premiers shared it.
TWO_AT_ONCE = {
    ("KHM", "head of government"): {"Hun Sen", "Norodom Ranariddh", "Ung Huot"},
    ("LBN", "head of government"): {"Selim Hoss", "Michel Aoun"},
    ("LBY", "head of government"): {"Baghdadi Mahmudi", "Mahmoud Jibril"},
    ("CIV", "head of state"): {"Laurent Gbagbo", "Alassane Ouattara"},
    ("MDG", "head of state"): {"Didier Ratsiraka", "Marc Ravalomanana"},
    ("PSE", "foreign minister"): {
        "Farouk Kaddoumi",
        "Nabil Shaath",
        "Nasser al-Qudwa",
        "Nasser al-Kidwa",
        "Mahmoud al-Zahar",
        "Mahmoud Zahar",
    },
    ("AFG", "foreign minister"): {
        "Mohammad Hassan Akhund",
        "Mullah Mohammad Hassan",
        "Wakil Ahmed Muttawakil",
        "Abdullah Abdullah",
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """One term of one person; `since` and `until` are the first and last possible day of the dates given."""

    where: str
    name: str
    aliases: tuple[str, ...]
    country: str
    role: str
    since: date
    until: date
    sure_until: date


def _first_day(text: str) -> date:
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _last_day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(*parts)


def _lines(table: str) -> list[dict[str, str]]:
    path = files("comity.actors") / "data" / "people" / f"{table}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def _rows(table: str) -> tuple[Row, ...]:
    return tuple(
        Row(
            where=f"{table}.csv:{number}",
            name=line["name"],
            aliases=tuple(alias for alias in line["aliases"].split(";") if alias),
            country=line["country"],
            role=line["role"],
            since=_first_day(line["from"]),
            until=_last_day(line["until"]) if line["until"] else NO_END,
            sure_until=_first_day(line["until"]) if line["until"] else NO_END,
        )
        for number, line in enumerate(_lines(table), start=2)
    )


def _all_rows() -> list[Row]:
    return [row for table in TABLES for row in _rows(table)]


def _codes(table: str) -> set[str]:
    path = files("comity.actors") / "data" / f"{table}.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {line["code"] for line in csv.DictReader(lines)}


def _in_office(country: str, role: str, day: str) -> set[str]:
    on = date.fromisoformat(day)
    return {
        row.name for row in _all_rows() if (row.country, row.role) == (country, role) and row.since <= on <= row.until
    }


@pytest.mark.parametrize("table", TABLES)
def test_every_line_has_the_six_columns_and_a_name_a_country_a_role_and_a_beginning(table: str) -> None:
    lines = _lines(table)
    assert list(lines[0]) == COLUMNS
    for line in lines:
        assert None not in line and None not in line.values(), line
        assert all(line[column].strip() for column in ("name", "country", "role", "from")), line
        assert all(value == value.strip() for value in line.values()), line


@pytest.mark.parametrize("table", TABLES)
def test_dates_are_days_months_or_years(table: str) -> None:
    dates = {line[column] for line in _lines(table) for column in ("from", "until")} - {""}
    assert [text for text in dates if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text)] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_term_ends_before_it_begins(table: str) -> None:
    assert [row.where for row in _rows(table) if row.since > row.until] == []


@pytest.mark.parametrize("table", TABLES)
def test_roles_are_of_the_known_list(table: str) -> None:
    assert {row.role for row in _rows(table)} <= ROLES


def test_states_are_in_the_table_of_states_and_organisations_in_the_table_of_organisations() -> None:
    states, igos = _codes("states"), _codes("igos")
    for table in TABLES:
        known = igos if table == "organisations" else states
        assert {row.country for row in _rows(table)} <= known, table


def test_no_term_is_given_twice() -> None:
    seen = Counter((row.name, row.country, row.role, row.since, row.until) for row in _all_rows())
    assert [key for key, times in seen.items() if times > 1] == []


def test_aliases_differ_from_the_name_and_from_each_other() -> None:
    for row in _all_rows():
        assert len({row.name, *row.aliases}) == 1 + len(row.aliases), row.where


def test_a_name_with_diacritics_has_an_alias_without() -> None:
    for row in _all_rows():
        assert row.name.isascii() or any(alias.isascii() for alias in row.aliases), row.where


def test_an_alias_stands_for_one_person_only() -> None:
    owners: dict[str, set[str]] = {}
    for row in _all_rows():
        for alias in (row.name, *row.aliases):
            owners.setdefault(alias, set()).add(row.name)
    assert {alias: names for alias, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("role", ["head of state", "head of government", "foreign minister", "defence minister"])
def test_two_persons_do_not_hold_one_high_office_together(role: str) -> None:
    by_country: dict[str, list[Row]] = {}
    for row in _all_rows():
        if row.role == role:
            by_country.setdefault(row.country, []).append(row)
    for country, rows in by_country.items():
        shared = TWO_AT_ONCE.get((country, role), set())
        for one, other in combinations(rows, 2):
            together = (min(one.sure_until, other.sure_until) - max(one.since, other.since)).days
            if one.name != other.name and not {one.name, other.name} <= shared:
                assert together <= HANDOVER_DAYS, f"{one.where} and {other.where}"


@pytest.mark.parametrize(
    ("country", "role", "day", "name"),
    [
        ("USA", "finance minister", "1987-02-20", "James Baker"),
        ("USA", "foreign minister", "1987-04-13", "George Shultz"),
        ("USA", "defence minister", "1987-04-13", "Caspar Weinberger"),
        ("USA", "central bank governor", "1987-05-01", "Paul Volcker"),
        ("DEU", "finance minister", "1987-02-20", "Gerhard Stoltenberg"),
        ("DEU", "central bank governor", "1987-02-20", "Karl Otto Pöhl"),
        ("FRA", "finance minister", "1987-02-20", "Édouard Balladur"),
        ("GBR", "finance minister", "1987-02-20", "Nigel Lawson"),
        ("BRA", "finance minister", "1987-03-01", "Dilson Funaro"),
        ("SUN", "foreign minister", "1987-04-13", "Eduard Shevardnadze"),
        ("RUS", "head of state", "2024-11-11", "Vladimir Putin"),
        ("RUS", "defence minister", "2023-01-01", "Sergei Shoigu"),
        ("RUS", "defence minister", "2024-11-11", "Andrei Belousov"),
        ("UKR", "head of state", "2022-02-24", "Volodymyr Zelensky"),
        ("FRA", "head of government", "2024-11-11", "Michel Barnier"),
        ("GBR", "head of government", "2022-10-01", "Liz Truss"),
        ("UN", "head of organisation", "1999-03-24", "Kofi Annan"),
        ("NATO", "head of organisation", "2024-11-11", "Mark Rutte"),
        ("IAEA", "head of organisation", "2003-03-07", "Mohamed ElBaradei"),
        ("JPN", "head of government", "1987-03-01", "Yasuhiro Nakasone"),
        ("JPN", "finance minister", "1987-03-01", "Kiichi Miyazawa"),
        ("JPN", "foreign minister", "1987-03-01", "Tadashi Kuranari"),
        ("JPN", "trade minister", "1987-03-01", "Hajime Tamura"),
        ("JPN", "central bank governor", "1987-03-01", "Satoshi Sumita"),
        ("SAU", "energy minister", "1986-03-01", "Ahmed Zaki Yamani"),
        ("SAU", "energy minister", "1987-03-01", "Hisham Nazer"),
        ("IDN", "energy minister", "1987-03-01", "Subroto"),
        ("NGA", "energy minister", "1987-03-01", "Rilwanu Lukman"),
        ("IRN", "energy minister", "1987-03-01", "Gholamreza Aghazadeh"),
        ("IRQ", "foreign minister", "1987-03-01", "Tariq Aziz"),
        ("TWN", "head of state", "1987-03-01", "Chiang Ching-kuo"),
        ("ISR", "foreign minister", "1987-03-01", "Shimon Peres"),
        ("ZAF", "foreign minister", "1987-03-01", "Pik Botha"),
        ("AUS", "foreign minister", "1987-03-01", "Bill Hayden"),
        ("IND", "head of government", "2001-05-01", "Atal Bihari Vajpayee"),
        ("IND", "foreign minister", "2024-11-11", "S. Jaishankar"),
        ("IND", "national security adviser", "2024-11-11", "Ajit Doval"),
        ("CHN", "head of state", "2024-11-11", "Xi Jinping"),
        ("CHN", "defence minister", "2023-05-01", "Li Shangfu"),
        ("KOR", "head of state", "2023-05-01", "Yoon Suk-yeol"),
        ("PAK", "army chief", "2008-11-26", "Ashfaq Parvez Kayani"),
        ("IRN", "foreign minister", "2024-11-11", "Abbas Araghchi"),
        ("TUR", "foreign minister", "2024-11-11", "Hakan Fidan"),
        ("FJI", "head of government", "2024-11-11", "Sitiveni Rabuka"),
    ],
)
def test_an_office_is_held_by_one_person_on_a_day(country: str, role: str, day: str, name: str) -> None:
    assert _in_office(country, role, day) == {name}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Mohammad bin Salman", "Mohammed bin Salman"),
        ("Moammar Khadafy", "Muammar Gaddafi"),
        ("Chun Doo Hwan", "Chun Doo-hwan"),
        ("Gholamreza Aqazadeh", "Gholamreza Aghazadeh"),
        ("KP Sharma Oli", "K. P. Sharma Oli"),
    ],
)
def test_other_spellings_lead_to_the_person(spelling: str, name: str) -> None:
    assert {row.name for row in _all_rows() if spelling in row.aliases} == {name}


def test_there_is_a_good_number_of_terms() -> None:
    assert len(_all_rows()) >= 9000
