"""Asking a provider with good manners: one question at a time, a few tries, and a clear word when it is in vain."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from comity.errors import FetchError

_Answer = TypeVar("_Answer")

WAITS = (2.0, 6.0, 20.0)
"""Seconds before each further try, where the provider does not say how long to wait."""

LONGEST_WAIT = 90.0
"""Seconds; a provider that wants more is asked again another day."""

_PATIENCE = 15.0


class PassingError(Exception):
    """A failure that may be over soon. `after`: seconds that the provider asks to wait, or None."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Asking:
    """Questions to one provider: at least `apart` seconds between two, and each tried again when it fails in passing.

    `pause` waits so many seconds and `clock` counts them; tests give their own.
    """

    def __init__(
        self,
        provider: str,
        apart: float,
        *,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.provider = provider
        self._apart = apart
        self._pause = pause
        self._clock = clock
        self._last: float | None = None

    def ask(self, question: Callable[[], _Answer]) -> _Answer:
        """The answer to a question that may raise PassingError. Raises FetchError after the last try."""
        for wait in (*WAITS, None):
            self._keep_apart()
            try:
                return question()
            except PassingError as error:
                seconds = error.after if error.after is not None else wait
                if wait is None or seconds is None or seconds > LONGEST_WAIT:
                    raise FetchError(
                        f"{self.provider} does not answer ({error}): try again later; what it has answered so far is"
                        " kept, and is not asked for again today"
                    ) from error
                self._pause(seconds)
        raise AssertionError("the last try returns or raises")

    def _keep_apart(self) -> None:
        now = self._clock()
        if self._last is not None and now - self._last < self._apart:
            self._pause(self._apart - (now - self._last))
        self._last = self._clock()


def way_to(provider: str, host: str) -> str | None:
    """The address of the proxy through which a host is asked, None without one.

    Raises FetchError at once where there is no way, so that nobody waits for clients that try for minutes.
    """
    proxy = None if proxy_bypass(host) else getproxies().get("https")
    at = urlsplit(proxy) if proxy else None
    door = (at.hostname, at.port or 80) if at is not None and at.hostname else (host, 443)
    try:
        socket.create_connection(door, timeout=_PATIENCE).close()
    except OSError as error:
        raise FetchError(
            f"{provider} cannot be reached at {door[0]} ({error.strerror or error}): check the network, or take a file"
            " from the provider's pages and import it with  comity series import FILE"
        ) from error
    return proxy
