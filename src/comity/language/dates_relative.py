"""Resolvers of dates that are counted from the publication day: "two years ago", "last week", "yesterday", "Monday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from comity.language import periods
from comity.language.date_place import Place, calendar_unit, count_of
from comity.language.tense import Outlook
from comity.language.vocabulary import WEEKDAYS
from comity.records import Period, Precision

_NO_FUTURE = re.compile(
    r"(?i)\b(?:first|last|only|time|ever|most|\w{3,}est|record|highest|lowest|once|twice|times)\b[^,;]{0,30}$"
)

_TAKEN_UP = re.compile(r"(?i)\bthat\s+$")


def _ago(match: re.Match[str], place: Place) -> Period | None:
    count = count_of(match["ago_n"])
    if place.published is None or count is None:
        return None
    unit, times = calendar_unit(match["ago_u"])
    halved = match["ago_h"] or match["ago_h2"]
    if halved and unit in ("year", "decade"):
        # "three and a half years ago": the month counted back to, and one on either side
        half = periods.moved(
            periods.moved(place.published, unit, -count * times), "month", -6 if unit == "year" else -60
        )
        return periods.months(half.year, half.month - 1, 3, Precision.RANGE)
    if halved:
        return None
    if match["ago_t"]:
        back = periods.moved(place.published, unit, -count * times)
        return periods.unit_at(
            back, {"today": "day"}.get(match["ago_t"].lower(), match["ago_t"].lower()[-5:].strip()), 0
        )
    return periods.unit_at(place.published, unit, -count * times)


def _span(match: re.Match[str], place: Place) -> Period | None:
    """A stretch that ends or begins on the publication day: "the past decade", "the next five years"."""
    if place.published is None:
        return None
    word, plural = match["span_r"].lower(), (match["span_s"] or "").lower() in ("s", "ies")
    unit, times = calendar_unit(match["span_u"])
    lead = match.group()[: match.start("span_r") - match.start()].lower()
    if word == "recent":
        return Period(None, place.published, Precision.RANGE) if plural else None
    if match["span_n"] is None and not plural:
        if word in ("previous", "preceding", "following"):
            return None
        if word in ("last", "next") and "the" not in lead.split() and unit != "decade":
            return periods.unit_at(place.published, unit, times * (1 if word == "next" else -1))
        if unit == "day" and place.outlook(match.start(), match.end()) is not Outlook.FUTURE:
            return None  # "the next day" of a tale is no day after its publication
        if word == "coming" or (word == "next" and unit in ("day", "week", "month", "year", "quarter")):
            return periods.unit_at(place.published, unit, times)
    if word in ("following", "preceding") or (plural and unit == "century"):
        return None
    count = count_of(match["span_n"]) if match["span_n"] else (None if plural else 1)
    if count is None:
        back = word in ("past", "last", "previous")
        return (
            Period(None, place.published, Precision.RANGE) if back else Period(place.published, None, Precision.RANGE)
        )
    if word in ("past", "last", "previous"):
        return Period(periods.moved(place.published, unit, -count * times), place.published, Precision.RANGE)
    return Period(place.published, periods.moved(place.published, unit, count * times), Precision.RANGE)


def _into(match: re.Match[str], place: Place) -> Period | None:
    """ "In two weeks", "within five years": only where the verb looks ahead; else it is a duration."""
    count = count_of(match["into_n"])
    if place.published is None or count is None or _NO_FUTURE.search(place.before(match.start(), 50)):
        return None
    if place.outlook(match.start(), match.end()) is not Outlook.FUTURE:
        return None
    unit, times = calendar_unit(match["into_u"])
    if match["into_w"].lower() == "within":
        return Period(place.published, periods.moved(place.published, unit, count * times), Precision.RANGE)
    return periods.unit_at(place.published, unit, count * times)


def _rel(match: re.Match[str], place: Place) -> Period | None:
    if place.published is None:
        return None
    word, how = match["rel_r"].lower().split()[-1], (match["rel_p"] or "").lower()
    if word == "same":
        return None
    shift = {"last": -1, "next": 1, "coming": 1}.get(word, 0)
    if match["rel_u"].lower() == "weekend":
        saturday = periods.week_of(place.published + timedelta(weeks=shift)).end
        assert saturday is not None
        if (
            shift == 0
            and word == "this"
            and place.published.weekday() < 2
            and place.outlook(match.start(), match.end()) is Outlook.PAST
        ):
            saturday -= timedelta(weeks=1)
        return Period(saturday - timedelta(days=1), saturday, Precision.RANGE)
    unit, _ = calendar_unit(match["rel_u"])
    whole = periods.unit_at(place.published, unit, shift)
    assert whole.start is not None and whole.end is not None
    if how == "earlier" and shift == 0:
        return Period(whole.start, place.published, whole.precision)
    if how == "later" and shift == 0:
        return Period(place.published, whole.end, whole.precision)
    if how in ("early", "mid", "late", "end") or how.startswith("the end"):
        return periods.part(whole, "end" if "end" in how else how)
    return whole


def _rw(match: re.Match[str], place: Place) -> Period | None:
    if place.published is None:
        return None
    wanted, word = WEEKDAYS[match["rw_d"].lower()], re.sub(r"\s+", " ", match["rw_r"].lower())
    published = place.published
    if word in ("last", "this past", "the previous"):
        return periods.day(published - timedelta(days=(published.weekday() - wanted - 1) % 7 + 1))
    if word in ("next", "this coming"):
        return periods.day(published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1))
    if word == "the following":
        return None
    return periods.day(published + timedelta(days=wanted - published.weekday()))


def _part(match: re.Match[str], place: Place) -> Period | None:
    if place.published is None:
        return None
    words = re.sub(r"\s+", " ", match["part_w"].lower())
    shift = {"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1}.get(words, 0)
    if words == "the day before yesterday":
        shift = -2
    elif words == "the day after tomorrow":
        shift = 2
    return periods.day(place.published + timedelta(days=shift))


def _weekday(match: re.Match[str], place: Place) -> Period | None:
    if place.published is None:
        return None
    if _TAKEN_UP.search(place.before(match.start(), 8)):
        return None  # "on that Saturday": a day told before
    wanted, published = WEEKDAYS[match["wd_d"].lower()], place.published
    if place.outlook(match.start(), match.end()) is Outlook.FUTURE:
        return periods.day(published + timedelta(days=(wanted - published.weekday()) % 7))
    return periods.day(published - timedelta(days=(published.weekday() - wanted) % 7))


RELATIVE: dict[str, Callable[[re.Match[str], Place], Period | None]] = {
    "ago": _ago,
    "span": _span,
    "into": _into,
    "rel": _rel,
    "rw": _rw,
    "part": _part,
    "weekday": _weekday,
}
