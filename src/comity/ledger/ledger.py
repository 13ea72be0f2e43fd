"""Ledger: the one door to what is kept. Opening, transactions, and thin methods over the functions beside this file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine

from comity.errors import LedgerError, NewerLedgerError
from comity.ledger import export, linked, marks, migrations, overviews, queries, reviews, schema, sqlite, statistics
from comity.ledger import store as storing
from comity.ledger.lists import Lists
from comity.ledger.searching import ANYTHING, Narrowing, search_documents, search_records
from comity.records import Document, Observation, Record, Release, SeriesTable

EVERYTHING = queries.Filter()
ALL_SERIES = statistics.Wanted()


class Ledger:
    """A ledger in an SQLite file, open for reading or writing. Use `Ledger.open` in a `with` statement.

    Every method is one transaction. All raise LedgerError when the file fails underneath; what was stored stays.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self.lists = Lists(self._reading)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> Ledger:
        """Open the ledger at `path`, making or upgrading it where needed and allowed.

        Raises NotALedgerError for any other file, NewerLedgerError for a ledger of a newer version, LedgerError when
        the file is missing (`create` false or `read_only`), or cannot be read or written.
        """
        file = Path(path)
        exists = file.exists()
        if not exists and (read_only or not create):
            raise LedgerError(f"there is no ledger at {file}: make one with  comity read FILES --ledger {file}")
        if not exists and not file.absolute().parent.is_dir():
            raise LedgerError(f"the folder {file.parent} does not exist: make it, or name another place for the ledger")
        ours = exists and sqlite.is_ledger(file)
        if exists and not ours and (read_only or not create):
            raise LedgerError(f"{file} is empty: make a ledger with  comity read FILES --ledger {file}")
        ledger = cls(file, sqlite.engine_for(file, read_only=read_only))
        try:
            ledger._ready(read_only)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def _ready(self, read_only: bool) -> None:
        with self._reading() as connection:
            revision = sqlite.revision_of(connection)
        if revision == schema.REVISION:
            return
        if revision is not None and revision > schema.REVISION:
            raise NewerLedgerError(f"{self.path} was written by a newer version of Comity: upgrade Comity to use it")
        if read_only:
            older = f"{self.path} was written by an older version of Comity"
            raise LedgerError(f"{older}: bring it up to this one with  comity upgrade --ledger {self.path}")
        with self._writing() as connection:
            migrations.upgrade(connection)
            sqlite.mark_as_ledger(connection)

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self._engine.execution_options(writing=True)
        with sqlite.translated(self.path), engine.begin() as connection:
            yield connection

    # What was read

    def knows(self, document: Document, coder_version: str) -> bool:
        """Whether this document is stored as this coder version reads it. Raises ConflictError like `store`."""
        with self._reading() as connection:
            return storing.knows(connection, document, coder_version)

    def store(
        self,
        document: Document,
        records: Iterable[Record],
        *,
        coder_version: str,
        fingerprint: storing.Fingerprint | None = None,
    ) -> storing.Stored:
        """Store a document with its records, all or nothing; storing it again changes nothing.

        Another `coder_version` supersedes the machine's records that it no longer says; records that people accepted,
        corrected or rejected stay as decided. A day of publication is added where none was known. Raises ConflictError
        when the id is taken by another text or day, EvidenceError when a record is not the document's words,
        ReadingError when the text cannot be written as UTF-8.
        """
        with self._writing() as connection:
            return storing.store(connection, document, records, coder_version=coder_version, fingerprint=fingerprint)

    def document(self, document_id: str) -> Document:
        """The document with this id. Raises InputError when there is none."""
        with self._reading() as connection:
            return queries.document(connection, document_id)

    def documents(self) -> Iterator[tuple[Document, str | None]]:
        """Every document with the id of the document it reprints (or None), by day of publication, then id."""
        with self._reading() as connection:
            yield from queries.all_documents(connection)

    def document_rows(
        self, *, ids: Collection[str] | None = None, limit: int | None = None, skip: int = 0
    ) -> list[dict[str, Any]]:
        """The rows of the contract for documents, without their texts: of one, or of so many after the first ones."""
        with self._reading() as connection:
            return list(export.document_rows(connection, ids=ids, limit=limit, skip=skip))

    # Records

    def record(self, record_id: str) -> Record:
        """The record with this id, corrected where a person corrected it. Raises InputError when there is none."""
        return self.linked_record(record_id).record

    def linked_record(self, record_id: str) -> queries.LinkedRecord:
        """The record with this id and its links. Raises InputError when there is none."""
        with self._reading() as connection:
            return queries.linked_record(connection, record_id)

    def records_of(self, asked: queries.Filter = EVERYTHING) -> Iterator[Record]:
        """The standing records that pass the filter, streaming, in the order of the export."""
        return (found.record for found in self.linked_records(asked))

    def linked_records(
        self, asked: queries.Filter = EVERYTHING, limit: int | None = None, skip: int = 0
    ) -> Iterator[queries.LinkedRecord]:
        """The standing records that pass the filter, with their links, streaming, in the order of the export."""
        with self._reading() as connection:
            yield from queries.linked_records(connection, asked, limit, skip)

    def dyads(self, among: Collection[str] | None = None) -> list[queries.DyadCount]:
        """All pairs of parties that records name together, most records first; `among` limits them to these codes."""
        with self._reading() as connection:
            return queries.dyads(connection, among)

    def overviews(
        self, among: Collection[str] | None = None, since: marks.Mark | None = None
    ) -> list[overviews.Overview]:
        """The overview of every pair of parties, most events first; what is new is what came after `since`."""
        with self._reading() as connection:
            return overviews.overviews(connection, among, since)

    def news(self, among: Collection[str] | None, since: marks.Mark) -> dict[str, tuple[int, int]]:
        """By pair how many documents and linked events came after `since`, as its overview says; none without any."""
        with self._reading() as connection:
            return overviews.news(connection, among, since)

    def counts(self) -> queries.Counts:
        """How many documents, records and linked things there are."""
        with self._reading() as connection:
            return queries.counts(connection)

    def search(self, words: str, *, limit: int = 50, within: Narrowing = ANYTHING) -> list[queries.LinkedRecord]:
        """Records whose quote holds all the words (stemmed; "a phrase" in double quotes), best first."""
        with self._reading() as connection:
            return search_records(connection, words, limit, within)

    def search_documents(self, words: str, *, limit: int = 50, within: Narrowing = ANYTHING) -> list[Document]:
        """Documents whose title or text holds all the words, best first; of `within` the days hold."""
        with self._reading() as connection:
            return search_documents(connection, words, limit, within)

    # What people decide

    def review(
        self,
        record_id: str,
        decision: reviews.Decision,
        reviewer: str,
        *,
        note: str = "",
        changes: Mapping[str, Any] | None = None,
        at: datetime | None = None,
    ) -> reviews.Review:
        """Append a decision on a record (at `at`, else now); see `comity.ledger.reviews.review` for what it raises."""
        moment = (at or datetime.now(UTC)).astimezone(UTC)
        decided = reviews.Review(record_id, reviews.Decision(decision), reviewer, moment, note, changes)
        with self._writing() as connection:
            reviews.review(connection, decided)
        return decided

    def reviews_of(self, record_id: str) -> list[reviews.Review]:
        """All decisions on a record, oldest first. Raises InputError when there is no such record."""
        with self._reading() as connection:
            return reviews.reviews_of(connection, record_id)

    def review_queue(
        self, *, dyad: str | None = None, kind: str | None = None, limit: int = 200
    ) -> list[queries.LinkedRecord]:
        """The standing records that nobody decided on, the most doubtful first; reprints are left out."""
        with self._reading() as connection:
            return reviews.queue(connection, dyad, kind, limit)

    def all_reviews(self) -> list[reviews.Review]:
        """Every decision on every record, oldest first."""
        with self._reading() as connection:
            return reviews.all_reviews(connection)

    # Links

    def printings(self) -> Iterator[linked.Printing]:
        """Every document as far as reprints are concerned."""
        with self._reading() as connection:
            yield from linked.printings(connection)

    def link_mark(self, version: str) -> marks.Mark:
        """How far this ledger has got, for linking of this version."""
        with self._reading() as connection:
            return marks.present_mark(connection, version)

    def linked_mark(self) -> marks.Mark | None:
        """How far the ledger had got when it was last linked, or None."""
        with self._reading() as connection:
            return marks.linked_mark(connection)

    def links_are_current(self, version: str) -> bool:
        """Whether this version of linking made the links from what the ledger now holds."""
        return self.linked_mark() == self.link_mark(version)

    def touched(self, since: marks.Mark) -> set[str]:
        """Ids of the records that readings, reviews and decisions on links touched since a mark."""
        with self._reading() as connection:
            return marks.touched(connection, since)

    def companions(self, records: Collection[str]) -> set[str]:
        """Ids of all records of the components that these are in."""
        with self._reading() as connection:
            return linked.companions(connection, records)

    def keyed(self, keys: Collection[str]) -> set[str]:
        """Ids of the linked records that have one of these keys."""
        with self._reading() as connection:
            return linked.keyed(connection, keys)

    def documents_read(self, since: marks.Mark) -> set[str]:
        """Ids of the documents that were read since a mark."""
        with self._reading() as connection:
            return marks.documents_read(connection, since)

    def records_of_documents(self, documents: Collection[str]) -> set[str]:
        """Ids of the records of these documents."""
        with self._reading() as connection:
            return linked.records_of_documents(connection, documents)

    def records_named(self, ids: Collection[str]) -> Iterator[Record]:
        """The standing records with these ids, in the order of the export."""
        with self._reading() as connection:
            for found in queries.records_named(connection, ids):
                yield found.record

    def set_links(self, links: linked.Links, mark: marks.Mark) -> None:
        """Put these links in the place of the former ones; see `comity.ledger.linked`."""
        with self._writing() as connection:
            linked.replace(connection, links, mark)

    def joins_of(self, group: str) -> list[linked.Join]:
        """Why the records of an event or thread belong together, the surest join first."""
        with self._reading() as connection:
            return linked.joins_of(connection, group)

    def decide_links(
        self,
        decision: linked.LinkDecision,
        one: Collection[str],
        other: Collection[str],
        reviewer: str,
        *,
        note: str = "",
        at: datetime | None = None,
    ) -> linked.Linking:
        """Append a person's decision (at `at`, else now) that the records of `one` and `other` belong together or not.

        Raises InputError when a record is not there, or a side is empty.
        """
        moment = (at or datetime.now(UTC)).astimezone(UTC)
        decided = linked.Linking(decision, tuple(sorted(one)), tuple(sorted(other)), reviewer, moment, note)
        with self._writing() as connection:
            linked.decide(connection, decided)
        return decided

    def link_decisions(self) -> list[linked.Linking]:
        """All decisions on links, oldest first."""
        with self._reading() as connection:
            return linked.decisions(connection)

    def look(self, name: str) -> marks.Mark | None:
        """How far the ledger had got at the last look of that name, or None before the first."""
        with self._reading() as connection:
            return marks.looked(connection, name)

    def note_look(self, name: str, mark: marks.Mark | None = None) -> None:
        """Remember that somebody looked, and how far the ledger had got then: up to `mark`, else now."""
        with self._writing() as connection:
            marks.note_look(connection, name, mark)

    def first_read_after(self, mark: marks.Mark) -> set[str]:
        """Ids of the documents that no reading up to a mark had read."""
        with self._reading() as connection:
            return marks.first_read_after(connection, mark)

    def newest_day(self, until: marks.Mark | None = None) -> date | None:
        """The newest day of publication of what was read, up to a mark where one is given."""
        with self._reading() as connection:
            return marks.newest_day(connection, until)

    def thread_histories(self, dyad: str | None = None) -> Iterator[dict[str, Any]]:
        """The `thread_history` objects of the contract, of all threads or of those that have both sides as parties."""
        with self._reading() as connection:
            yield from queries.thread_histories(connection, dyad)

    # Official statistics

    def add_release(self, release: Release, data: statistics.Data) -> statistics.Imported:
        """Add a release of statistics, all or nothing; every vintage is kept, and the same content is added once.

        Raises InputError when it says two things of one series and period.
        """
        with self._writing() as connection:
            return statistics.add_release(connection, release, data)

    def releases(self) -> list[Release]:
        """Every release of statistics, the oldest vintage first."""
        with self._reading() as connection:
            return statistics.all_releases(connection)

    def series(self, wanted: statistics.Wanted = ALL_SERIES) -> list[statistics.SeriesSummary]:
        """The series that are asked for, by key, with their extent."""
        with self._reading() as connection:
            return list(statistics.summaries(connection, wanted))

    def series_tables(
        self, wanted: statistics.Wanted = ALL_SERIES, *, until: date | None = None
    ) -> Iterator[SeriesTable]:
        """The series that are asked for, by key, each with the newest value of every period.

        `until` leaves out the releases that are known to be younger than that day.
        """
        with self._reading() as connection:
            yield from statistics.tables(connection, wanted, until=until)

    def vintages(self, key: str) -> list[tuple[Release, tuple[Observation, ...]]]:
        """What each release says of the series with this key, the oldest vintage first."""
        with self._reading() as connection:
            return statistics.vintages(connection, key)

    def statistics_mark(self) -> int:
        """A number that grows with every release."""
        with self._reading() as connection:
            return statistics.mark(connection)

    def set_verdicts(self, bodies: Mapping[str, dict[str, Any]], checked: str) -> None:
        """Put verdicts, by id of their figure, in the place of the former ones; `checked` says what they rest on."""
        with self._writing() as connection:
            statistics.replace_verdicts(connection, bodies, checked)

    def checked(self) -> str | None:
        """What the kept verdicts rest on, or None where there are none."""
        with self._reading() as connection:
            return statistics.checked(connection)

    def verdicts(self) -> dict[str, dict[str, Any]]:
        """The kept verdicts (`Verdict.body`) by the id of their figure."""
        with self._reading() as connection:
            return statistics.verdicts_of(connection)

    def export_rows(self) -> Iterator[dict[str, Any]]:
        """Everything as rows of the contract: documents with their records, then thread histories."""
        with self._reading() as connection:
            yield from export.export_rows(connection)
