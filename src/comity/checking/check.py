"""Check figures against the series of a ledger, and keep the verdicts of its figures current."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from comity.checking.claims import claim_of
from comity.checking.judging import verdict_of
from comity.checking.store import SeriesStore
from comity.ledger import Filter, Ledger, Mark
from comity.records import Figure, Judgement, Verdict

_RULES = 2
"""Of the rules in the code of this folder; another number makes all verdicts anew."""


def check(figures: Iterable[Figure], ledger: Ledger) -> Iterator[Verdict]:
    """The verdict on each figure by what the ledger's series say, in the order given."""
    store = SeriesStore(ledger)
    for figure in figures:
        yield verdict_of(figure, claim_of(figure, store))


def verdicts_are_current(ledger: Ledger) -> bool:
    """Whether the kept verdicts are those of the ledger's figures, of its series, and of these rules.

    A ledger without series has no verdicts, and needs none.
    """
    return not ledger.statistics_mark() or ledger.checked() == str(_mark(ledger))


def keep_verdicts(ledger: Ledger) -> int:
    """Make the kept verdicts current, and say how many figures were checked: those read or reviewed since the last
    time, or all where a release came in or the rules changed.

    Kept are the verdicts on figures that a series speaks to, or could. Figures that nothing is known about have none.
    """
    if verdicts_are_current(ledger):
        return 0
    now, before = _mark(ledger), _parsed(ledger.checked())
    kept: dict[str, dict[str, Any]] = {}
    if before is not None and before.version == now.version:
        touched = ledger.touched(before)
        kept = {one: body for one, body in ledger.verdicts().items() if one not in touched}
        found: Iterable[object] = ledger.records_named(touched)
    else:
        found = ledger.records_of(Filter(kind=Figure.kind))
    checked = 0
    for verdict in check((record for record in found if isinstance(record, Figure)), ledger):
        checked += 1
        if says_something(verdict):
            kept[verdict.figure.id] = verdict.body()
    ledger.set_verdicts(kept, str(now))
    return checked


def says_something(verdict: Verdict) -> bool:
    """Whether a series speaks to the figure, or one that is known could, so that its verdict is worth keeping."""
    return verdict.judgement is not Judgement.NO_DATA or bool(verdict.readings) or verdict.fetch is not None


def _mark(ledger: Ledger) -> Mark:
    """How far the ledger has got, in documents, reviews and releases, for these rules."""
    return ledger.link_mark(f"{_RULES}.{_data_version()}.{ledger.statistics_mark()}")


def _parsed(text: str | None) -> Mark | None:
    parts = (text or "").rsplit("/", 3)
    if len(parts) != 4 or not all(part.isdigit() for part in parts[1:]):
        return None
    return Mark(parts[0], *map(int, parts[1:]))


@cache
def _data_version() -> str:
    """A hash of the data files that verdicts rest on: tolerance, vocabulary, indicators, units."""
    folders = (("comity.checking", "data"), ("comity.records", "codebook"))
    read = hashlib.sha256()
    for package, folder in folders:
        for file in sorted(files(package).joinpath(folder).iterdir(), key=lambda one: one.name):
            if file.name.endswith((".yaml", ".csv")):
                read.update(file.name.encode() + b"\0" + file.read_bytes())
    return read.hexdigest()[:12]
