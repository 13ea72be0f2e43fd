"""The made-up world of benchmarks/synthetic.py: the same from the same seed, of the asked size, truly labelled."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.linking import CODER, Run, exponent, exported
from benchmarks.synthetic_text import Made, documents
from comity.ledger import Ledger
from comity.linking import LinkSummary, link
from comity.pipeline import fingerprint
from comity.records import Event, Precision, Status, ThreadMention

SIZE = 3000
MADE = list(documents(SIZE))
EVENTS = [(r, key) for made in MADE for r, key in zip(made.records, made.truth, strict=True) if isinstance(r, Event)]
MENTIONS = [
    (r, key) for made in MADE for r, key in zip(made.records, made.truth, strict=True) if isinstance(r, ThreadMention)
]


def test_the_same_seed_makes_the_same_world_and_another_seed_another() -> None:
    assert list(documents(300)) == list(documents(300))
    assert list(documents(300)) != list(documents(300, seed=1))


@pytest.mark.parametrize("size", [1, 2, 50, 777])
def test_there_are_as_many_records_as_asked_for(size: int) -> None:
    made = list(documents(size))
    assert sum(len(one.records) for one in made) == size
    assert all(one.records and len(one.truth) == len(one.records) for one in made)


def test_documents_come_in_the_order_of_publication_with_ids_of_their_own() -> None:
    days = [made.document.published for made in MADE if made.document.published]
    assert days == sorted(days)
    assert len({made.document.id for made in MADE}) == len(MADE)
    assert len({record.id for made in MADE for record in made.records}) == SIZE


def test_reports_of_one_happening_are_of_the_same_sides_and_type() -> None:
    said: dict[str, set[tuple[str, frozenset[str]]]] = {}
    for event, key in EVENTS:
        parties = frozenset(actor.country for actor in (*event.actors, *event.recipients))
        said.setdefault(key, set()).add((event.type, parties))
    assert {len(each) for each in said.values()} == {1}


def test_a_plan_is_not_the_happening_that_it_is_of() -> None:
    planned = {key for event, key in EVENTS if event.status is Status.FUTURE}
    assert planned
    assert all(key.startswith("plan of ") for key in planned)
    assert planned.isdisjoint(key for event, key in EVENTS if event.status is not Status.FUTURE)


def test_reports_name_the_day_in_all_the_ways_that_reports_do() -> None:
    ways = Counter("none" if event.date is None else event.date.precision for event, _ in EVENTS)
    assert set(ways) == {"none", *(Precision(p) for p in ("day", "week", "month", "year", "range"))}
    assert ways["none"] > len(EVENTS) / 4
    assert any(made.document.published is None for made in MADE)
    assert any(event.date and not event.date.text for event, _ in EVENTS), "no report has only its day of publication"


def test_a_happening_has_up_to_eight_reports_and_many_have_several() -> None:
    reports = Counter(key for _, key in EVENTS)
    assert 0.25 < sum(count == 1 for count in reports.values()) / len(reports) < 0.6
    assert max(reports.values()) >= 6


def test_much_is_written_of_few_pairs() -> None:
    pairs = Counter(frozenset(actor.country for actor in (*event.actors, *event.recipients)) for event, _ in EVENTS)
    counts = sorted(pairs.values(), reverse=True)
    assert counts[0] > len(EVENTS) / 10
    assert sum(counts[:20]) > len(EVENTS) / 2
    assert len(counts) > 100


def test_a_thread_has_many_names() -> None:
    names: dict[str, set[str]] = {}
    for mention, key in MENTIONS:
        names.setdefault(key, set()).add(mention.name)
    assert max(map(len, names.values())) >= 4
    assert {mention.name for mention, _ in MENTIONS} >= {"agreement", "plant", "commission"}
    assert any(mention.name.endswith(")") for mention, _ in MENTIONS), "no acronym is explained"
    assert {len(mention.parties) for mention, _ in MENTIONS} == {0, 1, 2, 3}


def test_some_documents_are_reprints() -> None:
    texts = Counter(made.document.text for made in MADE)
    assert 0.01 < sum(count > 1 for count in texts.values()) / len(texts) < 0.1


def stored(path: Path, parts: list[list[Made]]) -> str:
    """The export of a ledger that the parts are read into, each linked after it is read."""
    with Ledger.open(path) as ledger:
        for part in parts:
            for made in part:
                ledger.store(made.document, made.records, coder_version=CODER, fingerprint=fingerprint(made.document))
            link(ledger)
    return exported(path)


def test_linking_bit_by_bit_in_another_order_is_linking_at_once(tmp_path: Path) -> None:
    made = list(documents(500))
    shuffled = random.Random(7).sample(made, len(made))
    bits = [shuffled[:150], *([one] for one in shuffled[150:160]), shuffled[160:]]
    assert stored(tmp_path / "bits.sqlite", bits) == stored(tmp_path / "once.sqlite", [made])


@pytest.mark.parametrize("power", [1.0, 1.5])
def test_the_exponent_is_the_slope_of_time_over_size(power: float) -> None:
    runs = [
        (size, Run(LinkSummary(0, 0, 0, True, size), 0.0, 1e-4 * size**power, 0)) for size in (1_000, 5_000, 20_000)
    ]
    assert exponent(runs) == pytest.approx(power)
