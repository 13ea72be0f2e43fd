"""What stands above a text: YAML front matter, `Key: value` lines, a date line, a title.

Header lines and a bare date line are not content and leave the text; a dateline ("Moscow, 5 December 2025") and the
title are content and stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import yaml

from comity.reading.dates import FULL_DATE, matched_date, parse_date
from comity.reading.tidy import one_line

# The names that files give to the same things; other keys in a header block are dropped with it only if listed.
_KEYS = {
    "title": "title", "headline": "title",
    "publisher": "publisher", "source": "publisher", "agency": "publisher", "site": "publisher", "outlet": "publisher",
    "url": "url", "link": "url", "address": "url",
    "date": "published", "published": "published", "publication date": "published", "published on": "published",
    "date of publication": "published", "posted on": "published", "posted": "published", "release date": "published",
    "author": "", "authors": "", "by": "", "byline": "", "language": "", "lang": "", "category": "", "section": "",
    "tags": "", "keywords": "", "accessed": "", "retrieved": "", "updated": "", "last updated": "",
}  # fmt: skip
_KEY_LINE = re.compile(r"\*{0,2}([A-Za-z][A-Za-z ]{0,24}?)\*{0,2}:\*{0,2}[ ]+(\S.*)")
_FRONT_MATTER = re.compile(r"---\n(.{0,20000}?)\n(?:---|\.\.\.)(?:\n+|$)", re.DOTALL)

_DATE_LABEL = r"(?:(?:date[d]?|published(?: on)?|posted(?: on)?|publication date|release date)\s*:?\s+)?"
_BARE_DATE = re.compile(rf"[\[(]?{_DATE_LABEL}(?P<date>[^\[\]()]{{6,60}}?)[\])]?\.?", re.IGNORECASE)
_PLACE = r"[A-Z][\w'’.-]*(?:[ ,/]+(?:[A-Z][\w'’.-]*|of|the|de|del|al)){0,5}"
_DATELINE = re.compile(rf"{_PLACE},? [(\[]?(?i:{FULL_DATE})[)\]]?(?:\.?|\s*(?:[-–—:]+|\([^)\n]{{2,40}}\)).*)")
_KIND_OF_PAPER = re.compile(
    r"(?:(?:press|news|media|official)\s+(?:release|statement|note|communiqu[eé]|bulletin|advisory|briefing|report|item)"
    r"|communiqu[eé]|(?:latest\s+)?news|press|statement|bulletin|dispatch|announcement|for immediate release"
    r"|unofficial translation"
    r"|embargoed.{0,40})\s*[:.]?(?:\s+(?:no\.?|n°)?\s*[\d/-]+)?",
    re.IGNORECASE,
)
_LINES_SEARCHED = 4  # a title, a subtitle or place, and the date
_LONGEST_HEADING = 160  # characters; longer lines are prose
_ENDS_SENTENCE = re.compile(r"[.!?;:,…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header said, and the text below it. `dated_by_metadata` tells front matter from plain lines."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    dated_by_metadata: bool = False


def split_header(text: str) -> Header:
    """Take front matter or `Key: value` lines off the top of a tidied text; without any, the text comes back whole."""
    if found := _FRONT_MATTER.match(text):
        fields = _front_matter(found.group(1))
        if fields is not None:
            return _header(text[found.end() :], fields, dated_by_metadata=True)
    lines = text.split("\n")
    fields = {}
    last = 0
    for number, line in enumerate(lines):
        key_line = _KEY_LINE.fullmatch(line.strip())
        key = key_line.group(1).casefold().strip() if key_line else ""
        if key_line is None or key not in _KEYS:
            break
        if _KEYS[key] == "published" and parse_date(key_line.group(2)) is None:
            break  # "Date: to be announced" tells nothing, and nothing is thrown away
        fields.setdefault(key, key_line.group(2))
        last = number + 1
    if not any(_KEYS[key] for key in fields):
        return Header(text)
    return _header("\n".join(lines[last:]).strip("\n"), fields, dated_by_metadata=False)


@dataclass(frozen=True, slots=True)
class LeadingDate:
    """A date found in the first lines; `bare` is the span of a line that holds nothing else, None for a dateline."""

    published: date
    bare: tuple[int, int] | None


def leading_date(text: str) -> LeadingDate | None:
    """The publication day that the top of a text names: a bare date line, or a dateline with a year.

    Only the first lines are searched, and no further than the first line of prose.
    """
    start = seen = 0
    for line in text[:4000].split("\n"):
        end = start + len(line)
        words = line.strip()
        if words:
            if (bare := _BARE_DATE.fullmatch(words)) and (day := parse_date(bare.group("date"))):
                return LeadingDate(day, (start, end))
            if (dateline := _DATELINE.fullmatch(words)) and (day := matched_date(dateline)):
                return LeadingDate(day, None)
            seen += 1
            if seen == _LINES_SEARCHED or not is_heading(words):
                return None
        start = end + 1
    return None


def without_line(text: str, span: tuple[int, int]) -> str:
    """A tidied text without one of its lines, tidy again."""
    above, below = text[: span[0]].rstrip("\n "), text[span[1] :].lstrip("\n")
    return f"{above}\n\n{below}".strip("\n ")


def is_heading(line: str) -> bool:
    """Whether a line is short and does not end as a sentence does."""
    return len(line) <= _LONGEST_HEADING and _ENDS_SENTENCE.search(line) is None


def first_line_title(text: str) -> str | None:
    """The first line of a plain text, if it stands alone like a title with more text below a blank line.

    A line that only says what kind of paper this is ("PRESS RELEASE") is passed over.
    """
    first, _, rest = text.partition("\n")
    first = first.strip()
    if _KIND_OF_PAPER.fullmatch(first) and rest.strip():
        return first_line_title(rest.lstrip("\n"))
    if not rest.startswith("\n") or not rest.strip() or not is_heading(first):
        return None
    if " " not in first or (not first[0].isalnum() and first[0] not in "\"'“‘«") or _DATELINE.fullmatch(first):
        return None
    return one_line(first)


def _header(text: str, fields: Mapping[str, object], *, dated_by_metadata: bool) -> Header:
    found: dict[str, str] = {}
    published: date | None = None
    for key, value in fields.items():
        name = _KEYS.get(str(key).casefold().replace("_", " ").strip(), "")
        if name == "published":
            published = published or _as_date(value)
        elif name and isinstance(value, str | int | float) and str(value).strip():
            found.setdefault(name, one_line(str(value)))
    return Header(text, found.get("title"), found.get("publisher"), found.get("url"), published, dated_by_metadata)


def _front_matter(block: str) -> Mapping[str, object] | None:
    """The mapping between the `---` lines; None when it is not one, and then the lines are text."""
    try:
        loaded = yaml.safe_load(block)
    except yaml.YAMLError:
        return None
    return loaded if isinstance(loaded, dict) and loaded else None


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_date(value) if isinstance(value, str) else None
