"""The reading room under load: a large ledger, many readers at once, and a `comity read` that writes meanwhile.

    python -m benchmarks.web_load --ledger BIG.sqlite --examples EXAMPLES.sqlite

- A ledger of 50,000 documents and 500,000 records is made where there is none at BIG (`web_ledger.py`; that takes
  some minutes), and copied: what the writer adds goes into the copy.
- The room is served by a process of its own. First one reader alone, then 20 at once go through its pages: each is a
  session of its own on a connection of its own and asks for the next page as soon as it has one (`--pause` lets them
  read for so many seconds in between). First nobody writes, then a `comity read` of documents that are new goes on.
- In the same turn a bare FastAPI application answers with a ready text as long as the events page: what the same
  readers get from the same machine at best, for comparison.
- With the ledger of the examples: the time to the first byte of each page, and its weight with all that it loads.

Times are of the clock, in milliseconds, as the reader sees them: from asking to the last byte.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks import web_ledger, web_room
from comity.ledger import Ledger

READERS, SECONDS, DOCUMENTS, PAIRS = 20, 60.0, 50_000, 40
TARGET, TARGET_SEARCH, TARGET_FIRST, TARGET_WEIGHT = 300.0, 100.0, 300.0, 300_000
HELD = ("dyad", "events", "one year of events")
"""The pages that the target is set for."""

_LINK = re.compile(r'(?:src|href)="(/static/[^"]+)"')


@dataclass
class Taken:
    """What readers saw: milliseconds by page, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0  # seconds that the room worked


@dataclass(frozen=True)
class Pages:
    """What there is to read: pairs (most events first), threads, events, documents and words."""

    pairs: Sequence[str]
    threads: Sequence[str]
    events: Sequence[str]
    documents: Sequence[str]
    words: Sequence[str]

    def any(self, chance: random.Random) -> tuple[str, str]:
        """A page by name, and an address of it; of pairs those with more events come more often, as 1 / rank."""
        weights = [1 / rank for rank in range(1, len(self.pairs) + 1)]
        pair = chance.choices(self.pairs, weights)[0]
        year = chance.randint(2014, 2023)
        return chance.choice(
            (
                ("overview", "/"),
                *((("dyad", f"/dyad/{pair}"),) * 3),
                *((("events", f"/dyad/{pair}/events"),) * 3),
                *((("one year of events", f"/dyad/{pair}/events?since={year}&until={year}"),) * 2),
                ("threads", f"/dyad/{pair}/threads"),
                ("thread", f"/thread/{chance.choice(self.threads)}"),
                ("event", f"/event/{chance.choice(self.events)}"),
                ("document", f"/document/{chance.choice(self.documents)}"),
                ("search", f"/search?q={chance.choice(self.words)}"),
                ("API: dyads", "/api/dyads"),
                ("API: events", f"/api/events?dyad={pair}&limit=20"),
            )
        )


