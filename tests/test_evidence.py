"""Nothing without its sentence: every quote, and every part of a record, is the document's text at its span.

The property is tried on the whole way from text to records, on meaningful sentences that are mixed with combining
characters, emoji, right-to-left script and odd white space, kept unchanged as texts of JSONL documents are.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.errors import EvidenceError
from comity.pipeline import Coder, own_coder
from comity.reading.jsonl import read_jsonl
from comity.records import (
    Actor,
    Document,
    Event,
    Figure,
    Place,
    Record,
    ThreadKind,
    ThreadMention,
    Trigger,
    checked,
    make_id,
)
from comity.settings import Settings

DAY = date(2024, 5, 17)

SENTENCES = (
    "France signed a treaty with Mali.",
    "Peruvian President Dina Boluarte met her Chilean counterpart in Lima on Tuesday.",
    "Kenya’s exports to Uganda rose by 12 percent to $1.2 billion in 2023.",
    "“Norway will never accept it,” the Norwegian foreign minister said.",
    "Egypt and Sudan held the 5th round of talks on the dam.",
    "Japan imposed sanctions on North Korea.",
    "The two countries plan to build a 300 MW power plant by 2030.",
    "Côte d’Ivoire accused São Tomé and Príncipe of violating the agreement.",
    "Türkiye sent 400 tonnes of aid to Pakistan last month.",
)
ODDITIES = (
    "e\u0301e\u0301\u0323",  # combining marks
    "Cafe\u0301 Pe\u0301ru",
    "\u200d\u2060\ufeff",  # joiners and a byte order mark inside
    "👩🏽‍🚀 🇫🇷 🤝",
    "اتفاقية بين البلدين",
    "שלום וברכה \u200f",
    "\u202eright to left\u202c",
    "印度和俄罗斯",
    "𝔐𝔞𝔩𝔦 ﬁne Ⅻ ½",
    "\u00ad\u00ad",  # soft hyphens
    "-- * [1] … »",
    "Ĳssel ŉ ǆ",
)
SPACES = (
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u2028",
    "\u200b",
    " \u00a0\n \n",
    "\x0b",
    "\x85",
)

space = st.sampled_from(SPACES)
oddity = st.one_of(
    st.sampled_from(ODDITIES),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=8),
)


@st.composite
def sentence(draw: st.DrawFn) -> str:
    """A meaningful sentence, at times decomposed, oddly spaced, or with something odd between two of its words."""
    words = draw(st.sampled_from(SENTENCES))
    if draw(st.booleans()):
        words = unicodedata.normalize("NFD", words)
    parts = words.split(" ")
    if draw(st.booleans()):
        at = draw(st.integers(0, len(parts) - 1))
        parts[at] += draw(space) + draw(oddity)
    gap = draw(st.one_of(st.just(" "), space))
    return gap.join(parts)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Several sentences with something odd before, between and after them."""
    parts = draw(st.lists(st.tuples(st.one_of(st.just(""), oddity), space, sentence(), space), min_size=1, max_size=4))
    return "".join("".join(part) for part in parts) + draw(st.one_of(st.just(""), oddity))


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The whole coder, loaded once."""
    return own_coder(Settings())


def as_read(found: list[str]) -> list[Document]:
    """The texts as documents, through JSONL."""
    lines = [json.dumps({"id": f"D{i}", "text": text, "published": DAY.isoformat()}) for i, text in enumerate(found)]
    stream = BytesIO("\n".join(lines).encode())
    return [one for one in read_jsonl(stream, "test", None, 1_000_000) if isinstance(one, Document)]


def spans(value: Any) -> Iterator[tuple[str, int, int]]:
    """Every text with a span that the JSON of a record holds, however deep: actors, triggers, places, numbers …"""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys() and "precision" not in value:
            yield value["text"], value["start"], value["end"]
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(texts(), min_size=8, max_size=12))
def test_every_quote_and_part_is_the_text_at_its_span(coder: Coder, found: list[str]) -> None:
    documents = as_read(found)
    assert [document.text for document in documents] == found
    for document, records in zip(documents, coder([replace(one, language="en") for one in documents]), strict=True):
        for record in records:
            written = record.to_json()
            assert record.quote
            assert document.text[record.start : record.end] == written["quote"]
            for text, start, end in spans(written):
                assert document.text[start:end] == text
                assert text


def test_the_sentences_of_the_property_are_coded(coder: Coder) -> None:
    """The property would hold of nothing at all, so most of the sentences must say something, odd company or not."""
    odd = [f"{ODDITIES[i]}\u2003\n{words} {ODDITIES[-i]}" for i, words in enumerate(SENTENCES)]
    for found in (list(SENTENCES), odd):
        coded = coder([Document(f"D{i}", text, DAY) for i, text in enumerate(found)])
        assert sum(map(bool, coded)) > len(found) / 2
        assert {record.kind for records in coded for record in records} == {"event", "figure", "thread"}


TEXT = "Chad’s 🤝 minister said: Chad gave Niger 20 trucks in Niamey under the Lake Chad plan."


def part(text: str) -> tuple[str, int, int]:
    start = TEXT.index(text)
    return text, start, start + len(text)


def actor(text: str) -> Actor:
    return Actor("TCD", "TCD", "Chad", *part(text))


COMMON: dict[str, Any] = {
    "document": "D",
    "published": DAY,
    "quote": TEXT,
    "start": 0,
    "end": len(TEXT),
    "coder": "rules:try@1",
    "confidence": 0.5,
    "speaker": actor("Chad’s 🤝 minister"),
}
EVENT = Event(
    **COMMON,
    type="AID",
    quad="material_cooperation",
    score=7.0,
    cameo="070",
    actors=(actor("Chad"),),
    recipients=(replace(actor("Niger"), id="NER", country="NER"),),
    trigger=Trigger(*part("gave")),
    place=Place("Niamey", "NER", 13.5, 2.1, *part("Niamey")),
)
FIGURE = Figure(**COMMON, value=20, unit="trucks", measure="trucks", number=Trigger(*part("20")))
THREAD = ThreadMention(
    **COMMON,
    name="Lake Chad plan",
    canonical="lake chad plan",
    thread_kind=ThreadKind.PROGRAMME,
    mention=Trigger(*part("Lake Chad plan")),
)
DOCUMENT = Document("D", TEXT, DAY)
KINDS = pytest.mark.parametrize("record", [EVENT, FIGURE, THREAD], ids=["event", "figure", "thread"])


@KINDS
def test_a_record_whose_words_are_the_text_gets_its_id(record: Record) -> None:
    assert checked(record, DOCUMENT).id == make_id(record)


@KINDS
@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": TEXT.replace("gave", "give")},
        {"quote": TEXT.replace("’", "'")},
        {"quote": TEXT + " "},
        {"quote": unicodedata.normalize("NFKD", TEXT) + "."},
        {"start": 1},
        {"end": len(TEXT) - 1},
        {"quote": "", "start": 5, "end": 5},
        {"document": "E"},
        {"speaker": replace(actor("Chad’s 🤝 minister"), end=4)},
    ],
    ids=lambda wrong: "+".join(wrong),
)
def test_a_quote_that_is_not_the_text_is_refused(record: Record, wrong: dict[str, Any]) -> None:
    with pytest.raises(EvidenceError, match=r"is not the (quote|words)"):
        checked(replace(record, **wrong), DOCUMENT)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(EVENT, actors=(*EVENT.actors, replace(actor("Chad"), text="Mali"))),
        replace(EVENT, recipients=(replace(actor("Niger"), start=0),)),
        replace(EVENT, trigger=Trigger("gave", 0, 4)),
        replace(EVENT, place=Place("Niamey", "NER", None, None, "Niamey", 3, 9)),
        replace(FIGURE, number=Trigger("21", *part("20")[1:])),
        replace(THREAD, mention=Trigger("lake chad plan", *part("Lake Chad plan")[1:])),
    ],
    ids=["actor", "recipient", "trigger", "place", "number", "mention"],
)
def test_a_part_that_is_not_the_text_is_refused(wrong: Record) -> None:
    with pytest.raises(EvidenceError, match="is not the words"):
        checked(wrong, DOCUMENT)


@pytest.mark.parametrize(
    ("record", "expected"),
    [(EVENT, "ev_abecb540b67fce4d"), (FIGURE, "fi_f1b00ff32cba2e0d"), (THREAD, "th_ff619cf214696e61")],
    ids=["event", "figure", "thread"],
)
def test_ids_are_the_same_on_every_machine_and_day(record: Record, expected: str) -> None:
    assert make_id(record) == expected


@KINDS
def test_who_coded_it_how_surely_and_why_do_not_change_an_id(record: Record) -> None:
    other = replace(record, coder="model:other@9", confidence=0.9, reasons=("because",), id="ev_0")
    assert make_id(other) == make_id(record)


def test_the_order_of_pillars_does_not_change_an_id() -> None:
    one, other = (replace(EVENT, pillars=pillars) for pillars in (("trade", "energy"), ("energy", "trade")))
    assert make_id(one) == make_id(other)


@pytest.mark.parametrize(
    "change",
    [
        lambda: replace(EVENT, document="E"),
        lambda: replace(EVENT, start=1),
        lambda: replace(EVENT, pillars=("energy",)),
        lambda: replace(EVENT, type="AGREE"),
        lambda: replace(EVENT, actors=EVENT.recipients, recipients=EVENT.actors),
        lambda: replace(EVENT, place=None),
    ],
    ids=["document", "span", "pillars", "type", "direction", "place"],
)
def test_what_is_said_changes_an_id(change: Callable[[], Event]) -> None:
    assert make_id(change()) != make_id(EVENT)
