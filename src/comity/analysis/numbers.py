"""The state of a dyad in numbers: what official series say of two states, each number with its series and vintage.

Nothing is estimated here. Sums, balances and shares are made only of series of one provider for the same days, and a
flow that only the receiving side reports is marked as mirror data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from comity.analysis.number_lines import Line, balance, plain, share, total
from comity.analysis.state_names import opening, the, whose
from comity.checking.vocabulary import goods as goods_known
from comity.ledger import Ledger, Wanted
from comity.records import Frequency, Release, Series, SeriesTable
from comity.records.series import TOTAL, WORLD, indicators
from comity.series.issues import issues
from comity.series.wording import item_name

_FLOWS = {"exports": "to", "imports": "from"}
_ALLIANCES = tuple(one for one in indicators() if one.startswith("alliance-"))
_REACTORS = tuple(one for one in indicators() if one.startswith(("reactors-", "capacity-")))
_ALL = (TOTAL, None)
_BY = {
    Frequency.YEAR: ", calendar years",
    Frequency.FISCAL_YEAR: ", fiscal years",
    Frequency.HALF: ", half years",
    Frequency.QUARTER: ", quarters",
    Frequency.MONTH: ", months",
    Frequency.DAY: "",
}
_WORD = re.compile(r"\w+")
_MOST_GOODS = 5
_LATE = 366
"""Days after which a state that has published nothing is taken to have stopped."""

Way = tuple[str, str, Frequency]
"""Provider, unit and frequency: what must be alike before two series are put side by side."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Lines that belong together. `id`: trade, goods, arms, votes, memberships or reactors; `note` tells of gaps."""

    id: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        lines = [line.to_json() for line in self.lines]
        return {"topic": self.id, "title": self.title, "note": self.note, "lines": lines}


@dataclass(frozen=True, slots=True)
class DyadNumbers:
    """What series say of a dyad, topic by topic, and the releases that it rests on."""

    dyad: str
    topics: tuple[Topic, ...]
    releases: tuple[Release, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "kind": "dyad_numbers",
            "dyad": self.dyad,
            "topics": [topic.to_json() for topic in self.topics],
            "releases": [release.to_json() for release in self.releases],
        }


def numbers_of(ledger: Ledger, dyad: str) -> DyadNumbers:
    """Everything that the series of the ledger say of the two states of `dyad` (`IND-RUS`) with each other."""
    shelf = _Shelf(ledger, dyad)
    projects = {one["name"] for one in ledger.thread_histories(dyad)} if shelf.reactors() else set()
    topics = (
        *_trade(shelf),
        *_goods(shelf),
        *_arms(shelf),
        *_votes(shelf),
        *_memberships(shelf),
        *_reactors(shelf, projects),
    )
    lines = [line for topic in topics for line in topic.lines]
    return DyadNumbers(dyad, topics, releases(table for line in lines for table in line.of))


def releases(tables: Iterable[SeriesTable]) -> tuple[Release, ...]:
    """The releases that series come from, by provider, oldest first."""
    kept = {release.digest: release for release in chain.from_iterable(table.releases for table in tables)}
    return tuple(sorted(kept.values(), key=lambda one: (one.provider, one.vintage or date.min, one.digest)))


class _Shelf:
    """The series of two states with each other and with the world."""

    def __init__(self, ledger: Ledger, dyad: str) -> None:
        self.first, self.second = dyad.split("-")
        both = {self.first, self.second}
        tables = list(ledger.series_tables(Wanted(reporter=both, partner={*both, WORLD})))
        self._tables = {table.series: table for table in tables}
        self._reactors = list(ledger.series_tables(Wanted(indicator=_REACTORS, reporter=both)))

    @property
    def ways(self) -> Iterator[tuple[str, str]]:
        """The two states, each once as the one that reports."""
        yield self.first, self.second
        yield self.second, self.first

    def found(self, indicator: str, reporter: str, partner: str) -> list[SeriesTable]:
        """The series of an indicator of these two, by key."""
        wanted = (indicator, reporter, partner)
        found = [one for one in self._tables if (one.indicator, one.reporter, one.partner) == wanted]
        return [self._tables[one] for one in sorted(found, key=lambda one: one.key)]

    def reactors(self) -> list[SeriesTable]:
        """Reactors of single plants in either state, in the order of the codebook of indicators."""
        plants = [table for table in self._reactors if table.series.item is not None]
        return sorted(plants, key=lambda table: (_REACTORS.index(table.series.indicator), table.series.key))

    def share(self, table: SeriesTable, label: str, short: str) -> list[Line]:
        """The share of a flow in that with all partners together; nothing where no such series is there."""
        of = table.series
        whole = self._tables.get(Series(of.provider, of.indicator, of.reporter, WORLD, of.item, of.unit, of.frequency))
        found = share(table, whole, label, short) if whole else None
        return [found] if found else []


