"""JSONL is the contract itself; CSV and Parquet are flat tables of it."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from comity.errors import ComityError, InputError, MissingExtraError
from comity.export import chosen_rows, write_csv, write_jsonl, write_parquet
from comity.export.files import replacing, write_text
from comity.export.flat import COLUMNS, flat
from comity.ledger import Ledger


def test_jsonl_is_the_rows_of_the_ledger_unchanged(ledger: Ledger) -> None:
    out = io.StringIO()
    write_jsonl(chosen_rows(ledger), None, out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == list(ledger.export_rows())


def test_a_dyad_takes_its_records_their_documents_and_its_threads(ledger: Ledger) -> None:
    of_both = [row for row in ledger.export_rows() if row.get("measure") != "rifles of the Aral rifle contract"]
    assert list(chosen_rows(ledger, "IND-RUS")) == of_both
    assert list(chosen_rows(ledger, "BRA-EGY")) == []


def test_kinds_limit_the_rows(ledger: Ledger) -> None:
    assert {row["kind"] for row in chosen_rows(ledger, None, ["figure"])} == {"figure"}


def test_a_flat_row_has_exactly_the_columns_of_its_kind(ledger: Ledger) -> None:
    for row in ledger.export_rows():
        assert list(flat(row)) == list(COLUMNS[row["kind"]])


def test_no_field_of_the_contract_is_lost_in_the_tables_but_reasons_and_verdicts(ledger: Ledger) -> None:
    spread = {
        "kind": "",
        "reasons": "",
        "verdicts": "",
        "date": "date_start",
        "period": "period_start",
        "baseline": "baseline_start",
    }
    for row in ledger.export_rows():
        names = {spread.get(name, name) for name in row} - {""}
        assert names <= set(COLUMNS[row["kind"]])


def test_csv_of_one_kind_goes_to_standard_output(ledger: Ledger) -> None:
    out = io.StringIO()
    write_csv(chosen_rows(ledger, None, ["event"]), ["event"], None, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    (met, *_) = [row for row in rows if row["quote"].startswith("Putin visited")]
    assert (met["actor_countries"], met["recipient_countries"], met["actors"]) == ("RUS", "IND", "Putin")
    assert (met["date_start"], met["place"], met["cameo"]) == ("2021-12-06", "New Delhi", "042")


def test_csv_of_all_kinds_needs_a_folder_and_makes_it(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--output FOLDER"):
        write_csv(chosen_rows(ledger), [], None, io.StringIO())
    wrote = write_csv(chosen_rows(ledger), [], tmp_path / "new" / "tables", io.StringIO())
    names = ["documents.csv", "events.csv", "figures.csv", "threads.csv", "thread_histories.csv"]
    assert [path.name for path, _ in wrote] == names
    assert all(path.exists() for path, _ in wrote)


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(tmp_path: Path) -> None:
    row = dict.fromkeys(COLUMNS["document"]) | {"kind": "document", "title": '=HYPERLINK("http://x")'}
    out = io.StringIO()
    write_csv([row], ["document"], None, out)
    assert "'=HYPERLINK" in out.getvalue()


def test_parquet_keeps_types_and_values(ledger: Ledger, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow, of comity[parquet], is not installed")
    write_parquet(chosen_rows(ledger), [], tmp_path)
    figures = parquet.read_table(tmp_path / "figures.parquet").to_pylist()
    assert {row["value"] for row in figures} == {8e9, 20.0, 12e9, 6e5}
    assert all(isinstance(row["start"], int) for row in figures)


def test_parquet_without_its_library_names_the_extra(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"comity\[parquet\]"):
        write_parquet([], ["event"], tmp_path / "events.parquet")


def test_a_failed_export_leaves_the_former_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text("former")

    def rows() -> object:
        yield {"kind": "document"}
        raise OSError(28, "No space left on device")

    with pytest.raises(ComityError, match=r"No space left on device.*free some room"):
        write_jsonl(rows(), path, io.StringIO())  # type: ignore[arg-type]
    assert path.read_text() == "former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_device_is_said_in_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(ComityError, match="free some room"):
        write_text(Path("/dev/full"), "x" * 100_000)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"), replacing(tmp_path):
        pass


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_text(tmp_path / "no" / "file.md", "text")
