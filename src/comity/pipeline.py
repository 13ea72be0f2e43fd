"""The pipeline: documents in, records out (`extract`), and records into the ledger (`read`).

Coding is a pure function of document and settings; it runs in this process or, with `workers` above one, in several,
and gives the same records in the same order either way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from comity import __version__
from comity.errors import ComityError, ConflictError, EvidenceError, InputError, ReadingError
from comity.records import Document, Record
from comity.settings import Settings

# Worker processes import this file, and need neither the ledger nor the readers of file formats.
if TYPE_CHECKING:
    from comity.actors.mention import Mention
    from comity.ledger import Fingerprint, Ledger
    from comity.reading import Refusal

Coder = Callable[[Sequence[Document]], list[list[Record]]]
"""Codes some documents together: for each, its records."""

CoderMaker = Callable[[Settings], Coder]
"""Makes a coder, once in each process. To be used with workers it must be a function at the top of a module."""

Outcome = list[Record] | str
"""What became of a document: its records, or why it was refused."""

_PARSED_TOGETHER = 4  # documents: the first of a chunk are coded while the next are parsed
_TURN = 0.0005  # seconds that a thread may keep Python to itself while another waits
_CHUNK_DOCUMENTS = 16  # that a worker gets at once
_CHUNK_DOCUMENTS_HERE = 48  # more, since parser and coder wait for each other at the end of a chunk
_CHUNK_CHARACTERS = 60_000
_CHUNKS_AHEAD = 3  # per worker: enough to keep all busy while a long document is waited for, and memory flat


@dataclass(slots=True)
class ReadSummary:
    """What a reading did so far: numbers of documents and records, and the refused with reasons."""

    read: int = 0
    skipped: int = 0
    records: int = 0
    superseded: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """All documents that came by."""
        return self.read + self.skipped + len(self.refused)


def extract(
    documents: Iterable[Document | Refusal],
    *,
    settings: Settings,
    workers: int = 1,
    coder: CoderMaker | None = None,
    on_refused: Callable[[Refusal], None] | None = None,
) -> Iterator[tuple[Document, list[Record]]]:
    """Each document with its records (by start, kind, id), in the order given; nothing is kept.

    Documents in other languages than English, and those that name no actor, have no records. Documents are taken a few
    at a time, so memory does not grow with their number. What could not be read or coded goes to `on_refused`; without
    it the first such raises ReadingError.
    """

    def refuse(refusal: Refusal) -> None:
        if on_refused is None:
            raise ReadingError(refusal.source, refusal.reason)
        on_refused(refusal)

    for document, outcome in _outcomes(_readable(documents, refuse), settings, workers, coder or own_coder):
        if isinstance(outcome, str):
            refuse(_refusal(document, outcome))
        else:
            yield document, outcome


def read(
    ledger: Ledger,
    documents: Iterable[Document | Refusal],
    *,
    settings: Settings,
    workers: int = 1,
    coder: CoderMaker | None = None,
    on_progress: Callable[[ReadSummary], None] | None = None,
) -> ReadSummary:
    """Code the documents that the ledger does not hold yet and store each in one transaction.

    A document that cannot be coded or stored is refused with its reason and the rest goes on. An interruption at any
    point loses at most the documents in hand; reading again continues from there. `on_progress` gets the running
    summary after every document. Links are made afterwards, by `comity.linking.link`.
    Raises LedgerError when the ledger itself fails, InputError when the language model is not installed.
    """
    summary = ReadSummary()
    make = coder or own_coder
    coded_by = coder_version(settings, make)

    def report() -> None:
        if on_progress is not None:
            on_progress(summary)

    def refuse(refusal: Refusal) -> None:
        summary.refused.append(refusal)
        report()

    def unknown() -> Iterator[Document]:
        for document in _readable(documents, refuse):
            try:
                known = ledger.knows(document, coded_by)
            except _REFUSALS as error:
                refuse(_refusal(document, _reason(error)))
                continue
            if known:
                summary.skipped += 1
                report()
            else:
                yield document

    for document, outcome in _outcomes(unknown(), settings, workers, make):
        if isinstance(outcome, str):
            refuse(_refusal(document, outcome))
            continue
        try:
            stored = ledger.store(document, outcome, coder_version=coded_by, fingerprint=fingerprint(document))
        except _REFUSALS as error:
            refuse(_refusal(document, _reason(error)))
            continue
        summary.skipped += stored.skipped
        summary.read += not stored.skipped
        summary.records += stored.added
        summary.superseded += stored.superseded
        report()
    return summary


_REFUSALS = (InputError, ConflictError, EvidenceError)
"""Errors of one document; every other one is of the ledger or the set-up, and ends the reading."""


def coder_version(settings: Settings, make: CoderMaker | None = None) -> str:
    """What coding depends on: Comity, the language model, the learned coder if there is one, and any other coder."""
    from comity.coding.learned import model_version

    try:
        parser = version(settings.spacy_model)
    except PackageNotFoundError:
        parser = "unknown"
    learned = model_version() if settings.model else None
    other = f"+{make.__module__}.{make.__qualname__}" if make not in (None, own_coder) else ""
    return f"{__version__}+{settings.spacy_model}-{parser}+{learned or 'rules'}{other}"


def fingerprint(document: Document) -> Fingerprint:
    """What reprints of the document are known by."""
    from comity.ledger import Fingerprint
    from comity.reading.reprints import same_text_key, signature

    return Fingerprint(same_text_key(document.text), signature(document.text))


def own_coder(settings: Settings) -> Coder:
    """The coder of Comity: language, actors, coding by rules and, where it is installed and wanted, the model.
    Raises InputError when the language model is not installed."""
    return _coder(settings, every=False)


def coder_of_every_text(settings: Settings) -> Coder:
    """The same for texts that somebody asks about: those that name no actor are coded too ("The plant at Kudankulam
    has six reactors"). Raises InputError when the language model is not installed."""
    return _coder(settings, every=True)


def _coder(settings: Settings, *, every: bool) -> Coder:
    # These load the parser, which a reading that finds nothing new never needs.
    from comity.actors import find_mentions, named
    from comity.coding import code
    from comity.coding.learned import pair_model
    from comity.language import Analyser, Analysis

    model = pair_model() if settings.model else None
    analyser = Analyser(settings.spacy_model)
    analyser.analyse(Document(id="", text="Ready."))  # a missing model must fail here, not once per document
    aside = ThreadPoolExecutor(1)  # codes, and asks the model, while the parser works on the next documents

    def coded(analysis: Analysis, mentions: Sequence[Mention]) -> list[Record]:
        return code(analysis, mentions, model)

    def code_all(documents: Sequence[Document]) -> list[list[Record]]:
        wanted = [i for i, one in enumerate(documents) if _is_english(one) and (every or named(one.text))]
        records: list[list[Record]] = [[] for _ in documents]
        analyses = analyser.analyse_many((documents[i] for i in wanted), batch_size=_PARSED_TOGETHER)
        with _quick_turns():
            waiting = [aside.submit(coded, analysis, find_mentions(analysis)) for analysis in analyses]
            for i, future in zip(wanted, waiting, strict=True):
                records[i] = future.result()
        return records

    return code_all


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Threads take turns more often: the one that comes back from the model, which runs outside of Python, would else
    wait for the parser almost as long as the model took."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _readable(documents: Iterable[Document | Refusal], refuse: Callable[[Refusal], None]) -> Iterator[Document]:
    for document in documents:
        if isinstance(document, Document):
            yield document
        else:
            refuse(document)


def _refusal(document: Document, reason: str) -> Refusal:
    from comity.reading import Refusal

    return Refusal(document.source or document.id, reason)


def _reason(error: ComityError) -> str:
    return error.reason if isinstance(error, ReadingError) else str(error)


def _is_english(document: Document) -> bool:
    """Whether the coder can read it: English, or too short to tell, in which case the actors named in it decide."""
    return document.language.lower().replace("_", "-").split("-")[0] in ("en", "eng", "english", "und")


def _outcomes(
    documents: Iterable[Document], settings: Settings, workers: int, make: CoderMaker
) -> Iterator[tuple[Document, Outcome]]:
    """Every document with its outcome, in order, coded here or by worker processes."""
    chunks = _chunks(documents, _CHUNK_DOCUMENTS if workers > 1 else _CHUNK_DOCUMENTS_HERE)
    coded = _in_workers(chunks, settings, workers, make) if workers > 1 else _in_this_process(chunks, settings, make)
    for chunk, outcomes in coded:
        yield from zip(chunk, outcomes, strict=True)


def _chunks(documents: Iterable[Document], most: int) -> Iterator[list[Document]]:
    chunk: list[Document] = []
    characters = 0
    for document in documents:
        chunk.append(document)
        characters += len(document.text)
        if len(chunk) >= most or characters >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


Coded = Iterator[tuple[list[Document], list[Outcome]]]


def _in_this_process(chunks: Iterator[list[Document]], settings: Settings, make: CoderMaker) -> Coded:
    coder: Coder | None = None
    for chunk in chunks:
        coder = coder or make(settings)
        yield chunk, _code(coder, chunk)


def _in_workers(chunks: Iterator[list[Document]], settings: Settings, workers: int, make: CoderMaker) -> Coded:
    # Not fork: the parent may hold threads and database connections, which a forked child must not share.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context(method), _start_worker, (make, settings))
    waiting: deque[tuple[list[Document], Future[list[Outcome]]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_code_in_worker, chunk)))
            if len(waiting) > workers * _CHUNKS_AHEAD:
                yield _result(waiting)
        while waiting:
            yield _result(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _result(waiting: deque[tuple[list[Document], Future[list[Outcome]]]]) -> tuple[list[Document], list[Outcome]]:
    chunk, future = waiting.popleft()
    try:
        return chunk, future.result()
    except BrokenProcessPool:
        raise ComityError(
            f"a worker process died while coding {chunk[0].id} or a document after it, perhaps for want of memory:"
            " run the command again with fewer --workers"
        ) from None


@dataclass(slots=True)
class _Worker:
    """What a worker process holds; the coder is made with the first chunk, so that a failure has somewhere to go."""

    make: CoderMaker
    settings: Settings
    coder: Coder | None = None


_worker: _Worker | None = None


def _start_worker(make: CoderMaker, settings: Settings) -> None:
    global _worker
    _worker = _Worker(make, settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent killed outright cannot stop its workers; they must notice by themselves."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _code_in_worker(chunk: list[Document]) -> list[Outcome]:
    assert _worker is not None
    if _worker.coder is None:
        _worker.coder = _worker.make(_worker.settings)
    return _code(_worker.coder, chunk)


def _code(coder: Coder, chunk: Sequence[Document]) -> list[Outcome]:
    """Code the documents together; where that fails, one by one, so that only the guilty one is refused."""
    try:
        return [sorted(coded, key=_text_order) for coded in coder(chunk)]
    except Exception as error:  # noqa: BLE001 - one text must not end a batch; the fault is reported with it
        if len(chunk) > 1:
            return list(chain.from_iterable(_code(coder, [document]) for document in chunk))
        if isinstance(error, ComityError):
            return [_reason(error)]
        return [f"cannot be coded, please report it with the text ({type(error).__name__}: {error})"]


def _text_order(record: Record) -> tuple[int, str, str]:
    return (record.start, record.kind, record.id)
