"""Checking against a ledger: verdicts come of its series, are kept beside its figures, and are made anew as needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from comity.checking.check import check, keep_verdicts, verdicts_are_current
from comity.ledger import Decision, Filter, Ledger
from comity.pipeline import fingerprint
from comity.records import Document, Figure, Frequency, Judgement, Observation, Period, Precision, Release, Series
from tests.brief.making import figure

EXPORTS = Series("customs", "exports", "CHL", "PER", "TOTAL", "USD", Frequency.YEAR, "Exports")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.sqlite") as opened:
        yield opened


def publish(ledger: Ledger, value: float, vintage: date) -> None:
    """Chile's exports to Peru in 2019, as of a day."""
    name = f"{value:g} of {vintage}"
    release = Release("customs", "Foreign trade of Chile", vintage, "Customs of Chile", "free", f"{name}.csv", name)
    ledger.add_release(release, [(EXPORTS, [Observation(date(2019, 1, 1), date(2019, 12, 31), value)])])


def tell(ledger: Ledger, name: str, text: str, **fields: object) -> Figure:
    """Store a document with one figure of 1.2 billion dollars."""
    document = Document(id=name, text=text, published=date(2020, 5, 1))
    year = Period(date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR, "in 2019")
    told = {"measure": "Chile's exports to Peru", "source": "CHL", "target": "PER", "period": year, **fields}
    made = figure(document, text, "$1.2 billion", value=1.2e9, unit="USD", **told)
    ledger.store(document, [made], coder_version="told", fingerprint=fingerprint(document))
    return made


def trade(ledger: Ledger, name: str = "one") -> Figure:
    return tell(ledger, name, f"Chile's exports to Peru were $1.2 billion in 2019, says paper {name}.")


def test_a_figure_is_checked_against_the_series_of_the_ledger(ledger: Ledger) -> None:
    publish(ledger, 1.18e9, date(2020, 3, 1))
    (verdict,) = check([trade(ledger)], ledger)
    assert verdict.judgement is Judgement.CONSISTENT
    assert verdict.readings[0].series == (EXPORTS.key,)


def test_the_newest_vintage_is_used_and_named(ledger: Ledger) -> None:
    publish(ledger, 1.18e9, date(2020, 3, 1))
    publish(ledger, 0.9e9, date(2021, 3, 1))
    (verdict,) = check([trade(ledger)], ledger)
    assert verdict.judgement is Judgement.DIFFERS
    assert verdict.readings[0].vintage == date(2021, 3, 1)
    assert "as of 2021-03-01" in verdict.working


def test_verdicts_are_kept_beside_the_figures(ledger: Ledger) -> None:
    made = trade(ledger)
    publish(ledger, 1.18e9, date(2020, 3, 1))
    assert not verdicts_are_current(ledger)
    assert keep_verdicts(ledger) == 1
    assert verdicts_are_current(ledger)
    assert keep_verdicts(ledger) == 0
    body = ledger.verdicts()[made.id]
    assert body["verdict"] == "consistent"
    rows = {row.get("id"): row for row in ledger.export_rows()}
    assert rows[made.id]["verdicts"] == [body]


def test_a_ledger_without_series_has_no_verdicts(ledger: Ledger) -> None:
    trade(ledger)
    assert verdicts_are_current(ledger)
    assert keep_verdicts(ledger) == 0
    assert ledger.verdicts() == {}


def test_a_new_release_makes_all_verdicts_anew(ledger: Ledger) -> None:
    made, other = trade(ledger), trade(ledger, "two")
    publish(ledger, 1.18e9, date(2020, 3, 1))
    keep_verdicts(ledger)
    publish(ledger, 0.9e9, date(2021, 3, 1))
    assert keep_verdicts(ledger) == 2
    assert {one: body["verdict"] for one, body in ledger.verdicts().items()} == {
        made.id: "differs",
        other.id: "differs",
    }


def test_a_new_document_is_checked_alone(ledger: Ledger) -> None:
    made = trade(ledger)
    publish(ledger, 1.18e9, date(2020, 3, 1))
    keep_verdicts(ledger)
    other = trade(ledger, "two")
    assert keep_verdicts(ledger) == 1
    assert set(ledger.verdicts()) == {made.id, other.id}


def test_what_nothing_is_known_about_keeps_no_verdict(ledger: Ledger) -> None:
    tell(ledger, "one", "The palace has cost $1.2 billion, they say.", measure="cost of the palace", period=None)
    publish(ledger, 1.18e9, date(2020, 3, 1))
    assert keep_verdicts(ledger) == 1
    assert ledger.verdicts() == {}


def test_a_rejected_figure_has_no_verdict(ledger: Ledger) -> None:
    made = trade(ledger)
    publish(ledger, 1.18e9, date(2020, 3, 1))
    keep_verdicts(ledger)
    ledger.review(made.id, Decision.REJECT, "anna")
    keep_verdicts(ledger)
    assert not list(ledger.records_of(Filter(kind="figure")))
    assert made.id not in ledger.verdicts()
