"""Migrations and schema.py say the same, and the newest migration is the one that schema.py names."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from comity.ledger import Ledger, schema


def test_the_migrations_make_the_tables_of_the_schema(ledger: Ledger, path: Path) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or "_search" not in (name or "")

    with create_engine(f"sqlite:///{path}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_schema_names_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "comity.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.REVISION


def test_a_new_ledger_stands_at_the_newest_migration(ledger: Ledger, path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.REVISION,)]


def test_a_failed_making_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("comity.ledger.sqlite.mark_as_ledger", fail)
    with pytest.raises(KeyboardInterrupt):
        Ledger.open(path)
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    Ledger.open(path).close()
