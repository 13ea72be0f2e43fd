"""What counts as conflict between two states."""

from __future__ import annotations

import pytest

from comity.brief.tone import Tally, Tone, tally, tone
from comity.records import Event, Status
from tests.brief.making import LATER, actor, event

PAIR = frozenset({"IND", "RUS"})
RUSSIA, INDIA = actor(LATER, "Moscow", "RUS"), actor(LATER, "Delhi", "IND")


def made(kind: str, sides: str) -> Event:
    actors, _, recipients = sides.partition(">")
    who = {"R": RUSSIA, "I": INDIA}
    quote = "Moscow accused Delhi of delay."
    return event(LATER, quote, kind, "accused", [who[one] for one in actors], [who[one] for one in recipients])


@pytest.mark.parametrize(
    ("kind", "sides", "expected"),
    [
        ("AGREE", "RI", Tone.COOPERATIVE),
        ("ACCUSE", "R>I", Tone.CRITICAL),
        ("SANCTION", "I>R", Tone.CONFLICTUAL),
        ("REQUEST", "I>R", Tone.NEUTRAL),
        ("REJECT", "RI", Tone.NEUTRAL),
        ("ASSAULT", "RI", Tone.CONFLICTUAL),
        ("ACCUSE", "RI", Tone.CRITICAL),
    ],
)
def test_an_act_has_a_tone(kind: str, sides: str, expected: Tone) -> None:
    assert tone(made(kind, sides), PAIR) is expected


def test_what_two_do_together_to_a_third_is_no_conflict_between_them() -> None:
    assert tone(made("ASSAULT", "RI>R"), frozenset({"RUS", "POL"})) is Tone.NEUTRAL


def test_only_what_took_place_is_counted() -> None:
    planned = event(LATER, LATER.text[:30], "AGREE", "accused", [RUSSIA], [INDIA], status=Status.FUTURE)
    assert tally([made("ACCUSE", "R>I"), planned], PAIR) == Tally(critical=1)
