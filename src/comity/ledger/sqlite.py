"""All that the ledger knows of SQLite: connections, the file's marks, full-text search, guards, and its errors.

An engine for another database would be a sibling of this file with the same functions.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from comity.errors import LedgerError, NotALedgerError

APPLICATION_ID = 0x434F4D59
"""`PRAGMA application_id` of our files: the letters COMY."""

_MAGIC = b"SQLite format 3\x00"
# An interruption that meets a connection on its way back to the pool is logged there and raised all the same.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
_BUSY_SECONDS = 30.0
_KEPT_OPEN = 32  # connections at most, made as they are needed: opening one costs more than most questions

SEARCH_AND_GUARDS = (
    "CREATE VIRTUAL TABLE documents_search USING fts5(title, text, content='documents', content_rowid='number',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER documents_searchable AFTER INSERT ON documents BEGIN"
    " INSERT INTO documents_search(rowid, title, text) VALUES (new.number, new.title, new.text); END",
    "CREATE VIRTUAL TABLE quotes_search USING fts5(quote, content='records', content_rowid='number',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER quotes_searchable AFTER INSERT ON records BEGIN"
    " INSERT INTO quotes_search(rowid, quote) VALUES (new.number, new.quote); END",
    "CREATE TRIGGER documents_never_change BEFORE UPDATE OF id, digest, text, title ON documents BEGIN"
    " SELECT RAISE(ABORT, 'a stored document never changes'); END",
    'CREATE TRIGGER evidence_never_changes BEFORE UPDATE OF id, document, kind, start, "end", quote ON records BEGIN'
    " SELECT RAISE(ABORT, 'the evidence of a record never changes'); END",
    "CREATE TRIGGER reviews_never_change BEFORE UPDATE ON reviews BEGIN"
    " SELECT RAISE(ABORT, 'reviews are append-only'); END",
    "CREATE TRIGGER reviews_never_go BEFORE DELETE ON reviews BEGIN"
    " SELECT RAISE(ABORT, 'reviews are append-only'); END",
)
"""Search tables and guards of the first schema, run by migration 0001; a change needs a migration of its own."""

DECISION_GUARDS = (
    "CREATE TRIGGER link_decisions_never_change BEFORE UPDATE ON link_decisions BEGIN"
    " SELECT RAISE(ABORT, 'decisions on links are append-only'); END",
    "CREATE TRIGGER link_decisions_never_go BEFORE DELETE ON link_decisions BEGIN"
    " SELECT RAISE(ABORT, 'decisions on links are append-only'); END",
)
"""Guards of migration 0002."""


def engine_for(path: Path, *, read_only: bool) -> Engine:
    """An engine on the file: foreign keys on, write-ahead log, transactions that begin where we say."""
    mode = ("ro" if os.access(path.parent, os.W_OK) else "ro&immutable=1") if read_only else "rwc"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=_KEPT_OPEN)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def is_ledger(path: Path) -> bool:
    """Whether an existing file carries our mark; False for an empty file or database that may become a ledger.

    Raises NotALedgerError for everything else, LedgerError when the file cannot be read.
    """
    if path.is_dir():
        raise NotALedgerError(f"{path} is a folder, not a ledger: name the file, for example {path / 'comity.sqlite'}")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(f"{path} cannot be read ({error.strerror}): check its permissions") from None
    if not start:
        return False
    if start != _MAGIC:
        raise NotALedgerError(f"{path} is not a Comity ledger: name another file with --ledger or COMITY_LEDGER")
    with translated(path), closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as file_:
        mark = file_.execute("PRAGMA application_id").fetchone()[0]
        tables = file_.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != APPLICATION_ID and tables:
        raise NotALedgerError(
            f"{path} is an SQLite file of another program: name another with --ledger or COMITY_LEDGER"
        )
    return bool(mark == APPLICATION_ID)


def mark_as_ledger(connection: Connection) -> None:
    """Write our mark into the file, as part of the running transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def revision_of(connection: Connection) -> str | None:
    """The migration that the file stands at, or None before the first."""
    tables = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")).scalar_one()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if tables else None


def search_statement(table: str, words: str, most: int) -> tuple[Any, dict[str, Any]]:
    """A statement and its parameters that give the `number` of `documents` or `quotes` with all words, best first.

    Where more than `most` hold them, the newest of these are given. Words between double quotes are a phrase; operators
    of the search engine are words like any other.
    """
    search = f"{table}_search"
    oldest = f"SELECT rowid FROM {search} WHERE {search} MATCH :words ORDER BY rowid DESC LIMIT 1 OFFSET :most"
    statement = text(
        f"SELECT rowid FROM {search} WHERE {search} MATCH :words AND rowid > coalesce(({oldest}), 0)"
        " ORDER BY rank, rowid"
    )
    return statement, {"words": _match_expression(words), "most": most}


def _match_expression(words: str) -> str:
    parts: list[str] = []
    for i, piece in enumerate(words.replace("\x00", " ").split('"')):
        parts += [piece.strip()] if i % 2 and piece.strip() else piece.split()
    return " ".join(f'"{part}"' for part in parts if any(character.isalnum() for character in part))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into LedgerErrors that say what to do."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(_explain(path, error.orig)) from error
    except sqlite3.Error as error:
        raise LedgerError(_explain(path, error)) from error


_MEANINGS = {
    "SQLITE_FULL": "there is no room left on the disk for {path}: free some and run the command again;"
    " what was stored is safe",
    "SQLITE_READONLY": "{path} cannot be written: check the permissions of the file and its folder",
    "SQLITE_CANTOPEN": "{path} cannot be opened: check that its folder exists and may be written",
    "SQLITE_BUSY": "{path} is in use by another program: wait until it has finished, then run the command again",
    "SQLITE_LOCKED": "{path} is in use by another program: wait until it has finished, then run the command again",
    "SQLITE_CORRUPT": "{path} is damaged: put back a copy, or read the documents again into a new ledger",
    "SQLITE_NOTADB": "{path} is damaged: put back a copy, or read the documents again into a new ledger",
    "SQLITE_IOERR": "the disk failed while using {path}: check that it has room and is sound, then run it again;"
    " what was stored is safe",
}


def _explain(path: Path, error: object) -> str:
    name = str(getattr(error, "sqlite_errorname", ""))
    for code, meaning in _MEANINGS.items():
        if name.startswith(code):
            return meaning.format(path=path)
    return f"{path} cannot be used: {error}"
