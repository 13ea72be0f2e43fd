"""Which format a file is, told by its content; the file's name is only a hint."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from comity.errors import ReadingError

HEAD = 65_536  # bytes that are enough to tell


class Format(StrEnum):
    """The formats that reading knows."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    JSONL = "JSONL"


# First bytes of what is no text, from the formats' own specifications.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)
# These begin with letters that a text may begin with too, so a NUL must bear them out.
_WEAK_MAGIC = frozenset({b"BM", b"MZ", b"BZh", b"GIF8", b"RIFF", b"ID3", b"OggS", b"PAR1"})
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_JSONL_NAMES = frozenset({".jsonl", ".ndjson"})
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_PARTS = re.compile(rb"<(?:p|div|article|section|h[1-6]|title|meta)\b[^<>]*>", re.IGNORECASE)
_XML_START = re.compile(rb"\s*<\?xml\b")
_OBJECT_START = re.compile(rb"\s*\{\s*[\"}]")
_ATX_HEADING = re.compile(rb"\s*#{1,6} +\S")


def sniff(head: bytes, name: str) -> Format:
    """The format of a file by its first bytes and, where these leave it open, by its name (`.gz` aside).

    Raises ReadingError that says what the file is and what to do, where it is no document.
    """
    suffix = PurePath(name.casefold().removesuffix(".gz")).suffix
    if head.lstrip(b"\x00\t\n\r ").startswith(b"%PDF-") or b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(suffix, name)
    _refuse_binary(head, name)
    if suffix in _TABLES:
        raise ReadingError(name, "this is a table, not a document; only texts are read here")
    body = head[3:] if head.startswith(b"\xef\xbb\xbf") else head
    if suffix in _JSONL_NAMES or _OBJECT_START.match(body):
        return Format.JSONL
    return _text_format(body, suffix, name)


def _text_format(body: bytes, suffix: str, name: str) -> Format:
    flat = body.replace(b"\x00", b"")  # UTF-16 shows its ASCII letters this way
    if _HTML_START.match(flat):
        return Format.HTML
    if _XML_START.match(flat):
        raise ReadingError(name, "XML is not read; give the text, HTML, PDF or DOCX instead")
    if flat.lstrip().startswith(b"{\\rtf"):
        raise ReadingError(name, "RTF is not read; save it as DOCX or plain text")
    if suffix in _HTML_NAMES or (suffix != ".txt" and len(_HTML_PARTS.findall(flat)) >= 3):
        return Format.HTML
    if suffix in _MARKDOWN_NAMES or (suffix != ".txt" and _ATX_HEADING.match(flat)):
        return Format.MARKDOWN
    return Format.TEXT


def _zipped(suffix: str, name: str) -> Format:
    """A DOCX is a zip; which zip it is, its reader finds out."""
    if suffix in {"", ".docx", ".docm"}:
        return Format.DOCX
    if suffix in _TABLES:
        raise ReadingError(name, "this is a spreadsheet, not a document; only texts are read here")
    if suffix in {".odt", ".pptx", ".odp", ".epub", ".pages"}:
        raise ReadingError(name, f"{suffix[1:].upper()} is not read; save it as DOCX or PDF")
    return Format.DOCX


def _refuse_binary(head: bytes, name: str) -> None:
    if head.startswith(_OLE2):
        if "EncryptedPackage".encode("utf-16-le") in head:
            raise ReadingError(name, "this document is encrypted; save a copy without the password")
        raise ReadingError(name, "an old or encrypted Office file is not read; save it as DOCX without password")
    for magic, what in _MAGIC:
        if head.startswith(magic) and (magic not in _WEAK_MAGIC or b"\x00" in head):
            raise ReadingError(name, f"this is {what}, not a text; give the text, HTML, PDF or DOCX instead")
    if head[4:8] == b"ftyp":
        raise ReadingError(name, "this is a video or image, not a text; give the text, HTML, PDF or DOCX instead")
