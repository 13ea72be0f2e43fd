"""What providers answered, kept in files, so that the same question is not asked twice on one day."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from comity.errors import MissingExtraError
from comity.settings import Settings

Rows = list[dict[str, Any]]
"""Rows as a provider gave them: names of columns to texts, numbers and null."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the day on which the provider gave them. `vintage`: the day that the provider itself names for them."""

    rows: Sequence[dict[str, Any]]
    day: date
    vintage: date | None = None


class Answers:
    """A folder of answers. `today` says the day, and `fresh` leaves aside what is there."""

    def __init__(self, folder: Path, *, today: Callable[[], date] = date.today, fresh: bool = False) -> None:
        self._folder = folder
        self._today = today
        self._fresh = fresh

    def get(self, question: dict[str, Any], ask: Callable[[], Rows], *, days: int = 0) -> Answer:
        """The answer kept for a question, if it is at most `days` old (0: of today), else what `ask` gives, kept.

        The question holds everything that decides the answer, never a key. A file that cannot be read counts as none;
        where nothing can be written, the answer is given all the same.
        """
        path = self._folder / f"{_digest(question)}.json"
        today = self._today()
        kept = None if self._fresh else _read(path, question)
        if kept is not None and today - timedelta(days=days) <= kept.day <= today:
            return kept
        rows = ask()
        _write(path, {"question": question, "day": today.isoformat(), "rows": rows})
        return Answer(rows, today)


def folder_of(settings: Settings) -> Path:
    """Where answers are kept: COMITY_CACHE, else the cache folder of the user as the system has it."""
    if settings.cache is not None:
        return settings.cache
    try:
        from platformdirs import user_cache_path
    except ModuleNotFoundError as error:
        raise MissingExtraError("fetching series", "fetch") from error
    return user_cache_path("comity", appauthor=False)


def _digest(question: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()[:32]


def _read(path: Path, question: dict[str, Any]) -> Answer | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["question"] != question or not all(isinstance(row, dict) for row in kept["rows"]):
            return None
        return Answer(kept["rows"], date.fromisoformat(kept["day"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, kept: dict[str, Any]) -> None:
    """Write whole or not at all: another command may read at the same time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False)
        Path(name).replace(path)
    except OSError:
        return
