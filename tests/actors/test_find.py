"""find_mentions against tables of sentences: tests/actors/mentions/*.yaml, where anybody may add one.

A case has `text`, the outermost mentions it must give, all of them and in order, as `words = CODES kind`, with
`inferred` after it where the actor was resolved rather than named; and, where they matter, `published` (2024-11-11
without), `publisher` and `title`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.actors import find_mentions
from comity.language import Analyser
from comity.records import Document

CASES = Path(__file__).parent / "mentions"


def _cases() -> list[Any]:
    found = []
    for table in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(table.read_text(encoding="utf-8")), start=1):
            found.append(pytest.param(case, id=f"{table.stem}-{number}"))
    return found


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def document(text: str, published: date | None = date(2024, 11, 11), **more: Any) -> Document:
    return Document("d", text, published, **more)


@pytest.mark.parametrize("case", _cases())
def test_the_outermost_mentions_of_a_text(case: dict[str, Any], analyser: Analyser) -> None:
    text = case["text"]
    published = case.get("published", date(2024, 11, 11))
    analysis = analyser.analyse(document(text, published, publisher=case.get("publisher"), title=case.get("title")))
    found = [
        f"{text[mention.start : mention.end]} = {' '.join(mention.countries)} {mention.kind.value}"
        + (" inferred" if mention.inferred else "")
        for mention in find_mentions(analysis)
        if mention.parent is None
    ]
    assert found == case["expect"]
