"""The process that reads what people give to the reading room: files and addresses become records in the ledger.

It runs apart from the room, so that a file made to keep a reader busy for ever, or to fill its memory, ends with the
process and not with the room, and so that pages stay quick meanwhile. It tells how far it is in lines of JSON.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import chdir, suppress
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from comity import pipeline
from comity.checking.check import keep_verdicts
from comity.errors import ComityError, ReadingError
from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import CoderMaker, ReadSummary
from comity.reading import Refusal, read
from comity.records import Document, document_id
from comity.settings import Settings
from comity.web.fetching import fetch

MOST_DOCUMENTS = 1_000
"""Documents of one reading; more are read at the command line, which shows how long it will take."""

_MEMORY = 6 * 1024**3  # bytes that the process may use
_ENGLISH = frozenset({"en", "eng", "english", "und"})

Say = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be read: a file of this name in the folder of the reading, or an address to be fetched into it."""

    name: str
    address: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to read, and by which coder (None: our own). The path of the ledger is absolute."""

    folder: Path
    items: tuple[Item, ...]
    settings: Settings
    coder: CoderMaker | None = None


def work(line: Connection, task: Task) -> None:
    """Read, link and check, telling of each step; every failure is told in words, and nothing is raised."""

    def say(what: dict[str, Any]) -> None:
        line.send_bytes(json.dumps(what).encode())

    _bound()
    try:
        with suppress(BrokenPipeError):
            _work(task, say)
    except ComityError as error:
        say({"failed": str(error)})
    except Exception as error:  # noqa: BLE001 - the room must learn of every fault, and stays open
        say({"failed": f"a fault of Comity itself, please report it ({type(error).__name__}: {error})"})
    finally:
        line.close()


def _work(task: Task, say: Say) -> None:
    def progress(summary: ReadSummary) -> None:
        numbers = {"read": summary.read, "skipped": summary.skipped, "records": summary.records}
        say({"numbers": numbers, "refused": [[one.source, one.reason] for one in summary.refused]})

    with Ledger.open(task.settings.ledger, create=False) as ledger, chdir(task.folder):
        say({"stage": "reading"})
        documents = _documents(task, say)
        progress(pipeline.read(ledger, documents, settings=task.settings, coder=task.coder, on_progress=progress))
        say({"stage": "linking"})
        link(ledger)
        keep_verdicts(ledger)
    say({"stage": "done"})


def _documents(task: Task, say: Say) -> Iterator[Document | Refusal]:
    """The documents of the items, each told of with the item that it comes from."""
    seen = 0
    for at, item in enumerate(task.items):
        say({"at": at})
        for one in _of_item(item, task.settings):
            seen += 1
            if seen > MOST_DOCUMENTS:
                reason = f"only {MOST_DOCUMENTS:,} documents are read at a time; read it with  comity read"
                yield Refusal(item.name, reason)
                return
            if isinstance(one, Document):
                told = {"id": one.id, "title": one.title or "", "dated": one.published is not None}
                say({"document": told | {"item": at, "english": _is_english(one)}})
            yield one


def _of_item(item: Item, settings: Settings) -> Iterator[Document | Refusal]:
    if not item.address:
        yield from read([item.name], published=item.published, settings=settings)
        return
    try:
        page = fetch(item.address, most=settings.max_bytes)
    except ReadingError as error:
        yield Refusal(error.source, error.reason)
        return
    file = Path(item.name + page.suffix)
    file.write_bytes(page.content)
    for one in read([str(file)], published=item.published, settings=settings):
        yield _of_address(one, page.address) if isinstance(one, Document) else Refusal(item.address, one.reason)


def _of_address(document: Document, address: str) -> Document:
    """A document with the address that it was fetched from, where it does not name its own."""
    url = document.url or address
    key = document_id(document.text, document.title, document.publisher, document.url)
    own = document_id(document.text, document.title, document.publisher, url) if document.id == key else document.id
    return replace(document, id=own, url=url, source=address)


def _is_english(document: Document) -> bool:
    return document.language.lower().replace("_", "-").split("-")[0] in _ENGLISH


def _bound() -> None:
    """Ctrl-C is for the room, which then ends this process; memory has an end where the system knows one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
