"""Coming in: the one-time address, the password, and going out again."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from comity.web.gate import COOKIE, Gate
from comity.web.guard import is_csrf_of
from comity.web.views import page, session_of

router = APIRouter()


def _gate(request: Request) -> Gate:
    return cast(Gate, request.app.state.gate)


@router.get("/health")
def health() -> PlainTextResponse:
    """Whether the room is open."""
    return PlainTextResponse("ok")


@router.get("/enter")
def enter(request: Request, key: str = "") -> Response:
    """The one-time address: a session, and on to the overview."""
    gate = _gate(request)
    cookie = gate.enter(key)
    if cookie is None:
        return page(request, "login.html", {"next": "/", "wrong": False, "used": True, "asks": gate.asks_password}, 403)
    return _inside(request, cookie, "/")


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Ask for the password, or say where the address is to be found."""
    gate = _gate(request)
    return page(
        request, "login.html", {"next": _local(next), "wrong": False, "used": False, "asks": gate.asks_password}, 401
    )


@router.post("/login")
def log_in(request: Request, password: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/") -> Response:  # noqa: A002
    """A session for the right password."""
    gate = _gate(request)
    cookie = gate.log_in(password)
    if cookie is None:
        return page(
            request, "login.html", {"next": _local(next), "wrong": True, "used": False, "asks": gate.asks_password}, 403
        )
    return _inside(request, cookie, _local(next))


@router.post("/leave")
def leave(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    if not is_csrf_of(session_of(request), csrf):
        raise HTTPException(403, "reload the page and try again")
    _gate(request).leave(request.cookies.get(COOKIE))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _inside(request: Request, cookie: str, to: str) -> Response:
    answer = RedirectResponse(to, 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", secure=secure, path="/")
    return answer


def _local(path: str) -> str:
    """The path if it leads to this site, else the overview."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and not any(ord(c) < 33 for c in path)
    return path if plain else "/"
