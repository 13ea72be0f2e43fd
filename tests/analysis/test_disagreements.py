"""Disagreements: only like with like, beyond rounding, reprints once. Cases in disagreements.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.analysis.disagreements import disagreements
from comity.analysis.rounding import stands_for
from comity.analysis.sides import Disagreement
from comity.ledger import Ledger, LinkDecision
from comity.linking import link
from comity.pipeline import fingerprint
from comity.records import (
    Change,
    Comparator,
    Document,
    Figure,
    FigureStatus,
    Period,
    Precision,
    Record,
    Stage,
    Status,
)
from tests.brief.making import actor, event, figure, thread

TABLES = yaml.safe_load((Path(__file__).parent / "disagreements.yaml").read_text(encoding="utf-8"))
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
UNITS = {"dollars": "USD", "rubles": "RUB"}
HEDGES = {"about": Comparator.ABOUT, "over": Comparator.OVER, "under": Comparator.UNDER}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.sqlite") as opened:
        yield opened


def value_of(words: str) -> dict[str, Any]:
    """The fields of a number written like "about 68.7 billion dollars" or "up 12 percent"."""
    parts = words.split()
    fields: dict[str, Any] = {"comparator": HEDGES.get(parts[0], Comparator.EXACT)}
    if parts[0] in ("up", "down"):
        fields |= {"direction": parts[0], "change": Change.PERCENT_CHANGE}
    literal = next(part for part in parts if part[0].isdigit())
    scale = next((SCALES[part] for part in parts if part in SCALES), 1.0)
    return {**fields, "value": float(literal.replace(",", "")) * scale, "unit": UNITS.get(parts[-1], parts[-1])}


def number_of(words: str) -> Figure:
    document = Document(id="D", text=f"It was {words}.")
    return figure(document, document.text, words, measure="it", **value_of(words))


@pytest.mark.parametrize("case", TABLES["rounding"], ids=[case["rule"] for case in TABLES["rounding"]])
def test_two_numbers_may_stand_for_one_value(case: dict[str, Any]) -> None:
    one, other = stands_for(number_of(case["one"])), stands_for(number_of(case["other"]))
    assert one.meets(other) is case["agree"]
    assert other.meets(one) is case["agree"]


def keep(ledger: Ledger, document: Document, records: list[Record]) -> None:
    ledger.store(document, records, coder_version="made", fingerprint=fingerprint(document))


def said_in(ledger: Ledger, say: list[dict[str, Any]]) -> None:
    """Store each figure as a sentence of its document."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for number, fields in enumerate(say):
        documents.setdefault(fields.get("document", f"document-{number}"), []).append(fields)
    for name, several in documents.items():
        sentences = [one.get("text", "{measure} was {number}.").format(**one) for one in several]
        published = date.fromisoformat(str(several[0].get("published", "2025-03-01")))
        document = Document(id=name, text=f"{name}: {' '.join(sentences)}", publisher=name, published=published)
        pairs = zip(sentences, several, strict=True)
        keep(ledger, document, [figure_of(document, sentence, one) for sentence, one in pairs])
    link(ledger)


def figure_of(document: Document, sentence: str, fields: dict[str, Any]) -> Figure:
    return figure(
        document,
        sentence,
        fields["number"],
        measure=fields["measure"],
        source=fields.get("from", "IND"),
        target=fields.get("to", "RUS"),
        period=period_of(fields),
        status=FigureStatus(fields.get("status", "actual")),
        **value_of(fields["number"]),
    )


def period_of(fields: dict[str, Any]) -> Period | None:
    if since := fields.get("since"):
        return Period(date(since, 1, 1), None, Precision.YEAR, f"since {since}")
    if year := fields.get("period"):
        return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, fields.get("wording", f"in {year}"))
    return None


def values(one: Disagreement) -> list[list[float]]:
    records = [[said.record for said in side.statements] for side in one.sides]
    return [sorted(record.value for record in side if isinstance(record, Figure)) for side in records]


@pytest.mark.parametrize("case", TABLES["figures"], ids=[case["rule"] for case in TABLES["figures"]])
def test_figures_that_differ(ledger: Ledger, case: dict[str, Any]) -> None:
    said_in(ledger, case["say"])
    found = [one for one in disagreements(ledger, "IND-RUS") if one.kind == "figure"]
    assert [values(one) for one in found] == ([case["sides"]] if "sides" in case else [])


