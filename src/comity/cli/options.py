"""Options that several commands share, and what they mean."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from comity.errors import InputError
from comity.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
LedgerPath = Annotated[
    Path | None,
    typer.Option("--ledger", help="The ledger file. [default: $COMITY_LEDGER or comity.sqlite]", show_default=False),
]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that code documents side by side.")]
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="Publication day of the documents, over what they say themselves."
    ),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to and with this day.")]


def day(text: str | None, *, last: bool = False) -> date | None:
    """A day from `2024-11-11`, `2024-11` or `2024` (its first day, or its last). Raises InputError otherwise."""
    if text is None:
        return None
    parts = text.strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        if len(numbers) == 2:
            year, month = numbers
            if not last:
                return date(year, month, 1)
            return date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1)
        if len(numbers) == 1 and len(parts[0]) == 4:
            return date(numbers[0], 12, 31) if last else date(numbers[0], 1, 1)
    except ValueError:
        pass
    raise InputError(f"{text!r} is not a date; write it as 2024-11-11, 2024-11 or 2024")


def exact_day(text: str | None) -> date | None:
    """A full day, for documents: a month or a year would date "on Sunday" wrongly. Raises InputError otherwise."""
    if text is not None and text.count("-") != 2:
        raise InputError(f"{text!r} is not a day; --published takes a full date such as 2024-11-11")
    return day(text)


def span(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The days of --since and --until. Raises InputError when the first is after the last."""
    first, last = day(since), day(until, last=True)
    if first is not None and last is not None and first > last:
        raise InputError(f"--since {first} is after --until {last}; nothing lies between them")
    return first, last


def settings_with(ledger: Path | None) -> Settings:
    """The settings of the environment, with the ledger that the command names."""
    settings = Settings.from_environment()
    return settings if ledger is None else replace(settings, ledger=ledger)


DyadWords = Annotated[
    list[str],
    typer.Argument(metavar="DYAD", help="Two states by code, name or adjective: IND-RUS, ru-in, India Russia."),
]
Pillar = Annotated[str | None, typer.Option("--pillar", help="Only this pillar, such as defence or trade.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="Show at most so many; 0 shows all.")]


def dyad_of(words: Sequence[str]) -> str:
    """`IND-RUS` for two states named in any way. Raises UnknownPartyError with suggestions, InputError otherwise."""
    from comity.actors.parties import dyad

    return "-".join(dyad(*words))


def pillar_of(name: str | None) -> str | None:
    """The id of a pillar named by id or name. Raises InputError that lists them all."""
    if name is None:
        return None
    from comity.records.pillars import pillars

    for pillar in pillars().values():
        if name.strip().casefold() in (pillar.id, pillar.name.casefold()):
            return pillar.id
    raise InputError(f"there is no pillar {name!r}; the pillars are {', '.join(pillars())}")


def inputs(files: Sequence[str] | None) -> list[str]:
    """The named files, or standard input where something comes in by it. Raises InputError when nothing does."""
    if files:
        return list(files)
    if sys.stdin.isatty():
        raise InputError("name the files or folders to read, or - for what you type or paste")
    return ["-"]
