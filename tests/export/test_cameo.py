"""Dyadic events in the manner of CAMEO data."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from comity.export import write_cameo
from comity.export.cameo import COLUMNS, cameo_rows
from comity.ledger import Ledger
from comity.records.plover import codebook


@pytest.fixture(scope="module")
def rows(ledger: Ledger) -> list[dict[str, Any]]:
    return list(cameo_rows(ledger))


def of(rows: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    return [row for row in rows if words in row["quote"]]


def test_a_directed_event_is_one_row_with_codes_and_evidence(rows: list[dict[str, Any]]) -> None:
    (row,) = of(rows, "accused")
    assert (row["source"], row["target"], row["root"], row["quad"]) == ("RUS", "IND", "11", 3)
    assert row["cameo"] == codebook().types["ACCUSE"].cameo
    assert row["score"] < 0
    assert (row["quote"], row["document"]) == ("Moscow accused Delhi of delay.", "later")


def test_an_event_of_all_sides_has_a_row_in_each_direction(rows: list[dict[str, Any]]) -> None:
    assert {(row["source"], row["target"]) for row in of(rows, "signed")} == {("IND", "RUS"), ("RUS", "IND")}


def test_a_reprint_adds_no_row(rows: list[dict[str, Any]]) -> None:
    (row,) = of(rows, "Putin visited")
    assert (row["sources"], row["reports"], row["document"]) == (1, 2, "visit")


def test_a_plan_is_no_event(rows: list[dict[str, Any]]) -> None:
    assert of(rows, "will travel") == []


def test_rows_are_in_order_of_days(rows: list[dict[str, Any]]) -> None:
    days = [row["date"] or row["published"] for row in rows]
    assert days == sorted(days)


def test_a_dyad_takes_only_rows_between_its_two(ledger: Ledger) -> None:
    assert list(cameo_rows(ledger, "BRA-EGY")) == []


def test_the_table_has_its_header_and_all_rows(ledger: Ledger, rows: list[dict[str, Any]]) -> None:
    out = io.StringIO()
    write_cameo(ledger, None, None, out)
    table = list(csv.reader(io.StringIO(out.getvalue())))
    assert table[0] == list(COLUMNS)
    assert len(table) == len(rows) + 1
