"""How commands print: JSON for programs, tables for people; text from documents is never taken as markup."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from comity.brief.visible import one_line, visible
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.brief.lines import Line
    from comity.records import Record


@cache
def console() -> Console:
    """The terminal; plain text when the output is a file or a pipe."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def note(message: str) -> None:
    """A line for the person, on standard error."""
    Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True).print(visible(message))


def dump(value: Any, *, lines: bool = False) -> None:
    """JSON on standard output: one object a line, or indented."""
    text = (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if lines
        else json.dumps(value, ensure_ascii=False, indent=2)
    )
    sys.stdout.write(text + "\n")


def what(record: Record) -> str:
    """What a record says, in a few words: type and parties, value and measure, or name and stage."""
    from comity.brief import naming, wording
    from comity.records import Event, Figure, ThreadMention

    if isinstance(record, Event):
        return f"{wording.event_name(record)}: {naming.sides(record)}"
    if isinstance(record, Figure):
        return f"{wording.value_of(record)}: {record.measure}"
    if isinstance(record, ThreadMention):
        return f"{record.name} [{wording.stage_name(record.stage).lower()}]"
    return record.kind


def state_of(record: Record) -> str:
    """Status of the record, as written in the contract; a thread has a stage instead."""
    return "" if record.kind == "thread" else str(getattr(record, "status", ""))


def table_of(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """A table of short cells, which are never taken as markup."""
    table = Table(*columns, pad_edge=False, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    return table


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a list with its sentence: `left` is day or stage, `head` what it is, `aside` what to know last.

    `verdict` is what official series say of it.
    """

    left: str
    head: str
    quote: str
    aside: Sequence[str] = ()
    verdict: Text | None = None


def entries(items: Iterable[Entry], *, title: str = "") -> Iterator[Text | Table]:
    """A list that reads well at any width: day or stage at the left, beside it what, sentence and details."""
    if title:
        yield Text(one_line(title), style="bold")
    for item in items:
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(width=20, overflow="fold", style="cyan")
        grid.add_column(ratio=1, overflow="fold")
        body = Text(one_line(item.head))
        if item.quote:
            body.append(f"\n“{one_line(item.quote)}”")
        if item.verdict:
            body.append("\n").append_text(item.verdict)
        aside = " · ".join(one_line(part) for part in item.aside if part)
        if aside:
            body.append(f"\n{aside}", "dim")
        grid.add_row(Text(one_line(item.left)), body)
        yield grid


def entry_of(line: Line, count: str = "") -> Entry:
    """A line with its best sentence, where that stands, and the id; `count` instead of the number of sources."""
    from comity.brief.wording import plural

    first = line.said[0] if line.said else None
    count = count or (plural(line.sources, "source") if line.sources > 1 else "")
    labels = (words for words, _ in line.labels)
    aside = (*labels, *line.aside, first.where if first else "", count, line.id)
    return Entry(line.left, line.head, first.quote if first else "", aside)


def show(parts: Iterable[RenderableType]) -> None:
    """Print parts on the terminal, at most 110 columns wide."""
    out = console()
    for part in parts:
        out.print(part, width=min(out.width, 110))


def record_entries(records: Iterable[Record], *, title: str = "") -> Iterator[Text | Table]:
    """Records as a list: date or span of time, what, sentence; status, speaker, confidence and id last."""
    return entries((_entry(record) for record in records), title=title)


def _entry(record: Record) -> Entry:
    from comity.brief.naming import person
    from comity.brief.wording import when

    said = f"{person(record.speaker)} said" if record.speaker else ""
    date = when(getattr(record, "date", None) or getattr(record, "period", None))
    return Entry(
        date or record.kind, what(record), record.quote, (state_of(record), said, f"{record.confidence:.0%}", record.id)
    )


def say_if_rules_alone(settings: Settings) -> bool:
    """Whether the rules must code alone for want of the learned model; says so."""
    from comity.coding.learned import installed

    missing = settings.model and not installed()
    if missing:
        note(
            "note: the rules answer alone, because the learned model is not installed;"
            " with it more answers are right: pip install 'comity[model]'"
        )
    return missing
