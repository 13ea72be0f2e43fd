"""Reading in the room: files, texts and addresses become records; what cannot be read is told in plain words."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.ledger import Filter
from comity.web.pages.reading import MOST_ADDRESSES, MOST_FILES, safe_name
from comity.web.readings import Readings
from comity.web.site import Rules
from tests.web.coders import make_coder
from tests.web.rooms import Room, ledger_at, room_at

Json = dict[str, Any]


@pytest.fixture(scope="module")
def reading_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A room whose readings are coded by the plain coder."""
    path = ledger_at(tmp_path_factory.mktemp("reading") / "test.sqlite", "visit")
    room = room_at(path, Rules(fetching=True, largest_upload=2_000_000))
    readings = Readings(room.site, coder=make_coder, patience=5.0)
    room.app.state.readings = readings
    yield room
    readings.close()
    room.site.close()


def give(room: Room, *files: tuple[str, bytes], **fields: str) -> str:
    """Give something to be read; the address of its progress."""
    uploads = [("files", file) for file in files] or None
    answer = room.browser.post("/read", data={"csrf": room.csrf, **fields}, files=uploads)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def awaited(room: Room, address: str) -> Json:
    """What a reading says when it is over."""
    while True:
        told: Json = room.browser.get(address, headers={"accept": "application/json"}).json()
        if told["over"]:
            return told
        time.sleep(0.05)


def outcomes(told: Json) -> dict[str, str]:
    return {
        item["name"]: "; ".join(refusal["reason"] for refusal in item["refused"]) or item["state"]
        for item in told["items"]
    }


