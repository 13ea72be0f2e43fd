"""An address is fetched from the public network only, within bounds, and whatever it leads on to is checked alike."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import httpx
import pytest

from comity.errors import ReadingError
from comity.web.fetching import Fetched, fetch, is_public

PUBLIC = "93.184.216.34"
Answer = Callable[[httpx.Request], httpx.Response]


def get(address: str, answer: Answer, *, names: dict[str, list[str]] | None = None, most: int = 10_000) -> Fetched:
    known = {"example.org": [PUBLIC], **(names or {})}

    def resolve(host: str, port: int) -> list[str]:
        if host not in known:
            raise OSError(-2, "Name or service not known")
        return known[host]

    return fetch(address, most=most, resolve=resolve, transport=httpx.MockTransport(answer))


def page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, html="<p>India and Russia met.</p>")


def never(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"{request.url} was asked")


def test_a_public_page_is_fetched_from_the_address_that_was_looked_at_under_its_own_name() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return page(request)

    found = get("https://example.org/news?id=1#part", answer)
    assert (found.address, found.suffix) == ("https://example.org/news?id=1#part", ".html")
    assert b"India and Russia" in found.content
    (request,) = asked
    assert str(request.url) == f"https://{PUBLIC}/news?id=1"
    assert request.headers["host"] == "example.org"
    assert request.extensions["sni_hostname"] == "example.org"
    assert not {"cookie", "authorization"} & set(request.headers)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.7",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "not an address",
    ],
)
def test_no_address_of_this_machine_its_network_or_a_special_use_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_open_network_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "found", [["127.0.0.1"], ["::1"], ["10.0.0.5"], [PUBLIC, "192.168.0.1"], ["169.254.169.254"], []]
)
def test_a_name_is_refused_when_one_of_its_addresses_is_not_public(found: list[str]) -> None:
    with pytest.raises(ReadingError, match="not on the public network"):
        get("http://inside.example/", never, names={"inside.example": found})


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://[::1]/", "http://127.1/", "http://0x7f000001/"])
def test_an_address_in_numbers_is_looked_at_like_a_name(address: str) -> None:
    with pytest.raises(ReadingError, match=r"not on the public network|not known|no address"):
        fetch(address, most=100, transport=httpx.MockTransport(never))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("ftp://example.org/a", "only addresses that begin with http"),
        ("gopher://example.org/a", "only addresses that begin with http"),
        ("javascript:alert(1)", "only addresses that begin with http"),
        ("example.org/news", "only addresses that begin with http"),
        ("http://", "only addresses that begin with http"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://user@example.org/", "user name or password"),
        ("http://example.org:22/", "port 22"),
        ("http://example.org:443/", "port 443"),
        ("http://example.org/a\r\nX-Evil: 1", "no address"),
        ("http://example.org/a b", "no address"),
        ("http://example.org/" + "a" * 3000, "no address"),
        ("http://unknown.example/", "is not known"),
    ],
)
def test_what_is_no_plain_web_address_is_refused_unasked(address: str, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        get(address, never)


def test_redirects_are_followed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(301, headers={"location": "/new"}) if request.url.path == "/old" else page(request)

    assert get("http://example.org/old", answer).address == "http://example.org/new"


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://127.0.0.1/admin", "not on the public network"),
        ("http://169.254.169.254/latest/meta-data", "not on the public network"),
        ("//inside.example/", "not on the public network"),
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://example.org:6379/", "port 6379"),
        ("http://example.org/old", "more than 5 times"),
    ],
)
def test_what_a_redirect_leads_to_is_checked_like_the_first_address(location: str, why: str) -> None:
    names = {"127.0.0.1": ["127.0.0.1"], "169.254.169.254": ["169.254.169.254"], "inside.example": ["10.0.0.1"]}
    with pytest.raises(ReadingError, match=why):
        get(
            "http://example.org/old",
            lambda request: httpx.Response(302, headers={"location": location}),
            names=names,
        )


def test_a_page_that_says_it_is_too_large_is_not_read() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-length": "99999", "content-type": "text/html"}, stream=Endless())

    with pytest.raises(ReadingError, match="more than the 0 MB"):
        get("http://example.org/", answer)


class Endless(httpx.SyncByteStream):
    """A body without an end."""

    def __iter__(self) -> Iterator[bytes]:
        while True:
            yield b"x" * 1000


def test_a_page_without_an_end_is_given_up_at_the_bound() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": "text/plain"}, stream=Endless())

    with pytest.raises(ReadingError, match="more than"):
        get("http://example.org/", answer)


def test_a_packed_page_counts_as_unpacked() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        headers = {"content-type": "text/plain", "content-encoding": "gzip"}
        return httpx.Response(200, headers=headers, content=gzip.compress(b"x" * 5_000_000))

    with pytest.raises(ReadingError, match="more than"):
        get("http://example.org/", answer)


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "text/css"])
def test_other_types_than_texts_are_refused(kind: str) -> None:
    with pytest.raises(ReadingError, match=f"this is {kind}, not a text"):
        get("http://example.org/", lambda request: httpx.Response(200, headers={"content-type": kind}, content=b"x"))


def test_what_the_server_refuses_is_told() -> None:
    with pytest.raises(ReadingError, match="the server answers 404 Not Found"):
        get("http://example.org/", lambda request: httpx.Response(404))


def test_a_server_that_does_not_answer_is_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("timed out")

    with pytest.raises(ReadingError, match="took longer"):
        get("http://example.org/", answer)
