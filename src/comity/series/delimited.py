"""Delimited text becomes rows: encoding, delimiter and quotes are found out, and what is broken is refused."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from comity.errors import ReadingError
from comity.reading.decode import decode, is_binary

_DELIMITERS = ",;\t|"
_SAMPLE = 400
_HEADERS_WITHIN = 60
_NEWLINE = re.compile(r"\r\n|\r|\n")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_END = "\x1aend of the file\x1a"
# Words that mix ASCII letters with those of Windows-1252, as western names do; other scripts have words without ASCII.
_WESTERN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ'’.-]*[A-Za-z][A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ'’.-]*")
_TYPOGRAPHY = frozenset("€…‘’“”•–—™\xa0£§©«®°»¿¡·²³µ±ºª")


def text_rows(data: bytes, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of delimited text, each with the line it begins on.

    Raises ReadingError for binary data, an encoding that nothing fits, and a quote that is never closed.
    """
    lines = _NEWLINE.split(characters(data, name).removesuffix("\n"))
    delimiter = delimiter_of(lines)
    lines = _without_second_end(lines, delimiter)
    reader = csv.reader(iter([*(line + "\n" for line in lines), _END]), delimiter=delimiter)
    began = 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if any(_END in cell for cell in cells):
                why = "a double quote is opened there and never closed; close it"
                raise ReadingError(f"{name}, row {began:,}", why)
            yield began, tuple(" ".join(cell.split()) for cell in cells)
            began = reader.line_num + 1
    except csv.Error as problem:
        raise ReadingError(
            f"{name}, row {began:,}", f"it is broken ({problem}); look for a double quote that is not closed"
        ) from problem


def characters(data: bytes, name: str) -> str:
    """The text of the bytes: UTF-8 or UTF-16; lines that are neither are in an older encoding, which is found out."""
    if data.startswith(_MARKS) or b"\x00" in data:
        return decode(data, name)
    if is_binary(data):
        raise ReadingError(name, "this is binary data, not a table; give CSV, TSV, XLSX, XLS or ODS")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        lines = data.split(b"\n")
    broken = [k for k, line in enumerate(lines) if not _is_utf8(line)]
    older = b"\n".join(lines[k] for k in broken)
    text = _western(older)
    whole = decode(older, name) if text is None else text
    found = whole.split("\n")
    if len(found) != len(broken):  # an encoding of several bytes a letter
        raise ReadingError(f"{name}, row {broken[0] + 1:,}", "its encoding is unclear; save the file as UTF-8")
    mended = dict(zip(broken, found, strict=True))
    return "\n".join(mended[k] if k in mended else line.decode("utf-8") for k, line in enumerate(lines))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _western(data: bytes) -> str | None:
    """The text in Windows-1252, where its letters beyond ASCII stand in words that have ASCII letters too."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    rest = _WESTERN_WORD.sub("", text)
    return text if all(sign.isascii() or sign in _TYPOGRAPHY for sign in rest) else None


def delimiter_of(lines: list[str]) -> str:
    """The delimiter that makes a header and the most rows of its width; a comma where there is one column only.

    A row that holds another delimiter within a cell is no header, so that decimal commas do not pass for delimiters.
    """
    sample = [line for line in lines if line.strip() and not line.startswith("#")][:_SAMPLE]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        rows = list(csv.reader(sample, delimiter=delimiter))
        for at, cells in enumerate(rows[:_HEADERS_WITHIN]):
            filled = sum(bool(cell.strip()) for cell in cells)
            if filled < 2 or any(_holds_other(cell, delimiter) for cell in cells):
                continue
            score = (filled - 1) * (1 + sum(len(row) == len(cells) for row in rows[at + 1 :]))
            if score > most:
                best, most = delimiter, score
    return best


def _holds_other(cell: str, delimiter: str) -> bool:
    return any(sign in cell.rstrip("; ") for sign in _DELIMITERS if sign not in (delimiter, ","))


def _without_second_end(lines: list[str], delimiter: str) -> list[str]:
    """The lines without a semicolon at their end, where almost all have one besides another delimiter (SIPRI)."""
    filled = [line for line in lines if line.strip()]
    ends = Counter(line.rstrip().endswith(";") for line in filled)
    if delimiter == ";" or ends[True] < 0.9 * len(filled):
        return lines
    return [line.rstrip().removesuffix(";") for line in lines]
