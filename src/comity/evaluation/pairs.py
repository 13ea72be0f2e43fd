"""Marked pairs: a sentence, two spans in it and, in gold, the PLOVER type of what the first does to the second.

One JSON object a line: `{"id", "text", "source": {"start", "end"}, "target": {"start", "end"}, "type"}`. Gold may go
without ids; the number of the line then stands for one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.errors import InputError
from comity.records.plover import codebook

Span = tuple[int, int]
"""A half-open interval of characters of the text."""

YIELD = "YIELD"
"""PLOVER's older type, of which CONCEDE and RETREAT are the parts; older gold has it."""

_NEEDS = "needs id, text, source and target with start and end"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marked spans of a text.

    `type` is what people said of them, None where nobody did; `where` is file and line, for messages.
    """

    id: str | int
    text: str
    source: Span
    target: Span
    type: str | None = None
    where: str = ""


def read_pairs(path: Path) -> list[Pair]:
    """Read gold pairs, each with its type.

    Raises InputError naming the line that is not a pair, has a span outside its text, or a type that is none.
    """
    found = []
    for row in parse_pairs(_lines(path), str(path), gold=True):
        if isinstance(row, InputError):
            raise row
        found.append(row)
    if not found:
        raise InputError(f"{path}: no pair in it; one JSON object a line is expected")
    return found


def parse_pairs(lines: Iterable[str], name: str, *, gold: bool = False) -> Iterator[Pair | InputError]:
    """Each line that is not empty as a pair, or as the error that names what is wrong with it.

    With `gold`, a pair must have a type and need not have an id.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{name}:{number}"
            try:
                yield _pair(json.loads(line), where, number if gold else None)
            except InputError as error:
                yield error
            except ValueError as error:
                yield InputError(f"{where}: not JSON ({error})")


def is_pair_file(path: Path) -> bool:
    """Whether the first line that is not empty looks like a marked pair. Raises InputError when it cannot be read."""
    first = next((line for line in _lines(path) if line.strip()), "")
    try:
        raw = json.loads(first)
    except ValueError:
        return False
    return isinstance(raw, dict) and "source" in raw and "target" in raw


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as stream:
            yield from stream
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give the path of a JSONL file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; write it as JSON lines in UTF-8") from error


def _pair(raw: Any, where: str, number: int | None) -> Pair:
    """The pair of one line; `number`, which gold has, is its id where it brings none."""
    if not isinstance(raw, dict):
        raise InputError(f"{where}: not a JSON object; a pair {_NEEDS}")
    try:
        key = raw["id"] if number is None else raw.get("id", number)
        text = raw["text"]
        spans = [(int(raw[side]["start"]), int(raw[side]["end"])) for side in ("source", "target")]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{where}: {_NEEDS} ({type(error).__name__}: {error})") from error
    if not isinstance(key, str | int) or not isinstance(text, str):
        raise InputError(f"{where}: id must be text or a whole number, and text must be text")
    for side, (start, end) in zip(("source", "target"), spans, strict=True):
        if not 0 <= start < end <= len(text):
            raise InputError(
                f"{where}: the {side} [{start}, {end}) does not lie in the text ({len(text)} characters);"
                " give character offsets, the end after the last one"
            )
    return Pair(key, text, spans[0], spans[1], None if number is None else _type(raw, where), where)


def _type(raw: Mapping[str, Any], where: str) -> str:
    known = (*codebook().types, YIELD)
    if (kind := raw.get("type")) not in known:
        raise InputError(f"{where}: the type {kind!r} is not one of {' '.join(known)}")
    return str(kind)
