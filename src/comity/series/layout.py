"""What a layout of files is: it recognises a file as published, and reads it into series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from comity.records import Observation, Series
from comity.series.tables import File


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says besides the file: its vintage, a mapping of its columns, and files that belong to it."""

    vintage: date | None = None
    mapping: Path | None = None
    beside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says. `rows`: rows of data that were read; `skipped`: rows left out, by the rule that says why.

    `vintage` is the day of publication that the file names for itself, or None. `digest` is None where the file's own
    bytes are all that was read; where something else decides besides (a mapping, another file) it holds that too.
    """

    provider: str
    title: str
    data: Sequence[tuple[Series, tuple[Observation, ...]]]
    rows: int
    citation: str = ""
    licence: str = ""
    vintage: date | None = None
    url: str | None = None
    skipped: Counter[str] = field(default_factory=Counter)
    digest: str | None = None


class Layout(Protocol):
    """One published layout. Each module of `comity.series.layouts` has one, called `LAYOUT`."""

    @property
    def name(self) -> str:
        """What `--as` calls it: `sipri`."""

    @property
    def title(self) -> str:
        """What it reads, in words."""

    def recognises(self, file: File) -> bool:
        """Whether a file is in this layout, by the names of its columns; never raises."""

    def read(self, file: File, hints: Hints) -> Read:
        """The series of a file. Raises ReadingError naming the row that cannot be read and what to do about it."""
