"""read: whatever the user names becomes Documents, one after another, and a Refusal for each thing that cannot."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast

from comity.errors import ReadingError
from comity.reading.draft import Draft
from comity.reading.header import first_line_title, leading_date, without_line
from comity.reading.jsonl import read_jsonl
from comity.reading.languages import detect
from comity.reading.plain import read_plain
from comity.reading.sniff import HEAD, Format, sniff
from comity.reading.sources import FileSource, find_sources
from comity.records import Document, PublishedBasis, document_id
from comity.settings import Settings

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be read: the file (and line, `file.jsonl:12`), and why, with what to do."""

    source: str
    reason: str


def read(
    paths: Sequence[str], *, published: date | None = None, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Document | Refusal]:
    """Documents and refusals, in the order of the paths; nothing raised for a bad file, so a batch goes on.

    A path is a file, a folder, a pattern, or `-` for standard input (`stdin`, or the process's own). The format is told
    by content. JSONL of any size is read line by line; any other file larger than `settings.max_bytes` is refused
    unread. `published` overrides what the documents say of their day.
    """
    for source in find_sources(paths):
        if isinstance(source, ReadingError):
            yield Refusal(source.source, source.reason)
            continue
        try:
            with _open(source, stdin) as stream:
                yield from _read_stream(stream, source, published, settings)
        except ReadingError as error:
            yield Refusal(error.source, error.reason)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Refusal(source.name, f"this gzip file is damaged ({error}); fetch or pack it again")
        except OSError as error:
            yield Refusal(source.name, f"this file cannot be read ({error.strerror or error})")


def _read_stream(
    stream: BinaryIO, source: FileSource, published: date | None, settings: Settings
) -> Iterator[Document | Refusal]:
    limit = settings.max_bytes
    head = stream.read(HEAD)
    name, size = source.name, source.size
    if head.startswith(_GZIP):
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=_Rejoined(head, stream)))
        head = stream.read(HEAD)
        size = None
    if not head.strip(b"\x00\t\n\r "):
        raise ReadingError(source.name, "the file is empty" if not head else "the file holds nothing but white space")
    kind = sniff(head, name)
    if kind is Format.JSONL:
        lines = cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream), HEAD))
        for found in read_jsonl(lines, source.name, published, limit):
            yield Refusal(found.source, found.reason) if isinstance(found, ReadingError) else found
        return
    if size is not None and size > limit:
        raise _too_big(source.name, f"{size / 1e6:,.0f} MB", limit)
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        raise _too_big(source.name, "it", limit)
    yield _document(_draft(kind, data, source.name, limit), source.name, published)


def _draft(kind: Format, data: bytes, name: str, limit: int) -> Draft:
    # The libraries of these formats take a second to load, and most runs meet none of them.
    match kind:
        case Format.PDF:
            from comity.reading.pdf import read_pdf

            return read_pdf(data, name)
        case Format.DOCX:
            from comity.reading.docx import read_docx

            return read_docx(data, name, limit)
        case Format.HTML:
            from comity.reading.html import read_html

            return read_html(data, name)
        case Format.MARKDOWN:
            from comity.reading.markdown import read_markdown

            return read_markdown(data, name)
        case _:
            return read_plain(data, name)


def _document(draft: Draft, name: str, published: date | None) -> Document:
    """Settle the day: the option, else metadata, else the first lines. A bare date line that says the same goes."""
    text = draft.text
    leading = leading_date(text)
    day, basis = published, PublishedBasis.OPTION
    if day is None and draft.published is not None:
        day = draft.published
        basis = PublishedBasis.METADATA if draft.dated_by_metadata else PublishedBasis.LEADING_LINE
    if day is None:
        day = leading.published if leading else None
        basis = PublishedBasis.LEADING_LINE if leading else PublishedBasis.UNKNOWN
    if leading is not None and leading.bare is not None and leading.published == day:
        text = without_line(text, leading.bare)
    if not text:
        raise ReadingError(name, "the file holds no text below its header")
    title = draft.title or first_line_title(text)
    return Document(
        id=document_id(text, title, draft.publisher, draft.url),
        text=text,
        published=day,
        published_basis=basis,
        title=title,
        publisher=draft.publisher,
        url=draft.url,
        language=detect(text),
        source=name,
    )


def _too_big(name: str, size: str, limit: int) -> ReadingError:
    return ReadingError(
        name, f"{size} is more than the {limit / 1e6:,.0f} MB that are read; split it, or raise COMITY_MAX_BYTES"
    )


def _open(source: FileSource, stdin: BinaryIO | None) -> BinaryIO:
    if source.path is not None:
        return source.path.open("rb")
    return cast(BinaryIO, _Rejoined(b"", stdin if stdin is not None else sys.stdin.buffer))


class _Rejoined(io.RawIOBase):
    """A stream with the bytes put back that were read to tell its format. Closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's WriteableBuffer is private
        piece: bytes | memoryview
        if self._head:
            piece, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            piece = self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
