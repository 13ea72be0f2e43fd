"""The pages of a dyad without a browser: what they tell is what analysis finds, filtered by the address."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from comity.linking import link
from comity.pipeline import fingerprint
from comity.records import Document, Period, Precision
from comity.web.charts import plain
from comity.web.documents import words_after, words_before
from comity.web.gate import COOKIE
from comity.web.site import Rules
from tests.brief.making import HOSTILE, actor, event, figure
from tests.web.rooms import Room, ledger_at, room_at


def get(room: Room, path: str) -> str:
    answer = room.browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


TELLS = [
    ("/dyad/IND-RUS/meetings", "Visit: Vladimir Putin (Russia) and India, New Delhi"),
    ("/dyad/IND-RUS/disagreements", "US$12 billion"),
    ("/dyad/IND-RUS/changes?since=2023", "Figures newly contradicted"),
    ("/dyad/IND-RUS/numbers", "customs/exports/IND/RUS/TOTAL/USD/year"),
    ("/dyad/IND-RUS/brief", "Where sources disagree"),
]


@pytest.mark.parametrize(("path", "words"), TELLS)
def test_a_page_tells_what_analysis_finds(room: Room, path: str, words: str) -> None:
    assert words in get(room, path)


FILTERED = [
    ("/dyad/IND-RUS/meetings?level=ministers", "No meeting passes these filters"),
    ("/dyad/IND-RUS/meetings?until=2020", "No meeting passes these filters"),
    ("/dyad/IND-RUS/commitments?state=broken", "No commitment passes these filters"),
    ("/dyad/IND-RUS/commitments?pillar=space", "No commitment passes these filters"),
    ("/dyad/IND-RUS/disagreements?kind=parties", "No disagreement passes these filters"),
    ("/dyad/IND-RUS/disagreements?pillar=space", "No disagreement passes these filters"),
    ("/dyad/BRA-EGY/disagreements", "do not contradict one another about these two"),
    ("/dyad/BRA-EGY/figures", "holds no figure of these two"),
    ("/dyad/BRA-EGY/threads?stage=signed", "No thread passes these filters"),
    ("/dyad/IND-RUS/changes?since=2024", "Nothing new"),
    ("/dyad/IND-RUS/numbers?topic=space", "There is no such topic"),
    ("/dyad/BRA-EGY/numbers", "no official series of these two"),
]


@pytest.mark.parametrize(("path", "words"), FILTERED)
def test_a_page_is_filtered_by_its_address(room: Room, path: str, words: str) -> None:
    assert words in get(room, path)


@pytest.mark.parametrize(
    "path",
    [
        "/dyad/IND-RUS/meetings?since=yesterday",
        "/dyad/IND-RUS/changes?since=2023-13",
        "/dyad/IND-RUS/brief?pillar=none",
        "/dyad/IND-XXQ/changes",
    ],
)
def test_what_cannot_be_asked_is_said_in_words(room: Room, path: str) -> None:
    answer = room.browser.get(path)
    assert answer.status_code == 404
    assert "<p>" in answer.text


def test_the_brief_is_there_as_markdown_and_as_a_file(room: Room) -> None:
    markdown = room.browser.get("/dyad/IND-RUS/brief.md")
    assert markdown.headers["content-type"].startswith("text/plain")
    assert "[^1]: “" in markdown.text
    file = room.browser.get("/dyad/IND-RUS/brief.html?pillar=defence")
    assert file.headers["content-disposition"] == 'attachment; filename="ind-rus.html"'
    assert file.text.startswith("<!doctype html>")


def test_every_citation_of_the_brief_leads_to_a_sentence(room: Room) -> None:
    cited = set(re.findall(r'class="cite" href="/document/([^"#]+)#([^"]+)"', get(room, "/dyad/IND-RUS/brief")))
    assert cited
    for document, record in cited:
        assert room.site.ledger.record(record).document == document


def test_the_brief_leads_to_pages_where_the_command_line_has_commands(room: Room) -> None:
    page = get(room, "/dyad/IND-RUS/brief?most=1&since=2020")
    assert "<code>comity " not in page
    assert re.search(r'href="/dyad/IND-RUS/events\?[^"]*since=2020', page)


def test_a_panel_speaks_words_and_not_codes(room: Room) -> None:
    panels = [get(room, f"/panel/{record.id}") for record in room.site.ledger.records_of()]
    told = " ".join(re.sub(r"<[^>]+>", " ", "".join(panels)).split())
    assert "type Agreement (PLOVER AGREE" in told
    assert "on a scale of −10 to +10" in told
    assert "value US$8 billion" in told
    assert not re.search(r"verbal_|material_|under_way|canonical|e[+]?09|000000", told)


def test_figures_of_one_sentence_show_it_once(own_room: Room) -> None:
    told = Document("two", "Trade rose from $8 billion to $12 billion.", date(2021, 1, 5), publisher="Delhi Wire")
    made = [
        figure(told, told.text, number, value=value, unit="USD", measure="trade", source="IND", target="RUS")
        for number, value in (("$8 billion", 8e9), ("$12 billion", 12e9))
    ]
    own_room.site.ledger.store(told, made, coder_version="made", fingerprint=fingerprint(told))
    own_room.site.changed()
    page = get(own_room, "/dyad/IND-RUS/figures")
    assert page.count(told.text) == 1
    assert all(f"/document/two#{one.id}" in page for one in made)


def test_the_names_of_a_pair_lead_to_what_else_they_do(room: Room) -> None:
    page = get(room, "/dyad/IND-RUS")
    for code in ("IND", "RUS"):
        assert f'href="/actor/{code}"' in page
        assert room.browser.get(f"/actor/{code}").status_code == 200
    assert "No document of the ledger tells of Peru" in get(room, "/actor/PER")


def test_pages_carry_no_style_of_their_own(room: Room) -> None:
    for path, _ in TELLS:
        assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son\w+=", get(room, path))


def test_a_chart_keeps_its_style_as_attributes_and_nothing_that_runs() -> None:
    made = plain(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()" style="a:b"><style>p{}</style><script>x()</script>'
        '<g role="graphics-object" style="fill:red; stroke: blue" stroke="none"><text>a &lt; b</text></g></svg>',
        'the "label"',
    )
    assert made == (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="the &quot;label&quot;">'
        '<g stroke="none" fill="red"><text>a &lt; b</text></g></svg>'
    )


def test_a_commitment_is_told_with_its_state_and_its_sentence(own_room: Room) -> None:
    told = Document(
        "promise", "Russia agreed to deliver ten frigates to India by 2022.", date(2021, 1, 5), publisher="Delhi Wire"
    )
    due = Period(None, date(2022, 12, 31), Precision.YEAR, "by 2022")
    sides = [actor(told, "Russia", "RUS")], [actor(told, "India", "IND")]
    promised = event(told, told.text, "AGREE", "agreed", *sides, date=due, pillars=("defence",))
    own_room.site.ledger.store(told, [promised], coder_version="made", fingerprint=fingerprint(told))
    link(own_room.site.ledger)
    own_room.site.changed()
    page = get(own_room, "/dyad/IND-RUS/commitments?state=overdue&pillar=defence")
    assert "Russia → India: deliver ten frigates to India" in page
    assert f'href="/document/promise#{promised.id}">Delhi Wire, 2021-01-05' in page
    assert "due by 2022" in page
    assert "No commitment passes" in get(own_room, "/dyad/IND-RUS/commitments?state=kept")


def test_the_overview_tells_what_came_since_the_last_visit(own_room: Room) -> None:
    own_room.browser.get("/")
    _come_again(own_room)
    assert "Nothing on two states was read in since your last visit" in get(own_room, "/")
    sides = [actor(HOSTILE, "Russia", "RUS")], [actor(HOSTILE, "India", "IND")]
    told = event(HOSTILE, HOSTILE.text, "SUPPORT", "thanked", *sides, pillars=())
    own_room.site.ledger.store(HOSTILE, [told], coder_version="made", fingerprint=fingerprint(HOSTILE))
    link(own_room.site.ledger)
    own_room.site.changed()
    page = get(own_room, "/")
    assert "New since your last visit" in page
    assert "1 event, 1 document" in page
    assert "What was read in since your last visit" in get(own_room, "/dyad/IND-RUS/changes")
    assert "Support: Russia → India" in get(own_room, "/dyad/IND-RUS/changes")


def test_a_read_only_room_remembers_no_visits(tmp_path: Path) -> None:
    room = room_at(ledger_at(tmp_path / "test.sqlite"), Rules(read_only=True))
    for _ in range(2):
        assert "since your last visit" not in get(room, "/")
        _come_again(room)
    assert "The newest 90 days of the ledger" in get(room, "/dyad/IND-RUS/changes")
    assert room.site.ledger.look("web") is None
    room.site.close()


def _come_again(room: Room) -> None:
    """A new session, once what was to be done after the last answer is done."""
    room.site._aside.submit(lambda: None).result()
    room.browser.cookies.delete(COOKIE)
    assert room.browser.get("/enter", params={"key": room.gate.new_key()}).status_code == 303


def test_a_sentence_says_who_published_it_and_when(room: Room) -> None:
    assert "Delhi Wire, 2021-12-07</a>" in get(room, "/dyad/IND-RUS/events")
    assert "Delhi Wire, 2021-12-07</a>" in get(room, "/dyad/IND-RUS/figures")


@pytest.mark.parametrize(("before", "after"), [(100, 100), (8, 8)], ids=["all of it", "whole words only"])
def test_what_stands_around_a_sentence_is_cut_between_words(before: int, after: int) -> None:
    text = "They had met before. India and Russia signed. It was the last time."
    start, end = text.index("India"), text.index(" It was")
    cut = before < start
    assert words_before(text, start, before) == ("… before. " if cut else text[:start])
    assert words_after(text, end, after) == (" It was …" if cut else text[end:])


def test_the_overview_tells_as_many_events_as_the_page_of_the_pair(own_room: Room) -> None:
    body = "Russia thanked India on 2021-01-04."
    told = Document("headed", f"Russia thanks India\n\n{body}", date(2021, 1, 5), publisher="Delhi Wire")
    day = Period(date(2021, 1, 4), date(2021, 1, 4), Precision.DAY, "2021-01-04")
    sides = [actor(told, "Russia", "RUS")], [actor(told, "India", "IND")]
    head = event(told, "Russia thanks India", "SUPPORT", "thanks", *sides, pillars=())
    said = event(told, body, "SUPPORT", "thanked", *sides, date=day, pillars=())
    own_room.site.ledger.store(told, [head, said], coder_version="made", fingerprint=fingerprint(told))
    link(own_room.site.ledger)
    own_room.site.changed()
    found = re.search(r"([\d,]+) events?</span>", get(own_room, "/dyad/IND-RUS"))
    assert found is not None
    assert f'<td class="n">{found[1]}</td>' in get(own_room, "/")
