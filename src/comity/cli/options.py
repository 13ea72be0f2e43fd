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
from comity.records.days import day as day
from comity.records.days import span as span
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


def exact_day(text: str | None, option: str = "--published") -> date | None:
    """A full day: of a document a month or a year would date "on Sunday" wrongly. Raises InputError otherwise."""
    if text is not None and text.count("-") != 2:
        raise InputError(f"{text!r} is not a day; {option} takes a full date such as 2024-11-11")
    return day(text)


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
