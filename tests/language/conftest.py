"""One Analyser for all tests of the language layer: loading the model takes most of a second."""

from __future__ import annotations

import pytest

from comity.language import Analyser


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser()
