"""The JSON: it says what docs/records.md says, is as its description says, and takes nothing amiss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from comity.ledger import Decision
from tests.brief.making import VISIT
from tests.web.rooms import TOKEN, Room, ledger_at, room_at

Json = dict[str, Any]


# As described


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a room of its own, since decisions are added to it."""
    room = room_at(ledger_at(tmp_path_factory.mktemp("api") / "test.sqlite"))
    headers = {"Authorization": f"Bearer {TOKEN}", "Host": "localhost"}
    yield schemathesis.openapi.from_asgi("/api/openapi.json", room.app, headers=headers)
    room.site.close()


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: str(mode.value))
def test_whatever_is_asked_is_answered_as_the_description_says(
    described: Any, mode: schemathesis.GenerationMode
) -> None:
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()
        ask = hypothesis.given(case=operation.as_strategy(generation_mode=mode))(_asked_and_checked)
        try:
            hypothesis.settings(_FEW)(ask)()
        except hypothesis.errors.Unsatisfiable:
            continue  # this operation takes whatever it gets
        asked += 1
    assert asked > 10


_FEW = hypothesis.settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def _asked_and_checked(case: Any) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Host": "localhost"}
    case.call_and_validate(checks=_CHECKS, headers=headers)


def get(room: Room, path: str, **asked: Any) -> Any:
    answer = room.program().get(f"/api{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_everything_that_is_answered_is_of_the_described_shape(room: Room) -> None:
    from fastapi.routing import APIRoute
    from pydantic import TypeAdapter

    from comity.web.api import records, reviews, statistics

    thread = get(room, "/threads")[0]["thread_id"]
    series = get(room, "/series")[0]["key"]
    verdict = get(room, "/verdicts")[0]["figure"]
    given = {
        "record_id": verdict,
        "event_id": get(room, "/events", dyad="IND-RUS")[0]["event_id"],
        "thread_id": thread,
        "figure_id": verdict,
        "document_id:path": "visit",
    }
    asked = {"/events": {"dyad": "IND-RUS"}, "/observations": {"series": series}, "/search": {"q": "rifle"}}
    seen = 0
    for route in (*records.router.routes, *reviews.router.routes, *statistics.router.routes):
        assert isinstance(route, APIRoute)
        if route.response_model is None or "GET" not in (route.methods or ()):
            continue
        path = route.path
        for name, value in given.items():
            path = path.replace(f"{{{name}}}", value)
        told = get(room, path, **asked.get(route.path, {}))
        TypeAdapter(route.response_model).validate_python(told, strict=True)
        assert told or route.path.endswith("reviews"), route.path
        seen += 1
    assert seen >= 15


# As contracted


def test_records_are_those_of_the_export(room: Room) -> None:
    exported = {
        row["id"]: row for row in room.site.ledger.export_rows() if row["kind"] in ("event", "figure", "thread")
    }
    told = get(room, "/records", limit=1000)
    assert [row["id"] for row in told] == list(exported)
    assert told == list(exported.values())
    some = told[0]["id"]
    assert get(room, f"/records/{some}") == exported[some]


def test_documents_are_those_of_the_export_and_their_texts_are_whole(room: Room) -> None:
    exported = [row for row in room.site.ledger.export_rows() if row["kind"] == "document"]
    assert get(room, "/documents") == exported
    assert get(room, "/documents", limit=1, skip=1) == exported[1:2]
    assert get(room, "/documents/visit") == next(row for row in exported if row["id"] == "visit")
    answer = room.program().get("/api/texts/visit")
    assert answer.text == VISIT.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_threads_are_those_of_the_export(room: Room) -> None:
    exported = [row for row in room.site.ledger.export_rows() if row["kind"] == "thread_history"]
    assert get(room, "/threads") == get(room, "/threads", dyad="ru-in") == exported
    assert get(room, f"/threads/{exported[0]['thread_id']}") == exported[0]
    assert get(room, "/threads", dyad="FRA-DEU") == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "figure"}, {"figure"}),
        ({"kind": "thread", "dyad": "India Russia"}, {"thread"}),
        ({"document": "later"}, {"event", "figure", "thread"}),
        ({"status": "future"}, {"event"}),
        ({"pillar": "defence"}, {"event"}),
        ({"since": "2023"}, {"event", "figure", "thread"}),
        ({"until": "1999"}, set()),
        ({"dyad": "FRA-DEU"}, set()),
    ],
)
def test_records_are_filtered(room: Room, asked: Json, expected: set[str]) -> None:
    assert {row["kind"] for row in get(room, "/records", **asked)} == expected


