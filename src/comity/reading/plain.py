"""Plain text becomes a draft."""

from __future__ import annotations

from comity.reading.decode import decode
from comity.reading.draft import Draft
from comity.reading.header import split_header
from comity.reading.tidy import tidy


def read_plain(data: bytes, source: str) -> Draft:
    """Decode and tidy a plain text and take the header lines off its top. Raises ReadingError for binary data."""
    header = split_header(tidy(decode(data, source)))
    return Draft(
        text=header.text,
        title=header.title,
        publisher=header.publisher,
        url=header.url,
        published=header.published,
        dated_by_metadata=header.dated_by_metadata,
    )
