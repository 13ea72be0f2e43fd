"""Augmentation: the states of a sentence are exchanged for others, so that no pair of names can teach a type."""

from __future__ import annotations

import csv
import random
import re
from dataclasses import replace
from functools import cache
from importlib import resources

from comity.coding.learned.marking import Span
from training.corpus_text import Sentence

_WORD = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f-]*")


@cache
def _states() -> dict[str, str]:
    """Adjective by name of every state whose both forms are one word; read from the actor layer's own table."""
    table = resources.files("comity.actors").joinpath("data/states.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(table.splitlines()):
        adjective = row["adjectives"].split(";")[0]
        if row["kind"] == "member" and adjective and " " not in row["name"] and " " not in adjective:
            found[row["name"]] = adjective
    return found


@cache
def _forms() -> dict[str, tuple[str, bool]]:
    """Every form -> the state's name, and whether it is the adjective."""
    forms = {adjective: (name, True) for name, adjective in _states().items()}
    return forms | {name: (name, False) for name in _states()}


def swapped(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence with each state exchanged for another, the same one for the same; spans move along."""
    order = sorted(_states())
    stands_for: dict[str, str] = {}
    pieces: list[str] = []
    edits: list[tuple[int, int]] = []  # end of the old word, growth
    at = 0
    for match in _WORD.finditer(sentence.text):
        if match[0] not in _forms():
            continue
        state, is_adjective = _forms()[match[0]]
        if state not in stands_for:
            stands_for[state] = chance.choice([o for o in order if o not in stands_for.values()])
        other = stands_for[state]
        new = _states()[other] if is_adjective else other
        pieces += [sentence.text[at : match.start()], new]
        at = match.end()
        edits.append((match.end(), len(new) - len(match[0])))
    text = "".join([*pieces, sentence.text[at:]])

    def moved(span: Span) -> Span:
        start, end = span
        return (
            start + sum(growth for where, growth in edits if where <= start),
            end + sum(growth for where, growth in edits if where <= end),
        )

    parties = tuple(
        replace(p, start=moved((p.start, p.end))[0], end=moved((p.start, p.end))[1]) for p in sentence.parties
    )
    events = tuple(replace(e, trigger=moved(e.trigger)) for e in sentence.events)
    return replace(sentence, text=text, parties=parties, events=events)