def test_lists_are_given_in_parts(room: Room) -> None:
    whole = get(room, "/records", limit=1000)
    parts = [row for skip in range(0, len(whole), 4) for row in get(room, "/records", limit=4, skip=skip)]
    assert parts == whole


def test_an_event_comes_with_all_its_reports(room: Room) -> None:
    told = get(room, "/events", dyad="IND-RUS")
    assert told == sorted(told, key=lambda row: row["first"], reverse=True)
    twice = next(row for row in told if len(row["reports"]) == 2)
    assert {report["document"] for report in twice["reports"]} == {"visit", "reprint"}
    assert twice["sources"] == 1, "a reprint is no source of its own"
    assert get(room, f"/events/{twice['event_id']}") == twice
    assert {row["reports"][0]["status"] for row in get(room, "/events", dyad="IND-RUS", status="future")} == {"future"}


def test_series_come_with_their_vintages_and_verdicts_with_their_working(room: Room) -> None:
    (one,) = get(room, "/series", reporter="IND", partner="RUS", item="HS2709")
    (vintage,) = get(room, "/observations", series=one["key"])
    assert [row["value"] for row in vintage["observations"]] == [0.9e9, 2.3e9, 25.5e9]
    assert vintage["release"] in get(room, "/releases")
    (differs,) = get(room, "/verdicts", verdict="differs", dyad="IND-RUS")
    assert get(room, f"/verdicts/{differs['figure']}") == differs
    assert differs["working"]
    assert get(room, f"/records/{differs['figure']}")["verdicts"][0]["verdict"] == "differs"


def test_search_finds_records_and_documents(room: Room) -> None:
    found = get(room, "/search", q="rifles")
    assert {row["kind"] for row in found["records"]} == {"event", "figure", "thread"}
    assert {row["id"] for row in found["documents"]} == {"visit", "reprint", "later"}
    assert get(room, "/search", q="") == {"records": [], "documents": []}


# Faults


@pytest.mark.parametrize(
    "path",
    [
        "/records/nothing",
        "/records/nothing/reviews",
        "/documents/nothing",
        "/texts/nothing",
        "/texts/%2e%2e/%2e%2e/etc/passwd",
        "/events/nothing",
        "/threads/nothing",
        "/verdicts/nothing",
        "/observations?series=nothing",
        "/nothing",
    ],
)
def test_what_is_not_there_is_404_with_a_word(room: Room, path: str) -> None:
    answer = room.program().get(f"/api{path}")
    assert answer.status_code == 404
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/records?dyad=Atlantis-Mu",
        "/records?dyad=IND",
        "/records?since=yesterday",
        "/records?since=2024&until=2023",
        "/records?pillar=astrology",
        "/records?kind=poem",
        "/records?limit=0",
        "/records?limit=1001",
        "/records?skip=-1",
        "/records?skip=nonsense",
        "/events",
        "/events?dyad=x",
        "/events?dyad=IND-RUS&status=maybe",
        "/verdicts?verdict=maybe",
        "/search",
        "/search?q=" + "x" * 401,
    ],
)
def test_what_cannot_be_is_422_with_a_word(room: Room, path: str) -> None:
    answer = room.program().get(f"/api{path}")
    assert answer.status_code == 422
    assert isinstance(answer.json()["detail"], str)


def test_the_description_names_every_fault_and_both_ways_in(room: Room) -> None:
    told = room.program().get("/api/openapi.json").json()
    assert set(told["components"]["securitySchemes"]) == {"HTTPBearer", "APIKeyCookie"}
    for path, methods in told["paths"].items():
        for operation in methods.values():
            assert {"401", "422", "503"} <= set(operation["responses"]), path
            assert operation["summary"]
            assert ("404" in operation["responses"]) == ("{" in path or path == "/api/observations"), path
            assert operation["security"]


# Decisions


