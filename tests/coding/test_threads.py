"""The thread coder finds lasting things between states, how far they have got, and whose they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.actors import find_mentions
from comity.coding.threads import code_threads
from comity.coding.threads_lexicon import Need, known_names, lexicon
from comity.language import Analyser
from comity.records import Document, Stage, Status, ThreadKind, ThreadMention, checked
from comity.records.stages import promised_stage

CASES = [
    case
    for table in ("test_threads_cases.yaml", "test_threads_more.yaml", "test_threads_prose.yaml")
    for case in yaml.safe_load(Path(__file__).with_name(table).read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def read(analyser: Analyser, text: str) -> list[ThreadMention]:
    document = Document(id="T1", text=text, published=date(2024, 11, 11))
    analysis = analyser.analyse(document)
    return [checked(thread, document) for thread in code_threads(analysis, find_mentions(analysis))]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_finds_the_threads_of_a_text(analyser: Analyser, case: dict[str, Any]) -> None:
    found = read(analyser, case["text"])
    assert len(found) == len(case["threads"]), [thread.name for thread in found]
    for thread, expected in zip(found, case["threads"], strict=True):
        written = thread.to_json() | {"kind": thread.thread_kind.value}
        for field in ("name", "canonical", "kind", "stage", "status", "ordinal"):
            if field in expected:
                assert written[field] == expected[field], field
        if "parties" in expected:
            assert set(thread.parties) == set(expected["parties"])


def test_the_mention_is_the_words_of_the_text(analyser: Analyser) -> None:
    text = "India and Japan held the annual defence dialogue."
    (thread,) = read(analyser, text)
    assert thread.mention is not None
    assert text[thread.mention.start : thread.mention.end] == thread.mention.text == thread.name


def test_an_acronym_stands_for_the_name_that_explained_it(analyser: Analyser) -> None:
    text = (
        "The Joint Commission on Nuclear Energy (JCNE) of Egypt and Russia met in Cairo. "
        "Egypt and Russia later suspended the JCNE."
    )
    first, second = read(analyser, text)
    assert first.canonical == second.canonical
    assert second.stage is Stage.SUSPENDED


def test_a_definite_noun_takes_up_the_name_before_it(analyser: Analyser) -> None:
    text = "Russia and Bangladesh agreed to build the Rooppur Nuclear Power Plant. The first two units are operational."
    threads = read(analyser, text)
    assert [thread.canonical for thread in threads] == ["rooppur nuclear power plant"] * 2
    assert threads[1].stage is Stage.UNDER_WAY  # a part runs, the whole is still being built
    assert threads[1].name == "Rooppur Nuclear Power Plant"


def test_a_numbered_session_is_one_of_the_commission_named_before(analyser: Analyser) -> None:
    text = "Peru and Chile praised the Joint Commission on Fishing. Its 24th session was held in Lima."
    first, second = read(analyser, text)
    assert first.canonical == second.canonical
    assert second.ordinal == 24


def test_what_is_due_says_which_stage_is_promised(analyser: Analyser) -> None:
    text = (
        "Russia and Bangladesh are building the Rooppur Nuclear Power Plant. "
        "Units 1 and 2 were to be completed in March 2023."
    )
    due = read(analyser, text)[-1]
    assert (due.stage, due.status) == (Stage.UNDER_WAY, Status.FUTURE)
    assert promised_stage(due.reasons) is Stage.COMPLETED
    assert due.date is not None
    assert due.date.start == date(2023, 3, 1)


def test_a_term_is_not_the_day_of_a_stage(analyser: Analyser) -> None:
    (thread,) = read(analyser, "India and Oman adopted a programme of cultural cooperation until 2030.")
    assert thread.stage is Stage.SIGNED
    assert thread.date is None


def test_a_thread_is_not_repeated_without_news_of_its_stage(analyser: Analyser) -> None:
    text = "Spain and Morocco value the Treaty of Friendship. " * 5
    assert len(read(analyser, text)) == 2


def test_what_is_denied_has_no_stage(analyser: Analyser) -> None:
    (thread,) = read(analyser, "Serbia has not signed the border agreement with Kosovo.")
    assert thread.stage is None
    assert thread.status.value == "negated"


def test_an_old_agreement_is_historical(analyser: Analyser) -> None:
    (thread,) = read(analyser, "India and the Soviet Union signed a treaty of friendship in August 1971.")
    assert thread.stage is Stage.SIGNED
    assert thread.status.value == "historical"


def test_equal_input_gives_equal_records(analyser: Analyser) -> None:
    text = "Chile and Bolivia discussed a gas pipeline within the framework of MERCOSUR."
    assert read(analyser, text) == read(analyser, text)


def test_every_kind_but_organisation_has_head_nouns() -> None:
    kinds = {head.kind for heads in lexicon().heads.values() for head in heads}
    assert kinds == set(ThreadKind) - {ThreadKind.ORGANISATION}


def test_every_need_is_used() -> None:
    assert {head.need for heads in lexicon().heads.values() for head in heads} == set(Need)


def test_known_names_are_told_apart() -> None:
    names = [known.name for entries in known_names().values() for known in entries]
    assert len(names) == len(set(names))


def test_known_threads_are_written_in_lower_case_with_codes_in_upper_case() -> None:
    for entries in known_names().values():
        for known in entries:
            assert known.canonical == known.canonical.lower()
            assert all(party == party.upper() for party in known.parties)
