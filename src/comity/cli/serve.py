"""`comity serve`: the reading room in the browser."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Annotated

import typer

from comity.cli.ledgers import opened
from comity.cli.options import LedgerPath, settings_with
from comity.errors import InputError, MissingExtraError

_LOOPBACK = "127.0.0.1"
_LEAVING = 3  # seconds that a page which is still being sent may take when the room closes


def serve_command(
    ledger: LedgerPath = None,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Where to listen; other machines need COMITY_PASSWORD."),
    ] = _LOOPBACK,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A name by which browsers reach it; may be given again."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show, but let nobody change anything.")] = False,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Let readers name public pages, which this machine then fetches.")
    ] = False,
) -> None:
    """Open the reading room: the ledger as pages in the browser, on this machine only unless told otherwise.

    Prints an address that lets one browser in, once. COMITY_PASSWORD sets a password for any number of readers, and
    COMITY_TOKEN a token for programs (`Authorization: Bearer …`) that use the JSON under /api. Ctrl-C closes the room.
    """
    try:
        import uvicorn

        from comity.web.app import LOOPBACK, make_app
        from comity.web.gate import Gate
        from comity.web.site import Rules, Site
    except ModuleNotFoundError as error:
        raise MissingExtraError("the reading room", "web") from error
    settings = settings_with(ledger)
    password, token = os.environ.get("COMITY_PASSWORD"), os.environ.get("COMITY_TOKEN")
    alone = _is_loopback(host)
    if not alone and not password:
        raise InputError(
            f"{host} can be reached from other machines: set a password in COMITY_PASSWORD, or leave --host out"
        )
    with opened(settings, checked=True):
        pass  # links and verdicts are made now, where a stopped reading left them out
    with _listener(host, port) as listener:
        site = Site.open(settings.ledger, settings, Rules(read_only, fetch, settings.max_bytes))
        gate = Gate(password, token)
        names = [*LOOPBACK, *(name or ()), *(() if alone else (host, socket.gethostname(), socket.getfqdn()))]
        config = uvicorn.Config(
            make_app(site, gate, names),
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=_LEAVING,
        )
        address = f"http://{_shown(host)}:{listener.getsockname()[1]}"
        typer.echo(f"The reading room of {settings.ledger} is open{' for reading only' if read_only else ''}.")
        typer.echo(f"This address lets one browser in: {address}/enter?key={gate.new_key()}")
        if not alone:
            typer.echo(
                "Others come in with the password. What they send can be read on the way: where the network is not"
                " yours alone, put a proxy with TLS before it."
            )
        if fetch:
            typer.echo("Pages that readers name are fetched from the network.")
        typer.echo("Ctrl-C closes it.")
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            pass
        finally:
            site.close()
    typer.echo("The reading room is closed.")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(host: str) -> str:
    """The host as it stands in an address that can be opened."""
    if host in (_LOOPBACK, "localhost"):
        return "localhost"
    if host in ("0.0.0.0", "::"):
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _listener(host: str, port: int) -> socket.socket:
    """A socket that listens at the address. Raises InputError that says why it cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is named does asyncio send the end of an answer without waiting for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # whoever opens the address at once waits, and is not turned away
    except OSError as error:
        listener.close()
        raise InputError(f"cannot listen at {host}, port {port} ({error.strerror}): choose another --port") from None
    return listener