def zipped(size: int) -> bytes:
    """A DOCX that unpacks to so many bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * size)
    return packed.getvalue()


# What becomes of what is given


def test_files_and_a_text_become_documents_with_records_and_links(reading_room: Room) -> None:
    address = give(
        reading_room,
        ("a.txt", b"Brazil met Egypt on 2024-11-07. Egypt sold 500 barrels."),
        ("b.md", b"# Talks in Cairo\n\nBrazil met Egypt on 2024-11-07."),
        ("many.jsonl", b'{"id": "j1", "text": "Brazil thanked Egypt."}\n{"id": "j2"}\n{"id": "j3", "text": "Yes."}\n'),
        title="Brazil and Egypt",
        text="Egypt thanked Brazil.\r\n\r\nBrazil met Egypt on 2024-11-07.",
        day="2024-11-09",
        files_day="2024-11-08",
    )
    told = awaited(reading_room, address)
    assert (told["state"], told["read"]) == ("done", 5)
    names = {item["name"]: item for item in told["items"]}
    assert list(names) == ["a.txt", "b.md", "many.jsonl", "Brazil and Egypt.txt"]
    (refused,) = names["many.jsonl"]["refused"]
    assert refused["source"] == "many.jsonl:2"
    ledger = reading_room.site.ledger
    (pasted,) = names["Brazil and Egypt.txt"]["documents"]
    document = ledger.document(pasted)
    assert (document.title, str(document.published)) == ("Brazil and Egypt", "2024-11-09")
    assert document.text == "Egypt thanked Brazil.\n\nBrazil met Egypt on 2024-11-07."
    assert str(ledger.document(names["a.txt"]["documents"][0]).published) == "2024-11-08"
    met = [one for one in ledger.linked_records(Filter(dyad="BRA-EGY", kind="event")) if "met" in one.record.quote]
    assert len({one.event_id for one in met}) == 1, "reports are linked when the reading is done"
    page = reading_room.browser.get(address).text
    assert f'href="/document/{pasted}"' in page
    assert "2 events" in page
    assert reading_room.browser.get("/dyad/BRA-EGY").status_code == 200, "and the pages know of them at once"


def test_what_is_known_is_not_read_again(reading_room: Room) -> None:
    for _ in range(2):
        told = awaited(reading_room, give(reading_room, ("same.txt", b"India thanked Brazil.")))
    assert (told["read"], told["skipped"]) == (0, 1)


def test_what_cannot_be_read_is_named_with_why_and_the_rest_is_kept(reading_room: Room) -> None:
    bomb = gzip.compress(b"India met Russia. " * 4_000_000)
    told = awaited(
        reading_room,
        give(
            reading_room,
            ("picture.png", b"\x89PNG\r\n\x1a\n0000"),
            ("empty.txt", b""),
            ("broken.pdf", b"%PDF-1.7 nothing"),
            ("bomb.docx", zipped(250_000_000)),
            ("bomb.txt.gz", bomb),
            ("table.csv", b"a,b\n1,2\n"),
            ("good.txt", b"India met Egypt on 2024-11-07."),
        ),
    )
    said = outcomes(told)
    assert said["good.txt"] == "read"
    assert "PNG image" in said["picture.png"]
    assert "empty" in said["empty.txt"]
    assert "PDF is damaged" in said["broken.pdf"]
    assert "unpacks to 250 MB" in said["bomb.docx"]
    assert "more than the 50 MB" in said["bomb.txt.gz"]
    assert "table" in said["table.csv"]
    page = reading_room.browser.get(f"/read/progress?reading={told['id']}").text
    assert all(reason.split("(")[0][:30].replace("'", "&#39;") in page for reason in said.values())


def test_a_text_without_a_day_or_in_another_language_is_remarked_upon(reading_room: Room) -> None:
    french = "Le président de la République a rencontré le ministre des affaires étrangères à Paris hier soir. " * 3
    told = awaited(reading_room, give(reading_room, ("fr.txt", french.encode()), ("undated.txt", b"India met Egypt.")))
    page = reading_room.browser.get(f"/read/progress?reading={told['id']}").text
    assert "not in English" in page
    assert "No day of publication was found" in page


# What is made to harm


def test_a_text_that_keeps_the_coder_busy_for_ever_is_given_up_and_the_rest_is_read(reading_room: Room) -> None:
    told = awaited(
        reading_room,
        give(reading_room, ("1.txt", b"India met Brazil."), ("2.txt", b"hang. India."), ("3.txt", b"Egypt met India.")),
    )
    said = outcomes(told)
    assert told["state"] == "done"
    assert said["1.txt"] == said["3.txt"] == "read"
    assert "nothing came of it" in said["2.txt"]


def test_a_text_that_kills_the_process_takes_nothing_else_with_it(reading_room: Room) -> None:
    told = awaited(reading_room, give(reading_room, ("1.txt", b"die. India."), ("2.txt", b"Russia met Brazil.")))
    said = outcomes(told)
    assert "died" in said["1.txt"]
    assert said["2.txt"] == "read"
    assert reading_room.browser.get("/").status_code == 200


def test_a_reading_can_be_stopped(reading_room: Room) -> None:
    first, second = give(reading_room, ("1.txt", b"hang. Egypt.")), give(reading_room, ("2.txt", b"Egypt met Russia."))
    waiting = reading_room.browser.get(second, headers={"accept": "application/json"}).json()
    assert waiting["state"] == "waiting", "one reading at a time"
    number = first.rpartition("=")[2]
    assert reading_room.browser.post(f"/read/{number}/stop", data={"csrf": "wrong"}).status_code == 403
    assert reading_room.browser.post(f"/read/{number}/stop", data={"csrf": reading_room.csrf}).status_code == 303
    assert awaited(reading_room, first)["state"] == "stopped"
    assert awaited(reading_room, second)["state"] == "done"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://[::1]:80/", "http://169.254.169.254/latest", "file:///etc/passwd"]
)
def test_an_address_that_is_not_public_is_refused_in_words(reading_room: Room, address: str) -> None:
    told = awaited(reading_room, give(reading_room, addresses=address))
    (item,) = told["items"]
    assert item["name"] == address
    assert "not on the public network" in outcomes(told)[address] or "begin with http" in outcomes(told)[address]


def test_addresses_are_refused_where_fetching_is_off(own_room: Room) -> None:
    assert "fetches nothing" in own_room.browser.get("/read").text
    answer = own_room.browser.post("/read", data={"csrf": own_room.csrf, "addresses": "https://example.org/"})
    assert answer.status_code == 422
    assert "comity serve --fetch" in answer.text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "nothing was given"),
        ({"text": " \r\n "}, "nothing was given"),
        ({"text": "India.", "day": "2024-11"}, "is not a day"),
        ({"text": "India.", "day": "2024-13-01"}, "is not a date"),
        ({"addresses": "\n".join(f"https://example.org/{n}" for n in range(MOST_ADDRESSES + 1))}, "at most"),
    ],
)
def test_what_cannot_be_begun_is_told_on_the_form(reading_room: Room, fields: dict[str, str], why: str) -> None:
    answer = reading_room.browser.post("/read", data={"csrf": reading_room.csrf, **fields})
    assert answer.status_code == 422
    assert why in answer.text
    assert 'id="give"' in answer.text


def test_files_are_bounded_in_number_and_size(reading_room: Room) -> None:
    few = [("files", (f"{n}.txt", b"India.")) for n in range(MOST_FILES + 1)]
    answer = reading_room.browser.post("/read", data={"csrf": reading_room.csrf}, files=few)
    assert answer.status_code == 400
    assert f"{MOST_FILES}" in answer.text
    large = [("files", ("large.txt", b"x" * 3_000_000))]
    assert reading_room.browser.post("/read", data={"csrf": reading_room.csrf}, files=large).status_code == 413


def test_without_the_token_of_the_session_nothing_is_read(own_room: Room) -> None:
    for sent in ({}, {"csrf": ""}, {"csrf": "wrong"}):
        answer = own_room.browser.post("/read", data={**sent, "text": "India met Russia."})
        assert answer.status_code == 403
    assert own_room.app.state.readings.all() == []


def test_an_unknown_reading_is_not_found(own_room: Room) -> None:
    assert own_room.browser.get("/read/progress?reading=nothing").status_code == 404
    assert own_room.browser.post("/read/nothing/stop", data={"csrf": own_room.csrf}).status_code == 422


# Names of files


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("report.pdf", "report.pdf"),
        ("Meeting (final), 3.docx", "Meeting (final), 3.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("C:\\Users\\a\\note.txt", "note.txt"),
        ("/abs/olute.txt", "olute.txt"),
        (".hidden", "hidden"),
        ("-", "file"),
        ("-rf", "rf"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\r\n.txt", "a_b__.txt"),
        ("*.txt", "_.txt"),
        ("[a]?.txt", "_a__.txt"),
        ("<script>.html", "_script_.html"),
        ("отчёт.txt", "отчёт.txt"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(given: str, expected: str) -> None:
    assert safe_name(given) == expected


def test_files_of_one_name_are_both_read_and_none_leaves_its_folder(reading_room: Room, tmp_path: Path) -> None:
    told = awaited(
        reading_room,
        give(
            reading_room,
            ("../x.txt", b"India accused Egypt."),
            ("x.txt", b"Egypt accused India."),
            ("-", b"Russia accused Egypt."),
        ),
    )
    assert outcomes(told) == {"x.txt": "read", "x (2).txt": "read", "file": "read"}


def test_nothing_of_what_was_given_is_left_behind(reading_room: Room) -> None:
    told = awaited(reading_room, give(reading_room, ("gone.txt", b"India met Russia again.")))
    kept = reading_room.app.state.readings.get(told["id"])
    for _ in range(100):
        if not kept.folder.exists():
            break
        time.sleep(0.05)
    assert not kept.folder.exists()
