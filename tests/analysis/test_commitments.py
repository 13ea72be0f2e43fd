"""The promise ledger: what is a promise, and what keeps or breaks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.analysis.commitments import Commitment, State, commitments
from comity.analysis.deeds import deed_of, deeds
from comity.analysis.money import promise_ledger
from comity.analysis.promises import promise_in
from comity.brief.wording import when
from comity.ledger import Filter, Ledger
from comity.records import Actor, Event, Status, Trigger
from tests.analysis.told import tell

HERE = Path(__file__)
SENTENCES = yaml.safe_load(HERE.with_name("promises.yaml").read_text(encoding="utf-8"))
CASES = yaml.safe_load(HERE.with_name("commitments.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: str(case["text"]))
def test_promises(case: dict[str, Any]) -> None:
    found = promise_in(_event(case))
    expected = (case["what"], case["deed"], case.get("courtesy", False)) if "what" in case else None
    assert (found and (found.words, found.act, found.courtesy)) == expected


def _event(case: dict[str, Any]) -> Event:
    text, trigger = case["text"], case["trigger"]
    start = text.index(trigger)
    return Event(
        document="d",
        published=date(2020, 1, 1),
        quote=text,
        start=0,
        end=len(text),
        coder="test",
        confidence=1.0,
        type="AGREE",
        quad="verbal_cooperation",
        score=1.0,
        cameo="057",
        actors=(Actor("IND", "IND", "India", text[:1], 0, 1),),
        trigger=Trigger(trigger, start, start + len(trigger)),
        status=Status(case.get("status", "occurred")),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["about"]))
def test_the_promise_ledger(case: dict[str, Any], tmp_path: Path) -> None:
    found = _ledger(tmp_path, case["documents"])
    assert [_line(one) for one in found] == [[str(cell) for cell in line] for line in case["ledger"]]


def _line(one: Commitment) -> list[str]:
    day = str(one.fate.day) if one.fate else ""
    return [one.state.value, "-".join(one.of), one.what, when(one.due), day]


def _commitments(ledger: Ledger, **asked: Any) -> tuple[Commitment, ...]:
    records = list(ledger.linked_records(Filter(dyad="IND-RUS")))
    return commitments(ledger, "IND-RUS", records, **asked)


def _ledger(tmp_path: Path, documents: list[dict[str, Any]], **asked: Any) -> tuple[Commitment, ...]:
    with Ledger.open(tmp_path / "told.sqlite") as ledger:
        tell(ledger, documents)
        return _commitments(ledger, **asked)


def _case(words: str) -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = next(case for case in CASES if words in case["about"])["documents"]
    return documents


def test_the_keeping_has_its_own_sentence_and_says_why_it_counts(tmp_path: Path) -> None:
    (one,) = _ledger(tmp_path, _case("an event of its kind"))
    assert one.state is State.KEPT and one.fate is not None
    assert one.said[0].document == "made"
    assert one.fate.said.document == "kept"
    assert one.fate.words.startswith("reported as done: “opened”")


def test_a_courtesy_is_told_only_when_asked_for(tmp_path: Path) -> None:
    documents = [
        {
            "id": "made",
            "published": "2022-03-17",
            "says": [
                {
                    "text": "India and Russia agreed to continue contacts.",
                    "events": [{"type": "AGREE", "trigger": "agreed", "by": {"IND": "India", "RUS": "Russia"}}],
                }
            ],
        }
    ]
    assert not _ledger(tmp_path, documents)
    with Ledger.open(tmp_path / "told.sqlite") as ledger:
        assert [one.what for one in _commitments(ledger, courtesies=True)] == ["continue contacts"]


def _pledge(number: int, words: str, value: float) -> dict[str, Any]:
    return {
        "id": f"pledge{number}",
        "published": f"2022-0{number}-01",
        "says": [
            {
                "text": f"Russia pledged {words} to India for project number {number}.",
                "events": [{"type": "AGREE", "trigger": "pledged", "by": {"RUS": "Russia"}, "to": {"IND": "India"}}],
                "figures": [{"words": words, "value": value}],
            }
        ],
    }


GIVEN = {
    "id": "given",
    "published": "2023-01-01",
    "says": [
        {
            "text": "Russia paid India $1 billion in December.",
            "events": [{"type": "AID", "trigger": "paid", "by": {"RUS": "Russia"}, "to": {"IND": "India"}}],
            "figures": [{"words": "$1 billion", "value": 1e9}],
        },
        {
            "text": "India imported goods worth $9 billion from Russia.",
            "events": [{"type": "COOPERATE", "trigger": "imported", "by": {"IND": "India"}, "to": {"RUS": "Russia"}}],
            "figures": [{"words": "$9 billion", "value": 9e9}],
        },
    ],
}


def test_money_pledged_is_kept_apart_from_money_delivered_and_trade_is_neither(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "told.sqlite") as ledger:
        tell(ledger, [_pledge(1, "$2 billion", 2e9), _pledge(3, "$500 million", 5e8), GIVEN])
        _, pledged, delivered = promise_ledger(ledger, "IND-RUS")
    assert [(one.giver, one.receiver, one.unit, one.total) for one in pledged.sums] == [("RUS", "IND", "USD", 2.5e9)]
    assert [(one.giver, one.receiver, one.unit, one.total) for one in delivered.sums] == [("RUS", "IND", "USD", 1e9)]
    assert not delivered.apart


def test_the_same_sum_told_twice_is_counted_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "told.sqlite") as ledger:
        tell(ledger, [_pledge(1, "$2 billion", 2e9), _pledge(3, "$2 billion", 2e9)])
        _, pledged, _ = promise_ledger(ledger, "IND-RUS")
    assert [one.total for one in pledged.sums] == [2e9]


def test_a_price_that_nobody_is_said_to_pay_is_listed_and_not_added(tmp_path: Path) -> None:
    text = "India signed a contract with Russia for five regiments, worth $5 billion."
    documents = [
        {
            "id": "made",
            "published": "2018-10-06",
            "says": [
                {
                    "text": text,
                    "events": [{"type": "AGREE", "trigger": "signed", "by": {"IND": "India", "RUS": "Russia"}}],
                    "figures": [{"words": "$5 billion", "value": 5e9}],
                }
            ],
        }
    ]
    with Ledger.open(tmp_path / "told.sqlite") as ledger:
        tell(ledger, documents)
        (one,), pledged, _ = promise_ledger(ledger, "IND-RUS")
    assert [figure.value for figure in one.amounts] == [5e9]
    assert not pledged.sums and [amount.figure.value for amount in pledged.apart] == [5e9]


def test_every_word_of_a_deed_speaks_of_one_kind() -> None:
    assert {deed_of(word) for word in ("deliveries", "supplied", "sold", "gave")} == {"supply"}
    assert all(deed.types for deed in deeds().values())
