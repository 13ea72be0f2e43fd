"""What the columns of a tidy table mean: by their own names and the lines above them, or by a mapping file (YAML)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from comity.errors import ReadingError
from comity.series.tables import File, Row, Sheet, fold, header, refuse

FIELDS = (
    *("provider", "indicator", "reporter", "partner", "item", "period", "start", "end", "frequency"),
    *("value", "unit", "flags", "items", "title"),
)
"""What a row may say: each is a column, or said once for all rows."""

ABOUT = ("provider", "title", "citation", "licence", "vintage", "url")
"""What is said once of a whole file."""

READING = ("fiscal_start", "months", "decimal", "sheet")
"""How cells are read: the month that fiscal years begin in; whether `2011-12` is a month; the decimal sign."""

_ONCE = tuple(dict.fromkeys((*ABOUT, *FIELDS, *READING)))
_ALIASES = {"license": "licence", "flag": "flags"}
_MAX_BYTES = 100_000
_NOTE = "#"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read.

    `columns`: the heading of each field that is a column; `once`: what is said once, by its name; `words`: for a field,
    what words in its cells stand for.
    """

    columns: Mapping[str, str]
    once: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def lacking(self) -> str | None:
        """What no table can do without, where the plan does not give it."""
        given = {*self.columns, *self.once}
        if "value" not in self.columns:
            return "value"
        if "period" not in given and not {"start", "end"} <= given:
            return "period"
        return next((name for name in ("provider", "indicator", "reporter") if name not in given), None)


def plan_of(file: File, mapping: Path | None) -> tuple[Plan, bytes]:
    """The plan of a file, with the bytes of the mapping file (none without). Raises ReadingError."""
    notes = _notes(file)
    if mapping is not None:
        plan, data = _mapped(mapping)
        return Plan(plan.columns, {**notes, **plan.once}, plan.words), data
    for sheet in file.sheets:
        if table := header(sheet, "value"):
            named = {_ALIASES.get(fold(name), fold(name)): name for name in table.head if name}
            return Plan({name: named[name] for name in FIELDS if name in named}, notes), b""
    return Plan({}, notes), b""


def note_rows(sheet: Sheet) -> Iterable[Row]:
    """The rows of a sheet that are notes: those that begin with `#`."""
    return (row for row in sheet.rows if is_note(row))


def is_note(row: Row) -> bool:
    """Whether a row is a note."""
    return bool(row.cells) and row.cells[0].startswith(_NOTE)


def _notes(file: File) -> dict[str, str]:
    """What lines `# key: value` say. A note with another word before its colon says nothing, unless it is a slip."""
    found: dict[str, str] = {}
    for sheet in file.sheets:
        for row in note_rows(sheet):
            text = ", ".join(cell for cell in row.cells if cell).lstrip("# ")
            key, colon, value = text.partition(":")
            name = key.strip().casefold().replace(" ", "_")
            name = _ALIASES.get(name, name)
            if not colon or not value.strip():
                continue
            if name in _ONCE:
                found.setdefault(name, value.strip())
            elif near := get_close_matches(name, _ONCE, n=1, cutoff=0.8):
                raise refuse(file, row, f"'{key.strip()}' is no field; did you mean {near[0]}?", sheet=sheet)
    return found


def _mapped(path: Path) -> tuple[Plan, bytes]:
    """The plan that a mapping file gives. Raises ReadingError naming the key that is wrong."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise ReadingError(str(path), f"the mapping file cannot be read: {problem.strerror}") from problem
    if len(data) > _MAX_BYTES:
        raise ReadingError(path.name, "a mapping file is a few lines of YAML; this one is too big")
    try:
        told = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise ReadingError(path.name, f"it is no YAML: {' '.join(str(problem).split())}") from problem
    if not isinstance(told, dict):
        raise ReadingError(path.name, "a mapping file says  columns: {reporter: NAME OF ITS COLUMN, value: …}")
    known = (*_ONCE, "columns", "words")
    once: dict[str, str] = {}
    for key, value in told.items():
        name = _known(path, key, known)
        if name not in ("columns", "words"):
            once[name] = _text(path, name, value)
    words = {
        _known(path, key, FIELDS): {k.casefold(): v for k, v in _texts(path, key, value, None).items()}
        for key, value in _dict(path, "words", told.get("words") or {}).items()
    }
    return Plan(_texts(path, "columns", told.get("columns"), FIELDS), once, words), data


def _known(path: Path, key: Any, known: Iterable[str]) -> str:
    name = _ALIASES.get(str(key), str(key))
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise ReadingError(path.name, f"{name!r} is no key of a mapping file; {hint}")
    return name


def _dict(path: Path, name: str, value: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise ReadingError(path.name, f"{name} must be written as  {name}: {{…: …}}")
    return value


def _texts(path: Path, name: Any, value: Any, known: Iterable[str] | None) -> dict[str, str]:
    """A table of words to words, its keys among `known` where that is given."""
    table = _dict(path, str(name), value)
    return {
        (str(key) if known is None else _known(path, key, known)): _text(path, str(key), told)
        for key, told in table.items()
    }


def _text(path: Path, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float | date):
        return str(value).strip()
    raise ReadingError(path.name, f"{name} must be one word, number or line")
