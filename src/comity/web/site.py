"""Site: what one reading room serves, and the ledger behind it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from comity.ledger import Ledger
from comity.settings import Settings

T = TypeVar("T")

_STALE_SECONDS = 2.0  # how old a remembered view may be while something is being read into the ledger
_LONG_SECONDS = 0.2  # what takes longer is renewed aside
_MOST = 256  # remembered views


@dataclass(frozen=True, slots=True)
class Rules:
    """What the one who serves allows. `fetching`: whether addresses given by readers are fetched from the network."""

    read_only: bool = False
    fetching: bool = False
    largest_upload: int = 50_000_000


@dataclass(slots=True)
class _Remembered:
    mark: str
    generation: int
    at: float
    cost: float
    value: Any


@dataclass(slots=True)
class Site:
    """The ledger, opened once for all requests, with the settings of coding and the rules of the house.

    `remembered` keeps what views compute until the ledger changes; safe to use from many threads.
    """

    ledger: Ledger
    settings: Settings
    rules: Rules = field(default_factory=Rules)
    _kept: dict[Hashable, _Remembered] = field(default_factory=dict)
    _generation: int = 0
    _renewed: set[Hashable] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _aside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "comity-views"))

    @classmethod
    def open(cls, path: Path, settings: Settings, rules: Rules) -> Site:
        """Open the ledger at `path`, read-only where the rules say so. Raises LedgerError like `Ledger.open`."""
        ledger = Ledger.open(path, create=False, read_only=rules.read_only)
        return cls(ledger, settings, rules)

    def close(self) -> None:
        """Give the ledger back."""
        self._aside.shutdown(cancel_futures=True)
        self.ledger.close()

    def changed(self) -> None:
        """Forget what views computed: this room itself changed the ledger, and its reader wants to see that."""
        with self._lock:
            self._generation += 1

    def aside(self, work: Callable[..., object], *arguments: Any) -> None:
        """Have something done after the answer, in turn with other such work."""
        self._aside.submit(work, *arguments)

    def mark(self) -> str:
        """What views depend on: readings, reviews, decisions on links, releases of statistics."""
        ledger = self.ledger
        return f"{ledger.link_mark('web')} {ledger.linked_mark()} {ledger.statistics_mark()} {ledger.checked()}"

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made again when the ledger has changed since.

        Whether it has is asked at most every two seconds. Where making took long, the former answer is given once more
        while the next one is made aside, so that pages stay quick while documents are read in.
        """
        kept = self._kept.get(key)
        if kept is None or kept.generation != self._generation:
            return self._make(key, make)
        if time.monotonic() - kept.at < _STALE_SECONDS:
            return cast(T, kept.value)
        kept.at = time.monotonic()
        if kept.mark == self.mark():
            return cast(T, kept.value)
        if kept.cost < _LONG_SECONDS:
            return self._make(key, make)
        with self._lock:
            begun = key in self._renewed
            self._renewed.add(key)
        if not begun:
            self._aside.submit(self._renew, key, make)
        return cast(T, kept.value)

    def _renew(self, key: Hashable, make: Callable[[], Any]) -> None:
        try:
            self._make(key, make)
        finally:
            with self._lock:
                self._renewed.discard(key)

    def _make(self, key: Hashable, make: Callable[[], T]) -> T:
        mark, generation, begun = self.mark(), self._generation, time.monotonic()
        value = make()
        now = time.monotonic()
        with self._lock:
            while len(self._kept) >= _MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = _Remembered(mark, generation, now, now - begun, value)
        return value
