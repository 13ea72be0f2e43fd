"""Speed, memory and correctness of linking at several sizes, on made-up reports of which the truth is known.

    python -m benchmarks.linking                                    10,000, 50,000 and 200,000 records
    python -m benchmarks.linking --sizes 10000,50000 --corpus FILE  other sizes, and a corpus beside them

For each size
- the records of `benchmarks/synthetic.py` are stored in a new ledger, but for some documents that are held back;
- everything is linked anew in a process of its own: seconds of the clock and of the processor, peak memory;
- B³ of the links against the truth.
Over the sizes, the exponent of processor time against records is fitted (1 is linear). In the largest ledger the
documents held back are then read one by one, each followed by `link(ledger)`: how long does one more document take,
and how many records are looked at again? The export after them must be that of linking everything anew; exit code 1
where it is not. Storing is not timed.

`--corpus FILE` names documents (JSONL) that are read, which takes minutes, or a ledger (.sqlite), which is copied.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import multiprocessing
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.memory import peak
from benchmarks.synthetic import SEED
from benchmarks.synthetic_text import Made, documents
from comity import __version__
from comity.evaluation.link_score import BCubed, b_cubed
from comity.ledger import Ledger
from comity.linking import LinkSummary, link
from comity.pipeline import fingerprint, read
from comity.reading import read as documents_in
from comity.settings import Settings

SIZES = (10_000, 50_000, 200_000)
TARGET_PEAK, TARGET_EXPONENT, TARGET_SECONDS, TARGET_ONE = 2e9, 1.15, 180.0, 2.0
HELD_BACK = 9  # documents that come later
CODER = "made"


@dataclass(frozen=True, slots=True)
class Run:
    """One linking: what it did, how long it took and how much memory its process held at most."""

    summary: LinkSummary
    seconds: float
    processor: float
    peak: int

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.summary.relinked / self.seconds if self.seconds else math.inf


def main() -> int:
    """Measure what the options ask for and print it; 1 where linking bit by bit is not linking anew."""
    options = _options()
    sizes = sorted(int(size) for size in options.sizes.split(",") if size)
    say(f"Comity {__version__}, Python {platform.python_version()}, {platform.machine()}, seed {options.seed}")
    same = True
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as name:
        folder = Path(name)
        if options.corpus is not None:
            _corpus(options.corpus, folder)
        runs = []
        for size in sizes:
            ledger, later, truth = _stored(folder / f"{size}.sqlite", size, options.seed)
            run = apart(_linked_anew, ledger)
            runs.append((size, run))
            say(f"{size:>9,} records: {_line(run)}{_missed(run)}")
            for kind, score in _scores(ledger, truth).items():
                say(f"            B³ of {kind}s: {_rates(score)}")
            if size == sizes[-1]:
                same = _one_more(ledger, later)
            ledger.unlink()
        if len(runs) > 1:
            power = exponent(runs)
            say(f"time grows with the power {power:.2f} of the number of records (to be below {TARGET_EXPONENT})")
    return 0 if same else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed, memory and correctness of linking on made-up reports.")
    parser.add_argument(
        "--sizes", default=",".join(map(str, SIZES)), help="numbers of records, with commas between them"
    )
    parser.add_argument("--corpus", type=Path, default=None, help="also a corpus (JSONL) or a ledger (.sqlite)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the made-up world")
    return parser.parse_args()


def say(line: str) -> None:
    """Print at once."""
    print(line, flush=True)


def exponent(runs: Sequence[tuple[int, Run]]) -> float:
    """The slope of the logarithm of processor seconds over that of records, by least squares."""
    sizes = [math.log(size) for size, _ in runs]
    return statistics.linear_regression(sizes, [math.log(run.processor) for _, run in runs]).slope


def apart(work: Callable[..., Any], *given: Any) -> Any:
    """What a function gives in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def _linked_anew(path: Path) -> Run:
    return _timed(path, anew=True)


