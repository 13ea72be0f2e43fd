"""Pages that are kept as they were sent: what shows the same to every reader is rendered once."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Hashable

_MOST = 400  # pages
_LARGEST = 300_000  # characters of a page that is kept

SEAL = secrets.token_urlsafe(24)
"""Stands in a kept page where the token of the reader's own session belongs; nobody can write it into a page."""


class KeptPages:
    """The pages that were asked for last, each with what it was made from; safe to use from many threads."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[object, str]] = {}
        self._lock = threading.Lock()

    def page(self, key: Hashable, of: object, render: Callable[[], str]) -> str:
        """The page under a key, rendered again where it was made from something else than `of`."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None and found[0] is of:
                self._kept[key] = found
                return found[1]
        rendered = render()
        if len(rendered) <= _LARGEST:
            with self._lock:
                self._kept[key] = (of, rendered)
                while len(self._kept) > _MOST:
                    self._kept.pop(next(iter(self._kept)))
        return rendered
