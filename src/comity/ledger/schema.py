"""The tables of the ledger. `migrations/` makes them; a test proves that both say the same.

Everything that belongs to one database engine (full-text search, pragmas, triggers) is in `sqlite.py` and in the
migrations, so that these tables serve another engine unchanged. `number` columns are internal keys in the order of
storing; nothing that leaves the ledger depends on them.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

REVISION = "0004"
"""The newest migration; a ledger with a higher one was written by a newer version of Comity."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("published", Date, index=True),
    Column("published_basis", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("source", Text),
    Column("coder_version", Text, nullable=False),
    Column("text_key", Text),
    Column("signature", LargeBinary),
    Column("reprint_of", Text),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.number"), nullable=False, index=True),
    Column("coder_version", Text, nullable=False),
    Column("records", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("documents.number"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("coder_version", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("body", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("superseded_by", Text),  # a coder version, or the id of the reviewed record that stands instead
    Column("decision", Text),  # of the latest review
    Column("corrected", JSON(none_as_null=True)),  # what the latest review changes in the body
    Index(None, "kind", "first_day"),
)

parties = Table(
    "parties",
    metadata,
    Column("record", Integer, ForeignKey("records.number"), primary_key=True),
    Column("country", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Index(None, "country", "record", "side"),
)

pillars = Table(
    "pillars",
    metadata,
    Column("record", Integer, ForeignKey("records.number"), primary_key=True),
    Column("pillar", Text, primary_key=True),
    Index(None, "pillar", "record"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("record", Integer, ForeignKey("records.number"), nullable=False, index=True),
    Column("decision", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("changes", JSON(none_as_null=True)),
)

linked_events = Table(
    "linked_events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sources", Integer, nullable=False),
)

linked_threads = Table(
    "linked_threads",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sources", Integer, nullable=False),
    Column("history", JSON, nullable=False),
)

thread_parties = Table(
    "thread_parties",
    metadata,
    Column("country", Text, primary_key=True),
    Column("thread", Text, ForeignKey("linked_threads.id"), primary_key=True, index=True),
)

links = Table(
    "links",
    metadata,
    Column("record", Integer, ForeignKey("records.number"), primary_key=True),
    Column("event", Text, ForeignKey("linked_events.id"), index=True),
    Column("thread", Text, ForeignKey("linked_threads.id"), index=True),
    Column(
        "component", Text, index=True
    ),  # all that could be joined, directly or through others: what is linked together
)

link_keys = Table(  # what a record is compared by; see linking
    "link_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("record", Integer, ForeignKey("records.number"), primary_key=True, index=True),
)

link_joins = Table(  # why two records are in one group
    "link_joins",
    metadata,
    Column("one", Integer, ForeignKey("records.number"), primary_key=True),
    Column("other", Integer, ForeignKey("records.number"), primary_key=True),
    Column("group", Text, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("features", JSON, nullable=False),
)

link_decisions = Table(  # what people merged and split
    "link_decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("decision", Text, nullable=False),
    Column("one", JSON, nullable=False),
    Column("other", JSON, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
)

releases = Table(  # publications of statistics, append-only
    "releases",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("provider", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("vintage", Date),
    Column("citation", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("imported_at", Text, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("provider", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("reporter", Text, nullable=False),
    Column("partner", Text),
    Column("item", Text),
    Column("unit", Text, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("title", Text, nullable=False),
    Index(None, "indicator", "reporter", "partner"),
)

observations = Table(  # every vintage is kept
    "observations",
    metadata,
    Column("series", Integer, ForeignKey("series.number"), primary_key=True),
    Column("start", Date, primary_key=True),
    Column("end", Date, primary_key=True),
    Column("release", Integer, ForeignKey("releases.number"), primary_key=True),
    Column("value", Float, nullable=False),
    Column("flags", Text, nullable=False),
    Column("items", JSON(none_as_null=True)),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("record", Integer, ForeignKey("records.number"), primary_key=True),
    Column("body", JSON, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
