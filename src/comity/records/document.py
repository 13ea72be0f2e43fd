"""Document: a text that somebody published on a day. Its text never changes once stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PublishedBasis(StrEnum):
    """Where the publication date of a document comes from."""

    OPTION = "option"
    METADATA = "metadata"
    LEADING_LINE = "leading line"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """A dated, identified text.

    `id` is the publisher's or user's own key where one was given (JSONL), else a content hash of text, title,
    publisher and url. `digest` is the hash of the text alone, by which reprints are known.
    `source` is the file (and line) it was read from. All offsets of all records refer to `text`.
    """

    id: str
    text: str
    published: date | None = None
    published_basis: PublishedBasis = PublishedBasis.UNKNOWN
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    source: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(text: str, title: str | None, publisher: str | None, url: str | None) -> str:
    """Content-hash id of a document that brings no id of its own: `doc_` and 16 hex digits.

    The day does not count, so that a document read undated gets its day when it is read again with one.
    """
    parts = (text, title or "", publisher or "", url or "")
    return "doc_" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
