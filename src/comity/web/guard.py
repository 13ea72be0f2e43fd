"""The guard: every request passes it, every answer leaves with its headers.

It refuses foreign host names (so that no other site can reach this one by its address), whoever has not come in,
changes from other sites, changes in a read-only room, and bodies that are too large.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.web.gate import COOKIE, Gate, Session
from comity.web.site import Rules

OPEN_PATHS = frozenset({"/enter", "/login", "/health"})
UPLOAD_PATH = "/read"
CSRF_HEADER = "x-csrf"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SMALL = 200_000  # bytes of any body but an upload
_FILES = "/static/"
_LEAVING = "/leave"
_TOO_LARGE = "That is more than {most:,} bytes; send less at a time."

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers send "Origin: null" with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class TooLargeError(Exception):
    """A body that is longer than the rules allow, found while it comes in."""


class Guard:
    """ASGI middleware around the whole application. `hosts` are the names that this room answers to."""

    def __init__(self, app: ASGIApp, gate: Gate, rules: Rules, hosts: Collection[str]) -> None:
        self._app = app
        self._gate = gate
        self._rules = rules
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with its session in `scope["state"]`, or answer it here."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        send = _Headed(send, cached=scope["path"].startswith("/static/"))
        session = self._gate.session(_cookie(headers))
        most = self._rules.largest_upload + _SMALL if scope["path"] == UPLOAD_PATH else _SMALL
        refusal = self._refused(scope, headers, session) or _too_large(scope, headers, most)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        scope.setdefault("state", {})["session"] = session
        try:
            await self._app(scope, _bounded(receive, most), send)
        except TooLargeError:
            if not send.begun:
                await _said(scope, _TOO_LARGE.format(most=most), 413)(scope, receive, send)
        except Exception:
            if not send.begun:
                await _said(scope, "A fault of Comity itself: please report it.", 500)(scope, receive, send)
            raise

    def _refused(self, scope: Scope, headers: Headers, session: Session | None) -> Response | None:
        path, method = scope["path"], scope["method"]
        if _name(headers.get("host", "")) not in self._hosts:
            return _said(scope, "This address does not belong to this reading room.", 421)
        by_token = path.startswith("/api/") and self._gate.bears_token(headers.get("authorization"))
        if method not in _SAFE and not by_token and not _same_site(headers):
            return _said(scope, "This change came from another site and was refused.", 403)
        if path in OPEN_PATHS or path.startswith(_FILES):
            return None
        if session is None and not by_token:
            return _not_in(scope)
        if method not in _SAFE and self._rules.read_only and path != _LEAVING:
            return _said(scope, "This reading room is read-only.", 403)
        return None


def is_csrf_of(session: Session | None, token: str | None) -> bool:
    """Whether a form or header carries the token of the session."""
    return session is not None and bool(token) and hmac.compare_digest(str(token).encode(), session.csrf.encode())


def _said(scope: Scope, words: str, status: int) -> Response:
    """A refusal in plain words; to programs, as their errors are."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": words}, status)
    return PlainTextResponse(words, status)


def _not_in(scope: Scope) -> Response:
    path, query = scope["path"], scope.get("query_string", b"").decode("latin-1")
    if path.startswith("/api/"):
        return _said(scope, "Not signed in: open the address that comity serve printed, or send the token.", 401)
    wanted = quote(f"{path}?{query}" if query else path, safe="")
    return RedirectResponse(f"/login?next={wanted}" if scope["method"] in _SAFE else "/login", 303)


def _too_large(scope: Scope, headers: Headers, most: int) -> Response | None:
    """A body that says itself that it is too large is not taken at all."""
    said = headers.get("content-length", "")
    if said.isdecimal() and int(said[:20]) > most:
        return _said(scope, _TOO_LARGE.format(most=most), 413)
    return None


def _same_site(headers: Headers) -> bool:
    """Whether the browser says that a page of ours sent it; who sends neither header is judged by its CSRF token."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _name(host: str) -> str:
    """The host name of a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _cookie(headers: Headers) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


class _Headed:
    """Sends with our headers, and knows whether the answer has begun."""

    def __init__(self, send: Send, *, cached: bool) -> None:
        self._send = send
        self._cached = cached
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "max-age=3600" if self._cached else "no-store")
        await self._send(message)


def _bounded(receive: Receive, most: int) -> Receive:
    got = 0

    async def receiving() -> Message:
        nonlocal got
        message = await receive()
        if message["type"] == "http.request":
            got += len(message.get("body", b""))
            if got > most:
                raise TooLargeError
        return message

    return receiving
