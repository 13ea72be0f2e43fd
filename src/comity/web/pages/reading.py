"""Reading: files, a pasted text or addresses become documents and records, with progress, and errors in plain words."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path, PurePath
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from comity.errors import ComityError, InputError
from comity.ledger import Filter
from comity.records.days import day as day_of
from comity.web.guard import CSRF_HEADER, is_csrf_of
from comity.web.reader import MOST_DOCUMENTS, Item
from comity.web.readings import Found, Reading, Readings
from comity.web.site import Site
from comity.web.views import page, session_of, site_of

router = APIRouter()

MOST_FILES, MOST_ADDRESSES = 50, 20
_MOST_FIELDS = 20
_LONGEST_TEXT = 5_000_000  # bytes of a pasted text
_LONGEST_NAME = 100
_COUNTED = 40  # documents whose records are counted on the page of a reading
_PASTED = "pasted text"


def readings_of(request: Request) -> Readings:
    """The queue of readings of the room."""
    return cast(Readings, request.app.state.readings)


@router.get("/read")
def form(request: Request) -> Response:
    """The form, and what was read lately."""
    return _form(request)


@router.post("/read")
async def begin(request: Request) -> Response:
    """Take what was given and put it into the queue; on to its progress."""
    async with request.form(max_files=MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LONGEST_TEXT) as sent:
        token = request.headers.get(CSRF_HEADER) or str(sent.get("csrf", ""))
        if not is_csrf_of(session_of(request), token):
            return _form(request, "The page was open for too long: what you gave was not read. Give it again.", 403)
        try:
            reading = await run_in_threadpool(_begun, request, sent)
        except ComityError as error:
            return await run_in_threadpool(_form, request, str(error), 422)
    return RedirectResponse(f"/read/progress?reading={reading.id}", 303)


@router.get("/read/progress")
def progress(request: Request, reading: str = "") -> Response:
    """How far a reading is: as JSON for the script of the page, else as a page."""
    found = readings_of(request).get(reading)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(found.to_json())
    counts = _counts(site_of(request), found) if found.over else {}
    return page(request, "reading.html", _common(request) | {"reading": found, "counts": counts})


@router.post("/read/{reading}/stop")
async def stop(request: Request, reading: str) -> Response:
    """End a reading; what was read so far is kept."""
    sent = await request.form()
    if not is_csrf_of(session_of(request), str(sent.get("csrf", ""))):
        return _form(request, "The page was open for too long: reload it and try again.", 403)
    found = readings_of(request).get(reading)
    found.stop.set()
    return RedirectResponse(f"/read/progress?reading={found.id}", 303)


def _common(request: Request) -> dict[str, Any]:
    return {
        "reading": None,
        "problem": "",
        "latest": readings_of(request).all(),
        "fetching": site_of(request).rules.fetching,
        "largest": site_of(request).rules.largest_upload,
        "most_files": MOST_FILES,
        "most_addresses": MOST_ADDRESSES,
        "most_documents": MOST_DOCUMENTS,
    }


def _form(request: Request, problem: str = "", status: int = 200) -> Response:
    return page(request, "reading.html", _common(request) | {"problem": problem}, status)


def _begun(request: Request, sent: FormData) -> Reading:
    """The reading of what a form holds. Raises InputError where that is nothing, or cannot be used."""
    readings = readings_of(request)
    files_day, text_day = _day(sent, "files_day"), _day(sent, "day")
    addresses = _addresses(sent, site_of(request))
    folder = readings.folder()
    try:
        items = [*_files(sent, folder, files_day), *_text(sent, folder, text_day)]
        items += [Item(f"address {number}", address) for number, address in enumerate(addresses, 1)]
        if not items:
            raise InputError("nothing was given: choose files, paste a text, or name addresses")
        return readings.begin(folder, items)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _files(sent: FormData, folder: Path, published: date | None) -> list[Item]:
    """The files of a form, each written into the folder under a name of its own that is safe there."""
    items: list[Item] = []
    for file in sent.getlist("files"):
        if not isinstance(file, UploadFile) or not (file.filename or file.size):
            continue
        name = _free(folder, safe_name(file.filename or ""))
        with (folder / name).open("xb") as kept:
            shutil.copyfileobj(file.file, kept)
        items.append(Item(name, published=published))
    return items


def _text(sent: FormData, folder: Path, published: date | None) -> list[Item]:
    """The pasted text, its title in front as a header line, where one was given."""
    text = str(sent.get("text") or "").replace("\r\n", "\n")
    if not text.strip():
        return []
    title = " ".join(str(sent.get("title") or "").split())[:300]
    name = _free(folder, safe_name(f"{title or _PASTED}.txt"))
    (folder / name).write_text(f"Title: {title}\n{text}" if title else text, encoding="utf-8", errors="replace")
    return [Item(name, published=published)]


def _addresses(sent: FormData, site: Site) -> list[str]:
    """The addresses of a form, each once. Raises InputError where they are too many, or fetching is off."""
    lines = dict.fromkeys(str(sent.get("addresses") or "").split())
    if lines and not site.rules.fetching:
        raise InputError("this room fetches nothing from the network: start it with  comity serve --fetch")
    if len(lines) > MOST_ADDRESSES:
        raise InputError(f"these are {len(lines):,} addresses: give at most {MOST_ADDRESSES} at a time")
    return list(lines)


def _day(sent: FormData, name: str) -> date | None:
    """A full day of a form: a month would date "on Sunday" wrongly. Raises InputError for others."""
    text = str(sent.get(name) or "").strip()
    if text and text.count("-") != 2:
        raise InputError(f"{text!r} is not a day; write it in full, such as 2024-11-11")
    return day_of(text) if text else None


def safe_name(given: str) -> str:
    """The name of a file as it may stand in a folder of ours: no path, nothing hidden, nothing that steers a shell."""
    name = PurePath(given.replace("\\", "/")).name
    name = re.sub(r"[^\w .,()'’&+-]", "_", name).strip(" .-") or "file"
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) <= 10:
        return f"{stem[:_LONGEST_NAME]}.{suffix}"
    return name[:_LONGEST_NAME]


def _free(folder: Path, name: str) -> str:
    """The name, with a number where the folder has a file of this name already."""
    stem, suffix, number = PurePath(name).stem, PurePath(name).suffix, 1
    while (folder / name).exists():
        number += 1
        name = f"{stem} ({number}){suffix}"
    return name


def _counts(site: Site, reading: Reading) -> dict[str, list[tuple[int, str]]]:
    """By document, how many records of each kind were coded from it."""
    documents = [found for given in reading.given for found in given.documents][:_COUNTED]
    return {one.id: counted for one in documents if (counted := _counted(site, one)) is not None}


def _counted(site: Site, found: Found) -> list[tuple[int, str]] | None:
    try:
        site.ledger.document(found.id)
    except InputError:
        return None
    kinds = Counter(one.record.kind for one in site.ledger.linked_records(Filter(document=found.id)))
    return [(kinds[kind], kind) for kind in ("event", "figure", "thread") if kinds[kind]]
