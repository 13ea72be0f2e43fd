"""What long lists need: the parties of threads, and an index that knows in which part a party is named."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread_parties",
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("country", "thread", name="pk_thread_parties"),
        sa.ForeignKeyConstraint(["thread"], ["linked_threads.id"], name="fk_thread_parties_thread"),
    )
    op.create_index("ix_thread_parties_thread", "thread_parties", ["thread"])
    threads = sa.table("linked_threads", sa.column("id", sa.Text), sa.column("history", sa.JSON))
    parties = sa.table("thread_parties", sa.column("country", sa.Text), sa.column("thread", sa.Text))
    connection = op.get_bind()
    for thread, history in connection.execute(sa.select(threads.c.id, threads.c.history)).all():
        if rows := [{"country": code, "thread": thread} for code in sorted(set(history["parties"]))]:
            connection.execute(sa.insert(parties), rows)
    op.drop_index("ix_parties_country_record", "parties")
    op.create_index("ix_parties_country_record_side", "parties", ["country", "record", "side"])
