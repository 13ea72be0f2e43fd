"""JSONL becomes documents one line at a time: texts and ids are kept unchanged, memory stays flat.

The fields are those of RECORDS ("In"): `id` and `text` are needed; `published`, `title`, `url` and `publisher` may
stand; other keys are ignored.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from comity.errors import ReadingError
from comity.reading.dates import parse_date
from comity.reading.header import leading_date
from comity.reading.languages import detect
from comity.reading.tidy import one_line
from comity.records import Document, PublishedBasis

_OPTIONAL = ("title", "url", "publisher")


def read_jsonl(
    stream: BinaryIO, source: str, published: date | None, max_bytes: int
) -> Iterator[Document | ReadingError]:
    """Each line's document, or the error that says what is wrong with that line; the rest goes on.

    `published` overrides the date of every document. A line longer than `max_bytes` is refused unread. An id that
    comes back with another text is refused; only a digest of each id and text is remembered (some 150 bytes a line).
    """
    texts: dict[bytes, bytes] = {}
    number = 0
    lines = _lines(stream, max_bytes)
    while True:
        place = f"{source}:{number + 1}"
        try:
            line = next(lines, None)
        except (OSError, EOFError, zlib.error) as error:
            yield ReadingError(place, f"the file is damaged from here on and the rest is not read ({error})")
            return
        if line is None:
            return
        number += 1
        if not line.strip():
            continue
        try:
            document = _document(line, place, published, max_bytes)
            _check_repeat(document, texts, place)
        except ReadingError as error:
            yield error
        else:
            yield document


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """The lines; one that is too long comes as its first `max_bytes` + 1 bytes and is skipped to its end."""
    while line := stream.readline(max_bytes + 1):
        yield line
        rest = line
        while len(rest) > max_bytes and not rest.endswith(b"\n"):
            rest = stream.readline(max_bytes + 1)


def _document(line: bytes, place: str, published: date | None, max_bytes: int) -> Document:
    fields = _fields(line, place, max_bytes)
    text = _string(fields, "text", place)
    key = _string(fields, "id", place)
    if text is None or not text.strip():
        raise ReadingError(place, 'the object has no text; give a non-empty string as "text"')
    if key is None or not key.strip():
        raise ReadingError(place, 'the object has no id; give a non-empty string as "id"')
    title, url, publisher = (_string(fields, name, place) for name in _OPTIONAL)
    day, basis = published, PublishedBasis.OPTION
    if day is None:
        day, basis = _published(fields, place), PublishedBasis.METADATA
    if day is None:
        leading = leading_date(text)
        day = leading.published if leading else None
        basis = PublishedBasis.LEADING_LINE if leading else PublishedBasis.UNKNOWN
    return Document(
        id=key,
        text=text,
        published=day,
        published_basis=basis,
        title=one_line(title or "") or None,
        publisher=one_line(publisher or "") or None,
        url=one_line(url or "") or None,
        language=detect(text),
        source=place,
    )


def _fields(line: bytes, place: str, max_bytes: int) -> Mapping[str, object]:
    if len(line) > max_bytes:
        raise ReadingError(place, f"the line is longer than {max_bytes / 1e6:,.0f} MB; raise COMITY_MAX_BYTES")
    try:
        loaded = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadingError(place, f"byte {error.start + 1:,} of the line is not UTF-8; write JSONL in UTF-8") from error
    except json.JSONDecodeError as error:
        raise ReadingError(place, f"not JSON: {error.msg} at column {error.colno}; write one object a line") from error
    except (RecursionError, ValueError) as error:
        raise ReadingError(place, "not JSON that can be read: nested too deeply, or a number too long") from error
    if not isinstance(loaded, dict):
        raise ReadingError(place, 'not an object; write one object with "id" and "text" a line')
    return loaded


def _string(fields: Mapping[str, object], name: str, place: str) -> str | None:
    """A field that must be a string where it stands. Raises ReadingError for others, and for what no store can keep."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadingError(place, f'"{name}" must be a string, not {_kind(value)}')
    if "\x00" in value:
        raise ReadingError(place, f'"{name}" holds a NUL character; remove it')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadingError(
            place, f'"{name}" holds half of a surrogate pair at character {error.start:,}; write the whole character'
        ) from error
    return value


def _published(fields: Mapping[str, object], place: str) -> date | None:
    value = _string(fields, "published", place)
    if value is None or not value.strip():
        return None
    day = parse_date(value)
    if day is None:
        raise ReadingError(place, f'"published" must be a day like 2024-11-11, not {value[:40]!r}')
    return day


def _check_repeat(document: Document, texts: dict[bytes, bytes], place: str) -> None:
    key = hashlib.blake2b(document.id.encode(), digest_size=8).digest()
    text = hashlib.blake2b(document.text.encode(), digest_size=8).digest()
    if texts.setdefault(key, text) != text:
        raise ReadingError(place, f"id {document.id[:60]!r} was used above for another text; give each text its own id")


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "another thing")
