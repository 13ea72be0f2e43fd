"""Which names of threads are one. Cases in names.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.linking.names import fold, keys_of
from comity.records import ThreadKind, ThreadMention

CASES = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))


def mention_of(case: dict[str, Any]) -> ThreadMention:
    return ThreadMention(
        document="D",
        published=None,
        quote=case["name"],
        start=0,
        end=len(case["name"]),
        coder="test",
        confidence=1.0,
        pillars=tuple(case.get("pillars", ())),
        name=case["name"],
        canonical=case["name"].lower(),
        thread_kind=ThreadKind(case["kind"]),
        parties=tuple(case["parties"]),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_names_are_one_with_the_first(case: dict[str, Any]) -> None:
    keys = keys_of([mention_of(mention) for mention in case["mentions"]])
    same = case["same"] if isinstance(case["same"], list) else [True] + [case["same"]] * (len(keys) - 1)
    assert [key == keys[0] for key in keys] == same, keys


def test_keys_do_not_depend_on_the_order() -> None:
    for case in CASES:
        mentions = [mention_of(mention) for mention in case["mentions"]]
        assert list(reversed(keys_of(list(reversed(mentions))))) == keys_of(mentions)


def test_a_designation_is_one_word() -> None:
    assert fold("The K-9 howitzer") == "the k9 howitzer"
