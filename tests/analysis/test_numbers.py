"""The state of a dyad in numbers: what is put together, what is not, and where each number comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.analysis.number_lines import Line
from comity.analysis.numbers import Topic, numbers_of
from comity.ledger import Ledger
from tests.analysis.releases import add
from tests.brief.making import fill


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "numbers.sqlite")


def topics(ledger: Ledger, kind: str, dyad: str = "IND-RUS") -> list[Topic]:
    return [topic for topic in numbers_of(ledger, dyad).topics if topic.id == kind]


def values(line: Line) -> dict[int, float]:
    return {one.start.year: round(one.value, 6) for one in line.table.observations}


def by_label(topic: Topic) -> dict[str, Line]:
    return {line.label: line for line in topic.lines}


TRADE = {
    "exports IND RUS TOTAL": {2020: 2e9, 2021: 3e9},
    "imports IND RUS TOTAL": {2020: 5e9, 2021: 10e9},
    "exports IND WLD TOTAL": {2020: 200e9, 2021: 400e9},
    "imports IND WLD TOTAL": {2020: 500e9, 2021: 500e9},
}


def test_trade_is_told_with_its_sum_its_balance_and_its_share_in_all_trade(ledger: Ledger) -> None:
    add(ledger, "customs", "2022-06-01", TRADE)
    (topic,) = topics(ledger, "trade")
    lines = by_label(topic)
    assert values(lines["India’s exports to Russia"]) == {2020: 2e9, 2021: 3e9}
    assert values(lines["India’s trade with Russia"]) == {2020: 7e9, 2021: 13e9}
    assert values(lines["India’s balance with Russia"]) == {2020: -3e9, 2021: -7e9}
    assert values(lines["Russia’s share of India’s exports"]) == {2020: 1.0, 2021: 0.75}
    assert values(lines["Russia’s share of India’s imports"]) == {2020: 1.0, 2021: 2.0}
    assert lines["Russia’s share of India’s imports"].table.series.unit == "percent"


def test_the_other_side_reads_the_same_series(ledger: Ledger) -> None:
    add(ledger, "customs", "2022-06-01", TRADE)
    assert numbers_of(ledger, "IND-RUS").topics == numbers_of(ledger, "RUS-IND").topics


@pytest.mark.parametrize(
    ("own", "note"),
    [
        ({}, "India’s imports are mirror data for Russia’s exports: the ledger holds none that Russia itself reports."),
        (
            {2018: 4e9},
            "India’s imports are mirror data for Russia’s exports after 2018, with which Russia’s own figures end.",
        ),
        ({2021: 4e9}, ""),
    ],
)
def test_a_flow_that_its_sender_does_not_report_is_marked_as_mirror_data(
    ledger: Ledger, own: dict[int, float], note: str
) -> None:
    add(ledger, "customs", "2022-06-01", TRADE)
    if own:
        add(ledger, "other-customs", "2022-06-01", {"exports RUS IND TOTAL": own})
    topic = next(topic for topic in topics(ledger, "trade") if "reported by India" in topic.title)
    assert topic.note == note
    lines = by_label(topic)
    assert lines["India’s imports from Russia"].mirror is bool(note)
    assert lines["India’s balance with Russia"].mirror is bool(note)
    assert not lines["India’s exports to Russia"].mirror


def test_the_report_with_both_flows_and_the_newest_year_comes_first(ledger: Ledger) -> None:
    add(ledger, "old", "2020-06-01", {"exports RUS IND TOTAL": {2018: 1.0}, "imports RUS IND TOTAL": {2018: 1.0}})
    add(ledger, "half", "2023-06-01", {"imports IND RUS TOTAL": {2022: 1.0}})
    add(ledger, "customs", "2022-06-01", TRADE)
    assert [topic.lines[0].table.series.provider for topic in topics(ledger, "trade")] == ["customs", "old", "half"]


def test_calendar_and_fiscal_years_and_providers_are_never_mixed(ledger: Ledger) -> None:
    add(ledger, "one", "2022-06-01", {"exports IND RUS TOTAL": {2020: 2.0}})
    add(ledger, "one", "2022-06-02", {"imports IND RUS TOTAL": {2020: 5.0}}, fiscal=True)
    add(ledger, "two", "2022-06-01", {"imports IND RUS TOTAL": {2020: 5.0}})
    found = topics(ledger, "trade")
    assert len(found) == 3
    assert not [line for topic in found for line in topic.lines if line.formula]


def test_a_part_of_a_year_stays_one_and_is_put_beside_the_same_part_only(ledger: Ledger) -> None:
    told = {"imports IND RUS HS2709": {2021: 2.0, 2022: 11.0}}
    add(ledger, "customs", "2022-09-01", told, fiscal=True, partial=frozenset({2022}))
    add(ledger, "customs", "2022-09-02", {"imports IND WLD HS2709": {2021: 100.0, 2022: 150.0}}, fiscal=True)
    (topic,) = topics(ledger, "goods")
    imports, share = topic.lines
    assert imports.table.observations[-1].partial
    assert values(share) == {2021: 2.0}


def test_goods_are_called_by_name_and_the_largest_of_the_newest_period_are_told(ledger: Ledger) -> None:
    told = {f"exports IND RUS PC:GOOD-{at}": {2020: 100.0 + at, 2021: float(at)} for at in range(8)}
    add(
        ledger,
        "customs",
        "2022-06-01",
        {**told, "exports IND RUS HS2709": {2021: 50.0}, "exports IND RUS HS01": {2019: 99.0}},
    )
    (topic,) = topics(ledger, "goods")
    labels = [line.short for line in topic.lines]
    assert labels == ["Crude oil (HS 2709)", *(f"Good-{at}" for at in (7, 6, 5, 4))]
    assert topic.title == "Goods that India exports to Russia, calendar years"


def test_each_flow_of_goods_is_a_topic_of_its_own_the_longest_and_newest_first(ledger: Ledger) -> None:
    told = {"exports IND RUS PC:TEA": {2021: 9.0}, "imports IND RUS HS2709": {2020: 1.0, 2021: 2.0}}
    add(ledger, "customs", "2022-06-01", told)
    assert [topic.title.split(",")[0] for topic in topics(ledger, "goods")] == [
        "Goods that India imports from Russia",
        "Goods that India exports to Russia",
    ]


def test_states_are_named_as_english_names_them(ledger: Ledger) -> None:
    add(ledger, "census", "2022-06-01", {"exports USA NLD TOTAL": {2020: 1.0}, "exports USA WLD TOTAL": {2020: 10.0}})
    (topic,) = topics(ledger, "trade", "NLD-USA")
    assert topic.title == "Trade in goods reported by the United States, calendar years"
    assert [line.label for line in topic.lines] == [
        "The United States’ exports to the Netherlands",
        "The Netherlands’ share of the United States’ exports",
    ]


def test_arms_are_told_both_ways(ledger: Ledger) -> None:
    told = {
        "arms-imports IND RUS TOTAL": {2020: 300.0},
        "arms-imports RUS IND TOTAL": {2020: 2.0},
        "arms-imports IND WLD TOTAL": {2020: 400.0},
        "arms-imports IND RUS Aircraft": {2020: 200.0},
    }
    add(ledger, "sipri", "2021-03-01", told)
    (topic,) = topics(ledger, "arms")
    assert [line.short for line in topic.lines] == ["Russia to India", "Russia’s share", "India to Russia"]
    assert values(topic.lines[1]) == {2020: 75.0}


def test_votes_come_with_the_agreement_in_all_first(ledger: Ledger) -> None:
    told = {
        "vote-agreement IND RUS human-rights": {2019: 40.0},
        "vote-agreement IND RUS TOTAL": {2019: 70.0},
        "votes-compared IND RUS TOTAL": {2019: 86.0},
        "votes-compared IND RUS human-rights": {2019: 9.0},
    }
    add(ledger, "unga", "2020-06-01", told)
    (topic,) = topics(ledger, "votes")
    labels = [line.label for line in topic.lines]
    assert labels == ["Agreement in all votes", "On human rights", "Votes in which both took part"]


def test_an_obligation_that_never_was_is_left_out(ledger: Ledger) -> None:
    told = {
        "shared-igos IND RUS -": {2014: 51.0},
        "alliance-defence IND RUS -": {2014: 0.0},
        "alliance-consultation IND RUS -": {2014: 1.0},
    }
    add(ledger, "made", "2020-06-01", told)
    (topic,) = topics(ledger, "memberships")
    assert [line.table.series.indicator for line in topic.lines] == ["shared-igos", "alliance-consultation"]


def test_reactors_are_told_where_a_project_of_both_names_their_plant(ledger: Ledger) -> None:
    fill(ledger)  # the Aral rifle contract of India and Russia
    told = {
        "reactors-operational IND - Aral": {2023: 2.0},
        "reactors-operational IND - Ara": {2023: 1.0},
        "reactors-operational IND - -": {2023: 9.0},
        "reactors-operational CHN - Aral": {2023: 4.0},
    }
    add(ledger, "pris", "2024-01-01", told)
    (topic,) = topics(ledger, "reactors")
    assert [line.label for line in topic.lines] == ["Aral: reactors in operation"]


def test_each_number_says_its_series_its_vintage_and_what_it_was_made_of(ledger: Ledger) -> None:
    add(ledger, "customs", "2021-06-01", {"exports IND RUS TOTAL": {2020: 2.0, 2021: 1.0}})
    add(
        ledger,
        "customs",
        "2022-06-01",
        {"exports IND RUS TOTAL": {2021: 3.0}, "imports IND RUS TOTAL": {2020: 5.0, 2021: 9.0}},
    )
    told = numbers_of(ledger, "IND-RUS").to_json()
    (topic,) = told["topics"]
    exports, imports, both, balance = topic["lines"]
    assert exports["series"] == ["customs/exports/IND/RUS/TOTAL/USD/year"]
    assert [(one["value"], one["vintage"]) for one in exports["values"]] == [(2.0, "2021-06-01"), (3.0, "2022-06-01")]
    assert imports["provider"] == "customs"
    assert both["formula"] == "Exports to Russia + Imports from Russia"
    assert balance["values"][0]["used"] == [
        {"series": "customs/exports/IND/RUS/TOTAL/USD/year", "value": 2.0},
        {"series": "customs/imports/IND/RUS/TOTAL/USD/year", "value": 5.0},
    ]
    assert balance["values"][0]["vintage"] == "2022-06-01"
    assert [release["vintage"] for release in told["releases"]] == ["2021-06-01", "2022-06-01"]


def test_two_states_without_series_have_no_numbers(ledger: Ledger) -> None:
    add(ledger, "customs", "2022-06-01", TRADE)
    assert numbers_of(ledger, "BRA-EGY").topics == ()
