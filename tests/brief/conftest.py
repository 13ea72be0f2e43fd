"""Ledgers made by hand, and the briefs of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.brief.findings import Question, find
from comity.brief.model import Brief
from comity.ledger import Ledger
from tests.brief.making import fill


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("brief") / "test.sqlite"
    with Ledger.open(path) as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def brief(ledger: Ledger) -> Brief:
    return find(ledger, Question("IND-RUS"))


@pytest.fixture
def hostile(tmp_path: Path) -> Brief:
    with Ledger.open(tmp_path / "hostile.sqlite") as opened:
        fill(opened, "hostile")
        return find(opened, Question("IND-RUS"))
