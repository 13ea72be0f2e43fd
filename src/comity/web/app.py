"""The application: pages, JSON and files of one site, behind its guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import import_module

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from comity import __version__
from comity.errors import ComityError, InputError, LedgerError
from comity.web.gate import Gate
from comity.web.guard import Guard
from comity.web.readings import Readings
from comity.web.site import Site
from comity.web.views import FOLDER, page
from comity.web.warming import warm

PAGES = (
    "entering",
    "overview",
    "dyad",
    "findings",
    "numbers",
    "brief",
    "document",
    "thread",
    "event",
    "figure",
    "actor",
    "search",
    "review",
    "reading",
)
_AT_ONCE = 3  # pages worked on: one thread computes at a time, and with more of them each waits longer for its turn
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def make_app(site: Site, gate: Gate, hosts: Collection[str] = LOOPBACK) -> FastAPI:
    """The application of a site. `hosts` are the names it answers to."""
    readings = Readings(site)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _AT_ONCE
        warm(site)
        yield
        readings.close()

    app = FastAPI(
        lifespan=lifespan,
        title="Comity",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        description="The evidence ledger of relations between states, as JSON, as docs/records.md describes them.",
    )
    app.state.site, app.state.gate, app.state.readings = site, gate, readings
    for name in PAGES:
        app.include_router(import_module(f"comity.web.pages.{name}").router, include_in_schema=False)
    app.include_router(import_module("comity.web.api").router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    app.add_exception_handler(ComityError, _said)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_middleware(Guard, gate=gate, rules=site.rules, hosts=hosts)
    return app


def _said(request: Request, error: Exception) -> Response:
    """Errors that say what to do are told as they are: 404 or 422 for input, 503 where the ledger fails."""
    status = 503 if isinstance(error, LedgerError) else 404 if request.method == "GET" else 422
    if not isinstance(error, InputError | LedgerError):
        status = 500
    return _told(request, status, str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = "There is no such page." if error.status_code == 404 else str(error.detail)
    return _told(request, error.status_code, said)


def _invalid(request: Request, error: Exception) -> Response:
    """What an address or a form asks for cannot be: said of each part that is wrong."""
    assert isinstance(error, RequestValidationError)
    faults = [f"{'.'.join(map(str, fault['loc'][1:])) or fault['loc'][0]}: {fault['msg']}" for fault in error.errors()]
    return _told(request, 422, "; ".join(faults))


def _told(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": words}, status)
    return page(request, "error.html", {"status": status, "words": words}, status)
