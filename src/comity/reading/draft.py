"""Draft: what a format reader finds in a file, before date, title and language are settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Tidied text with what the format itself says of it.

    `published` comes from metadata, or, where `dated_by_metadata` is false, from a line above the text.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    dated_by_metadata: bool = True
