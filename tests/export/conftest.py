"""A ledger made by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comity.ledger import Ledger
from tests.brief.making import fill


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("export") / "test.sqlite") as opened:
        fill(opened, "visit", "reprint", "later", "hostile")
        yield opened
