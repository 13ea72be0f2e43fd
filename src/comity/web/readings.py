"""Readings: what people gave to be read, one after another, each in a process of its own that may take only so long."""

from __future__ import annotations

import json
import multiprocessing
import secrets
import shutil
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from comity.errors import InputError
from comity.pipeline import CoderMaker
from comity.web.reader import Item, Task, work
from comity.web.site import Site

_WAITING = 10  # readings that may wait for their turn
_REMEMBERED = 20  # readings that the page lists
_PATIENCE = 120.0  # seconds without a sign of life, and as many more for each megabyte of the largest file
_LONGEST = 1_200.0
_START = 60.0  # seconds that a process may take to begin
_LONGEST_WORD = 1_000_000  # bytes of what a process tells at once


class State(StrEnum):
    """How far a reading is."""

    WAITING = "waiting"
    READING = "reading"
    LINKING = "linking"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({State.DONE, State.STOPPED, State.FAILED})


@dataclass(frozen=True, slots=True)
class Found:
    """A document of an item: what its page needs, whether a day of publication was found, and whether it is English."""

    id: str
    title: str
    dated: bool
    english: bool


@dataclass(slots=True)
class Given:
    """Something to be read, and what became of it so far."""

    item: Item
    state: State = State.WAITING
    documents: list[Found] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As the person knows it."""
        return self.item.address or self.item.name

    @property
    def outcome(self) -> str:
        """What became of it, in a word or two."""
        if self.state in OVER:
            return "read" if self.documents and self.state is State.DONE else "not read"
        return self.state.value


@dataclass(slots=True)
class Reading:
    """One reading. `words` say in the end what went wrong with the whole of it, if anything did."""

    id: str
    folder: Path
    given: list[Given]
    at: datetime
    state: State = State.WAITING
    words: str = ""
    read: int = 0
    skipped: int = 0
    records: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in OVER

    @property
    def seen(self) -> int:
        """How many of the things given have been looked into."""
        return sum(given.state in OVER for given in self.given)

    def to_json(self) -> dict[str, Any]:
        """JSON-ready, for the page that watches."""
        return {
            "id": self.id,
            "state": self.state.value,
            "over": self.over,
            "words": self.words,
            "seen": self.seen,
            "of": len(self.given),
            "read": self.read,
            "skipped": self.skipped,
            "records": self.records,
            "items": [
                {
                    "name": given.name,
                    "state": given.outcome,
                    "documents": [found.id for found in given.documents],
                    "refused": [{"source": source, "reason": reason} for source, reason in given.refusals],
                }
                for given in self.given
            ],
        }


class Readings:
    """The queue. `coder` and `patience` (seconds without a sign of life) are for tests."""

    def __init__(self, site: Site, *, coder: CoderMaker | None = None, patience: float = _PATIENCE) -> None:
        self._site = site
        self._coder = coder
        self._patience = patience
        self._kept: dict[str, Reading] = {}
        self._queue: deque[Reading] = deque()
        self._more = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def folder(self) -> Path:
        """A new folder for the files of a reading; `begin` takes it over. Raises InputError when too many wait."""
        with self._more:
            if len(self._queue) >= _WAITING:
                raise InputError(f"{_WAITING} readings wait already: try again when some are done")
        return Path(tempfile.mkdtemp(prefix="comity-reading-"))

    def begin(self, folder: Path, items: Sequence[Item]) -> Reading:
        """Put a reading into the queue."""
        reading = Reading(secrets.token_hex(8), folder, [Given(item) for item in items], datetime.now(UTC))
        with self._more:
            self._kept[reading.id] = reading
            for old in [one for one in self._kept.values() if one.over][: max(0, len(self._kept) - _REMEMBERED)]:
                del self._kept[old.id]
            self._queue.append(reading)
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="comity-readings", daemon=True)
                self._thread.start()
            self._more.notify_all()
        return reading

    def get(self, reading_id: str) -> Reading:
        """A reading that is remembered. Raises InputError when there is none of this id."""
        found = self._kept.get(reading_id)
        if found is None:
            raise InputError("this reading is not known here any more; what it read is in the ledger")
        return found

    def all(self) -> list[Reading]:
        """The readings that are remembered, the latest first."""
        with self._more:
            return list(reversed(self._kept.values()))

    def close(self) -> None:
        """End what runs; what it read so far is kept in the ledger."""
        with self._more:
            self._closed = True
            for reading in self._kept.values():
                reading.stop.set()
            self._more.notify_all()
        if self._thread is not None:
            self._thread.join(5)

    def _serve(self) -> None:
        while True:
            with self._more:
                while not self._queue and not self._closed:
                    self._more.wait()
                if self._closed:
                    return
                reading = self._queue.popleft()
            try:
                self._read(reading)
            except Exception as error:  # noqa: BLE001 - the next reading must have its turn
                self._end(reading, State.FAILED, f"the reading could not be started ({type(error).__name__}: {error})")
            finally:
                shutil.rmtree(reading.folder, ignore_errors=True)
                self._site.changed()

    def _read(self, reading: Reading) -> None:
        """Read all together; where that hangs or dies, whatever is to blame is left out, or all is read one by one."""
        if reading.stop.is_set():
            self._end(reading, State.STOPPED)
            return
        batches = deque([list(reading.given)])
        while batches:
            batch = batches.popleft()
            blamed = _Attempt(reading, batch, self._task(reading, batch), self._patience_with(reading)).run()
            if reading.over:
                return
            if blamed is None:
                continue
            guilty, words = blamed
            if guilty is None and len(batch) > 1:
                batches.extendleft([one] for one in reversed(batch))
                continue
            guilty = guilty or batch[0]
            guilty.refusals.append((guilty.name, words))
            guilty.state = State.FAILED
            if rest := [one for one in batch if one is not guilty]:
                batches.appendleft(rest)
        self._end(reading, State.DONE)

    def _task(self, reading: Reading, batch: Iterable[Given]) -> Task:
        settings = self._site.settings
        settings = replace(settings, ledger=self._site.ledger.path.absolute())
        return Task(reading.folder, tuple(given.item for given in batch), settings, self._coder)

    def _patience_with(self, reading: Reading) -> float:
        sizes = [file.stat().st_size for file in reading.folder.iterdir() if file.is_file()]
        return min(_LONGEST, self._patience * (1 + max(sizes, default=0) / 1e6))

    def _end(self, reading: Reading, state: State, words: str = "") -> None:
        reading.words = words
        reading.state = state


class _Attempt:
    """One process that reads some of the things given, watched from here."""

    def __init__(self, reading: Reading, batch: Sequence[Given], task: Task, patience: float) -> None:
        self._reading = reading
        self._batch = batch
        self._task = task
        self._patience = patience
        self._before = (reading.read, reading.records)
        self._first = reading.state is State.WAITING
        self._at: Given | None = None
        self._ended = False
        for given in batch:
            given.state, given.documents, given.refusals = State.WAITING, [], []

    def run(self) -> tuple[Given | None, str] | None:
        """None when the process has done its work, or the reading is over; else what is to blame, and for what."""
        self._reading.state = State.READING
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = _process()(target=work, args=(theirs, self._task), daemon=True)
        process.start()
        theirs.close()
        try:
            return self._watched(ours, process)
        finally:
            process.kill()
            process.join()
            ours.close()

    def _watched(self, line: Connection, process: BaseProcess) -> tuple[Given | None, str] | None:
        waited, patience = 0.0, max(_START, self._patience)
        while True:
            if self._reading.stop.is_set():
                self._reading.words = "stopped; what was read so far is kept"
                self._reading.state = State.STOPPED
                return None
            if not line.poll(0.25):
                waited += 0.25
                if waited >= patience:
                    return self._blamed(f"stopped: nothing came of it within {patience:,.0f} seconds")
                continue
            waited, patience = 0.0, self._patience
            try:
                told = json.loads(line.recv_bytes(_LONGEST_WORD))
            except (EOFError, OSError, ValueError):
                if self._ended:
                    return None
                process.join(5)
                return self._blamed("the process that read it died, perhaps for want of memory; split it")
            self._take(told)
            if self._reading.over:
                return None

    def _blamed(self, words: str) -> tuple[Given | None, str] | None:
        """What was being opened is to blame for what happened then; while coding, nobody can tell."""
        if self._reading.state is State.LINKING:
            self._reading.words = f"the documents are kept, but linking them was not done ({words})"
            self._reading.state = State.FAILED
            return None
        return self._at, words

    def _take(self, told: dict[str, Any]) -> None:
        """Note what the process tells."""
        reading = self._reading
        match told:
            case {"stage": "done"}:
                self._ended = True
                self._close_all()
            case {"stage": stage}:
                reading.state = State(stage)
                if reading.state is State.LINKING:
                    self._close_all()
            case {"at": at}:
                self._at = self._batch[at]
                for given in self._batch[:at]:
                    given.state = State.DONE
                self._at.state = State.READING
            case {"document": found}:
                self._at = None
                one = Found(found["id"], found["title"], found["dated"], found["english"])
                self._batch[found["item"]].documents.append(one)
            case {"numbers": numbers, "refused": refused}:
                self._at = None
                reading.read = self._before[0] + numbers["read"]
                reading.records = self._before[1] + numbers["records"]
                if self._first:
                    reading.skipped = numbers["skipped"]
                self._refuse(refused)
            case {"failed": words}:
                reading.words = words
                reading.state = State.FAILED

    def _close_all(self) -> None:
        for given in self._batch:
            given.state = State.DONE

    def _refuse(self, refused: Sequence[Sequence[str]]) -> None:
        """Put each refusal to the thing that it is about."""
        for given in self._batch:
            given.refusals = [
                (source, reason)
                for source, reason in refused
                if source == given.name or _is_line_of(source, given.name)
            ]


def _process() -> type[BaseProcess]:
    """A process that is not forked: this one holds threads and database connections, which no child must share."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn").Process
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([work.__module__])  # so that the next ones begin at once
    return context.Process


def _is_line_of(source: str, name: str) -> bool:
    """Whether a source is a line of a file: `releases.jsonl:12`."""
    head, _, number = source.rpartition(":")
    return head == name and number.isdecimal()
