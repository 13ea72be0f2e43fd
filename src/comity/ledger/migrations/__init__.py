"""Alembic migrations of the ledger, run when a ledger is opened for writing."""

from __future__ import annotations

from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest schema inside the running transaction of `connection`."""
    # Alembic costs a noticeable part of a second to import and is needed only when a ledger is made or upgraded.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "comity.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
