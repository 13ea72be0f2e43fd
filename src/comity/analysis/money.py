"""Money pledged and money delivered between two states, added up only where nothing must be guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from comity.analysis.commitments import Commitment, commitments, is_money
from comity.analysis.deeds import speaks_of, whole_words
from comity.analysis.said import Said, Sources, overlap
from comity.ledger import Filter, Ledger, LinkedRecord
from comity.records import Actor, Comparator, Event, Figure, FigureStatus, Status

_WHOLE = whole_words("whole")
_DONE = (Status.OCCURRED, Status.HISTORICAL)
_PLAIN = frozenset({Comparator.EXACT, Comparator.ABOUT})


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money with its sentence. `giver` and `receiver` are codes, None where it is not said."""

    figure: Figure
    giver: str | None
    receiver: str | None
    what: str
    said: Said

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        figure = self.figure
        return {
            "value": figure.value,
            "value_high": figure.value_high,
            "unit": figure.unit,
            "comparator": figure.comparator.value,
            "from": self.giver,
            "to": self.receiver,
            "what": self.what,
            "said": self.said.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Sum:
    """What one gave, or pledged to, the other in one currency; `amounts` are its parts."""

    giver: str
    receiver: str
    unit: str
    total: float
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """Sums, and the amounts that cannot be added.

    Those are ranges, bounds, totals, one of several in a sentence, what no commitment names (it may be part of one that
    does), and that of which nobody says who gives.
    """

    sums: tuple[Sum, ...]
    apart: tuple[Amount, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "sums": [
                {
                    "from": one.giver,
                    "to": one.receiver,
                    "unit": one.unit,
                    "total": one.total,
                    "amounts": [amount.to_json() for amount in one.amounts],
                }
                for one in self.sums
            ],
            "apart": [amount.to_json() for amount in self.apart],
        }


def pledged(
    promised: Sequence[Commitment], records: Iterable[LinkedRecord], pair: frozenset[str], sources: Sources
) -> Money:
    """The money of commitments, and what is expected or meant to be given that no commitment names."""
    amounts = [Amount(figure, *_sides(one), one.what, one.said[0]) for one in promised for figure in one.amounts]
    told = {amount.figure.id for amount in amounts}
    loose = []
    for linked in records:
        figure = linked.record
        if not isinstance(figure, Figure) or linked.reprint_of or figure.id in told or not is_money(figure):
            continue
        meant = figure.status in (FigureStatus.EXPECTED, FigureStatus.TARGET)
        if meant and _between(figure, pair) and speaks_of("aid", figure.measure):
            loose.append(Amount(figure, figure.source, figure.target, figure.measure, sources.said(linked)))
    return _added(amounts, loose)


def delivered(records: Sequence[LinkedRecord], pair: frozenset[str], sources: Sources) -> Money:
    """The money in sentences of aid or cooperation that took place; what was sold or traded is none."""
    acts: dict[str, list[Event]] = {}
    for linked in records:
        if isinstance(linked.record, Event) and not linked.reprint_of and _gives(linked.record):
            acts.setdefault(linked.record.document, []).append(linked.record)
    amounts = []
    for linked in records:
        figure = linked.record
        if not isinstance(figure, Figure) or figure.status is not FigureStatus.ACTUAL or not is_money(figure):
            continue
        act = next((one for one in acts.get(figure.document, ()) if overlap(one, figure)), None)
        if act is not None:
            giver, receiver = _one(act.actors, pair), _one(act.recipients, pair)
            amounts.append(Amount(figure, giver, receiver, figure.measure, sources.said(linked)))
    return _added(amounts)


def _gives(event: Event) -> bool:
    given = event.type in ("AID", "COOPERATE") and event.status in _DONE
    return given and speaks_of("gives", event.trigger.text)


def _one(actors: Iterable[Actor], pair: frozenset[str]) -> str | None:
    states = {actor.country for actor in actors} & pair
    return next(iter(states)) if len(states) == 1 else None


def _between(figure: Figure, pair: frozenset[str]) -> bool:
    return figure.source is not None and figure.target is not None and {figure.source, figure.target} == pair


def _sides(one: Commitment) -> tuple[str | None, str | None]:
    """Who gives to whom; a price ("a contract worth") is paid by nobody that the sentence names."""
    if one.trade or one.act not in ("supply", "open") or len(one.of) != 1:
        return None, None
    return one.of[0], next(iter(one.to), None)


def _added(amounts: Sequence[Amount], loose: Sequence[Amount] = ()) -> Money:
    """Sums by giver, receiver and currency; the same value is taken for the same money and counted once."""
    parts: dict[tuple[str, str, str], dict[float, Amount]] = {}
    apart = list(loose)
    sentences = Counter((one.said.document, one.said.start) for one in (*amounts, *loose))
    for amount in sorted(amounts, key=lambda one: (one.said.published is None, one.said.published, one.figure.id)):
        figure = amount.figure
        if sentences[amount.said.document, amount.said.start] > 1:
            apart.append(amount)
            continue
        plain = figure.comparator in _PLAIN and figure.value_high is None and not _WHOLE.search(_around(figure))
        if plain and amount.giver and amount.receiver:
            parts.setdefault((amount.giver, amount.receiver, figure.unit), {}).setdefault(figure.value, amount)
        else:
            apart.append(amount)
    sums = [
        Sum(giver, receiver, unit, sum(of), tuple(of.values())) for (giver, receiver, unit), of in sorted(parts.items())
    ]
    return Money(tuple(sums), tuple(apart))


def _around(figure: Figure) -> str:
    """The measure and the words near the number, which may say that it is a total or a part of one."""
    if figure.number is None:
        return figure.measure
    first = figure.number.start - figure.start
    return f"{figure.measure} {figure.quote[max(0, first - 40) : first + 60]}"


def promise_ledger(
    ledger: Ledger, dyad: str, *, courtesies: bool = False
) -> tuple[tuple[Commitment, ...], Money, Money]:
    """The commitments of a dyad, the money pledged, and the money delivered."""
    records = list(ledger.linked_records(Filter(dyad=dyad)))
    pair, sources = frozenset(dyad.split("-")), Sources(ledger)
    promised = commitments(ledger, dyad, records, courtesies=courtesies)
    return promised, pledged(promised, records, pair, sources), delivered(records, pair, sources)
