"""HTML becomes a draft by trafilatura: the article's own text, its title, date, publisher and address.

Nothing is executed and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from configparser import ConfigParser
from datetime import date
from functools import cache

from lxml.etree import _Element
from trafilatura import bare_extraction, baseline
from trafilatura.settings import Document as Page
from trafilatura.settings import use_config

from comity.errors import ReadingError
from comity.reading.dates import parse_date
from comity.reading.decode import decode
from comity.reading.draft import Draft
from comity.reading.hostile import parsing
from comity.reading.tidy import one_line, tidy

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_CHARSET_WITHIN = 4096  # bytes; the HTML standard asks for 1,024, pages do not always obey
# Only what the page says of itself, no dates from its prose; the latest day is fixed so that no clock is read.
# Characters below which trafilatura takes the whole page, menus and all, for the article. Its own 250 is more than a
# short official notice has; 100 is a sentence of news.
_SHORTEST = 100
# trafilatura drops the joiners that Persian, Indic scripts and emoji need, so they travel as signs that no page uses.
_JOINERS = {"\u200c": "\u2448", "\u200d": "\u2449"}
_JOINER = re.compile("(\u200c|&zwnj;|&#8204;|&#x200c;)|(\u200d|&zwj;|&#8205;|&#x200d;)", re.IGNORECASE)
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1800-01-01", "max_date": "2199-12-31"}


def read_html(data: bytes, source: str) -> Draft:
    """The article of a page with its metadata. Raises ReadingError where the page holds no readable text."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    markup = decode(data, source, declared.group(1).decode("ascii") if declared else None)
    with parsing(source, "HTML page", "trafilatura", "htmldate"):
        markup = _JOINER.sub(lambda found: _JOINERS["\u200c" if found.group(1) else "\u200d"], markup)
        page = bare_extraction(
            markup, with_metadata=True, include_comments=False, date_extraction_params=_DATES, config=_config()
        )
        known = page if isinstance(page, Page) else Page()
        text = _tidy("\n\n".join(_blocks(known.body))) if known.body is not None else ""
        text = text or _tidy(baseline(markup)[1])
    if not text:
        raise ReadingError(source, "this page holds no readable text; save the article itself, not a page of links")
    return Draft(
        text=text,
        title=_name(known.title),
        publisher=_name(known.sitename),
        url=_name(known.url),
        published=_day(known.date),
    )


@cache
def _config() -> ConfigParser:
    config: ConfigParser = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST))
    return config


def _blocks(body: _Element) -> Iterator[str]:
    """The paragraphs of trafilatura's tree; a list or a table is one block with an item or a row a line."""
    for block in body:
        if block.tag == "list":
            yield "\n".join(f"- {words}" for item in block.iter("item") if (words := one_line(_words(item))))
        elif block.tag == "table":
            yield "\n".join(" | ".join(_cells(row)) for row in block.iter("row"))
        elif block.tag == "quote" and len(block):
            if block.text and block.text.strip():
                yield block.text
            yield from _blocks(block)
        else:
            yield _words(block)
        if block.tail and block.tail.strip():
            yield block.tail


def _cells(row: _Element) -> list[str]:
    return [words for cell in row.iter("cell") if (words := one_line(_words(cell)))]


def _words(element: _Element) -> str:
    """The text of an element; a line break in the page is one in the text, other line ends are blanks."""
    parts = [_blank(element.text)]
    for child in element:
        if child.tag in {"lb", "p"} and any(parts):
            parts.append("\n")
        parts += [_words(child), _blank(child.tail)]
    return "".join(parts)


def _blank(text: str | None) -> str:
    return " ".join(re.split(r"[ \t\r\n]+", text)) if text else ""


def _tidy(text: str) -> str:
    """Tidied text with its joiners back."""
    for joiner, sign in _JOINERS.items():
        text = text.replace(sign, joiner)
    return tidy(text)


def _name(value: str | None) -> str | None:
    return one_line(_tidy(value)) or None if value else None


def _day(value: str | None) -> date | None:
    return parse_date(value) if value else None
