"""What the ledger promises of official statistics: whole releases, every vintage, the newest value first in use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.errors import InputError
from comity.ledger import Ledger, Wanted
from comity.records import Flag, Frequency, Observation, Release, Series

CRUDE = Series("india-commerce", "imports", "IND", "RUS", "HS2709", "USD", Frequency.FISCAL_YEAR, "Crude oil")
WORLD = Series("india-commerce", "imports", "IND", "WLD", "HS2709", "USD", Frequency.FISCAL_YEAR, "Crude oil")


def _release(digest: str, vintage: date | None = None) -> Release:
    return Release("india-commerce", "Imports", vintage, "Ministry of Commerce", "open", f"{digest}.csv", digest)


def _year(year: int, value: float, *flags: Flag) -> Observation:
    return Observation(date(year, 4, 1), date(year + 1, 3, 31), value, flags)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "numbers.sqlite")


def test_a_series_comes_back_as_it_was_imported(ledger: Ledger) -> None:
    observation = Observation(date(2022, 4, 1), date(2022, 8, 31), 1.1e10, (Flag.PARTIAL, Flag.ROUNDED), ("a", "b"))
    done = ledger.add_release(_release("one"), [(CRUDE, [_year(2021, 2.47e9), observation])])
    assert (done.known, done.series, done.observations, done.revised) == (False, 1, 2, 0)
    (table,) = ledger.series_tables(Wanted(indicator="imports", reporter="IND", partner={"RUS", "WLD"}))
    assert table.series == CRUDE and table.series.title == "Crude oil"
    assert table.observations == (_year(2021, 2.47e9), observation)
    assert [release.digest for release in table.releases] == ["one", "one"]
    (summary,) = ledger.series()
    assert (summary.periods, summary.first, summary.last) == (2, date(2021, 4, 1), date(2022, 8, 31))


def test_the_same_content_is_added_once(ledger: Ledger) -> None:
    ledger.add_release(_release("one"), [(CRUDE, [_year(2021, 1.0)])])
    mark = ledger.statistics_mark()
    assert ledger.add_release(_release("one"), [(CRUDE, [_year(2021, 1.0)])]).known
    assert len(ledger.releases()) == 1 and ledger.statistics_mark() == mark


def test_a_revision_keeps_both_vintages_and_the_newest_is_used(ledger: Ledger) -> None:
    ledger.add_release(_release("late", date(2024, 6, 1)), [(CRUDE, [_year(2021, 2.5)])])
    early = [(CRUDE, [_year(2021, 2.0), _year(2020, 1.0)])]
    done = ledger.add_release(_release("early", date(2022, 6, 1)), early)
    assert done.revised == 1
    (table,) = ledger.series_tables()
    assert [one.value for one in table.observations] == [1.0, 2.5]
    assert [release.digest for release in table.releases] == ["early", "late"]
    (then,) = ledger.series_tables(until=date(2023, 1, 1))
    assert [one.value for one in then.observations] == [1.0, 2.0]
    assert [release.digest for release, _ in ledger.vintages(CRUDE.key)] == ["early", "late"]


def test_a_release_that_contradicts_itself_is_refused_whole(ledger: Ledger) -> None:
    with pytest.raises(InputError, match=r"two things of .*HS2709"):
        ledger.add_release(
            _release("one"), [(WORLD, [_year(2020, 1.0)]), (CRUDE, [_year(2021, 1.0), _year(2021, 2.0)])]
        )
    assert not ledger.releases() and not ledger.series() and ledger.statistics_mark() == 0


def test_keys_are_readable_and_unlike_for_unlike_series() -> None:
    assert CRUDE.key == "india-commerce/imports/IND/RUS/HS2709/USD/fiscal_year"
    slashed = Series("sipri", "arms-delivered", "IND", "RUS", "Mi-8MT/Mi-17", "weapons", Frequency.YEAR)
    assert slashed.key.count("/") == CRUDE.key.count("/")
