"""The files of ../shared/series, imported and compared with sums made without the importers."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.ledger import Ledger
from comity.series.importing import Read, import_file, read_file
from comity.series.names import not_a_state, state
from comity.series.principal import item_of

Shared = Callable[[str], Path]

IMPORTS = "india-imports-hs2709-hs2701-by-country.csv"
WORKBOOK = "india-imports-hs2709-as-published.xlsx"
EXPORTS = ("india-exports-by-commodity-country-2019-20.csv", "india-exports-by-commodity-country-2021-22.csv")
REGISTER = "sipri-trade-register.csv"


def _found(read: Read, indicator: str) -> dict[tuple[str | None, str | None, str], float]:
    """Values by partner, item and first day."""
    return {
        (series.partner, series.item, one.start.isoformat()): one.value
        for series, observations in read.data
        if series.indicator == indicator
        for one in observations
    }


def _rows(path: Path, first: str) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines[next(k for k, line in enumerate(lines) if line.startswith(first)) :]))


def test_imports_by_code_are_the_rows_of_the_file(shared: Shared) -> None:
    path = shared(IMPORTS)
    expected: dict[tuple[str | None, str | None, str], float] = {}
    for row in _rows(path, "hs,"):
        if not row["usd_million"] or row["country"].startswith("%") or not_a_state(row["country"]):
            continue
        everything = row["country"].startswith("India")
        partner = "WLD" if everything or row["country"] == "Total" else state(row["country"])
        item = "TOTAL" if everything else f"HS{row['hs']}"
        expected[partner, item, f"{row['period'].strip()[:4]}-04-01"] = float(row["usd_million"]) * 1e6
    found = _found(read_file(path)[2], "imports")
    assert found == pytest.approx(expected)


def test_oil_from_russia_by_fiscal_year_ends_with_five_months_of_the_last(shared: Shared) -> None:
    data = {series.key: observations for series, observations in read_file(shared(IMPORTS))[2].data}
    oil = data["india-commerce/imports/IND/RUS/HS2709/USD/fiscal_year"]
    assert [round(one.value / 1e6, 2) for one in oil] == [1169.3, 1180.91, 1755.0, 944.04, 2470.91, 11412.15]
    assert (oil[-1].end.isoformat(), oil[-1].partial) == ("2022-08-31", True)


def test_the_workbook_says_the_same_as_the_long_table(shared: Shared) -> None:
    long = _found(read_file(shared(IMPORTS))[2], "imports")
    book = _found(read_file(shared(WORKBOOK))[2], "imports")
    assert book == {key: value for key, value in long.items() if key[1] != "HS2701"}


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_by_commodity_are_the_sums_of_the_rows(shared: Shared, name: str) -> None:
    path = shared(name)
    expected: dict[tuple[str | None, str | None], float] = defaultdict(float)
    total = 0.0
    for row in _rows(path, "COMMODITY"):
        commodity, value = row["COMMODITY"].strip(), float(row["VALUE(US$ million)"]) * 1e6
        if commodity.casefold() == "total":
            total = value
            continue
        expected["WLD", item_of(commodity)] += value
        if not not_a_state(row["COUNTRY"].strip()):
            partner = state(row["COUNTRY"].strip())
            expected[partner, item_of(commodity)] += value
            expected[partner, "TOTAL"] += value
    expected["WLD", "TOTAL"] = total
    found = {(partner, item): value for (partner, item, _), value in _found(read_file(path)[2], "exports").items()}
    assert found == pytest.approx(dict(expected))


def test_arms_are_the_sums_of_the_register(shared: Shared) -> None:
    path = shared(REGISTER)
    volumes: dict[tuple[str, str, int], float] = defaultdict(float)
    weapons: dict[tuple[str, str, str, int], float] = defaultdict(float)
    for row in _rows(path, "SIPRI AT"):
        recipient, supplier, year = state(row["Recipient"]), state(row["Supplier"]), int(row["Delivery year"])
        volumes[recipient, supplier, year] += float(row["TIV delivery values"])
        weapons[recipient, supplier, row["Designation"].rstrip(" -"), year] += float(row["Numbers delivered"])
    read = read_file(path)[2]
    found_volumes: dict[tuple[str, str | None, int], float] = {}
    found_weapons: dict[tuple[str, str | None, str | None, int], float] = {}
    for series, observations in read.data:
        for one in observations:
            if series.indicator == "arms-delivered":
                found_weapons[series.reporter, series.partner, series.item, one.start.year] = one.value
            elif series.item == "TOTAL" and series.partner != "WLD":
                found_volumes[series.reporter, series.partner, one.start.year] = one.value
    assert {key: value for key, value in found_volumes.items() if value} == pytest.approx(
        {key: value for key, value in volumes.items() if value}
    )
    assert {key: value for key, value in found_weapons.items() if value} == pytest.approx(dict(weapons))
    assert {year for *_, year in found_volumes} == set(range(1995, 2025))
    assert read.vintage is not None
    assert read.vintage.isoformat() == "2026-02-12"


@pytest.mark.parametrize("name", [IMPORTS, WORKBOOK, REGISTER])
def test_importing_a_published_file_twice_changes_nothing(ledger: Ledger, shared: Shared, name: str) -> None:
    path = shared(name)
    assert not import_file(ledger, path).imported.known
    assert import_file(ledger, path).imported.known
    assert len(ledger.releases()) == 1
