"""The series of a ledger, asked for once and remembered: what claims are built from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from comity.ledger import Ledger
from comity.ledger.statistics import Wanted
from comity.records import Frequency, SeriesTable
from comity.records.series import WORLD

_MANY = 20
"""So many partners of a reporter in one release are taken for all of them: the sum over them is the world's."""

_Found = TypeVar("_Found")
_Tables = tuple[SeriesTable, ...]


class SeriesStore:
    """What the ledger's series say, by indicator and parties. Valid while the ledger's releases stay as they are."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: dict[tuple[str | None, ...], object] = {}

    def _once(self, key: tuple[str | None, ...], find: Callable[[], _Found]) -> _Found:
        if key not in self._kept:
            self._kept[key] = find()
        found: _Found = self._kept[key]  # type: ignore[assignment]
        return found

    def tables(self, indicator: str, reporter: str, partner: str | None = None, item: str | None = None) -> _Tables:
        """The series of exactly this partner and item (None: without one), of all providers and frequencies."""
        key = ("one", indicator, reporter, partner, item)
        if key not in self._kept:
            self.ask((indicator,), reporter, partner, (item,))
        found: _Tables = self._kept[key]  # type: ignore[assignment]
        return found

    def ask(self, several: Sequence[str], reporter: str, partner: str | None, items: Sequence[str | None]) -> None:
        """Ask for several indicators and items of a pair at once, so that `tables` has them."""
        wanted = {("one", indicator, reporter, partner, item) for indicator in several for item in items}
        missing = {key for key in wanted if key not in self._kept}
        if not missing:
            return
        found: dict[tuple[str | None, ...], list[SeriesTable]] = {key: [] for key in missing}
        named = [item for item in items if item is not None]
        only = named if len(named) == len(items) else None
        for table in self._ledger.series_tables(Wanted(None, several, reporter, partner, only)):
            one = table.series
            key = ("one", one.indicator, one.reporter, one.partner, one.item)
            if key in found:
                found[key].append(table)
        self._kept.update({key: tuple(tables) for key, tables in found.items()})

    def by_item(self, indicator: str, reporter: str, partner: str) -> dict[str, _Tables]:
        """The series of a reporter and partner by what is counted: designations of arms."""

        def find() -> dict[str, _Tables]:
            found: dict[str, list[SeriesTable]] = defaultdict(list)
            for table in self._ledger.series_tables(Wanted(indicator=indicator, reporter=reporter, partner=partner)):
                if table.series.item is not None:
                    found[table.series.item].append(table)
            return {item: tuple(tables) for item, tables in found.items()}

        return self._once(("items", indicator, reporter, partner), find)

    def pairs(self, indicator: str, reporter: str | None, partner: str | None) -> dict[tuple[str, str], frozenset[str]]:
        """What is counted of each pair of reporter and partner, where one of them or neither is given."""

        def find() -> dict[tuple[str, str], frozenset[str]]:
            found: dict[tuple[str, str], set[str]] = defaultdict(set)
            for one in self._ledger.series(Wanted(indicator=indicator, reporter=reporter, partner=partner)):
                if one.series.item is not None and one.series.partner is not None:
                    found[one.series.reporter, one.series.partner].add(one.series.item)
            return {pair: frozenset(items) for pair, items in found.items()}

        return self._once(("pairs", indicator, reporter, partner), find)

    def holders(self, indicator: str) -> dict[str, tuple[str, ...]]:
        """Every item of an indicator with its reporters: the plants of all states."""

        def find() -> dict[str, tuple[str, ...]]:
            found: dict[str, set[str]] = defaultdict(set)
            for one in self._ledger.series(Wanted(indicator=indicator)):
                if one.series.item is not None:
                    found[one.series.item].add(one.series.reporter)
            return {item: tuple(sorted(reporters)) for item, reporters in found.items()}

        return self._once(("holders", indicator), find)

    def reporters(self, indicator: str, *, partner: str | None = None, item: str | None = None) -> _Tables:
        """The series of all reporters with this partner and item: reactors of all states, recipients of a supplier."""

        def find() -> _Tables:
            found = self._ledger.series_tables(Wanted(indicator=indicator, partner=partner, item=item))
            return tuple(
                one
                for one in found
                if one.series.partner == partner and one.series.item == item and one.series.reporter != WORLD
            )

        return self._once(("reporters", indicator, partner, item), find)

    def of_fiscal_years(self, indicator: str, partner: str | None, items: Sequence[str]) -> tuple[str, ...]:
        """The reporters that tell an indicator of one of the items, with a partner if given, by fiscal years."""

        def find() -> tuple[str, ...]:
            found = self._ledger.series(Wanted(indicator=indicator, partner=partner, item=items))
            several = {one.series.reporter for one in found if one.series.frequency is Frequency.FISCAL_YEAR}
            return tuple(sorted(several - {WORLD}))

        return self._once(("fiscal", indicator, partner, *items), find)

    def partners_of(self, indicator: str, reporter: str, item: str) -> _Tables:
        """The series of an item with every partner of a reporter that the ledger has, the world among them."""

        def find() -> _Tables:
            found = self._ledger.series_tables(Wanted(indicator=indicator, reporter=reporter, item=item))
            return tuple(one for one in found if one.series.partner is not None)

        return self._once(("partners of", indicator, reporter, item), find)

    def partners(self, indicator: str, reporter: str, item: str) -> _Tables:
        """The series of an item with every partner of a reporter, from releases that name at least 20 of them.

        What other releases say is left out: the sum over a few partners is not that over all.
        """

        def find() -> _Tables:
            found = [one for one in self.partners_of(indicator, reporter, item) if one.series.partner != WORLD]
            complete = _complete(found)
            if found and not complete:
                complete = self._once(
                    ("complete", indicator, reporter), lambda: _complete(self._all(indicator, reporter))
                )
            return tuple(one for one in found if all(release.digest in complete for release in one.releases))

        return self._once(("partners", indicator, reporter, item), find)

    def _all(self, indicator: str, reporter: str) -> Iterator[SeriesTable]:
        return self._ledger.series_tables(Wanted(indicator=indicator, reporter=reporter))


def _complete(tables: Iterable[SeriesTable]) -> frozenset[str]:
    """The digests of the releases that name many partners."""
    named: dict[str, set[str | None]] = defaultdict(set)
    for table in tables:
        for release in table.releases:
            named[release.digest].add(table.series.partner)
    return frozenset(digest for digest, partners in named.items() if len(partners - {None, WORLD}) >= _MANY)