def _timed(path: Path, *, anew: bool = False) -> Run:
    with Ledger.open(path) as ledger:
        clock, processor = time.perf_counter(), time.process_time()
        summary = link(ledger, anew=anew)
        return Run(summary, time.perf_counter() - clock, time.process_time() - processor, peak())


def _line(run: Run) -> str:
    found = f"{run.summary.events:,} events, {run.summary.threads:,} threads, {run.summary.reprints:,} reprints"
    speed = f"{run.seconds:.1f} s ({run.processor:.1f} s of the processor), {run.rate:,.0f} records/s"
    return f"{speed}, peak {run.peak / 1e6:,.0f} MB; {found}"


def _missed(run: Run) -> str:
    slow, large = run.seconds > TARGET_SECONDS, run.peak > TARGET_PEAK
    return "; TOO SLOW" * slow + "; TOO LARGE" * large


def _rates(score: BCubed) -> str:
    return f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f} ({score.mentions:,} records)"


def _stored(path: Path, size: int, seed: int) -> tuple[Path, list[Made], dict[str, str]]:
    """A new ledger of so many made-up records, the documents held back, and the truth by record id."""
    later: list[Made] = []
    truth: dict[str, str] = {}
    held = {size * number // (HELD_BACK + 1) for number in range(1, HELD_BACK + 1)}
    stored = 0
    with Ledger.open(path) as ledger:
        for made in documents(size, seed):
            truth |= {record.id: key for record, key in zip(made.records, made.truth, strict=True)}
            if any(stored <= at < stored + len(made.records) for at in held):
                later.append(made)
            else:
                _store(ledger, made)
            stored += len(made.records)
    return path, later, truth


def _store(ledger: Ledger, made: Made) -> None:
    ledger.store(made.document, made.records, coder_version=CODER, fingerprint=fingerprint(made.document))


def _scores(path: Path, truth: dict[str, str]) -> dict[str, BCubed]:
    pairs: dict[str, list[tuple[str, str]]] = {}
    with Ledger.open(path, read_only=True) as ledger:
        for found in ledger.linked_records():
            group = found.event_id or found.thread_id or found.record.id
            pairs.setdefault(found.record.kind, []).append((truth[found.record.id], group))
    return {kind: b_cubed(several) for kind, several in pairs.items()}


def _one_more(path: Path, later: Sequence[Made]) -> bool:
    """Read and link the documents held back one by one; whether the links are then those of linking anew."""
    seconds = []
    for made in later:
        with Ledger.open(path) as ledger:
            _store(ledger, made)
        run: Run = apart(_timed, path)
        seconds.append(run.seconds)
        again = f"{run.summary.relinked:,} linked again"
        say(f"            one more document, {len(made.records)} records: {run.seconds:.2f} s, {again}")
    if seconds:
        middle, most = statistics.median(seconds), max(seconds)
        say(f"            median {middle:.2f} s (to be below {TARGET_ONE:.0f} s), at most {most:.2f} s")
    before = exported(path)
    apart(_linked_anew, path)
    same = exported(path) == before
    say(f"            linking everything anew gives {'the same export' if same else 'ANOTHER EXPORT'}")
    return same


def exported(path: Path) -> str:
    """A hash of the export."""
    digest = hashlib.sha256()
    with Ledger.open(path, read_only=True) as ledger:
        for row in ledger.export_rows():
            digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _corpus(source: Path, folder: Path) -> None:
    if not source.is_file():
        sys.exit(f"{source} is not here: name documents (JSONL) or a ledger (.sqlite) with --corpus")
    path = folder / "corpus.sqlite"
    if source.suffix == ".sqlite":
        shutil.copy(source, path)
    else:
        settings = Settings.from_environment()
        with Ledger.open(path) as ledger:
            read(ledger, documents_in([str(source)], settings=settings), settings=settings)
    run = apart(_linked_anew, path)
    say(f"{source.name}, {run.summary.relinked:,} records: {_line(run)}")


if __name__ == "__main__":
    sys.exit(main())
