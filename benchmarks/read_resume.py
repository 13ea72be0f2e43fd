"""Reading that is killed half-way and started again, on the official releases that lie beside the repository.

    python benchmarks/read_resume.py [--workers 2] [--corpus FILE.jsonl.gz]

1. reads the corpus undisturbed into one ledger;
2. reads it into another, kills that with SIGKILL when half of the documents are stored, and starts it again;
3. compares the exports of the two ledgers byte for byte;
4. reads once more, which must change nothing, and times it.

Ends with exit code 1 when the exports differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from comity.errors import LedgerError
from comity.ledger import Ledger

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "official-releases-2021-2022.jsonl.gz"
COMITY = [sys.executable, "-c", "from comity.cli import main; main()"]


def main() -> None:
    """Run the four steps and print what each took."""
    parser = argparse.ArgumentParser(description="Kill a reading half-way, start it again, compare the exports.")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    if not options.corpus.is_file():
        sys.exit(f"{options.corpus} is not here: name a JSONL file of documents with --corpus")
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as name:
        sys.exit(_run(options.corpus, Path(name), options.workers))


def _run(corpus: Path, folder: Path, workers: int) -> int:
    whole, killed = folder / "undisturbed.sqlite", folder / "killed.sqlite"
    seconds = _read(corpus, whole, workers)
    documents = _stored(whole)
    _say(f"undisturbed, {workers} workers: {documents:,} documents in {seconds:.0f} s")
    kept = _read_and_kill(corpus, killed, workers, documents // 2)
    _say(f"killed with SIGKILL at {kept:,} documents")
    seconds = _read(corpus, killed, workers)
    _say(f"started again: {_stored(killed):,} documents after {seconds:.0f} s more")
    one, other = _export(whole, folder), _export(killed, folder)
    same = one == other
    _say(f"exports: {one} and {other}: {'the same bytes' if same else 'THEY DIFFER'}")
    seconds = _read(corpus, killed, workers)
    unchanged = _export(killed, folder) == other
    _say(f"read once more: {seconds:.1f} s, {'nothing changed' if unchanged else 'THE EXPORT CHANGED'}")
    return 0 if same and unchanged else 1


def _say(line: str) -> None:
    print(line, flush=True)


def _command(corpus: Path, ledger: Path, workers: int) -> list[str]:
    return [*COMITY, "read", str(corpus), "--ledger", str(ledger), "--workers", str(workers)]


def _read(corpus: Path, ledger: Path, workers: int) -> float:
    start = time.perf_counter()
    done = subprocess.run(_command(corpus, ledger, workers), capture_output=True, text=True, check=False)
    if done.returncode:
        _say(f"comity read ended with exit code {done.returncode}: {done.stderr.strip()[-2000:]}")
    return time.perf_counter() - start


def _read_and_kill(corpus: Path, ledger: Path, workers: int, at: int) -> int:
    with subprocess.Popen(_command(corpus, ledger, workers), stdout=subprocess.PIPE) as process:
        while process.poll() is None and _stored(ledger) < at:
            time.sleep(0.2)
        os.kill(process.pid, signal.SIGKILL)
        assert process.stdout is not None
        process.stdout.read()  # ends when the worker processes, which hold the other end, are gone too
    return _stored(ledger)


def _stored(ledger: Path) -> int:
    """Documents in the ledger; none while it is being made."""
    if not ledger.exists():
        return 0
    try:
        with Ledger.open(ledger, read_only=True) as kept:
            return kept.counts().documents
    except LedgerError:
        return 0


def _export(ledger: Path, folder: Path) -> str:
    output = folder / "export.jsonl"
    subprocess.run([*COMITY, "export", "--ledger", str(ledger), "--output", str(output)], check=True)
    data = output.read_bytes()
    return f"{hashlib.sha256(data).hexdigest()[:16]} ({len(data):,} bytes)"


if __name__ == "__main__":
    main()
