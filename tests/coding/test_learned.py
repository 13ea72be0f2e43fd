"""The model that ships: its size, that an answer depends on its question alone, and plain cases it must get right."""

from __future__ import annotations

from importlib import resources

import pytest

from comity.coding.learned import Judgement, PairModel, Question, installed, model_version
from comity.records.pillars import pillars
from comity.records.plover import codebook

pytestmark = pytest.mark.skipif(not installed(), reason="the extra `model` (onnxruntime, tokenizers) is not installed")


@pytest.fixture(scope="module")
def model() -> PairModel:
    return PairModel()


def question(marked: str) -> Question:
    """`{A} did it to {B}` as a question: the first braces are the source, `<…>` instead marks the target first."""
    source_first = marked.index("{") < marked.index("<")
    braces, angles = ("{", "}"), ("<", ">")
    order = (braces, angles) if source_first else (angles, braces)
    text, spans = marked, dict[str, tuple[int, int]]()
    for opening, closing in order:
        start = text.index(opening)
        end = text.index(closing) - 1
        text = text[:start] + text[start + 1 : end + 1] + text[end + 2 :]
        spans[opening] = (start, end)
    return Question(text, spans["{"], spans["<"])


PLAIN = [
    ("{Finland} expelled two diplomats of <Belarus> on Tuesday.", "SANCTION"),
    ("{The foreign minister of Chad} met <his Libyan counterpart> in Tunis.", "CONSULT"),
    ("{Kenya} condemned the arrest of reporters by <Ethiopia>.", "ACCUSE"),
    ("{Rebels} shelled <the town of Bria> for a third day, killing nine.", "ASSAULT"),
    ("{Norway} promised to send engineers to <Mozambique> next year.", "AGREE"),
    ("{Japan} gave <the Philippines> ten patrol boats.", "AID"),
    ("{Chile} turned down an offer of talks from <Bolivia>.", "REJECT"),
    ("{Algeria} warned that it would close its ports to <Spanish> ships.", "THREATEN"),
    ("{Thousands of students} marched in Lima against <a new tuition law>.", "PROTEST"),
    ("{Police} arrested <an opposition leader> at the airport.", "COERCE"),
]


@pytest.mark.parametrize(("marked", "kind"), PLAIN)
def test_a_plain_case_is_answered_rightly(model: PairModel, marked: str, kind: str) -> None:
    assert model.judge([question(marked)])[0].type == kind


def test_most_plain_cases_are_seen_as_events_in_the_right_direction(model: PairModel) -> None:
    asked = [question(marked) for marked, _ in PLAIN[:1] + PLAIN[2:]]
    ahead = model.judge(asked)
    behind = model.judge([Question(q.text, q.target, q.source) for q in asked])
    assert sum(a.event > b.event for a, b in zip(ahead, behind, strict=True)) >= len(asked) - 1


def test_an_answer_does_not_depend_on_what_is_asked_beside_it(model: PairModel) -> None:
    asked = [question(marked) for marked, _ in PLAIN]
    together = model.judge(asked)
    assert together == [model.judge([each])[0] for each in asked]
    assert together[::-1] == model.judge(asked[::-1])


def test_an_answer_is_complete(model: PairModel) -> None:
    said: Judgement = model.judge([question(PLAIN[0][0])])[0]
    assert set(said.types) == set(codebook().types)
    assert sum(said.types.values()) == pytest.approx(1, abs=0.01)
    assert sum(said.statuses.values()) == pytest.approx(1, abs=0.01)
    assert set(said.modes) == {f"{kind}/{mode}" for kind, body in codebook().types.items() for mode in body.modes}
    assert set(said.pillars) == set(pillars())
    assert set(said.contexts) <= set(codebook().contexts)


def test_the_word_pointed_at_is_one_of_the_sentence(model: PairModel) -> None:
    asked = question(PLAIN[0][0])
    said = model.judge([asked])[0]
    assert said.pointed is not None
    assert asked.text[said.pointed :].startswith("expelled")


def test_no_word_is_pointed_at_when_one_was_asked_about(model: PairModel) -> None:
    asked = question(PLAIN[0][0])
    at = asked.text.index("expelled")
    assert model.judge([Question(asked.text, asked.source, asked.target, (at, at + 8))])[0].pointed is None


def test_it_is_small_enough_to_ship() -> None:
    folder = resources.files("comity.coding.learned").joinpath("model")
    assert sum(len(part.read_bytes()) for part in folder.iterdir()) < 30_000_000


def test_its_version_names_the_very_file() -> None:
    assert (model_version() or "").startswith("pairs-")
