"""One parser for the tests of this folder that begin with sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from comity.actors import find_mentions
from comity.coding.figures import code_figures
from comity.language import Analyser
from comity.records import Document, Figure

Figures = Callable[[str, date], list[Figure]]


@pytest.fixture(scope="session")
def figures() -> Figures:
    """Text and day of publication to the figures that it tells."""
    analyser = Analyser()

    def run(text: str, published: date) -> list[Figure]:
        analysis = analyser.analyse(Document(id="T", text=text, published=published))
        return code_figures(analysis, find_mentions(analysis))

    return run
