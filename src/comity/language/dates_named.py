"""Resolvers of dates that name a day, a month, a quarter, a year, a decade or a century of the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from comity.language import periods
from comity.language.analysis import Analysis, Token
from comity.language.date_place import COUNTS, WEIGHTS, Place, month_near, month_number, relative_year
from comity.language.vocabulary import MONTHS, WEEKDAYS, words
from comity.language.years import is_year
from comity.records import Period, Precision

_SHY_MONTHS = words("may march mar april june august jan jun dec")
_MONTH_CUE = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|of|from|to|through|during|for|before|after|between|and|or|early|mid|late|last|next|"
    r"this|on|each|every|end|the)[\s-]+|[/–-])$"
)
# States whose statistics go by fiscal years: "2022-23" is one year there, and not two.
_APRIL_TO_MARCH = re.compile(r"\b(?:India|Indian|Indians|New Delhi|crores?|lakhs?|INR|₹)(?!\w)")
_JULY_TO_JUNE = re.compile(r"\b(?:Pakistan|Pakistani|Islamabad|Bangladesh|Bangladeshi|Dhaka|Egypt|Egyptian)(?!\w)")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_CENTURIES = {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twentie": 20, "twenty-first": 21}


def _days(match: re.Match[str], place: Place, prefix: str, first: str, last: str) -> Period | None:
    """A day or a stretch of days in one month, with or without a year."""
    number = month_number(match[f"{prefix}_m"])
    days = [COUNTS.get(match[name]) or int(re.sub(r"\D", "", match[name])) for name in (first, last) if match[name]]
    weekday = match[f"{prefix}_w"]
    year = int(match[f"{prefix}_y"]) if match[f"{prefix}_y"] else relative_year(match[f"{prefix}_ry"], place)

    def at(year_number: int) -> Period:
        start, end = date(year_number, number, days[0]), date(year_number, number, days[-1])
        if end < start:
            raise ValueError("a stretch of days that runs backwards")
        return Period(start, end, Precision.DAY if start == end else Precision.RANGE)

    if year is not None:
        return at(year)
    if place.published is None:
        return None
    candidates = []
    for year_number in range(
        place.published.year - (4 if number == 2 and days[-1] == 29 else 1), place.published.year + 2
    ):
        try:
            candidates.append(at(year_number))
        except ValueError:
            continue
    if weekday:
        wanted = WEEKDAYS.get(weekday.lower().rstrip("."))
        candidates = [c for c in candidates if c.start and c.start.weekday() == wanted] or candidates
    return periods.nearest(place.published, candidates, *WEIGHTS[place.outlook(match.start(), match.end())])


def _iso(match: re.Match[str], place: Place) -> Period | None:
    return periods.day(date(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])))


def _numeric(match: re.Match[str], place: Place) -> Period | None:
    """Only where the order of day and month is beyond doubt."""
    a, b, year = int(match["num_a"]), int(match["num_b"]), int(match["num_y"])
    if a > 12 >= b:
        return periods.day(date(year, b, a))
    if b > 12 >= a:
        return periods.day(date(year, a, b))
    if a == b or match["num_s"] == ".":  # with dots the day always comes first
        return periods.day(date(year, b, a))
    return None


def _my(match: re.Match[str], place: Place) -> Period | None:
    year = int(match["my_y"]) if match["my_y"] else relative_year(match["my_ry"], place)
    if year is None:
        return None
    whole = periods.month(year, month_number(match["my_m"]))
    return periods.part(whole, match["my_p"].lower()) if match["my_p"] else whole


def _rm(match: re.Match[str], place: Place) -> Period | None:
    if place.published is None:
        return None
    number, word = month_number(match["rm_m"]), match["rm_r"].lower().split()[-1]
    published = place.published
    if word in ("last", "previous", "past"):
        return periods.month(published.year - (number >= published.month), number)
    if word in ("next", "coming"):
        return periods.month(published.year + (number <= published.month), number)
    return periods.month(published.year, number)


def _fy(match: re.Match[str], place: Place) -> Period | None:
    first = int(match["fy_a"])
    if first < 100:
        first += 1900 if first > 60 else 2000
    if match["fy_b"] is None:
        return periods.fiscal(first, None)
    last = int(match["fy_b"])
    last = last if last > 100 else first // 100 * 100 + last
    return periods.fiscal(first, last) if last == first + 1 else None


def _qy(match: re.Match[str], place: Place) -> Period | None:
    number = (
        int(match["qy_n"]) if match["qy_n"] else _ORDINALS.get((match["qy_o"] or "").lower(), 4 if match["qy_o"] else 0)
    )
    year = int(match["qy_y"]) if match["qy_y"] else relative_year(match["qy_ry"], place)
    if bool(match["qy_n"]) == bool(match["qy_o"]):
        return None
    return periods.quarter(year, number) if year and number else None


def _q(match: re.Match[str], place: Place) -> Period | None:
    """ "The third quarter": of the year of publication, or of the year before when it has not begun yet."""
    if place.published is None:
        return None
    word = match["q_o"].lower()
    if word == "last":
        return periods.unit_at(place.published, "quarter", -1)
    candidates = [periods.quarter(place.published.year + shift, _ORDINALS[word]) for shift in (-1, 0, 1)]
    return periods.nearest(place.published, candidates, *WEIGHTS[place.outlook(match.start(), match.end())])


def _hy(match: re.Match[str], place: Place) -> Period | None:
    if bool(match["hy_n"]) == bool(match["hy_o"]):
        return None
    number = int(match["hy_n"]) if match["hy_n"] else (1 if match["hy_o"].lower() in ("first", "1st") else 2)
    if match["hy_dec"]:
        first = int(match["hy_dec"]) + 5 * (number - 1)
        return periods.years(first, first + 4)
    if match["hy_c"]:
        first = 100 * (int(match["hy_c"]) - 1) + 50 * (number - 1)
        return periods.years(first, first + 49)
    if match["hy_m"]:
        if place.published is None:
            return None
        whole = month_near(month_number(match["hy_m"]), match, place)
        if whole is None or whole.start is None or whole.end is None:
            return None
        middle = whole.start.replace(day=15)
        return (
            Period(whole.start, middle, Precision.RANGE)
            if number == 1
            else Period(middle + timedelta(days=1), whole.end, Precision.RANGE)
        )
    year = int(match["hy_y"]) if match["hy_y"] else relative_year(match["hy_ry"], place)
    return periods.half(year, number) if year else None


def _decade(match: re.Match[str], place: Place) -> Period | None:
    whole = periods.decade(int(match["dec_y"]))
    if match["dec_p2"]:
        return periods.joined(periods.part(whole, match["dec_p"].lower()), periods.part(whole, match["dec_p2"].lower()))
    return periods.part(whole, match["dec_p"].lower()) if match["dec_p"] else whole


def _shortdecade(match: re.Match[str], place: Place) -> Period | None:
    whole = periods.decade(1900 + (int(match["sd_y"]) if match["sd_y"] else _DECADES[match["sd_w"].lower()]))
    return periods.part(whole, match["sd_p"].lower()) if match["sd_p"] else whole


def _century(match: re.Match[str], place: Place) -> Period | None:
    word = match["cen_n"].lower()
    whole = periods.century(int(word) if word.isdigit() else _CENTURIES[word])
    return periods.part(whole, match["cen_p"].lower()) if match["cen_p"] else whole


def _season(match: re.Match[str], place: Place) -> Period | None:
    return periods.season(int(match["sea_y"]), match["sea_n"].lower())


def _sometime(match: re.Match[str], place: Place) -> Period | None:
    """A season without its year: "last autumn", "in the spring"."""
    if place.published is None:
        return None
    published, name, word = place.published, match["so_n"].lower(), (match["so_r"] or "").lower()
    candidates = [periods.season(published.year + shift, name) for shift in (-2, -1, 0, 1)]
    if word == "last":
        return next((c for c in reversed(candidates) if c.end is not None and c.end < published), None)
    if word == "next":
        return next((c for c in candidates if c.start is not None and c.start > published), None)
    return periods.nearest(published, candidates, *WEIGHTS[place.outlook(match.start(), match.end())])


def _edge(match: re.Match[str], place: Place) -> Period | None:
    which = match["edge_p"].lower()
    whole: Period | None
    if match["edge_y"]:
        whole = periods.year_(int(match["edge_y"]))
    elif match["edge_dec"]:
        whole = periods.decade(int(match["edge_dec"]))
    elif match["edge_m"]:
        number = month_number(match["edge_m"])
        whole = periods.month(int(match["edge_my"]), number) if match["edge_my"] else month_near(number, match, place)
    elif place.published is not None:
        shift = {"last": -1, "next": 1}.get(match["edge_r"].lower().split()[-1], 0)
        whole = periods.unit_at(place.published, match["edge_u"].lower(), shift)
    else:
        whole = None
    return periods.part(whole, which) if whole else None


def _yearend(match: re.Match[str], place: Place) -> Period | None:
    word = match["ye_w"].lower().replace("-", "")
    year = int(match["ye_y"]) if match["ye_y"] else (place.published.year if place.published else None)
    if year is None:
        return None
    if word == "monthend":
        return periods.part(periods.month(year, place.published.month), "end") if place.published else None
    return (
        periods.part(periods.year_(year), "end") if word == "yearend" else periods.months(year, 6, 2, Precision.RANGE)
    )


def _yrange(match: re.Match[str], place: Place) -> Period | None:
    first, last = int(match["yr_a"]), int(match["yr_b"])
    if last < 100:
        last += first // 100 * 100
        if last < first:
            last += 100
    if not 0 < last - first <= 150:
        return None
    if last == first + 1:
        said = place.analysis.document.text[place.sentence.start : place.sentence.end]
        if _APRIL_TO_MARCH.search(said):
            return periods.fiscal(first, last)
        if _JULY_TO_JUNE.search(said):
            return Period(date(first, 7, 1), date(last, 6, 30), Precision.YEAR)
    return periods.years(first, last)


def _py(match: re.Match[str], place: Place) -> Period | None:
    return periods.part(periods.year_(int(match["py_y"])), match["py_p"].lower())


def _pm(match: re.Match[str], place: Place) -> Period | None:
    whole = month_near(month_number(match["pm_m"]), match, place)
    return periods.part(whole, match["pm_p"].lower()) if whole else None


def _m(match: re.Match[str], place: Place) -> Period | None:
    """A month alone; names that are also words or people's names need a preposition before them."""
    name = match["m_m"].lower().rstrip(".")
    if (name in _SHY_MONTHS or len(name) < 5) and not _MONTH_CUE.search(place.before(match.start(), 12)):
        return None
    found = _token(place.analysis, match.start())
    if found is not None and found.pos in ("AUX", "VERB"):
        return None
    return month_near(MONTHS[name], match, place)


def _y(match: re.Match[str], place: Place) -> Period | None:
    return (
        periods.year_(int(match["y_y"]))
        if is_year(place.analysis, place.sentence, match.start(), match.end())
        else None
    )


def _token(analysis: Analysis, start: int) -> Token | None:
    tokens = analysis.tokens_in(start, start + 20)
    return tokens[0] if tokens and tokens[0].start == start else None


NAMED: dict[str, Callable[[re.Match[str], Place], Period | None]] = {
    "iso": _iso,
    "dmy": lambda match, place: _days(match, place, "dmy", "dmy_d0", "dmy_d"),
    "mdy": lambda match, place: _days(match, place, "mdy", "mdy_d", "mdy_d1"),
    "my": _my,
    "rm": _rm,
    "numeric": _numeric,
    "fy": _fy,
    "qy": _qy,
    "q": _q,
    "hy": _hy,
    "decade": _decade,
    "shortdecade": _shortdecade,
    "century": _century,
    "season": _season,
    "sometime": _sometime,
    "edge": _edge,
    "yearend": _yearend,
    "yrange": _yrange,
    "py": _py,
    "pm": _pm,
    "m": _m,
    "y": _y,
}