def test_a_program_decides_with_its_token(own_room: Room) -> None:
    record = next(own_room.site.ledger.records_of()).id
    answer = own_room.program().post(
        f"/api/records/{record}/reviews", json={"decision": "reject", "reviewer": "Ada", "note": "no"}
    )
    assert answer.status_code == 201
    assert answer.json() | {"at": ""} == {
        "record": record,
        "decision": "reject",
        "reviewer": "Ada",
        "at": "",
        "note": "no",
        "changes": None,
    }
    assert get(own_room, f"/records/{record}/reviews") == [answer.json()] == get(own_room, "/reviews")
    assert record not in [row["id"] for row in get(own_room, "/records", limit=1000)]
    assert record in [row["id"] for row in get(own_room, "/records", limit=1000, rejected=True)]


def test_a_browser_decides_with_the_token_of_its_session_under_its_name(own_room: Room) -> None:
    record = next(own_room.site.ledger.records_of()).id
    path = f"/api/records/{record}/reviews"
    assert own_room.browser.post(path, json={"decision": "accept", "reviewer": "Ada"}).status_code == 403
    headers = {"x-csrf": own_room.csrf}
    assert own_room.browser.post(path, json={"decision": "accept"}, headers=headers).status_code == 422
    own_room.browser.post("/review/name", data={"csrf": own_room.csrf, "name": "Ada"})
    assert own_room.browser.post(path, json={"decision": "accept"}, headers=headers).status_code == 201
    assert own_room.site.ledger.reviews_of(record)[0].reviewer == "Ada"


def test_a_correction_shows_in_the_record_with_who_made_it(own_room: Room) -> None:
    event = get(own_room, "/records", kind="event")[0]
    path = f"/api/records/{event['id']}/reviews"
    new = {"decision": "correct", "reviewer": "Ada", "changes": {"status": "ongoing"}}
    assert own_room.program().post(path, json=new).status_code == 201
    now = get(own_room, f"/records/{event['id']}")
    assert now["status"] == "ongoing"
    assert now["review"]["reviewer"] == "Ada"
    assert own_room.program().post(path, json={"decision": "withdraw", "reviewer": "Ada"}).status_code == 201
    assert get(own_room, f"/records/{event['id']}") == event


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "maybe"},
        {"status": None},
        {"type": "DANCE"},
        {"type": 5},
        {"actors": "India"},
        {"actors": [{"country": "IND"}]},
        {"date": {"start": "yesterday", "end": None, "precision": "day", "text": ""}},
        {"trigger": {"text": "not these words", "start": 0, "end": 15}},
        {"pillars": ["astrology"]},
        {"pillars": "trade"},
        {"quote": "other words"},
        {"id": "ev_other"},
        {"document": "later"},
        {"confidence": 1.0},
        {"nonsense": 1},
        {"place": {"name": "half a character \ud800"}},
        {"score": float("nan")},
        {"score": 1e999},
        {},
        None,
    ],
)
def test_a_correction_that_would_leave_no_sound_record_is_refused_and_nothing_is_kept(
    own_room: Room, changes: Json | None
) -> None:
    event = get(own_room, "/records", kind="event")[0]
    sent = json.dumps({"decision": "correct", "reviewer": "Ada", "changes": changes})
    answer = own_room.program().post(
        f"/api/records/{event['id']}/reviews", content=sent, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"]
    assert own_room.site.ledger.all_reviews() == []
    assert get(own_room, f"/records/{event['id']}") == event


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"decision": "sing"}', b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_decision_is_refused(own_room: Room, body: bytes) -> None:
    record = next(own_room.site.ledger.records_of()).id
    answer = own_room.program().post(
        f"/api/records/{record}/reviews", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_decisions_of_two_reviewers_stand_side_by_side(own_room: Room) -> None:
    record = next(own_room.site.ledger.records_of()).id
    for decision, who in ((Decision.ACCEPT, "Ada"), (Decision.REJECT, "Ben")):
        own_room.site.ledger.review(record, decision, who)
    told = get(own_room, f"/records/{record}/reviews")
    assert [(row["decision"], row["reviewer"]) for row in told] == [("accept", "Ada"), ("reject", "Ben")]


def test_the_room_of_an_empty_ledger_answers(tmp_path: Path) -> None:
    room = room_at(ledger_at(tmp_path / "a.sqlite", "hostile"))
    assert get(room, "/verdicts") == get(room, "/series") == get(room, "/threads") == get(room, "/reviews") == []
