"""How the rules and the learned coder settle an event between them, told with a stand-in for the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from comity.actors import find_mentions
from comity.coding import code
from comity.coding.learned import Judgement, Question
from comity.language import Analyser
from comity.records import Document, Event
from comity.records.plover import codebook

Say = Callable[[str, str, str | None], tuple[str, float, float, str] | None]
"""Source, target and marked trigger as texts -> type, chance of the type, chance of an event, the word pointed at."""


class StandIn:
    """A model that says what the test wants it to say, and nothing of all other pairs."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.asked: list[tuple[str, str, str | None]] = []

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        return [self._one(question) for question in questions]

    def _one(self, question: Question) -> Judgement:
        text = question.text
        key = (
            text[slice(*question.source)],
            text[slice(*question.target)],
            text[slice(*question.trigger)] if question.trigger else None,
        )
        self.asked.append(key)
        kind, sure, event, word = self.say(*key) or ("ACCUSE", 0.2, 0.01, "")
        rest = (1 - sure) / (len(codebook().types) - 1)
        modes = {f"{name}/{mode}": 0.0 for name, body in codebook().types.items() for mode in body.modes}
        return Judgement(
            event,
            {name: sure if name == kind else rest for name in codebook().types},
            {"occurred": 0.9, "ongoing": 0.1},
            modes,
            {"diplomatic": 0.9, "cyber": 0.1},
            {},
            text.find(word) if word else None,
        )


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def events(analyser: Analyser, text: str, say: Say | None) -> list[Event]:
    analysis = analyser.analyse(Document("D1", text, date(2020, 5, 4)))
    model = StandIn(say) if say else None
    return [r for r in code(analysis, find_mentions(analysis), model) if isinstance(r, Event)]


IDIOM = "Peru gave short shrift on Monday to Chile over the canal plan."


def test_the_model_makes_an_event_where_no_rule_speaks(analyser: Analyser) -> None:
    assert events(analyser, IDIOM, None) == []
    (event,) = events(analyser, IDIOM, lambda s, t, g: ("REJECT", 0.9, 0.95, "gave") if s == "Peru" else None)
    assert (event.type, event.trigger.text, event.coder.split("@")[0]) == ("REJECT", "gave", "model:pairs")
    assert [a.country for a in event.actors] == ["PER"]
    assert [a.country for a in event.recipients] == ["CHL"]
    assert event.contexts == ("diplomatic",)
    assert any("model: REJECT 0.90" in reason for reason in event.reasons)


@pytest.mark.parametrize(("sure", "event"), [(0.5, 0.99), (0.99, 0.7)])
def test_a_model_that_is_not_sure_makes_none(analyser: Analyser, sure: float, event: float) -> None:
    assert events(analyser, IDIOM, lambda s, t, g: ("REJECT", sure, event, "gave") if s == "Peru" else None) == []


def test_a_mutual_event_seen_from_both_sides_is_one(analyser: Analyser) -> None:
    (event,) = events(analyser, IDIOM, lambda s, t, g: ("CONSULT", 0.95, 0.95, "gave"))
    assert {a.country for a in event.actors} == {"PER", "CHL"}
    assert event.recipients == ()


def test_one_deed_to_several_is_one_event(analyser: Analyser) -> None:
    text = "Peru gave short shrift on Monday to Chile and Bolivia over the canal plan."
    (event,) = events(analyser, text, lambda s, t, g: ("REJECT", 0.9, 0.95, "gave") if s == "Peru" else None)
    assert {a.country for a in event.recipients} == {"CHL", "BOL"}


KNOWN = "Peru condemned Chile on Monday."


def test_the_model_backs_or_doubts_what_a_rule_says(analyser: Analyser) -> None:
    (alone,) = events(analyser, KNOWN, None)
    (backed,) = events(analyser, KNOWN, lambda s, t, g: ("ACCUSE", 0.99, 0.99, "condemned") if s == "Peru" else None)
    (doubted,) = events(analyser, KNOWN, lambda s, t, g: ("ACCUSE", 0.2, 0.05, "condemned") if s == "Peru" else None)
    assert alone.type == backed.type == doubted.type == "ACCUSE"
    assert doubted.confidence < alone.confidence < backed.confidence
    assert backed.coder.startswith("rules:")
    assert any(reason.startswith("model:") for reason in backed.reasons)


def test_the_same_event_is_not_made_twice(analyser: Analyser) -> None:
    found = events(analyser, KNOWN, lambda s, t, g: ("ACCUSE", 0.99, 0.99, "condemned") if s == "Peru" else None)
    assert len(found) == 1


def test_the_trigger_of_a_rule_is_marked_when_the_model_is_asked_about_it(analyser: Analyser) -> None:
    model = StandIn(lambda s, t, g: None)
    analysis = analyser.analyse(Document("D1", KNOWN, date(2020, 5, 4)))
    code(analysis, find_mentions(analysis), model)
    assert ("Peru", "Chile", "condemned") in model.asked


def test_a_text_of_one_state_is_coded_as_its_own_affairs(analyser: Analyser) -> None:
    text = "Police in Peru detained four students at dawn."
    assert events(analyser, text, None) == []
    (event,) = events(analyser, text, lambda s, t, g: ("COERCE", 0.95, 0.95, "detained") if "students" in t else None)
    assert [a.country for a in (*event.actors, *event.recipients)] == ["PER", "PER"]
    assert [a.inferred for a in event.recipients] == [True]


def test_what_is_asked_of_one_sentence_names_no_pair_of_another(analyser: Analyser) -> None:
    model = StandIn(lambda s, t, g: None)
    analysis = analyser.analyse(Document("D1", "Peru has a new flag. Chile has none.", date(2020, 5, 4)))
    code(analysis, find_mentions(analysis), model)
    assert model.asked == []
