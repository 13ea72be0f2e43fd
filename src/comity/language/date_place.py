"""Where a date expression stands, and the small readings that all families of dates share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from comity.language import periods
from comity.language.analysis import Analysis, Sentence
from comity.language.tense import Outlook, outlook
from comity.language.vocabulary import MONTHS
from comity.records import Period

# How far a day before publication counts, and how far one after it, by the outlook of the verb.
WEIGHTS = {Outlook.PAST: (1.0, 30.0), Outlook.FUTURE: (3.0, 1.0), Outlook.OPEN: (1.0, 3.0)}
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "a dozen": 12, "a hundred": 100, "a couple of": 2,
}  # fmt: skip


@dataclass(slots=True)
class Place:
    """Where a match stands: the document's words, its publication day, and the sentence."""

    analysis: Analysis
    sentence: Sentence
    published: date | None

    def outlook(self, start: int, end: int) -> Outlook:
        """Which way the verb looks that the words [start, end) hang on."""
        return outlook(self.analysis, start, end)

    def before(self, start: int, length: int = 40) -> str:
        """The text of the sentence just before `start`."""
        return self.analysis.document.text[max(self.sentence.start, start - length) : start]


def month_number(name: str) -> int:
    """The number of a month by its name or short form."""
    return MONTHS[name.lower().rstrip(".")]


def relative_year(words: str | None, place: Place) -> int | None:
    """The year of "last year", "this year", "the year"; None without a publication day."""
    if place.published is None or words is None:
        return None
    first = words.lower().split()[0]
    return place.published.year + {"last": -1, "next": 1}.get(first, 0)


def month_near(number: int, match: re.Match[str], place: Place) -> Period | None:
    """The month of that number which the verb at the match points to; None without a publication day."""
    if place.published is None:
        return None
    candidates = [periods.month(place.published.year + shift, number) for shift in (-1, 0, 1)]
    return periods.nearest(place.published, candidates, *WEIGHTS[place.outlook(match.start(), match.end())])


def count_of(words: str) -> int | None:
    """The number of "three", "12", "a couple of"; None for "several", "a few"."""
    words = re.sub(r"\s+", " ", words.lower())
    return int(words) if words.isdigit() else COUNTS.get(words)


def calendar_unit(words: str) -> tuple[str, int]:
    """The calendar unit and how many of it ("fortnight" is two weeks)."""
    words = words.lower()
    return {"centur": ("century", 1), "fortnight": ("week", 2)}.get(words, (words, 1))
