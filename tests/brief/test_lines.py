"""Lines of lists, as terminal and page tell them: changes, disagreements, meetings, commitments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.analysis.changes import changes
from comity.analysis.commitments import State
from comity.analysis.disagreements import disagreements
from comity.analysis.looks import Since
from comity.analysis.met import meetings_told
from comity.analysis.money import promise_ledger
from comity.analysis.said import Sources
from comity.brief import lines, news
from comity.brief.lines import Line
from comity.ledger import Ledger
from tests.analysis.told import tell


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> dict[str, news.Group]:
    found = changes(ledger, "IND-RUS", Since(day=date(2020, 1, 1)))
    return {group.name: group for group in news.groups(found, Sources(ledger), 0)}


def heads(found: tuple[Line, ...]) -> list[tuple[str, str]]:
    return [(line.left, line.head) for line in found]


def test_groups_stand_in_their_order_and_empty_ones_are_left_out(told: dict[str, news.Group]) -> None:
    assert list(told) == ["events", "threads", "contradicted", "figures"]
    assert [group.count for group in told.values()] == [4, 1, 1, 2]


def test_a_new_event_says_when_what_and_who(told: dict[str, news.Group]) -> None:
    assert heads(told["events"].lines) == [
        ("2021-12-06", "Visit: Russia → India"),
        ("reported 2021-12-07", "Agreement: India – Russia"),
        ("reported 2023-05-02", "Accusation: Russia → India"),
        ("2022", "Visit: India → Russia"),
    ]
    assert [line.labels for line in told["events"].lines] == [(), (), (), (("planned", "warn"),)]


def test_every_line_has_its_sentence_and_names_what_it_is_about(told: dict[str, news.Group], ledger: Ledger) -> None:
    kinds = {name: {(line.kind, line.id[:3]) for line in group.lines} for name, group in told.items()}
    assert kinds["events"] == {("event", "evt")}
    assert kinds["threads"] == {("thread", "thr")}
    assert kinds["figures"] == {("figure", "fi_")}
    for line in (line for group in told.values() for line in group.lines):
        for said in line.said:
            assert ledger.document(said.document).text[said.start : said.end] == said.quote
        assert line.said


def test_a_new_figure_says_how_much_of_what_and_when(told: dict[str, news.Group]) -> None:
    assert ("over 20-fold rise", "oil exports to India, Russia → India, since 2021") in heads(told["figures"].lines)


def test_a_group_is_cut_and_still_says_how_many_there_are(ledger: Ledger) -> None:
    found = changes(ledger, "IND-RUS", Since(day=date(2020, 1, 1)))
    first = news.groups(found, Sources(ledger), 1)[0]
    assert (first.count, len(first.lines)) == (4, 1)


def test_a_disagreement_has_a_voice_for_each_side(ledger: Ledger) -> None:
    (one,) = [news.contested(one) for one in disagreements(ledger, "IND-RUS")]
    assert (one.on, one.kind) == ("figure", "figure")
    assert one.about.startswith("bilateral trade")
    assert {voice.says: [said.where for _, said in voice.said] for voice in one.voices} == {
        "US$8 billion": ["Delhi Wire, 2021-12-07"],
        "US$12 billion": ["Moscow Gazette, 2023-05-02"],
    }


def test_a_meeting_says_who_where_and_what_became_of_a_plan(ledger: Ledger) -> None:
    found = meetings_told(ledger, "IND-RUS")
    (held,), (planned,) = found.held, found.planned
    assert lines.meeting(held).head == "Visit: Vladimir Putin (Russia) and India, New Delhi"
    assert [words for words, _ in lines.meeting(planned).labels] == ["its time has passed", "leaders"]


def test_a_commitment_says_who_to_whom_and_what_became_of_it(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "told.sqlite") as opened:
        tell(opened, PROMISED)
        ((one, *_), _, _) = promise_ledger(opened, "IND-RUS")
    line = lines.commitment(one)
    assert (line.left, line.head) == (
        "2024-07-10",
        "India → Russia: open consulates in Kazan and Yekaterinburg for Russia",
    )
    assert line.labels == (("kept", "good"),)
    (fate,) = line.after
    assert fate.head.startswith("kept 2025-11-20: ")
    assert fate.said[0].document == "kept"
    assert lines.counted([one]) == [(State.KEPT, 1)]


PROMISED = [
    {
        "id": "made",
        "published": date(2024, 7, 10),
        "says": [
            {
                "text": "India will open consulates in Kazan and Yekaterinburg for Russia.",
                "events": [
                    {
                        "type": "AGREE",
                        "trigger": "open",
                        "status": "future",
                        "by": {"IND": "India"},
                        "to": {"RUS": "Russia"},
                    }
                ],
            }
        ],
    },
    {
        "id": "kept",
        "published": date(2025, 11, 20),
        "says": [
            {
                "text": "India opened its consulates in Kazan and Yekaterinburg in Russia today.",
                "events": [
                    {
                        "type": "COOPERATE",
                        "trigger": "opened",
                        "by": {"IND": "India"},
                        "to": {"RUS": "Russia"},
                        "day": ["today", date(2025, 11, 20)],
                    }
                ],
            }
        ],
    },
]
