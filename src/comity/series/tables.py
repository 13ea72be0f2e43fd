"""Files of statistics become rows of text: delimited text in any encoding, and spreadsheets, bounded and checked."""

from __future__ import annotations

import gzip
import hashlib
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from comity.errors import ReadingError
from comity.series.delimited import text_rows
from comity.series.spreadsheets import PACKED, SUFFIXES, cells_of
from comity.settings import Settings

_HEADERS_WITHIN = 60
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the line of the text file, or the row of the sheet, that it begins on, counted from 1.

    `cells` are stripped text, "" for nothing; numbers of a spreadsheet are written without loss, its dates as ISO.
    """

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; a text file has one, called as the file without its suffixes."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file as read. `digest` is the SHA-256 of its bytes, in hexadecimal."""

    path: Path
    name: str
    digest: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below a header. `columns` maps a folded name to its place; `notes` are the rows above the header.

    `rows` leaves blank rows out. `width` is how many columns the header names, `head` the header as it is written.
    """

    notes: tuple[Row, ...]
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    width: int
    head: tuple[str, ...] = ()

    def has(self, column: str) -> bool:
        """Whether there is such a column (case, spaces and punctuation do not count)."""
        return fold(column) in self.columns

    def get(self, row: Row, column: str) -> str:
        """The cell of a row under that column; "" where the column is missing or the row is shorter."""
        place = self.columns.get(fold(column))
        return row.cells[place] if place is not None and place < len(row.cells) else ""


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The name of a column without case, spaces and punctuation: `VALUE(US$ million)` and `value_us_million` agree."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def open_file(path: Path) -> File:
    """Read a file of statistics: .csv, .tsv, .txt (also .gz), .xlsx, .xls or .ods.

    Text may be in UTF-8, UTF-16 or an older encoding, mixed ones included (lines that are not UTF-8 are then in the
    older one), and delimited by comma, semicolon, tab or bar. Raises ReadingError for what is missing, empty, binary,
    broken or bigger than COMITY_MAX_BYTES, unpacked.
    """
    name = path.name
    try:
        if path.is_dir():
            raise ReadingError(name, "it is a folder; give the files in it")
        size = path.stat().st_size
        limit = Settings.from_environment().max_bytes
        if size > limit:
            raise _too_big(name, limit)
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadingError(str(path), "there is no such file") from None
    except OSError as problem:
        raise ReadingError(str(path), f"it cannot be read: {problem.strerror}") from problem
    digest = hashlib.sha256(data).hexdigest()
    suffixes = [suffix.casefold() for suffix in path.suffixes]
    if data.startswith(_GZIP):
        data = _unpacked(data, name, limit)
        suffixes = [suffix for suffix in suffixes if suffix != ".gz"]
    if not data.strip():
        raise ReadingError(name, "it is empty")
    if data.startswith(PACKED) or (suffixes and suffixes[-1] in SUFFIXES):
        found = cells_of(data, name, limit)
        sheets = tuple(
            Sheet(title, tuple(Row(k, cells) for k, cells in enumerate(rows, start=1))) for title, rows in found
        )
    else:
        stem = name.split(".")[0] or name
        sheets = (Sheet(stem, tuple(Row(number, cells) for number, cells in text_rows(data, name))),)
    if all(row.blank for sheet in sheets for row in sheet.rows):
        raise ReadingError(name, "it holds no rows")
    return File(path, name, digest, sheets)


def header(sheet: Sheet, *needed: str) -> Table | None:
    """The table of a sheet whose header names all the needed columns, also below note lines; None where none does.

    The header is looked for in the first 60 rows. Of columns that are called alike the first counts.
    """
    wanted = {fold(name) for name in needed}
    for at, row in enumerate(sheet.rows[:_HEADERS_WITHIN]):
        names = [fold(cell) for cell in row.cells]
        if wanted <= set(names):
            columns: dict[str, int] = {}
            for place, name in enumerate(names):
                if name:
                    columns.setdefault(name, place)
            below = tuple(other for other in sheet.rows[at + 1 :] if not other.blank)
            width = max((place for place, cell in enumerate(row.cells) if cell), default=-1) + 1
            return Table(sheet.rows[:at], columns, below, width, row.cells)
    return None


def each(file: File, table: Table) -> Iterator[Row]:
    """The rows of a table. Raises ReadingError for one that has more cells than the header has columns."""
    for row in table.rows:
        if any(row.cells[table.width :]):
            raise refuse(
                file,
                row,
                f"it has {len(row.cells)} cells where the header has {table.width} columns:"
                " put text that holds the delimiter into double quotes",
            )
        yield row


def refuse(file: File, row: Row | int | None, why: str, *, sheet: Sheet | None = None) -> ReadingError:
    """The error that names the file and the row (and the sheet of a workbook), says why, and what to do."""
    number = row.number if isinstance(row, Row) else row
    place = file.name
    if sheet is not None and len(file.sheets) > 1:
        place += f', sheet "{sheet.name}"'
    if number is not None:
        place += f", row {number:,}"
    return ReadingError(place, why)


def _too_big(name: str, limit: int) -> ReadingError:
    return ReadingError(
        name, f"it is more than the {limit / 1e6:,.0f} MB that are read; split it, or raise COMITY_MAX_BYTES"
    )


def _unpacked(data: bytes, name: str, limit: int) -> bytes:
    """What gzip packed, at most `limit` bytes of it."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
            plain = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise ReadingError(name, f"it is a broken gzip file ({problem}); fetch it again") from problem
    if len(plain) > limit:
        raise _too_big(name, limit)
    return plain
