"""Fetching a page that a reader names: by http or https, from public addresses only, bounded in size and time.

The name is resolved first, all its addresses must be public, and the connection goes to one of those that were looked
at, so that a name cannot mean one machine when it is checked and another when it is asked. Every redirect is checked in
the same way. Nothing of this machine is sent along: no cookies, no passwords, no proxy's secrets.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.message import Message

import httpx

from comity import __version__
from comity.errors import ReadingError

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a name, as texts; raises OSError where there are none."""

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/octet-stream": "",
    "": "",
}
"""The types that are taken, and how a file of each is called."""

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = 5
_PATIENCE = 10.0  # seconds that a server may be silent
_LONGEST = 2_000  # characters of an address
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `address` is the one that answered in the end, `suffix` what a file of it is called by."""

    address: str
    content: bytes
    suffix: str


def fetch(
    address: str,
    *,
    most: int,
    seconds: float = 30.0,
    resolve: Resolve | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Fetched:
    """Fetch a public page of at most `most` bytes within so many `seconds`. Raises ReadingError that says why not.

    `resolve` and `transport` stand for the network in tests.
    """
    ends = time.monotonic() + seconds
    url = _url(address, address)
    for _ in range(_REDIRECTS + 1):
        where = _address_of(url, address, resolve or _resolved)
        try:
            with (
                httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client,
                _asked(client, url, where, ends - time.monotonic()) as answer,
            ):
                if not answer.has_redirect_location:
                    return Fetched(str(url), _content(answer, address, most, ends), _suffix(answer, address))
                url = _url(str(url.join(answer.headers["location"])), address)
        except httpx.TimeoutException:
            raise ReadingError(address, f"the server took longer than {seconds:.0f} seconds; try again later") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise ReadingError(address, f"the server cannot be reached ({_short(error)}); try again later") from None
    raise ReadingError(address, f"it leads on to another page more than {_REDIRECTS} times")


def is_public(text: str) -> bool:
    """Whether an address is one of the open network: not of this machine, of its network, or set apart for a use.

    Addresses of version 6 that carry one of version 4 are public where that one is.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and any(address in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    apart = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
    return address.is_global and not (apart or address.is_reserved or address.is_unspecified)


def _url(text: str, source: str) -> httpx.URL:
    """An address that may be asked at all. Raises ReadingError for others."""
    if len(text) > _LONGEST or any(ord(character) < 33 for character in text):
        raise ReadingError(source, "this is no address of a page; give one a line, such as https://example.org/news")
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise ReadingError(source, "this is no address of a page; check its spelling") from None
    if url.scheme not in _PORTS or not url.host:
        raise ReadingError(source, "only addresses that begin with http:// or https:// are fetched")
    if url.userinfo:
        raise ReadingError(source, "the address holds a user name or password; take it out")
    if url.port is not None and url.port != _PORTS[url.scheme]:
        raise ReadingError(source, f"port {url.port} is not asked, only the usual ones of http and https")
    return url


def _address_of(url: httpx.URL, source: str, resolve: Resolve) -> str:
    """The address to connect to. Raises ReadingError where the name has none, or one that is not public."""
    host = url.raw_host.decode("ascii")
    try:
        found = list(resolve(host, _PORTS[url.scheme]))
    except (OSError, UnicodeError) as error:
        raise ReadingError(source, f"the name {host} is not known ({_short(error)}); check its spelling") from None
    if not found or not all(is_public(one) for one in found):
        raise ReadingError(source, f"{host} is not on the public network; save the page, and drop the file instead")
    return found[0]


def _resolved(host: str, port: int) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _asked(client: httpx.Client, url: httpx.URL, where: str, left: float) -> AbstractContextManager[httpx.Response]:
    """The answer of a server, asked by its address under its own name."""
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"Comity/{__version__}",
        "Accept": "text/html, application/pdf, text/plain;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip",
    }
    return client.stream(
        "GET",
        url.copy_with(host=where, fragment=None),
        headers=headers,
        timeout=max(0.1, min(_PATIENCE, left)),
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


def _content(answer: httpx.Response, source: str, most: int, ends: float) -> bytes:
    """The body, unpacked. Raises ReadingError for other answers than a page, and for one that is too large or slow."""
    if answer.status_code != 200:
        said = f"{answer.status_code} {answer.reason_phrase}".strip()
        raise ReadingError(source, f"the server answers {said}; open the page in a browser and save it")
    _suffix(answer, source)
    too_big = ReadingError(source, f"it is more than the {most / 1e6:,.0f} MB that are read; save a part of it")
    if answer.headers.get("content-length", "").isdecimal() and int(answer.headers["content-length"]) > most:
        raise too_big
    got = bytearray()
    for piece in _pieces(answer, source):
        got += piece
        if len(got) > most:
            raise too_big
        if time.monotonic() > ends:
            raise ReadingError(source, "the server is too slow; try again later, or save the page in a browser")
    return bytes(got)


def _pieces(answer: httpx.Response, source: str) -> Iterator[bytes]:
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "", "gzip", "deflate"):
        raise ReadingError(source, f"the server packs the page in a way that was not asked for ({packed[:20]})")
    return answer.iter_bytes(65_536)


def _suffix(answer: httpx.Response, source: str) -> str:
    kind = Message()
    kind["content-type"] = answer.headers.get("content-type", "application/octet-stream")
    name = kind.get_content_type()
    if name not in SUFFIXES:
        raise ReadingError(source, f"this is {name[:60]}, not a text; give the page, PDF or DOCX instead")
    return SUFFIXES[name]


def _short(error: Exception) -> str:
    return " ".join(str(getattr(error, "strerror", None) or error).split())[:120] or type(error).__name__
