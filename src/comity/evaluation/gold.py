"""Gold documents: one JSON object a line with text, publication day, events, figures and threads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from comity.errors import InputError
from comity.records import Document, PublishedBasis

KINDS = {"event": "events", "figure": "figures", "thread": "threads"}
NEEDED = {
    "event": ("start", "end", "type"),
    "figure": ("start", "end", "value"),
    "thread": ("start", "end", "name"),
}
"""The fields without which a record of the kind cannot be matched."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with the records that people found in it, by kind ("event", "figure", "thread")."""

    document: Document
    records: dict[str, list[dict[str, Any]]]


def read_gold(path: Path) -> list[GoldDocument]:
    """Read a gold file.

    Raises InputError naming the line that is not a gold document, or has a record outside its text or without the
    fields that matching needs.
    """
    documents = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give the path of a gold file (JSON lines)"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; a gold file is JSON lines in UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            documents.append(_gold(line, f"{path}:{number}"))
    if not documents:
        raise InputError(f"{path}: no gold document in it; one JSON object a line is expected")
    return documents


def _gold(line: str, where: str) -> GoldDocument:
    try:
        raw = json.loads(line)
        text, key = str(raw["text"]), str(raw["id"])
        published = date.fromisoformat(raw["published"]) if raw.get("published") else None
        records = {kind: list(raw.get(name, [])) for kind, name in KINDS.items()}
        for kind, found in records.items():
            for record in found:
                require(record, kind, where)
                start, end = int(record["start"]), int(record["end"])
                if not 0 <= start < end <= len(text):
                    raise InputError(f"{where}: a record's span [{start}, {end}) lies outside the text of {key}")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where}: not a gold document ({type(error).__name__}: {error})") from error
    document = Document(
        key,
        text,
        published,
        PublishedBasis.METADATA if published else PublishedBasis.UNKNOWN,
        raw.get("title"),
        raw.get("publisher"),
    )
    return GoldDocument(document, records)


def require(record: Mapping[str, Any], kind: str, where: str) -> None:
    """Raises InputError when the record lacks a field that matching needs."""
    if missing := [name for name in NEEDED[kind] if record.get(name) is None]:
        raise InputError(f"{where}: the {kind} {record.get('id', '')} has no {', '.join(missing)}")
