"""Fetched rows go into the ledger like a file: one release, known again by its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.errors import FetchError
from comity.ledger import Imported, Ledger
from comity.records import Release
from comity.series.fetching.answers import Answer
from comity.series.layout import Read


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an answer: its release, what the import did, and what was read of it."""

    release: Release
    imported: Imported
    read: Read


def keep(ledger: Ledger, read: Read, answer: Answer, asked: str) -> Kept:
    """Add fetched series to the ledger; the same rows again change nothing, whichever day they are fetched.

    The vintage is the day that the provider names for its data, else the day on which it gave them. `asked` says in
    words what was asked for. Raises FetchError where the rows hold no value.
    """
    if not read.data:
        left = "; ".join(f"{count:,} rows left out: {why}" for why, count in read.skipped.most_common(3))
        raise FetchError(f"{asked}: the provider has no such data{f' ({left})' if left else ''}")
    release = Release(
        provider=read.provider,
        title=read.title,
        vintage=answer.vintage or read.vintage or answer.day,
        citation=read.citation,
        licence=read.licence,
        source=asked,
        digest=digest(read.provider, answer.rows),
        url=read.url,
    )
    return Kept(release, ledger.add_release(release, read.data), read)


def digest(provider: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256 of rows, whatever their order and that of their columns."""
    lines = sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)
    return hashlib.sha256("\n".join([provider, *lines]).encode()).hexdigest()