# The topics


def _trade(shelf: _Shelf) -> list[Topic]:
    """All goods together: a topic for each state that reports and each provider, the fullest and newest first."""
    topics = []
    for reporter, partner in shelf.ways:
        flows: dict[Way, dict[str, SeriesTable]] = {}
        for flow in _FLOWS:
            for table in shelf.found(flow, reporter, partner):
                if table.series.item in _ALL:
                    flows.setdefault(_way(table.series), {})[flow] = table
        topics += [_reported(shelf, of, reporter, partner) for of in flows.values()]
    return sorted(topics, key=_fullness, reverse=True)


def _fullness(topic: Topic) -> tuple[int, date, int]:
    flows = [line for line in topic.lines if not line.formula]
    return len(flows), max(line.last for line in flows), max(len(line.table.observations) for line in flows)


def _reported(shelf: _Shelf, of: dict[str, SeriesTable], reporter: str, partner: str) -> Topic:
    there = the(partner)
    lines: list[Line] = []
    for flow, table in of.items():
        note = _mirrored(shelf, table, reporter, partner) if flow == "imports" else ""
        label, short = f"{whose(reporter)} {flow} {_FLOWS[flow]} {there}", f"{flow} {_FLOWS[flow]} {there}"
        lines.append(plain(table, opening(label), opening(short), mirror=bool(note), note=note))
    if len(lines) == 2:
        both = lines[0], lines[1]
        computed = (
            total(both, opening(f"{whose(reporter)} trade with {there}"), "Both together"),
            balance(both, opening(f"{whose(reporter)} balance with {there}"), "Balance"),
        )
        lines += [line for line in computed if line]
    for flow, table in of.items():
        label, short = f"{whose(partner)} share of {whose(reporter)} {flow}", f"{whose(partner)} share of all {flow}"
        lines += shelf.share(table, opening(label), opening(short))
    notes = dict.fromkeys(line.note for line in lines if line.note)
    by = _BY[next(iter(of.values())).series.frequency]
    return Topic("trade", f"Trade in goods reported by {the(reporter)}{by}", tuple(lines), " ".join(notes))


def _mirrored(shelf: _Shelf, imports: SeriesTable, reporter: str, partner: str) -> str:
    """What is to be said where the exporter itself has published nothing for as long; empty where it has."""
    own = [table for table in shelf.found("exports", partner, reporter) if table.series.item == imports.series.item]
    mirror = opening(f"{whose(reporter)} imports are mirror data for {whose(partner)} exports")
    if not own:
        return f"{mirror}: the ledger holds none that {the(partner)} itself reports."
    until = max(table.observations[-1].end for table in own)
    late = (imports.observations[-1].end - until).days > _LATE
    return f"{mirror} after {until.year}, with which {whose(partner)} own figures end." if late else ""


def _goods(shelf: _Shelf) -> list[Topic]:
    """Single goods: a topic for each flow, reporter and provider, with those of most worth in its newest period.

    The longest and newest first.
    """
    found: list[tuple[tuple[float, ...], Topic]] = []
    for reporter, partner in shelf.ways:
        for flow, word in _FLOWS.items():
            single = [table for table in shelf.found(flow, reporter, partner) if table.series.item not in _ALL]
            for way, tables in _largest(single).items():
                lines: list[Line] = []
                for table in tables:
                    goods = _good(table.series)
                    label = f"{whose(reporter)} {flow} of {goods} {word} {the(partner)}"
                    lines.append(plain(table, opening(label), opening(goods)))
                    share = f"{whose(partner)} share of {whose(reporter)} {flow} of {goods}"
                    lines += shelf.share(table, opening(share), opening(f"{whose(partner)} share of it"))
                doing = f"{the(reporter)} {flow} {word} {the(partner)}"
                last = tables[0].observations[-1]
                rank = (len(tables[0].observations), last.end.toordinal(), last.value)
                found.append((rank, Topic("goods", f"Goods that {doing}{_BY[way[2]]}", tuple(lines))))
    return [topic for _, topic in sorted(found, key=lambda one: one[0], reverse=True)]


