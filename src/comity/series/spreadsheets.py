"""Workbooks (.xlsx, .xls, .ods) become rows of text by calamine, after a look at how big they say they are."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from comity.errors import ReadingError

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How workbooks begin, whatever their files are called: a ZIP archive, or an OLE compound file."""

_MAX_CELLS = 3_000_000
_REFERENCE = re.compile(rb'<(?:\w+:)?c[^>]{0,200}?\sr="([A-Z]{1,4})(\d{1,8})"')
_OD = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError),
    *(EOFError, OSError, RuntimeError, NotImplementedError, ValueError),
)
_ADVICE = "save the table that is meant as CSV and import that"


def cells_of(data: bytes, name: str, limit: int) -> list[tuple[str, list[tuple[str, ...]]]]:
    """The sheets of a workbook, each with its rows from the first; cells are text, numbers written without loss.

    Raises ReadingError for what is broken, encrypted, packed to more than `limit` bytes, or more than three million
    cells wide and long (a few bytes can say that).
    """
    if not data.startswith(PACKED):
        page = data.lstrip().lower().startswith((b"<!doctype html", b"<html", b"<table"))
        what = "it is a web page that is called a workbook" if page else "it is no workbook, whatever its name says"
        raise ReadingError(name, f"{what}; open it in a spreadsheet programme, and {_ADVICE}")
    if data.startswith(PACKED[0]):
        _look(data, name, limit)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height * sheet.total_width > _MAX_CELLS:
                raise _too_many(name)
            rows = sheet.to_python(skip_empty_area=False)
            sheets.append((title, [tuple(_text(cell) for cell in row) for row in rows]))
    except PasswordError as problem:
        raise ReadingError(name, f"it is protected by a password; {_ADVICE}") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise ReadingError(name, f"it is no workbook that can be read ({problem}); {_ADVICE}") from problem
    except BaseException as problem:
        # a panic of calamine's Rust is no Exception, and its class cannot be imported
        if type(problem).__name__ != "PanicException":
            raise
        raise ReadingError(name, f"it is a broken workbook; {_ADVICE}") from problem
    return sheets


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return " ".join(str(cell).split())


def _too_many(name: str) -> ReadingError:
    return ReadingError(name, f"a sheet reaches over more than {_MAX_CELLS:,} cells; {_ADVICE}")


def _look(data: bytes, name: str, limit: int) -> None:
    """Refuse a packed workbook that is a bomb: too many bytes, or cells too far out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            entries = packed.infolist()
            if sum(entry.file_size for entry in entries) > 4 * limit:
                raise ReadingError(name, f"it unpacks to more than {4 * limit / 1e6:,.0f} MB; {_ADVICE}")
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/"):
                    _look_xlsx(_opened(packed, entry, limit), name)
                elif entry.filename == "content.xml":
                    _look_ods(_opened(packed, entry, limit), name)
    except _BROKEN as problem:
        raise ReadingError(name, f"it is a broken or encrypted workbook ({problem}); {_ADVICE}") from problem


def _opened(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    with packed.open(entry) as part:
        return part.read(4 * limit)


def _look_xlsx(sheet: bytes, name: str) -> None:
    rows = columns = 0
    for match in _REFERENCE.finditer(sheet):
        column = 0
        for letter in match[1]:
            column = column * 26 + letter - 64
        rows, columns = max(rows, int(match[2])), max(columns, column)
        if rows * columns > _MAX_CELLS:
            raise _too_many(name)


def _look_ods(content: bytes, name: str) -> None:
    """Rows and cells of OpenDocument may say how often they are repeated."""
    total = 0
    for row in _rows_of(content):
        across = filled = 0
        for cell in row:
            across += int(cell.get(f"{_OD}number-columns-repeated", "1"))
            filled = across if len(cell) or any("value" in key for key in cell.keys()) else filled  # noqa: SIM118
        total += filled * int(row.get(f"{_OD}number-rows-repeated", "1"))
        if total > _MAX_CELLS:
            raise _too_many(name)


def _rows_of(content: bytes) -> Iterator[Any]:
    events = etree.iterparse(BytesIO(content), tag=f"{_OD}table-row", resolve_entities=False, no_network=True)
    for _, row in events:
        yield row
        row.clear()