def main() -> int:
    """Measure and print; 1 where a page failed."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="comity-load-", dir=options.folder) as name:
        folder, failed = Path(name), False
        if options.examples:
            failed |= _examples(_copied(options.examples, folder))
        if options.ledger:
            if not options.ledger.exists():
                web_ledger.make(options.ledger, options.documents, _say)
            failed |= _large(_copied(options.ledger, folder), options)
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The reading room under load.")
    parser.add_argument("--ledger", type=Path, help="a large ledger; made where there is none")
    parser.add_argument("--examples", type=Path, help="the ledger of the examples, for weights and first bytes")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="of the ledger that is made")
    parser.add_argument("--readers", type=int, default=READERS, help="at once")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each part")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds that a reader reads a page, on average")
    parser.add_argument("--fresh", type=int, default=3_000, help="documents for the writer")
    parser.add_argument("--folder", type=Path, default=None, help="for the copies of the ledgers")
    return parser.parse_args()


def _say(line: str = "") -> None:
    print(line, flush=True)


def _copied(path: Path, folder: Path) -> Path:
    copy = folder / path.name
    shutil.copy(path, copy)
    with Ledger.open(copy):
        pass  # brought to the newest schema
    return copy


# The large ledger


def _large(path: Path, options: argparse.Namespace) -> bool:
    with Ledger.open(path, read_only=True) as ledger:
        counts = ledger.counts()
    _say(
        f"\n{path.name}: {counts.documents:,} documents, {counts.events + counts.figures + counts.threads:,} records,"
        f" {counts.linked_events:,} events, {counts.linked_threads:,} threads, {path.stat().st_size / 1e6:,.0f} MB;"
        f" {os.cpu_count()} processors; {options.readers} readers, pausing {options.pause:g} s"
    )
    with web_room.room(path) as room:
        begun = time.perf_counter()
        with room.reader() as reader:
            reader.get("/").raise_for_status()
            _say(f"the first overview came after {time.perf_counter() - begun:.1f} s")
            pairs = [one["dyad"] for one in reader.get("/api/dyads", params={"limit": PAIRS}).json()]
            begun, slowest = time.perf_counter(), 0.0
            for pair in pairs:
                one = time.perf_counter()
                reader.get(f"/dyad/{pair}").raise_for_status()
                slowest = max(slowest, time.perf_counter() - one)
            opened = time.perf_counter() - begun
            pages = _pages(reader, path, pairs)
            _say(
                f"the {len(pages.pairs)} pairs opened for the first time in {opened:.1f} s, the slowest {slowest:.1f} s"
            )
            weight = len(reader.get(f"/dyad/{pages.pairs[0]}/events").content)
        _say(f"memory of the room: {web_room.resident(room.pid) / 1e6:,.0f} MB")
        alone = _read(room.reader, pages, 1, options.seconds / 2, 0.0)
        _table("one reader alone", alone)
        with web_room.bare(weight) as bare:
            plain = _read(bare, Pages([], [], [], [], []), options.readers, options.seconds / 4, options.pause)
        floor = plain.times["bare page"]
        _say(f"\nbare FastAPI page of {weight / 1000:,.0f} kB, {options.readers} readers: {_line(floor)}")
        before = web_room.processor(room.pid)
        quiet = _read(room.reader, pages, options.readers, options.seconds, options.pause)
        quiet.processor = web_room.processor(room.pid) - before
        _table(f"{options.readers} readers, nobody writes", quiet, floor)
        with web_room.writer(path, options.fresh) as writer, web_room.bare(weight) as bare:
            plain = _read(bare, Pages([], [], [], [], []), options.readers, options.seconds / 4, options.pause)
            floor = plain.times["bare page"]
            _say(f"\nbare FastAPI page beside the writer: {_line(floor)}")
            before = web_room.processor(room.pid)
            busy = _read(room.reader, pages, options.readers, options.seconds, options.pause)
            busy.processor = web_room.processor(room.pid) - before
            _table(f"{options.readers} readers while `comity read` writes", busy, floor)
            _say(f"the writer: {writer()}")
        most = web_room.resident(room.pid, "VmHWM") / 1e6
        _say(f"memory of the room: {web_room.resident(room.pid) / 1e6:,.0f} MB, at most {most:,.0f} MB")
    for taken in (alone, quiet, busy):
        for fault in taken.faults[:5]:
            _say(f"FAULT {fault}")
    return any(taken.faults for taken in (alone, quiet, busy))


def _pages(reader: httpx.Client, path: Path, pairs: Sequence[str]) -> Pages:
    chance = random.Random(7)
    threads, events = [], []
    for pair in pairs[:10]:
        threads += [one["thread_id"] for one in reader.get("/api/threads", params={"dyad": pair, "limit": 20}).json()]
        events += [one["event_id"] for one in reader.get("/api/events", params={"dyad": pair, "limit": 20}).json()]
    with Ledger.open(path, read_only=True) as ledger:
        documents = [row["id"] for row in ledger.document_rows(limit=2000)]
    words = ("railway", "wheat", "ceasefire", "talks", "turbines", "border", "met", "credit")
    return Pages(pairs, threads, events, chance.sample(documents, min(200, len(documents))), words)


def _read(open_one: Callable[[], object], pages: Pages, readers: int, seconds: float, pause: float) -> Taken:
    """Let readers go through the pages for so long."""
    taken, lock, end = Taken(seconds=seconds), threading.Lock(), time.perf_counter() + seconds

    def go(number: int) -> None:
        chance = random.Random(number)
        with open_one() as reader:  # type: ignore[attr-defined]
            while time.perf_counter() < end:
                name, address = pages.any(chance) if pages.pairs else ("bare page", "/")
                begun = time.perf_counter()
                try:
                    answer = reader.get(address)
                    fault = "" if answer.status_code == 200 else f"{answer.status_code} {address} {answer.text[:200]}"
                except httpx.HTTPError as error:
                    fault = f"{address} {error!r}"
                took = (time.perf_counter() - begun) * 1000
                with lock:
                    taken.times[name].append(took)
                    if fault:
                        taken.faults.append(fault)
                if pause:
                    time.sleep(chance.expovariate(1 / pause))

    threads = [threading.Thread(target=go, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _table(title: str, taken: Taken, floor: Sequence[float] | None = None) -> None:
    every = [one for times in taken.times.values() for one in times]
    work = f", {taken.processor / len(every) * 1000:.1f} ms of the processor a page" if taken.processor else ""
    load = os.getloadavg()[0]
    _say(
        f"\n{title}: {len(every) / taken.seconds:.0f} pages a second{work}, {len(taken.faults)} faults; load {load:.1f}"
    )
    base = _quantile(floor, 0.95) if floor else 0.0
    _say("| page | asked | p50 ms | p95 ms | max ms |" + (" p95 to bare |" if floor else ""))
    _say("|:--|--:|--:|--:|--:|" + ("--:|" if floor else ""))
    for name, times in sorted(taken.times.items()):
        p50, p95 = _quantile(times, 0.5), _quantile(times, 0.95)
        bound = TARGET if name in HELD else TARGET_SEARCH if name == "search" and not floor else math.inf
        missed = " MISSED" if p95 > bound else ""
        ratio = f" {p95 / base:.1f} |" if floor else ""
        _say(f"| {name} | {len(times):,} | {p50:,.0f} | {p95:,.0f}{missed} | {max(times):,.0f} |{ratio}")


def _line(times: Sequence[float]) -> str:
    return f"p50 {_quantile(times, 0.5):,.0f} ms, p95 {_quantile(times, 0.95):,.0f} ms, {len(times):,} pages"


def _quantile(times: Sequence[float], part: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else math.nan


# The ledger of the examples


def _examples(path: Path) -> bool:
    _say(f"\n{path.name}: each page five times, one reader")
    _say("| page | first byte ms, first time | median | whole ms | kB | with all it loads |")
    _say("|:--|--:|--:|--:|--:|--:|")
    failed = False
    with Ledger.open(path, read_only=True) as ledger:
        pair = max(ledger.dyads(), key=lambda one: one.records).dyad
        thread = next(iter(ledger.thread_histories(pair)))["thread_id"]
        records = {
            one.record.kind: one for one in ledger.linked_records() if one.record.kind != "event" or one.event_id
        }
    document = max(_sizes(path).items(), key=lambda one: one[1])[0]
    tabs = (
        "",
        "events",
        "threads",
        "figures",
        "meetings",
        "commitments",
        "disagreements",
        "changes",
        "numbers",
        "brief",
    )
    addresses = ["/", *(f"/dyad/{pair}/{tab}".rstrip("/") for tab in tabs)]
    addresses += [f"/thread/{thread}", f"/event/{records['event'].event_id}", f"/figure/{records['figure'].record.id}"]
    addresses += [f"/document/{document}", f"/actor/{pair[:3]}", "/search?q=trade", "/review", "/read"]
    with web_room.room(path) as room, room.reader() as reader:
        loaded: dict[str, int] = {}
        for address in addresses:
            firsts, wholes, body = [], [], b""
            for _ in range(5):
                first, whole, body, status = _timed(reader, address)
                firsts.append(first)
                wholes.append(whole)
                failed |= status != 200
            assets = set(_LINK.findall(body.decode()))
            for asset in assets - loaded.keys():
                loaded[asset] = len(reader.get(asset).content)
            heavy = len(body) + sum(loaded[asset] for asset in assets)
            missed = " MISSED" * (firsts[0] > TARGET_FIRST or heavy > TARGET_WEIGHT)
            _say(
                f"| `{address}` | {firsts[0]:.0f} | {statistics.median(firsts):.0f} | {statistics.median(wholes):.0f} |"
                f" {len(body) / 1000:.0f} | {heavy / 1000:.0f}{missed} |"
            )
    return failed


def _sizes(path: Path) -> Mapping[str, int]:
    with Ledger.open(path, read_only=True) as ledger:
        return {one.id: len(one.text) for one, _ in ledger.documents()}


def _timed(reader: httpx.Client, address: str) -> tuple[float, float, bytes, int]:
    begun = time.perf_counter()
    with reader.stream("GET", address) as answer:
        parts = answer.iter_bytes()
        body = next(parts, b"")
        first = time.perf_counter() - begun
        body += b"".join(parts)
    return first * 1000, (time.perf_counter() - begun) * 1000, body, answer.status_code


if __name__ == "__main__":
    sys.exit(main())
