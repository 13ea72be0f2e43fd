"""`comity thread NAME`: the whole history of one project, agreement or mechanism, with a sentence for each stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from comity.brief.visible import one_line
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, LedgerPath, dyad_of, settings_with
from comity.cli.output import Entry, dump, entries, show

if TYPE_CHECKING:
    from comity.ledger import Ledger

_MOST_NAMES = 8
_MOST_OTHERS = 6


def thread_command(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="Words of the name, or an id (thr_…).")],
    dyad: Annotated[str | None, typer.Option("--dyad", help="Only threads of this dyad, such as IND-RUS.")] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Print the history of a thread: its stages and those of its parts, promises and what became of them, sessions.

    Where several threads fit, the best attested is shown and the others are named.
    """
    from comity.analysis.threads import find_thread

    with opened(settings_with(ledger)) as kept:
        found = find_thread(kept, " ".join(name), dyad_of([dyad]) if dyad else None)
        if as_json:
            dump(dict(found.history))
            return
        show(_head(found.history))
        show(_stages(kept, found.history))
        show(_parts(kept, found.history))
        show(_promises(kept, found.history))
        show(_sessions(found.history))
        if found.others:
            others = [f"{one['name']} ({one['thread_id']})" for one in found.others[:_MOST_OTHERS]]
            more = len(found.others) - len(others)
            show([Text(one_line(f"also: {'; '.join(others)}{f' and {more} more' if more > 0 else ''}"), "dim")])


def _head(history: Mapping[str, Any]) -> Iterator[Text]:
    from comity.brief import naming, wording

    yield Text(one_line(f"{history['name']}: {wording.stage_name(history['stage']).lower()}"), "bold")
    said = f"last said {history['last_said']}" if history["last_said"] else ""
    sure = f"{history['certainty']:.0%} sure" if history["stage"] else ""
    sources = wording.plural(history["sources"], "independent source")
    facts = (history["thread_kind"], naming.names(history["parties"]), sure, said, sources, history["thread_id"])
    yield Text(one_line(" · ".join(fact for fact in facts if fact)), "dim")
    others = [name for name in history["names"] if name != history["name"]]
    if others:
        more = len(others) - _MOST_NAMES
        shown = "; ".join(others[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        yield Text(one_line(f"called also {shown}"), "dim")


def _stages(kept: Ledger, history: Mapping[str, Any]) -> Iterator[RenderableType]:
    from comity.brief.wording import stage_name

    items = [_entry(kept, entry, stage_name(entry["stage"])) for entry in history["stages"]]
    if items:
        yield Text()
        yield from entries(items, title="Stages")


def _parts(kept: Ledger, history: Mapping[str, Any]) -> Iterator[RenderableType]:
    from comity.brief.wording import stage_name

    items = [
        _entry(kept, entry, f"{entry['part']}: {stage_name(entry['stage']).lower()}") for entry in history["parts"]
    ]
    if items:
        yield Text()
        yield from entries(items, title="Parts")


def _promises(kept: Ledger, history: Mapping[str, Any]) -> Iterator[RenderableType]:
    from comity.analysis.threads import gap
    from comity.brief.wording import stage_name

    items = []
    for due in history["due"]:
        part = f"{due['part']} " if due["part"] else ""
        kept_on = due["kept"]["start"] or due["kept"]["end"] if due["kept"] else ""
        became = gap(due, kept.newest_day()) + (f" ({kept_on})" if kept_on else "")
        items.append(_entry(kept, due, f"{part}to be {stage_name(due['stage']).lower()}: {became}"))
    if items:
        yield Text()
        yield from entries(items, title="Promises, and what became of them")


def _sessions(history: Mapping[str, Any]) -> Iterator[Text]:
    from comity.analysis.threads import missing_sessions
    from comity.brief.threads import ordinal_word

    if history["ordinals"]:
        yield Text()
        held = ", ".join(ordinal_word(number) for number in history["ordinals"])
        yield Text(one_line(f"Sessions named: {held}"))
        missing = missing_sessions(history["ordinals"])
        if missing:
            yield Text(one_line(f"Not in what was read: {', '.join(map(ordinal_word, missing))}"), "dim")


def _entry(kept: Ledger, entry: Mapping[str, Any], head: str) -> Entry:
    from comity.brief.wording import when
    from comity.records.parse import period_from_json

    period = period_from_json(entry["date"]) if entry["date"] else None
    # A date without wording is that of the report: it bounds the stage, it does not date it.
    day = when(period) if period is None or period.text else f"as of {when(period)}"
    document = kept.document(entry["document"])
    name = document.publisher or document.title or document.id
    published = f"{document.published}" if document.published else ""
    return Entry(day or "undated", head, entry["quote"], (name, published, entry["record"]))
