"""The training corpus is what the guide says: enough, even, of our own writing, and nothing of it is in a gold set."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from comity.records.plover import codebook
from training.corpus_text import CORPUS, CorpusError, Sentence, read_batch, read_corpus
from training.instances import instances
from training.swapping import swapped

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TOO_LIKE_GOLD = 0.6


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return read_corpus()


@pytest.fixture(scope="module")
def unseen() -> list[Sentence]:
    return read_corpus(CORPUS.with_name("heldout"))


@pytest.fixture(scope="module")
def waiting() -> list[Sentence]:
    return read_corpus(CORPUS.with_name("waiting"))


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", text.lower()))


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b)


def nearest(texts: list[str], others: list[str]) -> float:
    """The highest overlap of any text with any other; only texts that share a rare word are compared."""
    sets = [words(text) for text in others]
    counts = Counter(word for each in sets for word in each)
    at: dict[str, list[int]] = {}
    for number, each in enumerate(sets):
        for word in each:
            at.setdefault(word, []).append(number)
    highest = 0.0
    for text in texts:
        own = words(text)
        # with an overlap of 0.6 both hold more than half of each other's words, so one of the rarer half is shared
        rare = sorted(own, key=lambda word: counts[word])[: len(own) // 2 + 1]
        for number in {n for word in rare for n in at.get(word, ())}:
            highest = max(highest, jaccard(own, sets[number]))
    return highest


def test_it_has_at_least_six_thousand_labelled_events(sentences: list[Sentence]) -> None:
    assert sum(len(sentence.events) for sentence in sentences) >= 6000


def test_every_type_has_its_even_share(sentences: list[Sentence]) -> None:
    counts = Counter(event.type for sentence in sentences for event in sentence.events)
    even = sum(counts.values()) / len(codebook().types)
    assert set(counts) == set(codebook().types)
    assert all(0.7 * even <= count <= 1.6 * even for count in counts.values()), counts


def test_it_names_at_least_120_states(sentences: list[Sentence]) -> None:
    table = resources.files("comity.actors").joinpath("data/states.csv").read_text(encoding="utf-8")
    forms = {
        form: row["code"]
        for row in csv.DictReader(table.splitlines())
        if row["kind"] == "member"
        for form in (row["name"], *row["adjectives"].split(";"), *row["capitals"].split(";"))
        if form
    }
    text = " ".join(sentence.text for sentence in sentences)
    named = {code for form, code in forms.items() if re.search(rf"\b{re.escape(form)}\b", text)}
    assert len(named) >= 120


def test_a_tenth_of_the_sentences_say_of_no_pair_that_it_does_anything(sentences: list[Sentence]) -> None:
    assert sum(not sentence.events for sentence in sentences) >= 0.08 * len(sentences)


def test_no_unseen_sentence_is_near_one_that_is_or_will_be_trained_on(
    sentences: list[Sentence], unseen: list[Sentence], waiting: list[Sentence]
) -> None:
    assert nearest([s.text for s in unseen], [s.text for s in (*sentences, *waiting)]) < TOO_LIKE_GOLD


@pytest.mark.parametrize("name", ["pairs-dev.jsonl", "documents-dev.jsonl"])
def test_no_sentence_is_near_one_of_the_gold(
    sentences: list[Sentence], unseen: list[Sentence], waiting: list[Sentence], name: str
) -> None:
    path = SHARED / "gold" / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    gold = [part for row in rows for part in re.split(r"(?<=[.!?])\s+|\n+", row["text"]) if len(part.split()) > 4]
    gold += [row["text"] for row in rows if len(row["text"]) < 600]
    assert nearest([s.text for s in (*sentences, *unseen, *waiting)], gold) < TOO_LIKE_GOLD


def test_a_sentence_becomes_one_instance_for_each_ordered_pair_and_trigger(tmp_path: Path) -> None:
    batch = tmp_path / "one.txt"
    batch.write_text(
        "S {1:Peru} fined {2:a Chilean trawler}, and {3:Chile} recalled its envoy.\n"
        "L 1>2 ACCUSE - occurred legal transport @fined\n"
        "L 3>1 SANCTION withdraw occurred diplomatic political @recalled\n",
        encoding="utf-8",
    )
    (sentence,) = read_batch(batch)
    made = {instance.id: instance for instance in instances(sentence)}
    assert len(made) == 6 * 3
    assert made["one:1:1>2"].types() == {"ACCUSE": 1.0}
    assert made["one:1:2>1"].types() == {}
    assert made["one:1:3>1@1"].types() == {"SANCTION": 1.0}
    assert made["one:1:3>1@0"].types() == {}


def test_swapping_states_moves_every_span_along(sentences: list[Sentence]) -> None:
    for sentence in sentences[:200]:
        other = swapped(sentence, random.Random(1))
        for before, after in zip(sentence.events, other.events, strict=True):
            if not sentence.text[before.trigger[0]].isupper():  # a state may stand in a trigger's place
                assert other.text[slice(*after.trigger)] == sentence.text[slice(*before.trigger)]
        for was, now in zip(sentence.parties, other.parties, strict=True):
            own, new = sentence.text[was.start : was.end].split(), other.text[now.start : now.end].split()
            assert [w for w in own if w[0].islower()] == [w for w in new if w[0].islower()]
    changed = [s for s in sentences[:200] if swapped(s, random.Random(1)).text != s.text]
    assert len(changed) > 150


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("L 1>2 GREET - occurred - - @met", "no PLOVER type"),
        ("L 1>3 CONSULT - occurred - - @met", "does not name two parties"),
        ("L 1>2 CONSULT riot occurred - - @met", "has no mode riot"),
        ("L 1>2 CONSULT - soon - - @met", "is no status"),
        ("L 1>2 CONSULT - occurred - - @hugged", "is not a word of the sentence"),
        ("L 1>2 CONSULT occurred @met", "fields found"),
        ("X", "starts with S, L or #"),
    ],
)
def test_a_line_that_breaks_the_format_is_refused_with_its_place(tmp_path: Path, line: str, complaint: str) -> None:
    batch = tmp_path / "bad.txt"
    batch.write_text(f"S {{1:Mali}} met {{2:Niger}}.\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=f"bad.txt:2: .*{complaint}"):
        read_batch(batch)
