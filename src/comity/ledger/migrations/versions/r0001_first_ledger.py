"""The first ledger: documents, readings, records with parties and pillars, reviews, links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from comity.ledger import sqlite

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("published_basis", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("coder_version", sa.Text, nullable=False),
        sa.Column("text_key", sa.Text),
        sa.Column("signature", sa.LargeBinary),
        sa.Column("reprint_of", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
    )
    op.create_index("ix_documents_digest", "documents", ["digest"])
    op.create_index("ix_documents_published", "documents", ["published"])
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.Integer, nullable=False),
        sa.Column("coder_version", sa.Text, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_readings"),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name="fk_readings_document"),
    )
    op.create_index("ix_readings_document", "readings", ["document"])
    op.create_table(
        "records",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("document", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("coder", sa.Text, nullable=False),
        sa.Column("coder_version", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("superseded_by", sa.Text),
        sa.Column("decision", sa.Text),
        sa.Column("corrected", sa.JSON),
        sa.PrimaryKeyConstraint("number", name="pk_records"),
        sa.UniqueConstraint("id", name="uq_records_id"),
        sa.ForeignKeyConstraint(["document"], ["documents.number"], name="fk_records_document"),
    )
    op.create_index("ix_records_document", "records", ["document"])
    op.create_index("ix_records_kind_first_day", "records", ["kind", "first_day"])
    for table, column in (("parties", "country"), ("pillars", "pillar")):
        side = [sa.Column("side", sa.Text, nullable=False)] if table == "parties" else []
        op.create_table(
            table,
            sa.Column("record", sa.Integer, nullable=False),
            sa.Column(column, sa.Text, nullable=False),
            *side,
            sa.PrimaryKeyConstraint("record", column, *(c.name for c in side), name=f"pk_{table}"),
            sa.ForeignKeyConstraint(["record"], ["records.number"], name=f"fk_{table}_record"),
        )
        op.create_index(f"ix_{table}_{column}_record", table, [column, "record"])
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("record", sa.Integer, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("changes", sa.JSON),
        sa.PrimaryKeyConstraint("number", name="pk_reviews"),
        sa.ForeignKeyConstraint(["record"], ["records.number"], name="fk_reviews_record"),
    )
    op.create_index("ix_reviews_record", "reviews", ["record"])
    op.create_table(
        "linked_events",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_linked_events"),
    )
    op.create_table(
        "linked_threads",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.Column("history", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_linked_threads"),
    )
    op.create_table(
        "links",
        sa.Column("record", sa.Integer, nullable=False),
        sa.Column("event", sa.Text),
        sa.Column("thread", sa.Text),
        sa.PrimaryKeyConstraint("record", name="pk_links"),
        sa.ForeignKeyConstraint(["record"], ["records.number"], name="fk_links_record"),
        sa.ForeignKeyConstraint(["event"], ["linked_events.id"], name="fk_links_event"),
        sa.ForeignKeyConstraint(["thread"], ["linked_threads.id"], name="fk_links_thread"),
    )
    op.create_index("ix_links_event", "links", ["event"])
    op.create_index("ix_links_thread", "links", ["thread"])
    op.create_table(
        "state",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_state"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in sqlite.SEARCH_AND_GUARDS:
            op.execute(statement)
