"""DOCX becomes a draft by python-docx: paragraphs, headings, list items and table rows in their order.

A file's own dates (created, modified) are those of the file and not of its publication, so they are not used.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import XPath, _Element

from comity.errors import ReadingError
from comity.reading.draft import Draft
from comity.reading.header import split_header
from comity.reading.hostile import parsing
from comity.reading.tidy import one_line, tidy

# Uncompressed bytes for each byte of settings.max_bytes: a report's XML and pictures stay far below, a bomb does not.
_UNPACKED = 4
_W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
# Content controls wrap paragraphs without changing what is read.
_BLOCKS = XPath("./w:p | ./w:tbl | ./w:sdt/w:sdtContent/w:p | ./w:sdt/w:sdtContent/w:tbl", namespaces=_W)
# Words a reader sees: not those struck out as changes, nor the second copy of a text box that old readers get.
_WORDS = XPath(
    ".//*[self::w:t or self::w:p or self::w:tab or self::w:br or self::w:cr or self::w:noBreakHyphen]"
    "[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::*[local-name()='Fallback'])]",
    namespaces=_W,
)
_NUMBERED = XPath("boolean(./w:pPr/w:numPr[not(w:numId/@w:val='0')])", namespaces=_W)
_STYLE = XPath("string(./w:pPr/w:pStyle/@w:val)", namespaces=_W)
_ROWS = XPath("./w:tr", namespaces=_W)
_CELLS = XPath("./w:tc", namespaces=_W)
_WHITE = {qn("w:p"): "\n", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}


def read_docx(data: bytes, source: str, max_bytes: int) -> Draft:
    """The text of a Word document. Raises ReadingError for other zips, bombs, damage, and where there is no text."""
    _check(data, source, max_bytes * _UNPACKED)
    with parsing(source, "DOCX", "docx"):
        document: WordDocument = docx.Document(BytesIO(data))
        styles = {style.style_id: style.name or "" for style in document.styles}
        blocks = _all(_BLOCKS, document.element.body)
        text = tidy("".join(_lines(blocks, styles)))
        named = one_line(document.core_properties.title or "")
        headed = _title(blocks, styles)
    if not text:
        raise ReadingError(source, "this DOCX holds no text")
    header = split_header(text)
    return Draft(
        text=header.text,
        title=header.title or headed or named,
        publisher=header.publisher,
        url=header.url,
        published=header.published,
        dated_by_metadata=header.dated_by_metadata,
    )


def _check(data: bytes, source: str, limit: int) -> None:
    with parsing(source, "DOCX"), zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        if "word/document.xml" not in parts:
            raise ReadingError(source, "this is a zip archive but no DOCX; unpack it and read the files inside")
        if any(part.flag_bits & 1 for part in parts.values()):
            raise ReadingError(source, "this document is encrypted; save a copy without the password")
        # zipfile never unpacks more of a part than its declared size, so the declared sum is a bound.
        unpacked = sum(part.file_size for part in parts.values())
        if unpacked > limit:
            raise ReadingError(
                source,
                f"it unpacks to {unpacked / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB allowed; "
                "save its text alone, or raise COMITY_MAX_BYTES",
            )


def _lines(blocks: list[_Element], styles: dict[str, str]) -> Iterator[str]:
    """Each block with the line ends that follow it: one between the items of a list, else a blank line."""
    for at, block in enumerate(blocks):
        if block.tag == qn("w:tbl"):
            yield "".join(f"{row}\n" for row in _rows(block)) + "\n"
            continue
        words = tidy(_words(block))
        if not words:
            continue
        item = _is_item(block, styles)
        more = item and at + 1 < len(blocks) and _is_item(blocks[at + 1], styles)
        yield ("- " if item else "") + words + ("\n" if more else "\n\n")


def _is_item(block: _Element, styles: dict[str, str]) -> bool:
    if block.tag != qn("w:p"):
        return False
    name = styles.get(str(_STYLE(block)), "")
    return name.startswith("List") or (bool(_NUMBERED(block)) and not name.startswith(("Heading", "Title")))


def _rows(table: _Element) -> Iterator[str]:
    for row in _all(_ROWS, table):
        cells = [one_line(_words(cell)) for cell in _all(_CELLS, row)]
        if any(cells):
            yield " | ".join(cell for cell in cells if cell)


def _words(block: _Element) -> str:
    return "".join(_WHITE.get(str(element.tag)) or element.text or "" for element in _all(_WORDS, block))


def _all(path: XPath, element: _Element) -> list[_Element]:
    found = path(element)
    return [node for node in found if isinstance(node, _Element)] if isinstance(found, list) else []


def _title(blocks: list[_Element], styles: dict[str, str]) -> str | None:
    """The first paragraph in a title or top heading style."""
    for block in blocks:
        if block.tag == qn("w:p") and styles.get(str(_STYLE(block)), "") in {"Title", "Heading 1", "heading 1"}:
            return one_line(_words(block)) or None
    return None