def test_a_side_tells_who_published_it_when_and_the_sentence(ledger: Ledger) -> None:
    case = TABLES["figures"][0]
    said_in(ledger, case["say"])
    (one,) = disagreements(ledger, "IND-RUS")
    statement = one.to_json()["sides"][0]["statements"][0]
    assert statement["quote"] == "mutual trade turnover was 60.1 billion dollars."
    assert (statement["publisher"], statement["published"]) == ("document-1", "2025-03-01")
    assert one.since == date(2025, 3, 1)


def test_a_reprint_says_nothing_of_its_own(ledger: Ledger) -> None:
    text = "India and Russia: trade was 68.7 billion dollars. " + " ".join(f"word{number}" for number in range(80))
    for name in ("first", "reprint"):
        document = Document(id=name, text=text, published=date(2025, 3, 1))
        fields = {"number": "68.7 billion dollars", "measure": "trade", "period": 2024}
        keep(ledger, document, [figure_of(document, "India and Russia: trade was 68.7 billion dollars.", fields)])
    said_in(ledger, [{"number": "60.1 billion dollars", "measure": "trade", "period": 2024}])
    (one,) = disagreements(ledger, "IND-RUS")
    assert [len(side.statements) for side in one.sides] == [1, 1]


def test_only_a_pillar(ledger: Ledger) -> None:
    said_in(ledger, TABLES["figures"][0]["say"])
    assert len(disagreements(ledger, "IND-RUS", "trade")) == 1
    assert disagreements(ledger, "IND-RUS", "defence") == []


def signing(ledger: Ledger, name: str, wording: str, day: date) -> str:
    """Store a document that tells of a signing on a day, and give the id of the event."""
    document = Document(id=name, text=f"India and Russia signed the Aral rifle contract {wording}.", published=day)
    made = event(
        document,
        document.text,
        "AGREE",
        "signed",
        [actor(document, "India", "IND"), actor(document, "Russia", "RUS")],
        date=Period(day, day, Precision.DAY, wording),
    )
    keep(ledger, document, [made])
    return made.id


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("on 6 December", "on December 7", True),
        ("on 6 December", "on Tuesday", False),
        ("yesterday", "on Tuesday", False),
    ],
)
def test_days_of_one_event_differ_where_both_are_given_in_full(
    ledger: Ledger, one: str, other: str, differ: bool
) -> None:
    first = signing(ledger, "first", one, date(2021, 12, 6))
    second = signing(ledger, "second", other, date(2021, 12, 7))
    ledger.decide_links(LinkDecision.MERGE, [first], [second], "tester")
    link(ledger)
    found = disagreements(ledger, "IND-RUS")
    assert [side.says for one in found for side in one.sides] == (["2021-12-06", "2021-12-07"] if differ else [])
    assert all(one.kind == "date" and (one.subject or "").startswith("evt_") for one in found)


def mention(ledger: Ledger, name: str, text: str, stage: Stage, cue: str, published: date) -> None:
    """Store a document that says a stage by a word."""
    document = Document(id=name, text=text, published=published)
    made = thread(document, text, "Aral rifle contract", stage, status=Status.OCCURRED)
    keep(ledger, document, [replace(made, reasons=(f"stage from '{cue}'",))])


STOPPED = ("The Aral rifle contract has been suspended.", Stage.SUSPENDED, "suspended")
GOES_ON = ("Work on the Aral rifle contract is under way.", Stage.UNDER_WAY, "under way")
RESUMED = ("Work on the Aral rifle contract is under way again.", Stage.UNDER_WAY, "under way")


@pytest.mark.parametrize(
    ("second", "day", "differ"),
    [(GOES_ON, date(2025, 3, 20), True), (GOES_ON, date(2025, 9, 20), False), (RESUMED, date(2025, 3, 20), False)],
    ids=["within a month", "half a year later", "taken up again"],
)
def test_stages_of_one_thread_at_one_time(
    ledger: Ledger, second: tuple[str, Stage, str], day: date, differ: bool
) -> None:
    mention(ledger, "first", *STOPPED, date(2025, 3, 10))
    mention(ledger, "second", *second, day)
    link(ledger)
    found = disagreements(ledger, "IND-RUS")
    assert [side.says for one in found for side in one.sides] == (["suspended", "under_way"] if differ else [])
