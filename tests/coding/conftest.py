"""One parser for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from comity.actors import find_mentions
from comity.coding import code
from comity.language import Analyser
from comity.records import Document, Record

Code = Callable[..., list[Record]]


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The parser, loaded once a worker."""
    return Analyser()


@pytest.fixture(scope="session")
def coded(analyser: Analyser) -> Code:
    """Text to records."""

    def run(text: str, published: date | None = date(2024, 6, 20), publisher: str | None = None) -> list[Record]:
        analysis = analyser.analyse(Document(id="T", text=text, published=published, publisher=publisher))
        return code(analysis, find_mentions(analysis))

    return run
