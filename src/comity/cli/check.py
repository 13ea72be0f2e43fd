"""`comity check`: does a number hold up against official series?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.foreign import watched
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, LedgerPath, Limit, Published, dyad_of, exact_day, settings_with
from comity.cli.output import Entry, console, dump, entries, note, say_if_rules_alone, show
from comity.errors import InputError, LedgerError
from comity.settings import Settings

if TYPE_CHECKING:
    from comity.ledger import Ledger
    from comity.reading import Refusal
    from comity.records import Document, Figure, Verdict

_FIGURE = "fi_"
_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl", ".json", ".gz"})


class Said(StrEnum):
    """A verdict, as --verdict takes it."""

    CONSISTENT = "consistent"
    DIFFERS = "differs"
    NOT_COMPARABLE = "not_comparable"
    NO_DATA = "no_data"


def check_command(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DYAD|FIGURE|FILES]",
            help="Two states, the id of a figure (fi_…), or files, folders, patterns, or - for standard input.",
        ),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Check a sentence or more.")] = None,
    published: Published = None,
    verdict: Annotated[
        list[Said] | None, typer.Option("--verdict", help="Only this verdict; may be given again.")
    ] = None,
    limit: Limit = 40,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Check numbers against the official series in the ledger: consistent, differs, not comparable, or no data.

    Of files and of --text, every number is checked and its whole working printed; nothing of them is kept. Of a dyad,
    the figures in the ledger are listed, newest first, with verdict and reason; with the id of a figure, its working.

    --json prints one verdict a line. What cannot be read is named on standard error, and the exit code is then 2.
    """
    settings = settings_with(ledger)
    wanted = {one.value for one in verdict or ()}
    if text is not None:
        if what:
            raise InputError("give --text, or files, a figure or a dyad; not both")
        _stateless(settings, _of_text(text, published), wanted, as_json)
    elif not what:
        raise InputError('name a dyad, a figure (fi_…) or files, or give --text "…"')
    elif _are_files(what):
        _stateless(settings, _of_files(what, published, settings), wanted, as_json)
    else:
        _kept(settings, what, wanted, limit, as_json)


def _are_files(what: Sequence[str]) -> bool:
    """Whether the words name files: one of them is there, or can be nothing else."""
    return any(
        one == "-" or Path(one).exists() or any(mark in one for mark in "/\\*?[") or Path(one).suffix in _SUFFIXES
        for one in what
    )


def _of_text(text: str, published: str | None) -> Iterator[Document | Refusal]:
    from comity.records import Document, PublishedBasis

    day = exact_day(published)
    if not text.strip():
        raise InputError("--text is empty: put the sentence in quotes behind it")
    basis = PublishedBasis.OPTION if day else PublishedBasis.UNKNOWN
    yield Document(id="text", text=text, published=day, published_basis=basis)


def _of_files(what: Sequence[str], published: str | None, settings: Settings) -> Iterator[Document | Refusal]:
    from comity.reading import read

    yield from read(what, published=exact_day(published), settings=settings)


def _stateless(settings: Settings, found: Iterable[Document | Refusal], wanted: set[str], as_json: bool) -> None:
    """Extract the figures of documents and check each; the documents are not kept."""
    from comity.checking.check import check
    from comity.ledger import Ledger
    from comity.pipeline import coder_of_every_text, extract
    from comity.records import Figure

    refused: list[Refusal] = []
    uncoded: list[Refusal] = []

    def refuse(refusal: Refusal) -> None:
        refused.append(refusal)
        note(f"refused: {refusal.source}: {refusal.reason}")

    if not settings.ledger.exists():
        raise LedgerError(f"there is no ledger at {settings.ledger}: {_how(settings)}")
    with Ledger.open(settings.ledger, read_only=True) as kept:
        _need_series(kept, settings)
        say_if_rules_alone(settings)
        records = extract(watched(found, uncoded), settings=settings, coder=coder_of_every_text, on_refused=refuse)
        figures = (record for _, several in records for record in several if isinstance(record, Figure))
        _print(check(figures, kept), wanted, as_json)
    for one in uncoded:
        note(f"not coded: {one.source}: {one.reason}")
    if refused or uncoded:
        raise typer.Exit(2)


