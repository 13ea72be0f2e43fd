"""docs/accuracy.md is written by benchmarks/accuracy.py: its head, its sections and its tables are the generator's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import accuracy
from benchmarks.accuracy import HEADER, SECTIONS, page, table
from benchmarks.gold_sets import GoldSet, gold_sets
from benchmarks.measured import MODEL, RULES, Measured, ProbeResult, Score
from comity.evaluation import Report, score
from comity.evaluation.pair_score import score_pairs
from comity.evaluation.pairs import Pair
from comity.evaluation.probes import Kept

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")
HEADS = [
    accuracy.SETS_HEAD,
    accuracy.SCORES_HEAD,
    accuracy.PEERS_HEAD,
    accuracy.TYPES_HEAD,
    accuracy.MISTAKES_HEAD,
    accuracy.PROBES_HEAD,
]


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a page as rows of cells, heads and rulers included."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()] for block in blocks]


def made_up(coder: str) -> list[Measured]:
    gold = [Pair(i, "Chile thanked Peru.", (0, 5), (14, 18), kind) for i, kind in enumerate(("AID", "AID", "CONSULT"))]
    pairs = GoldSet("pairs-made-up", "pairs", "three pairs", "never", ())
    documents = GoldSet("documents-made-up", "documents", "no document", "never", ())
    probes = [
        ProbeResult("parties swapped", Kept(3, 1, 2, 1), Kept(2, 0, 1, 0), Kept(1, 1, 1, 1)),
        ProbeResult("words shuffled", Kept(3, 1, 2, 1)),
    ]
    scores = {"accuracy": Score(2 / 3, "2 of 3 pairs")}
    report: Report = score([], {})
    return [
        Measured(pairs, coder, scores, score_pairs(gold, ["AID", "AGREE", "CONSULT"]), probes=probes),
        Measured(documents, coder, {"figures F1": Score(0.5, "1 right")}, documents=report),
    ]


def test_the_page_says_that_it_is_generated() -> None:
    assert PAGE.startswith(f"# Accuracy\n\n{HEADER}\n")


def test_the_page_has_the_sections_of_the_generator() -> None:
    assert tuple(re.findall(r"^## (.+)$", PAGE, re.MULTILINE)) == SECTIONS


def test_every_table_has_a_head_of_the_generator_and_full_rows() -> None:
    found = tables(PAGE)
    assert {tuple(rows[0]) for rows in found} == set(HEADS)
    for rows in found:
        assert {len(row) for row in rows} == {len(rows[0])}
        assert len(rows) > 2, "a table without rows says nothing"


def test_the_page_names_every_set() -> None:
    sets = {row[0].strip("`") for row in tables(PAGE)[0][2:]}
    assert sets == {gold.name for gold in gold_sets()}


@pytest.mark.parametrize("coders", [[RULES], [RULES, MODEL]])
def test_the_generator_writes_what_was_measured_with_its_denominator(coders: list[str]) -> None:
    measured = [one for coder in coders for one in made_up(coder)]
    text = page(measured, [one.gold for one in made_up(RULES)])
    assert text == page(measured, [one.gold for one in made_up(RULES)])
    second = "0.667" if MODEL in coders else ""
    assert ["`pairs-made-up`", "accuracy", "0.667", second, "2 of 3 pairs"] in tables(text)[1]
    mistakes = next(rows for rows in tables(text) if tuple(rows[0]) == accuracy.MISTAKES_HEAD)
    assert mistakes[2] == ["AID", "AGREE", "1 of 2", "100%"]
    probes = next(rows for rows in tables(text) if tuple(rows[0]) == accuracy.PROBES_HEAD)
    assert probes[2] == ["parties swapped", "0.667", "", "", "0.333 (1 of 3)"]
    assert probes[3] == ["parties swapped, one-way types", "", "", "", "0.000 (0 of 2)"]
    assert probes[5] == ["words shuffled", "0.667", "0.333", "50%", "0.333 (1 of 3)"]


def test_numbers_stand_at_the_right_and_no_cell_breaks_a_table() -> None:
    assert list(table(("name", "n"), [["a|b", "1"], ["c", ""]], right=[1])) == [
        "| name | n |",
        "| :-- | --: |",
        "| a/b | 1 |",
        "| c |  |",
    ]
