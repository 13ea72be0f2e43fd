"""Dates that are counted from another happening: "four weeks earlier", "the same day", "two days after they met"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.language import periods
from comity.language.analysis import Analysis, Sentence, Token
from comity.language.date_place import calendar_unit, count_of
from comity.language.vocabulary import WEEKDAYS
from comity.records import Period, Precision

_N = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"a\s+couple\s+of|\d{1,3})"
)
_UNIT = r"(?:hour|day|week|fortnight|month|year|decade)"
_DAYS = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_PART = r"(?:day|morning|afternoon|evening|night|week|month|year)"
_PATTERN = re.compile(
    rf"""(?ix)(?<![\w-])(?:
    (?:(?P<hedge>less\s+than|more\s+than|just\s+over|a\s+little\s+over|over|barely|almost|nearly|not\s+quite|only|just|
       some|about|around)\s+)?
    (?:(?P<n>{_N})\s+)?(?P<unit>{_UNIT})s?\s+(?:(?:ha[ds]|have)\s+)?(?:passed\s+)?
    (?P<way>later|earlier|previously|afterwards|after|before|since)(?!\w)
    | (?:(?:the|that)\s+(?P<same>same)|(?P<that_one>that))\s+(?P<same_u>{_PART})(?!\w)
    | the\s+(?P<near>next|following|previous|preceding)\s+(?P<near_u>{_PART}|{_DAYS})(?!\w)
    | the\s+(?P<edge_u>day|week|month|year|{_DAYS})\s+(?P<edge>before|after)(?=\s*(?:[,.;:)]|$|\band\b))
    | it\s+was\s+(?P<then>then)\s+that(?!\w)
    | that\s+(?P<that>{_DAYS})(?!\w)
    )"""
)
_CLOSED = re.compile(r"\s*(?:[,.;:)–—-]|$)")
_LESS = ("less", "almost", "nearly", "not")
_MORE = ("more", "over", "a", "just")
# A day or a month is a place in time from which others can be counted; a longer stretch only for years.
_LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance in time: `count` units before (negative) or after; `over` is the word "after", "before" or "since"
    where the happening that it is counted from follows, else None."""

    start: int
    end: int
    unit: str
    count: int
    hedge: str
    over: str | None
    weekday: int | None = None


def distances(analysis: Analysis, sentence: Sentence) -> list[Distance]:
    """The distances that a sentence speaks of, in text order."""
    text = analysis.document.text
    found: list[Distance] = []
    for match in _PATTERN.finditer(text, sentence.start, sentence.end):
        one = _read(match, text, sentence)
        if one is not None:
            found.append(one)
    return found


def _read(match: re.Match[str], text: str, sentence: Sentence) -> Distance | None:
    start, end = match.span()
    if match["same"] or match["that_one"]:
        return Distance(start, end, _unit(match["same_u"])[0], 0, "", None)
    if match["then"]:
        return Distance(start, end, "day", 0, "", None)
    if match["that"]:
        return Distance(start, end, "day", 0, "", None, WEEKDAYS[match["that"].lower()])
    if match["near"] or match["edge"]:
        back = (match["near"] or match["edge"]).lower() in ("previous", "preceding", "before")
        word = (match["near_u"] or match["edge_u"]).lower()
        if word in WEEKDAYS:
            return Distance(start, end, "day", -1 if back else 1, "", None, WEEKDAYS[word])
        return Distance(start, end, _unit(word)[0], -1 if back else 1, "", None)
    unit, times = _unit(match["unit"])
    count = count_of(match["n"]) if match["n"] else None
    if match["unit"].lower() == "hour":
        unit, count = "day", 0
    if count is None:
        return None
    way = match["way"].lower()
    back = way in ("earlier", "previously", "before")
    over = way if way in ("after", "before", "since") and not _CLOSED.match(text, end, sentence.end) else None
    if way == "since" and over is None:
        return None
    hedge = (match["hedge"] or "").lower().split(" ")[0]
    return Distance(start, end, unit, (-1 if back else 1) * count * times, hedge, over)


def _unit(word: str) -> tuple[str, int]:
    word = word.lower()
    if word in ("morning", "afternoon", "evening", "night"):
        return "day", 1
    return calendar_unit(word)


def counted(anchor: Period, distance: Distance, wording: str, *, turned: bool = False) -> Period | None:
    """The time that lies the distance from `anchor`; `turned` counts it the other way."""
    if anchor.start is None or anchor.end is None:
        return None
    count = -distance.count if turned else distance.count
    if distance.unit not in ("year", "decade") and anchor.end - anchor.start > _LONGEST:
        return None
    try:
        period = _counted(anchor.start, anchor.end, count, distance)
    except (ValueError, OverflowError):
        return None
    return replace(period, text=wording)


def _counted(first: date, last: date, count: int, distance: Distance) -> Period:
    if distance.weekday is not None:
        return _weekday(first, last, count, distance.weekday)
    if count == 0 and distance.unit != "day":
        return periods.unit_at(first, distance.unit, 0)
    toward = {"day": 1, "week": 7, "month": 30}.get(distance.unit, 365)
    slack = _slack(distance)
    low_by = high_by = slack
    if distance.hedge in _LESS:
        low_by, high_by = (toward, 0) if count > 0 else (0, toward)
    elif distance.hedge in _MORE:
        low_by, high_by = (0, toward) if count > 0 else (toward, 0)
    begin = periods.moved(first, distance.unit, count) - timedelta(days=low_by)
    end = periods.moved(last, distance.unit, count) + timedelta(days=high_by)
    return Period(begin, end, Precision.DAY if begin == end else Precision.RANGE)


def _slack(distance: Distance) -> int:
    """How many days a round number of weeks, months or years may be off."""
    count = abs(distance.count)
    if distance.unit == "day":
        return 0 if count < 10 else 1
    if distance.unit == "week":
        return max(3, count + 1)
    return 15 if distance.unit == "month" else 182


def _weekday(first: date, last: date, count: int, wanted: int) -> Period:
    """ "That Saturday": within the anchor or the days around it; "the following Monday": the next one after it."""
    if count > 0:
        return periods.day(last + timedelta(days=(wanted - last.weekday() - 1) % 7 + 1))
    if count < 0:
        return periods.day(first - timedelta(days=(first.weekday() - wanted - 1) % 7 + 1))
    week = [first + timedelta(days=shift) for shift in range(-3, 4)]
    return periods.day(next(day for day in week if day.weekday() == wanted))


def beneath(analysis: Analysis, distance: Distance) -> set[int]:
    """The words of the happening that a distance is counted from: what "after", "before" or "since" governs."""
    words = analysis.tokens_in(distance.start, distance.end)
    if not words or distance.over is None:
        return set()
    word: Token = words[-1]
    if word.dep in ("mark", "advmod"):
        return _without_fellows(analysis, analysis.tokens[word.head], word)
    found: set[int] = set()
    for inner in analysis.children(word):
        found |= _without_fellows(analysis, inner, word)
    return found


def _without_fellows(analysis: Analysis, head: Token, word: Token) -> set[int]:
    """What a clause or phrase says behind a word, without clauses coordinated with it."""
    fellows = {
        token.i
        for other in analysis.children(head)
        if other.dep == "conj" and other.pos in ("VERB", "AUX")
        for token in analysis.subtree(other)
    }
    return {token.i for token in analysis.subtree(head) if token.i > word.i} - fellows