def _kept(settings: Settings, what: Sequence[str], wanted: set[str], limit: int, as_json: bool) -> None:
    """Check figures of the ledger: one by its id, or those of a dyad."""
    from comity.checking.check import check
    from comity.ledger import Filter
    from comity.records import Figure

    single = len(what) == 1 and what[0].startswith(_FIGURE)
    asked = None if single else Filter(dyad=dyad_of(what), kind=Figure.kind)
    with opened(settings) as kept:
        _need_series(kept, settings)
        if asked is None:
            figure = kept.record(what[0])
            if isinstance(figure, Figure):
                _print(check([figure], kept), wanted, as_json)
            return
        found = [one.record for one in kept.linked_records(asked) if one.reprint_of is None]
        figures = [record for record in reversed(found) if isinstance(record, Figure)]
        verdicts = (one for one in check(figures, kept) if not wanted or one.judgement in wanted)
        if as_json:
            _print(verdicts, set(), as_json)
        else:
            _list(list(verdicts), str(asked.dyad), limit)


def _need_series(kept: Ledger, settings: Settings) -> None:
    if not kept.statistics_mark():
        raise InputError(f"{settings.ledger} holds no official series to check against: {_how(settings)}")


def _how(settings: Settings) -> str:
    return f"import them with  comity series import FILES --ledger {settings.ledger}"


def _print(verdicts: Iterable[Verdict], wanted: set[str], as_json: bool) -> None:
    """One verdict a line as JSON, or each with its whole working and at the end how many of each there are."""
    from comity.brief.visible import visible

    out = console()
    counted: Counter[str] = Counter()
    for verdict in verdicts:
        if wanted and verdict.judgement not in wanted:
            continue
        counted[verdict.judgement] += 1
        if as_json:
            dump(verdict.to_json(), lines=True)
            continue
        out.print(visible(verdict.working), markup=False)
        out.print("─" * min(out.width, 110) if out.is_terminal else "-" * 78)
    if not as_json:
        out.print(_counts(counted) if counted else "no number was found that could be checked")


def _list(verdicts: Sequence[Verdict], dyad: str, limit: int) -> None:
    """A line for each verdict with its sentence, and how to see the working."""
    out = console()
    if not verdicts:
        out.print(f"the ledger holds no such figure of {dyad}")
        return
    shown = verdicts[:limit] if limit else verdicts
    counts = _counts(Counter(str(verdict.judgement) for verdict in verdicts))
    show(entries((_entry(verdict) for verdict in shown), title=f"{dyad}: {counts}"))
    if len(verdicts) > len(shown):
        out.print(f"and {len(verdicts) - len(shown):,} more; --limit 0 shows all")
    out.print(f"the working of one:  comity check {shown[0].figure.id}")


def _entry(verdict: Verdict) -> Entry:
    from comity.brief import terminal, wording

    figure: Figure = verdict.figure
    return Entry(
        figure.published.isoformat() if figure.published else "",
        f"{wording.value_of(figure)}: {figure.measure}",
        figure.quote,
        (verdict.fetch or "", figure.id),
        terminal.verdict(verdict.judgement, verdict.reason),
    )


def _counts(counted: Counter[str]) -> str:
    """`7 figures: 3 consistent, 1 differs, 3 no data`."""
    from comity.checking.working import NAMES

    total = counted.total()
    parts = [f"{counted[one.value]:,} {name}" for one, name in NAMES.items() if counted[one.value]]
    return f"{total:,} {'figure' if total == 1 else 'figures'}: {', '.join(parts)}"
