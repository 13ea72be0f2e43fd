"""The published weights: what the code adds up is what the file lists, and no more."""

from __future__ import annotations

import inspect
import re

import pytest

from comity.linking import events, thread_pairs
from comity.linking.weights import weights


@pytest.mark.parametrize(("kind", "module"), [("events", events), ("threads", thread_pairs)])
def test_every_weight_is_used_and_every_feature_has_one(kind: str, module: object) -> None:
    source = inspect.getsource(module)  # type: ignore[arg-type]
    used = set(re.findall(r'"([a-z]+(?:_[a-z]+)*)"', source))
    table = weights(kind)
    assert table.values.keys() <= used
    asked = set(re.findall(r'\bw\("([a-z_]+)"', source))
    assert asked and asked <= table.values.keys()


@pytest.mark.parametrize("kind", ["events", "threads"])
def test_every_weight_says_what_it_means_for_people(kind: str) -> None:
    assert all(said and not said.endswith(".") for said in weights(kind).says.values())


def test_a_feature_may_count_for_a_share_of_its_weight() -> None:
    whole, half = weights("events").feature("content"), weights("events").feature("content", share=0.5)
    assert half.weight == pytest.approx(whole.weight / 2)
