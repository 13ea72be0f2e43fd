"""What people merge and split: kept for ever, respected by later linkings, the latest decision wins."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from comity.errors import InputError
from comity.ledger import Filter, Ledger
from comity.linking import link
from comity.linking.groupings import members_of, merge, split
from tests.linking.reading import read_all

TWO_DAYS = {
    "A 2024-11-08": "India met Russia on 2024-11-07.",
    "B 2024-11-09": "India met Russia on 2024-11-08.",
    "C 2024-11-10": "Russia met India on 2024-11-07.",
}
ONE_PROJECT = {
    "A 2020-01-10": "The Aral project of India and Russia was signed.",
    "B 2021-01-10": "The Aral project of India and Russia was completed.",
}


def groups(ledger: Ledger, kind: str = "event") -> list[list[str]]:
    """The documents of each group."""
    found: dict[str, list[str]] = {}
    for one in ledger.linked_records(Filter(kind=kind)):
        found.setdefault(str(one.event_id or one.thread_id), []).append(one.record.document)
    return sorted(found.values())


def record_of(ledger: Ledger, document: str) -> str:
    return next(ledger.records_of(Filter(document=document))).id


def test_what_a_person_merged_is_one_event(ledger: Ledger) -> None:
    read_all(ledger, TWO_DAYS)
    assert groups(ledger) == [["A", "C"], ["B"]]
    merge(ledger, record_of(ledger, "A"), record_of(ledger, "B"), "Asha", note="one visit")
    assert link(ledger).changed
    assert groups(ledger) == [["A", "B", "C"]]


def test_what_a_person_split_is_two_events(ledger: Ledger) -> None:
    read_all(ledger, TWO_DAYS)
    group, _ = members_of(ledger, record_of(ledger, "A"))
    split(ledger, group, [record_of(ledger, "C")], "Asha")
    link(ledger)
    assert groups(ledger) == [["A"], ["B"], ["C"]]


def test_mentions_of_one_name_can_be_split(ledger: Ledger) -> None:
    read_all(ledger, ONE_PROJECT)
    assert groups(ledger, "thread") == [["A", "B"]]
    group, _ = members_of(ledger, record_of(ledger, "A"))
    split(ledger, group, [record_of(ledger, "B")], "Asha")
    link(ledger)
    assert groups(ledger, "thread") == [["A"], ["B"]]


def test_the_latest_decision_wins(ledger: Ledger) -> None:
    read_all(ledger, TWO_DAYS)
    first, second = record_of(ledger, "A"), record_of(ledger, "B")
    merge(ledger, first, second, "Asha")
    link(ledger)
    split(ledger, members_of(ledger, first)[0], [second], "Boris")
    link(ledger)
    assert groups(ledger) == [["A", "C"], ["B"]]


def test_decisions_hold_for_what_is_read_later_and_when_all_is_linked_anew(ledger: Ledger) -> None:
    read_all(ledger, TWO_DAYS)
    merge(ledger, record_of(ledger, "A"), record_of(ledger, "B"), "Asha")
    read_all(ledger, {"D 2024-11-12": "Russia met India on 2024-11-08."})
    after = groups(ledger)
    link(ledger, anew=True)
    assert after == groups(ledger) == [["A", "B", "C", "D"]]


def test_decisions_are_append_only(ledger: Ledger, tmp_path: Path) -> None:
    read_all(ledger, TWO_DAYS)
    merge(ledger, record_of(ledger, "A"), record_of(ledger, "B"), "Asha")
    with (
        closing(sqlite3.connect(tmp_path / "test.sqlite")) as file,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        file.execute("DELETE FROM link_decisions")


def test_nonsense_is_refused(ledger: Ledger) -> None:
    read_all(ledger, TWO_DAYS | ONE_PROJECT_LATER)
    group, members = members_of(ledger, record_of(ledger, "A"))
    with pytest.raises(InputError, match="one already"):
        merge(ledger, members[0], members[1], "Asha")
    with pytest.raises(InputError, match="different kinds"):
        merge(ledger, group, record_of(ledger, "T"), "Asha")
    with pytest.raises(InputError, match="that is all of"):
        split(ledger, group, members, "Asha")
    with pytest.raises(InputError, match="is not in"):
        split(ledger, group, [record_of(ledger, "B")], "Asha")


ONE_PROJECT_LATER = {"T 2020-01-10": "The Aral project of India and Russia was signed."}


def test_every_join_says_why(ledger: Ledger) -> None:
    read_all(ledger, TWO_DAYS)
    group, members = members_of(ledger, record_of(ledger, "A"))
    (join,) = ledger.joins_of(group)
    assert {join.one, join.other} == set(members)
    assert {"same_parties", "same_day", "same_type"} <= {feature["feature"] for feature in join.features}
    assert join.score == pytest.approx(sum(feature["weight"] for feature in join.features), abs=0.05)
