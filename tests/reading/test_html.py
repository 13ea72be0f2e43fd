"""HTML: the article of a page with its metadata, nothing executed, nothing fetched."""

from __future__ import annotations

import socket
from datetime import date

import pytest

from comity.records import PublishedBasis

from .conftest import ReadOne, RefuseOne

HEAD = """<title>Fish and Friendship | Fjord Times</title><meta property="og:site_name" content="Fjord Times">
<meta property="og:title" content="Fish and Friendship"><link rel="canonical" href="https://example.org/fish">"""
DATED = '<meta property="article:published_time" content="2009-03-03T10:00:00+01:00">'
LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Fish and Friendship", "datePublished": "2009-03-03T10:00:00Z"}</script>"""
ARTICLE = """<p>Norway and Chile signed a treaty on <b>Tuesday</b> to share <a href="/x">fish</a> stocks.</p>
<h2>What it says</h2><p>Each side may catch
   two thousand tonnes.<br>The limit falls in 2012.</p><ul><li>Cod: 500 tonnes</li><li>Hake: <i>700</i> tonnes</li></ul>
<table><tr><th>Year</th><th>Tonnes</th></tr><tr><td>2010</td><td>2,000</td></tr></table>
<blockquote><p>"We are content," the minister said.</p></blockquote>"""


def page(head: str = HEAD, body: str = ARTICLE) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<article>{body}</article><script>alert(1)</script><footer>Copyright 2031</footer></body></html>"
    )


def test_blocks_of_the_article_become_paragraphs_and_lines(read_one: ReadOne) -> None:
    assert read_one(page(), "page.html").text == (
        "Norway and Chile signed a treaty on Tuesday to share fish stocks.\n\n"
        "What it says\n\n"
        "Each side may catch two thousand tonnes.\nThe limit falls in 2012.\n\n"
        "- Cod: 500 tonnes\n- Hake: 700 tonnes\n\n"
        "Year | Tonnes\n2010 | 2,000\n\n"
        '"We are content," the minister said.'
    )


@pytest.mark.parametrize("dated", [DATED, LD])
def test_metadata(read_one: ReadOne, dated: str) -> None:
    document = read_one(page(HEAD + dated), "page.html")
    assert document.title == "Fish and Friendship"
    assert document.publisher == "Fjord Times"
    assert document.url == "https://example.org/fish"
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.METADATA)


def test_no_date_is_guessed_from_prose_or_copyright(read_one: ReadOne) -> None:
    assert read_one(page(), "page.html").published is None


def test_a_date_line_of_the_article_is_read_and_removed(read_one: ReadOne) -> None:
    document = read_one(page(body="<p>3 March 2009</p>" + ARTICLE), "page.html")
    assert (document.published, document.published_basis) == (date(2009, 3, 3), PublishedBasis.LEADING_LINE)
    assert document.text.startswith("Norway")


def test_content_tells_html_whatever_the_name(read_one: ReadOne) -> None:
    assert read_one(page(), "page.txt").text.startswith("Norway and Chile")


def test_the_charset_a_page_declares_is_used(read_one: ReadOne) -> None:
    markup = page(
        '<meta charset="windows-1250">',
        "<p>Řím and Škoda signed a contract of ten years, and their partners will build cars together in Prague.</p>",
    )
    assert read_one(markup.encode("cp1250"), "page.html").text.startswith("Řím and Škoda")


def test_joiners_of_scripts_and_emoji_survive(read_one: ReadOne) -> None:
    words = "آنها می‌خواهند این قرارداد را امضا کنند و آن را به مجلس می‌فرستند "
    words += "تا نمایندگان دو کشور درباره آن گفت‌وگو کنند \U0001f469\u200d\U0001f33e"
    assert read_one(page(body=f"<p>{words}</p>"), "page.html").text == words


def test_a_very_short_page_is_read(read_one: ReadOne) -> None:
    assert "They met in Oslo" in read_one("<html><body><p>They met in Oslo today.</p></body></html>", "page.html").text


def test_a_page_without_text_is_refused(refuse_one: RefuseOne) -> None:
    assert "no readable text" in refuse_one("<html><body><script>x()</script></body></html>", "page.html").reason


def test_nothing_is_fetched(read_one: ReadOne, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("reading a page must not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    body = ARTICLE + '<img src="https://example.org/x.png"><iframe src="https://example.org/y"></iframe>'
    assert read_one(page(body=body), "page.html").text
