"""Opening: a ledger is made, found again, or refused with a line that says what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from comity.errors import LedgerError, NewerLedgerError, NotALedgerError
from comity.ledger import Ledger
from comity.records import Document
from tests.plain_coder import code

ARTICLE = Document("A", "India met Russia.", date(2024, 11, 11))


def test_a_ledger_is_made_where_there_is_none_and_found_again(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    with Ledger.open(path, create=False) as ledger:
        assert ledger.document("A") == ARTICLE


def test_a_ledger_carries_its_mark(ledger: Ledger, path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"COMY"),)
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with Ledger.open(path) as ledger:
        assert ledger.counts().documents == 0


def test_a_making_that_was_killed_before_its_first_table_is_taken_up(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = WAL")
    with Ledger.open(path) as ledger:
        assert ledger.counts().documents == 0


def test_a_read_only_ledger_answers_and_refuses_to_be_written(ledger: Ledger, path: Path) -> None:
    ledger.store(ARTICLE, code(ARTICLE), coder_version="1")
    with Ledger.open(path, read_only=True) as reader:
        assert [record.quote for record in reader.records_of()] == ["India met Russia."]
        with pytest.raises(LedgerError, match="cannot be written"):
            reader.store(Document("B", "Other."), [], coder_version="1")


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE birds (name)")


def _newer_ledger(path: Path) -> None:
    Ledger.open(path).close()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")


def _nothing(path: Path) -> None:
    return None


REFUSED: list[tuple[str, Callable[[Path], object], dict[str, bool], type[LedgerError], str]] = [
    ("a text file", lambda path: path.write_text("Dear diary"), {}, NotALedgerError, "not a Comity ledger"),
    ("a folder", lambda path: path.mkdir(), {}, NotALedgerError, "is a folder"),
    ("another database", _other_database, {}, NotALedgerError, "another program"),
    ("a newer ledger", _newer_ledger, {}, NewerLedgerError, "upgrade Comity"),
    ("no file, not to be made", _nothing, {"create": False}, LedgerError, "comity read"),
    ("no file, to be read only", _nothing, {"read_only": True}, LedgerError, "comity read"),
    ("an empty file, to be read only", lambda path: path.touch(), {"read_only": True}, LedgerError, "is empty"),
    (
        "a damaged file",
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 200),
        {},
        LedgerError,
        "damaged",
    ),
]


@pytest.mark.parametrize(("what", "make", "how", "error", "says"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_not_a_usable_ledger_is_refused_and_left_alone(
    path: Path, what: str, make: Callable[[Path], object], how: dict[str, bool], error: type[LedgerError], says: str
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=says):
        Ledger.open(path, **how)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"folder .*nowhere does not exist"):
        Ledger.open(tmp_path / "nowhere" / "test.sqlite")


FILL = """
import resource, sys
from comity.errors import LedgerError
from comity.ledger import Ledger
from comity.records import Document
with Ledger.open(sys.argv[1]) as ledger:
    size = 2 * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        for number in range(1000):
            ledger.store(Document(f"D{number}", f"{number} " * 5000), [], coder_version="1")
    except LedgerError as error:
        print(error)
        print(number)
"""


def test_a_full_disk_stops_with_advice_and_loses_nothing_stored(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, check=True)
    advice, stored = done.stdout.splitlines()
    assert "room" in advice
    assert "what was stored is safe" in advice
    with Ledger.open(path) as ledger:
        assert ledger.counts().documents == int(stored) > 0
