"""Which names of threads are one. Cases in names.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.linking.decisions import Decided
from comity.linking.thread_names import fold
from comity.linking.threads import link_threads
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
        canonical=case["name"].lower().removeprefix("the "),
        thread_kind=ThreadKind(case["kind"]),
        parties=tuple(case["parties"]),
    )


def threads_of(mentions: Sequence[ThreadMention]) -> list[str]:
    """The thread of each mention."""
    found = {record: group.id for group in link_threads(mentions, {}, Decided()) for record in group.records}
    return [found[mention.id] for mention in mentions]


def mentions_of(case: dict[str, Any]) -> list[ThreadMention]:
    return [replace(mention_of(one), id=f"th_{number}") for number, one in enumerate(case["mentions"])]


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_names_are_one_with_the_first(case: dict[str, Any]) -> None:
    threads = threads_of(mentions_of(case))
    same = case["same"] if isinstance(case["same"], list) else [True] + [case["same"]] * (len(threads) - 1)
    assert [thread == threads[0] for thread in threads] == same


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_names_do_not_depend_on_the_order(case: dict[str, Any]) -> None:
    mentions = mentions_of(case)
    assert list(reversed(threads_of(list(reversed(mentions))))) == threads_of(mentions)


def test_a_designation_is_one_word() -> None:
    assert fold("The K-9 howitzer") == "the k9 howitzer"
