"""Official statistics with every vintage, and what they say of figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("vintage", sa.Date),
        sa.Column("citation", sa.Text, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("imported_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_releases"),
        sa.UniqueConstraint("digest", name="uq_releases_digest"),
    )
    op.create_table(
        "series",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("reporter", sa.Text, nullable=False),
        sa.Column("partner", sa.Text),
        sa.Column("item", sa.Text),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("frequency", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_series"),
        sa.UniqueConstraint("key", name="uq_series_key"),
    )
    op.create_index("ix_series_indicator_reporter_partner", "series", ["indicator", "reporter", "partner"])
    op.create_table(
        "observations",
        sa.Column("series", sa.Integer, nullable=False),
        sa.Column("start", sa.Date, nullable=False),
        sa.Column("end", sa.Date, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("flags", sa.Text, nullable=False),
        sa.Column("items", sa.JSON),
        sa.PrimaryKeyConstraint("series", "start", "end", "release", name="pk_observations"),
        sa.ForeignKeyConstraint(["series"], ["series.number"], name="fk_observations_series"),
        sa.ForeignKeyConstraint(["release"], ["releases.number"], name="fk_observations_release"),
    )
    op.create_table(
        "verdicts",
        sa.Column("record", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("record", name="pk_verdicts"),
        sa.ForeignKeyConstraint(["record"], ["records.number"], name="fk_verdicts_record"),
    )
