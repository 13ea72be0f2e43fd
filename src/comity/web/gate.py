"""The gate: who may come in. A one-time address on this machine; a password where the room is open to others.

Keys, sessions and the password are kept as hashes only; comparisons take the same time whatever is wrong.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass, field

from comity.ledger import Mark

COOKIE = "comity"
_LIFE = 12 * 3600.0  # seconds without a request after which a session ends
_TRIES, _WITHIN = 10, 60.0  # wrong passwords that are answered at once, and the seconds they are counted over


@dataclass(slots=True)
class Session:
    """One browser that came in. `reviewer` is the name that its reviews carry.

    `since` is how far the ledger had got at the visit before this one; `looked`: it was asked for.
    """

    csrf: str
    reviewer: str = ""
    since: Mark | None = None
    looked: bool = False
    seen: float = field(default_factory=lambda: time.monotonic())


class Gate:
    """Lets browsers in and knows them again. All methods may be called from many threads."""

    def __init__(self, password: str | None = None, token: str | None = None) -> None:
        self._salt = secrets.token_bytes(16)
        self._password = self._slow(password) if password else None
        self._token = _quick(token) if token else None
        self._keys: set[str] = set()
        self._sessions: dict[str, Session] = {}
        self._wrong: list[float] = []
        self._lock = threading.Lock()

    @property
    def asks_password(self) -> bool:
        """Whether a password lets in."""
        return self._password is not None

    def new_key(self) -> str:
        """A key for a one-time address."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._keys.add(_quick(key))
        return key

    def enter(self, key: str) -> str | None:
        """The cookie of a new session for a key that was not used yet, else None."""
        with self._lock:
            wanted = _quick(key)
            if wanted not in self._keys:
                return None
            self._keys.discard(wanted)
        return self._begin()

    def log_in(self, password: str) -> str | None:
        """The cookie of a new session for the right password, else None; too many wrong ones must wait."""
        now = time.monotonic()
        with self._lock:
            self._wrong = [at for at in self._wrong if now - at < _WITHIN]
            refused = len(self._wrong) >= _TRIES
        if refused or self._password is None or not hmac.compare_digest(self._slow(password), self._password):
            with self._lock:
                self._wrong.append(now)
            return None
        return self._begin()

    def session(self, cookie: str | None) -> Session | None:
        """The session of a cookie, or None where there is none or it has ended."""
        if not cookie:
            return None
        with self._lock:
            found = self._sessions.get(_quick(cookie))
            if found is None or time.monotonic() - found.seen > _LIFE:
                self._sessions.pop(_quick(cookie), None)
                return None
            found.seen = time.monotonic()
            return found

    def bears_token(self, authorization: str | None) -> bool:
        """Whether an Authorization header carries the token for programs."""
        scheme, _, value = (authorization or "").partition(" ")
        right = self._token is not None and hmac.compare_digest(_quick(value.strip()), self._token)
        return right and scheme.lower() == "bearer"

    def leave(self, cookie: str | None) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_quick(cookie or ""), None)

    def _begin(self) -> str:
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[_quick(cookie)] = Session(csrf=secrets.token_urlsafe(24))
        return cookie

    def _slow(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode(), salt=self._salt, n=2**14, r=8, p=1)


def _quick(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
