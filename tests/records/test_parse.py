"""A record written as JSON and read again is the same record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import InputError
from comity.records import (
    Actor,
    Change,
    Comparator,
    Event,
    Figure,
    FigureStatus,
    Period,
    Place,
    Precision,
    Record,
    Stage,
    Status,
    ThreadKind,
    ThreadMention,
    Trigger,
)
from comity.records.parse import record_from_json

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
offsets = st.integers(0, 10_000)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
maybe_words = st.none() | words
periods = st.builds(Period, st.none() | days, st.none() | days, st.sampled_from(Precision), words)
triggers = st.builds(Trigger, words, offsets, offsets)
degrees = st.none() | st.floats(-180, 180)
places = st.builds(Place, words, maybe_words, degrees, degrees, words, offsets, offsets)
actors = st.builds(
    Actor, words, words, words, words, offsets, offsets, maybe_words, maybe_words, st.booleans(), reason=words
)
several = st.lists(words, max_size=3).map(tuple)
finite = st.floats(allow_nan=False, allow_infinity=False)
common: dict[str, st.SearchStrategy[Any]] = {
    "document": words,
    "published": st.none() | days,
    "quote": words,
    "start": offsets,
    "end": offsets,
    "coder": words,
    "confidence": st.integers(0, 10_000).map(lambda parts: parts / 10_000),
    "pillars": several,
    "speaker": st.none() | actors,
    "id": words,
    "reasons": several,
}
records: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        Event,
        **common,
        type=words,
        mode=maybe_words,
        contexts=several,
        quad=words,
        score=finite,
        cameo=words,
        actors=st.lists(actors, max_size=2).map(tuple),
        recipients=st.lists(actors, max_size=2).map(tuple),
        trigger=triggers,
        date=st.none() | periods,
        place=st.none() | places,
        status=st.sampled_from(Status),
        threads=several,
    ),
    st.builds(
        Figure,
        **common,
        value=finite,
        value_high=st.none() | finite,
        unit=words,
        comparator=st.sampled_from(Comparator),
        change=st.sampled_from(Change),
        direction=maybe_words,
        measure=words,
        source=maybe_words,
        target=maybe_words,
        period=st.none() | periods,
        baseline=st.none() | periods,
        status=st.sampled_from(FigureStatus),
        number=st.none() | triggers,
    ),
    st.builds(
        ThreadMention,
        **common,
        name=words,
        canonical=words,
        thread_kind=st.sampled_from(ThreadKind),
        parties=several,
        stage=st.none() | st.sampled_from(Stage),
        ordinal=st.none() | st.integers(0, 99),
        date=st.none() | periods,
        mention=st.none() | triggers,
        status=st.sampled_from(Status),
    ),
)

FIGURE = Figure(
    document="A", published=None, quote="5", start=0, end=1, coder="c", confidence=1.0, value=5, unit="", measure=""
)


@given(records)
def test_json_and_back(record: Record) -> None:
    written = json.loads(json.dumps(record.to_json()))
    read = record_from_json(written)
    assert read == record
    assert read.to_json() == record.to_json()


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"kind": "rumour"}, "a record needs a kind"),
    ({}, "a record needs a kind"),
    ({"kind": "figure"}, "has no field 'document'"),
    ({**FIGURE.to_json(), "unit": None, "status": "maybe"}, "'maybe' is not a valid FigureStatus"),
    ({**FIGURE.to_json(), "published": "yesterday"}, "cannot be read"),
    ({**FIGURE.to_json(), "value": "many"}, "cannot be read"),
    ({**FIGURE.to_json(), "period": 2024}, "cannot be read"),
]


@pytest.mark.parametrize(("data", "says"), WRONG)
def test_what_is_no_record_is_refused_with_the_reason(data: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        record_from_json(data)


def test_fields_that_may_be_absent() -> None:
    data = FIGURE.to_json()
    for name in ("id", "pillars", "speaker", "reasons", "value_high", "period", "baseline", "number", "direction"):
        del data[name]
    assert record_from_json(data) == replace(FIGURE, value=5.0)
