# ruff: noqa: E402 - the number of threads and the folder of the benchmarks must be set before anything is imported
"""Speed and memory of Comity, text to records, beside spaCy's own full pipeline on the same stories in the same run.

    python benchmarks/extract_speed.py                 a table: sentences per second of both, ratio, peak memory
    python benchmarks/extract_speed.py --all           every story once through Comity: is memory flat?
    python benchmarks/extract_speed.py --clock         by the clock, Comity coding beside its parser, on two threads
    python benchmarks/extract_speed.py --workers 4     the same stories with one process and with four

What is timed
- spaCy: the JSON lines of the stories, the whole pipeline of the model with named entities, one `nlp.pipe`.
- Comity: the JSON lines of the stories, language detection, parse, quotations, dates, quantities, actors, coding; each
  record checked against its text and hashed.
Both run in this process with their models loaded and warmed up on other stories; Comity on two threads, one that parses
and one that codes beside it. Every round takes other stories of the corpus, first through spaCy, then through Comity,
and the table shows medians over the rounds. Sentences are counted by spaCy for both. Seconds are processor time of all
threads, which does not count what the machine's other programs take. With `--clock` they are those of the clock, which
counts for Comity that its threads work side by side; the machine must then be idle.
Comity parses no story that names no actor, so a second line compares both on only those stories that it does parse.
"""

from __future__ import annotations

import os

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_threads] = "1"  # before numpy is loaded

import argparse
import gc
import multiprocessing
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.memory import peak, resident
from benchmarks.stories import corpus, dealt, parsed_only, spread, texts, written
from comity import __version__
from comity.pipeline import Coder, extract, own_coder
from comity.reading import Refusal, read
from comity.settings import Settings

TARGET_RATIO = 0.6
TARGET_BY_CLOCK = 1.0
TARGET_PEAK = 1.2e9
WARM_UP = 150  # stories
SPACY_BATCH = 64  # texts; the fastest of 16, 64, 256 and spaCy's own 1000 on these stories
EVERY = 2000  # stories between two lines of --all

Timer = Callable[[], float]
Run = Callable[[Sequence[str]], int]
"""Takes stories (JSON lines) through a system; gives a number of results, so that nothing can be left undone."""


@dataclass(slots=True)
class Line:
    """One line of the table: stories of all rounds, and per round sentences and seconds of each system."""

    name: str
    stories: int
    sentences: list[int]
    spacy: list[float]
    comity: list[float]

    @property
    def rates(self) -> tuple[float, float]:
        """Median sentences per second of spaCy and of Comity."""
        both = (self.spacy, self.comity)
        one, other = (statistics.median(n / t for n, t in zip(self.sentences, times, strict=True)) for times in both)
        return one, other

    @property
    def ratios(self) -> list[float]:
        """Speed of Comity over speed of spaCy, by round."""
        return [theirs / ours for theirs, ours in zip(self.spacy, self.comity, strict=True)]


def main() -> None:
    """Measure what the options ask for and print it."""
    options = _options()
    settings = Settings.from_environment()
    found = corpus(options.corpus, options.stories)
    print(f"Comity {__version__}, {settings.spacy_model}, Python {platform.python_version()}, {found.name}")
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as name:
        folder = Path(name)
        if options.all:
            _all(found.lines, folder, settings)
        elif options.workers > 1:
            _workers(spread(found.lines, options.stories), folder, settings, options.workers)
        else:
            timer = time.perf_counter if options.clock else time.process_time
            _compare(found.lines, folder, settings, options.stories, options.rounds, timer)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed and memory of Comity beside spaCy's own pipeline.")
    parser.add_argument("--stories", type=int, default=1500, help="how many stories to measure (default 1500)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds the stories are dealt out to (default 5)")
    parser.add_argument("--all", action="store_true", help="every story once through Comity, with its memory")
    parser.add_argument("--workers", type=int, default=1, help="compare one process with this many")
    parser.add_argument("--clock", action="store_true", help="time by the clock instead of by the processor")
    parser.add_argument("--corpus", type=Path, default=None, help="another corpus: JSONL with id and text")
    return parser.parse_args()


