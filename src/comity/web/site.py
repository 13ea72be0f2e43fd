"""Site: what one reading room serves, and the ledger behind it."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from comity.ledger import Ledger
from comity.settings import Settings
from comity.web.kept import KeptPages
from comity.web.places import Places

T = TypeVar("T")

_STALE_SECONDS = 2.0  # how old a remembered view may be while something is being read into the ledger
_LONG_SECONDS = 0.05  # what takes longer is renewed aside
_OWN_SECONDS = 1.0  # what takes longer is renewed aside even after a change of this room's own
_REST = 10.0  # times as long as making it took, such a view is not renewed again
_MOST = 512  # remembered views
_QUIET_SECONDS = 0.4  # without a page asked for, until what nobody waits for is done
_PATIENCE = 60.0  # seconds after which it is done all the same


@dataclass(frozen=True, slots=True)
class Rules:
    """What the one who serves allows. `fetching`: whether addresses given by readers are fetched from the network."""

    read_only: bool = False
    fetching: bool = False
    largest_upload: int = 50_000_000


@dataclass(slots=True)
class _Remembered:
    """A view with what it was made from; `at`: when it was last known to hold, `made`: when it was made."""

    mark: str
    generation: int
    at: float
    made: float
    cost: float
    value: Any


@dataclass(slots=True)
class Site:
    """The ledger, opened once for all requests, with the settings of coding and the rules of the house.

    `remembered` keeps what views compute until the ledger changes, `places` the names of documents; both are safe to
    use from many threads.
    """

    ledger: Ledger
    settings: Settings
    rules: Rules = field(default_factory=Rules)
    asked: float = 0.0  # when a page was last asked for
    places: Places = field(init=False)
    pages: KeptPages = field(default_factory=KeptPages)
    _kept: dict[Hashable, _Remembered] = field(default_factory=dict)
    _generation: int = 0
    _renewed: set[Hashable] = field(default_factory=set)
    _making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _marked: tuple[float, int, str] | None = None
    _closing: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _aside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "comity-views"))

    def __post_init__(self) -> None:
        self.places = Places(self.ledger)

    @classmethod
    def open(cls, path: Path, settings: Settings, rules: Rules) -> Site:
        """Open the ledger at `path`, read-only where the rules say so. Raises LedgerError like `Ledger.open`."""
        ledger = Ledger.open(path, create=False, read_only=rules.read_only)
        return cls(ledger, settings, rules)

    def close(self) -> None:
        """Give the ledger back."""
        self._closing.set()
        self._aside.shutdown(cancel_futures=True)
        self.ledger.close()

    def changed(self) -> None:
        """Forget what views computed: this room itself changed the ledger, and its reader wants to see that."""
        with self._lock:
            self._generation += 1

    def aside(self, work: Callable[..., object], *arguments: Any) -> None:
        """Have something done after the answer, in turn with other such work."""
        self._aside.submit(work, *arguments)

    def at_leisure(self, work: Callable[..., object], *arguments: Any) -> None:
        """Have something done aside that nobody waits for: when no page has been asked for lately, or after a while."""
        self.aside(self._at_leisure, time.monotonic() + _PATIENCE, work, arguments)

    def _at_leisure(self, until: float, work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
        now = time.monotonic()
        if now >= until or now - self.asked >= _QUIET_SECONDS:
            work(*arguments)
        elif not self._closing.wait(_QUIET_SECONDS / 8):
            self.aside(self._at_leisure, until, work, arguments)

    def mark(self) -> str:
        """What views depend on: readings, reviews, decisions on links, releases of statistics."""
        marked, now = self._marked, time.monotonic()
        if marked is not None and now - marked[0] < _STALE_SECONDS / 4 and marked[1] == self._generation:
            return marked[2]
        ledger, generation = self.ledger, self._generation
        mark = f"{ledger.link_mark('web')} {ledger.linked_mark()} {ledger.statistics_mark()} {ledger.checked()}"
        self._marked = (now, generation, mark)
        return mark

    def kept(self, key: Hashable) -> Any:
        """What is remembered under a key, however old, or None."""
        found = self._kept.get(key)
        return found.value if found else None

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made again when the ledger has changed since; made once, however many ask for it.

        Whether it has is asked at most every two seconds. Where making took long, the former answer is given once more
        while the next one is made aside, the later the longer it takes, so that pages stay quick while documents are
        read in. What this room itself changed shows at once where making is quick.
        """
        kept = self._used(key)
        if kept is None:
            return self._make_once(key, make, None)
        own = kept.generation != self._generation
        long = kept.cost >= (_OWN_SECONDS if own else _LONG_SECONDS)
        if not own:
            if time.monotonic() - kept.at < _STALE_SECONDS:
                return cast(T, kept.value)
            kept.at = time.monotonic()
            if kept.mark == self.mark():
                return cast(T, kept.value)
            if long and time.monotonic() - kept.made < kept.cost * _REST:
                return cast(T, kept.value)
        if not long:
            return self._make_once(key, make, kept)
        with self._lock:
            begun = key in self._renewed
            self._renewed.add(key)
        if not begun:
            self.aside(self._renew, key, make)
        return cast(T, kept.value)

    def _used(self, key: Hashable) -> _Remembered | None:
        """What is remembered, which thereby becomes the last to be forgotten."""
        with self._lock:
            kept = self._kept.pop(key, None)
            if kept is not None:
                self._kept[key] = kept
            return kept

    def _renew(self, key: Hashable, make: Callable[[], Any]) -> None:
        """Make it, and then leave the machine to others for as long as that took."""
        begun = time.monotonic()
        try:
            self._make(key, make)
        finally:
            with self._lock:
                self._renewed.discard(key)
        self._closing.wait(time.monotonic() - begun)

    def _make_once(self, key: Hashable, make: Callable[[], T], before: _Remembered | None) -> T:
        """Make it, or wait for who makes it already; `before` is what was remembered when that was decided."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            kept = self._kept.get(key)
            if kept is not None and kept is not before and kept.generation == self._generation:
                return cast(T, kept.value)
            try:
                return self._make(key, make)
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _make(self, key: Hashable, make: Callable[[], T]) -> T:
        mark, generation, begun = self.mark(), self._generation, time.monotonic()
        value = make()
        now = time.monotonic()
        with self._lock:
            former = self._kept.pop(key, None)
            same = former is not None and former.value is value
            cost = former.cost if former is not None and same else now - begun
            while len(self._kept) >= _MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = _Remembered(mark, generation, now, now, cost, value)
        if now - begun >= _LONG_SECONDS:
            _settle()
        return value


def _settle() -> None:
    """Take what stands now out of the search for cycles: with large views in it, each search stops every reader.

    Views hold no cycles and are freed as ever when they are forgotten; the few young cycles are freed before.
    """
    gc.collect(1)
    gc.freeze()