def _largest(single: list[SeriesTable]) -> dict[Way, list[SeriesTable]]:
    """Of each provider and frequency the goods that were worth most in its newest period."""
    newest: dict[Way, date] = {}
    for table in single:
        way = _way(table.series)
        newest[way] = max(newest.get(way, date.min), table.observations[-1].end)
    kept: dict[Way, list[SeriesTable]] = {}
    for table in sorted(single, key=lambda table: (-table.observations[-1].value, table.series.key)):
        way = _way(table.series)
        if table.observations[-1].end == newest[way] and len(kept.get(way, ())) < _MOST_GOODS:
            kept.setdefault(way, []).append(table)
    return kept


def _arms(shelf: _Shelf) -> list[Topic]:
    lines: list[Line] = []
    for recipient, supplier in shelf.ways:
        here, there = the(recipient), the(supplier)
        for table in shelf.found("arms-imports", recipient, supplier):
            if table.series.item in _ALL:
                lines.append(plain(table, f"Arms delivered by {there} to {here}", opening(f"{there} to {here}")))
                share = f"{whose(supplier)} share of the arms delivered to {here}"
                lines += shelf.share(table, opening(share), opening(f"{whose(supplier)} share"))
    return [Topic("arms", "Arms delivered", tuple(lines))] if lines else []


def _votes(shelf: _Shelf) -> list[Topic]:
    """Agreement in all votes first, then by issue."""
    tables = shelf.found("vote-agreement", shelf.first, shelf.second)
    tables.sort(key=lambda table: (table.series.item not in _ALL, table.series.key))
    lines = [
        plain(table, "Agreement in all votes" if table.series.item in _ALL else f"On {_issue(table.series)}")
        for table in tables
    ]
    both = shelf.found("votes-compared", shelf.first, shelf.second)
    lines += [plain(table, "Votes in which both took part") for table in both if table.series.item in _ALL]
    return [Topic("votes", "Votes in the UN General Assembly", tuple(lines))] if lines else []


def _issue(of: Series) -> str:
    name = next((issue.name for issue in issues() if issue.id == of.item), of.item or "")
    return name[:1].lower() + name[1:]


def _memberships(shelf: _Shelf) -> list[Topic]:
    lines = [
        plain(table, indicators()[name].name)
        for name in ("shared-igos", *_ALLIANCES)
        for table in shelf.found(name, shelf.first, shelf.second)
        if name == "shared-igos" or any(one.value for one in table.observations)
    ]
    return [Topic("memberships", "Memberships and alliances", tuple(lines))] if lines else []


def _reactors(shelf: _Shelf, projects: Iterable[str]) -> list[Topic]:
    """The reactors of plants in one of the states whose name is part of the name of a project of both."""
    words = [f" {' '.join(_WORD.findall(name.casefold()))} " for name in projects]
    lines = [
        plain(table, f"{table.series.item}: {indicators()[table.series.indicator].name.lower()}")
        for table in shelf.reactors()
        if any(f" {' '.join(_WORD.findall((table.series.item or '-').casefold()))} " in name for name in words)
    ]
    return [Topic("reactors", "Reactors of joint projects", tuple(lines))] if lines else []


def _way(of: Series) -> Way:
    return of.provider, of.unit, of.frequency


def _good(of: Series) -> str:
    """What a series counts: `crude oil (HS 2709)`; the name of the vocabulary of checking, where it has one."""
    item = of.item or ""
    if item.startswith("HS"):
        return f"{_called().get(item, '')} ({item_name(item)})".strip() if item in _called() else item_name(item)
    return item_name(item).lower() if item.startswith("PC:") else item_name(item)


@cache
def _called() -> dict[str, str]:
    """What single items of the Harmonized System are called."""
    names: dict[str, str] = {}
    for _, entry in goods_known():
        if entry.hs and len(entry.hs[0]) == 1:
            names.setdefault(f"HS{entry.hs[0][0]}", entry.name)
    return names
