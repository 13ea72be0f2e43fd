"""`comity read`: documents into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.foreign import watched
from comity.cli.guard import InterruptionError
from comity.cli.options import AsJson, LedgerPath, Published, Workers, exact_day, inputs, settings_with
from comity.cli.output import console, dump, note, say_if_rules_alone

if TYPE_CHECKING:
    from comity.linking import LinkSummary
    from comity.pipeline import ReadSummary
    from comity.reading import Refusal
    from comity.records import Document

_REFUSALS_SHOWN = 20


def read_command(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, patterns, or - for standard input.")
    ] = None,
    published: Published = None,
    ledger: LedgerPath = None,
    workers: Workers = 1,
    as_json: AsJson = False,
) -> None:
    """Code documents and keep them with their records in the ledger; then link reports of the same events and threads.

    Takes what `extract` takes. What the ledger already holds is skipped, so a stopped reading goes on where it was.
    What cannot be read is named with its reason, the rest is kept, and the exit code is then 2.
    """
    from comity import pipeline
    from comity.ledger import Ledger
    from comity.linking import link
    from comity.reading import read
    from comity.records import Document

    settings = settings_with(ledger)
    say_if_rules_alone(settings)
    paths = inputs(files)
    uncoded: list[Refusal] = []
    undated: list[str] = []
    found = watched(read(paths, published=exact_day(published), settings=settings), uncoded)
    # A ledger is made only once there is something to keep.
    first = []
    for one in found:
        first.append(one)
        if isinstance(one, Document):
            break
    if not any(isinstance(one, Document) for one in first) and not settings.ledger.exists():
        summary = pipeline.ReadSummary()
        summary.refused += [one for one in first if not isinstance(one, Document)]
        _report(summary, None, str(settings.ledger), as_json=as_json)
        raise typer.Exit(2)
    try:
        with Ledger.open(settings.ledger) as kept:
            with _progress(paths) as on_progress:
                documents = _noting_undated(chain(first, found), undated)
                summary = pipeline.read(kept, documents, settings=settings, workers=workers, on_progress=on_progress)
            linked = link(kept)
    except KeyboardInterrupt:
        raise InterruptionError(
            f"interrupted; what was read so far is kept in {settings.ledger}, and the same command goes on from there"
        ) from None
    _report(summary, linked, str(settings.ledger), as_json=as_json, uncoded=uncoded)
    if undated and not as_json:
        console().print(
            f"no publication day found in {len(undated):,} {_plural('document', len(undated))}, first {undated[0]}:"
            " read again with --published DATE, so that its dates can be resolved",
            markup=False,
        )
    if summary.refused or uncoded:
        raise typer.Exit(2)


def _noting_undated(documents: Iterable[Document | Refusal], undated: list[str]) -> Iterator[Document | Refusal]:
    """The documents as they come; the names of those without a day are collected."""
    from comity.records import Document

    for one in documents:
        if isinstance(one, Document) and one.published is None:
            undated.append(one.source or one.id)
        yield one


def _report(
    summary: ReadSummary, linked: LinkSummary | None, ledger: str, *, as_json: bool, uncoded: Sequence[Refusal] = ()
) -> None:
    if as_json:
        dump(_as_json(summary, linked, ledger, uncoded))
        return
    _name_each("refused", summary.refused)
    _name_each("not coded", uncoded)
    if linked is None:
        note("nothing was read")
        return
    parts = [f"{summary.read:,} {_plural('document', summary.read)} read, {summary.records:,} new records"]
    if summary.superseded:
        parts.append(f"{summary.superseded:,} older records superseded")
    if summary.skipped:
        parts.append(f"{summary.skipped:,} already in the ledger")
    if summary.refused:
        parts.append(f"{len(summary.refused):,} refused")
    if uncoded:
        parts.append(f"{len(uncoded):,} not coded")
    out = console()
    out.print("; ".join(parts))
    reprints = f"; {linked.reprints:,} {_plural('reprint', linked.reprints)} counted once" if linked.reprints else ""
    out.print(f"{ledger} now holds {linked.events:,} events and {linked.threads:,} threads{reprints}")


def _name_each(what: str, refusals: Sequence[Refusal]) -> None:
    for refusal in refusals[:_REFUSALS_SHOWN]:
        note(f"{what}: {refusal.source}: {refusal.reason}")
    if len(refusals) > _REFUSALS_SHOWN:
        note(f"… and {len(refusals) - _REFUSALS_SHOWN:,} more {what}; --json lists them all")


def _as_json(
    summary: ReadSummary, linked: LinkSummary | None, ledger: str, uncoded: Sequence[Refusal]
) -> dict[str, Any]:
    return {
        "ledger": ledger,
        "read": summary.read,
        "skipped": summary.skipped,
        "records": summary.records,
        "superseded": summary.superseded,
        "refused": [{"source": refusal.source, "reason": refusal.reason} for refusal in summary.refused],
        "not_coded": [{"source": refusal.source, "reason": refusal.reason} for refusal in uncoded],
        "events": linked.events if linked else 0,
        "threads": linked.threads if linked else 0,
        "reprints": linked.reprints if linked else 0,
    }


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


@contextmanager
def _progress(paths: list[str]) -> Iterator[Callable[[ReadSummary], None] | None]:
    """A bar on standard error with documents, records, rate and time left; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from comity.cli.counting import documents_behind

    columns = (
        TextColumn("reading"),
        BarColumn(),
        TextColumn("{task.fields[seen]} documents · {task.fields[records]:,} records · {task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, seen="0", records=0, rate="…")
        total = documents_behind(paths)
        of = f" of {total:,}" if total is not None else ""
        bar.update(task, total=total, seen=f"0{of}")

        def show(summary: ReadSummary) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f"{summary.seen / elapsed:,.1f}/s" if elapsed > 1 else "…"
            seen = f"{summary.seen:,}{of}"
            bar.update(task, completed=summary.seen, seen=seen, records=summary.records, rate=rate)

        yield show
