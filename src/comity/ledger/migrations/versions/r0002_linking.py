"""What linking keeps: keys to compare by, components, why records were joined, and what people merged and split."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from comity.ledger import sqlite

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("links", sa.Column("component", sa.Text))
    op.create_index("ix_links_component", "links", ["component"])
    op.create_table(
        "link_keys",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("record", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", "record", name="pk_link_keys"),
        sa.ForeignKeyConstraint(["record"], ["records.number"], name="fk_link_keys_record"),
    )
    op.create_index("ix_link_keys_record", "link_keys", ["record"])
    op.create_table(
        "link_joins",
        sa.Column("one", sa.Integer, nullable=False),
        sa.Column("other", sa.Integer, nullable=False),
        sa.Column("group", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("features", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_link_joins"),
        sa.ForeignKeyConstraint(["one"], ["records.number"], name="fk_link_joins_one"),
        sa.ForeignKeyConstraint(["other"], ["records.number"], name="fk_link_joins_other"),
    )
    op.create_index("ix_link_joins_group", "link_joins", ["group"])
    op.create_table(
        "link_decisions",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("one", sa.JSON, nullable=False),
        sa.Column("other", sa.JSON, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_link_decisions"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in sqlite.DECISION_GUARDS:
            op.execute(statement)
