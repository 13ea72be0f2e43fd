"""Verdicts of a brief: what official series say of each figure, as the ledger keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from comity.brief.model import Checked, FigureLine
from comity.brief.plots import Plotting
from comity.ledger import Ledger, Wanted
from comity.records import Figure, FigureStatus, Judgement, SeriesTable


class Verdicts:
    """The kept verdicts of a ledger; none where it holds no official series."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        has_series = ledger.statistics_mark() > 0
        self._bodies: Mapping[str, Mapping[str, Any]] = ledger.verdicts() if has_series else {}
        self._figures: dict[str, Figure] = {}
        self._plotting = Plotting(ledger)

    def of(self, figures: Iterable[Figure]) -> Checked | None:
        """The verdict on figures that say the same: that of the first that has one.

        None on an aim or a forecast that no series was asked about, which its state says already.
        """
        for figure in figures:
            body = self._bodies.get(figure.id)
            if body is not None and (body["readings"] or figure.status is FigureStatus.ACTUAL):
                self._figures[figure.id] = figure
                judgement = Judgement(body["verdict"])
                working = body["working"] if body["readings"] else ""
                return Checked(figure.id, judgement, body["reason"], working, body["fetch"] or "")
        return None

    def plotted(self, line: FigureLine) -> FigureLine:
        """The line with the plot of its verdict, which takes longer to make than the verdict to show."""
        if line.checked is None:
            return line
        figure = line.checked.figure
        plot = self._plotting.plot(self._figures[figure], self._bodies[figure])
        return replace(line, checked=replace(line.checked, plot=plot))

    def tables(self, lines: Iterable[FigureLine]) -> Iterator[SeriesTable]:
        """The series that the verdicts on these lines rest on."""
        shown = [self._bodies[line.checked.figure] for line in lines if line.checked]
        for key in sorted({key for body in shown for reading in body["readings"] for key in reading["series"]}):
            yield from self._ledger.series_tables(Wanted(key=key))


def counted(lines: Iterable[FigureLine]) -> tuple[tuple[Judgement, int], ...]:
    """How many figures there are of each judgement, in the order of the judgements; empty without verdicts."""
    counts = Counter(line.checked.judgement for line in lines if line.checked)
    return tuple((one, counts[one]) for one in Judgement if counts[one])