def _compare(lines: Sequence[str], folder: Path, settings: Settings, stories: int, rounds: int, timer: Timer) -> None:
    *parts, warm = dealt(spread(lines, stories + WARM_UP), 1 + max(1, stories // WARM_UP))
    measured = [line for part in parts for line in part]
    spacy_run, comity_run = _spacy(settings), _comity(settings, folder)
    count = _counter(settings)
    for run in (spacy_run, comity_run):
        run(warm)
    table = []
    parsed = parsed_only(measured, folder)
    for name, part in (("all stories", measured), ("only stories that Comity parses", parsed)):
        table.append(_measured(name, dealt(part, rounds), spacy_run, comity_run, count, timer))
    _print(table, timer)
    for system in ("spaCy", "Comity"):
        print(f"peak memory of {system} alone, in a process of its own: {_peak_of(system, measured) / 1e6:,.0f} MB")


def _measured(name: str, hands: Sequence[Sequence[str]], one: Run, other: Run, count: Run, timer: Timer) -> Line:
    line = Line(name, sum(map(len, hands)), [], [], [])
    for hand in hands:
        line.spacy.append(_seconds(one, hand, timer))
        line.comity.append(_seconds(other, hand, timer))
        line.sentences.append(count(hand))
    return line


def _seconds(run: Run, stories: Sequence[str], timer: Timer) -> float:
    gc.collect()
    start = timer()
    run(stories)
    return timer() - start


def _print(table: Sequence[Line], timer: Timer) -> None:
    print(f"\n{'':33}{'stories':>8}{'sentences':>11}{'spaCy':>9}{'Comity':>9}{'ratio':>8}   over the rounds")
    for line in table:
        one, other = line.rates
        low, high = min(line.ratios), max(line.ratios)
        middle = statistics.median(line.ratios)
        print(
            f"{line.name:<33}{line.stories:>8,}{sum(line.sentences):>11,}{one:>7,.0f}/s{other:>7,.0f}/s"
            f"{middle:>8.2f}   {low:.2f} to {high:.2f}"
        )
    by_clock = timer is time.perf_counter
    of_what = "by the clock, Comity on two threads" if by_clock else "of CPU time, one thread each"
    note = f"sentences per second {of_what}, medians of {len(table[0].spacy)} rounds"
    print(f"{note}; target ratio {TARGET_BY_CLOCK if by_clock else TARGET_RATIO}\n")


def _all(lines: Sequence[str], folder: Path, settings: Settings) -> None:
    path = written(lines, folder / "all.jsonl")
    total = len(lines)
    del lines
    print(f"\n{'stories':>9}{'records':>10}{'seconds':>9}{'stories/s':>11}{'memory':>10}{'peak':>10}")
    start, records, number = time.perf_counter(), 0, 0
    for number, (_, coded) in enumerate(_records(path, settings, _made(settings)), 1):
        records += len(coded)
        if number % EVERY == 0:
            spent = time.perf_counter() - start
            print(
                f"{number:>9,}{records:>10,}{spent:>9,.0f}{number / spent:>11,.0f}"
                f"{resident() / 1e6:>7,.0f} MB{peak() / 1e6:>7,.0f} MB",
                flush=True,
            )
    spent = time.perf_counter() - start
    print(
        f"{number:,} of {total:,} stories, {records:,} records in {spent:,.0f} s; "
        f"peak {peak() / 1e6:,.0f} MB, target under {TARGET_PEAK / 1e6:,.0f} MB"
    )


def _workers(lines: Sequence[str], folder: Path, settings: Settings, workers: int) -> None:
    path = written(lines, folder / "some.jsonl")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"\n{len(lines):,} stories, {cores} cores; time from the first byte, models loaded anew in every process")
    times = []
    for number in (1, workers):
        start = time.perf_counter()
        done = sum(
            len(coded) for _, coded in extract(read([str(path)], settings=settings), settings=settings, workers=number)
        )
        times.append(time.perf_counter() - start)
        print(f"{number:>3} {'process' if number == 1 else 'processes'}: {times[-1]:6.1f} s, {done:,} records")
    print(f"{times[0] / times[1]:.2f} times as fast")


def _spacy(settings: Settings) -> Run:
    nlp = spacy.load(settings.spacy_model)

    def run(lines: Sequence[str]) -> int:
        return sum(len(doc) for doc in nlp.pipe(texts(lines), batch_size=SPACY_BATCH))

    return run


def _counter(settings: Settings) -> Run:
    nlp = spacy.load(settings.spacy_model, exclude=["ner", "lemmatizer", "attribute_ruler", "tagger"])

    def run(lines: Sequence[str]) -> int:
        return sum(sum(1 for _ in doc.sents) for doc in nlp.pipe(texts(lines)))

    return run


def _comity(settings: Settings, folder: Path) -> Run:
    coder = _made(settings)

    def run(lines: Sequence[str]) -> int:
        return sum(len(coded) for _, coded in _records(written(lines, folder / "round.jsonl"), settings, coder))

    return run


def _made(settings: Settings) -> Coder:
    return own_coder(settings)


def _records(path: Path, settings: Settings, coder: Coder) -> Iterator[tuple[object, Sequence[object]]]:
    """Exactly what `comity extract` runs, with a coder that is already made; what is refused is named."""
    documents = read([str(path)], settings=settings)
    return extract(documents, settings=settings, coder=lambda _: coder, on_refused=_refused)


def _refused(refusal: Refusal) -> None:
    print(f"refused: {refusal.source}: {refusal.reason}", file=sys.stderr)


def _peak_of(system: str, lines: Sequence[str]) -> int:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak_here, (system, list(lines)))


def _peak_here(system: str, lines: list[str]) -> int:
    settings = Settings.from_environment()
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as name:
        run = _spacy(settings) if system == "spaCy" else _comity(settings, Path(name))
        run(lines)
    return peak()


if __name__ == "__main__":
    main()
