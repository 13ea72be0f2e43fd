"""Dates and periods, resolved against the publication day.

A resolver of our own over a regular grammar, because every resolution must be relative to the publication day, be the
same on every run, and be explainable by the words it was read from. Rules that are worth knowing:

* A day without a year, a month alone and a bare weekday are placed on the publication day's calendar by the verb they
  hang on: a past verb puts them before it, a future one ("will", "to meet") after it; without a verb to go by, the past
  is preferred three to one. "said Monday" is the latest Monday, the publication day included.
* "since X" and "post-X" start with X and stay open; "by X" and "until X" end with X; "before X" ends the day before X
  and "after X" begins the day after it. These words belong to the mention; "on", "in", "during" do not.
* "last year" is the calendar year, "the last year" and "the past year" the twelve months up to publication.
* Without a publication day, relative dates and dates without a year are not given.
* A number that looks like a year is one only where it does not count a noun or belong to a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.language import periods
from comity.language.analysis import Analysis, DateMention, Sentence
from comity.language.date_grammar import ATOMS, BEFORE, BETWEEN, FROM, JOIN_AND, JOIN_TO, ONWARD, POST, UP_TO
from comity.language.date_place import Place, count_of
from comity.language.date_role import is_modifier
from comity.language.dates_named import NAMED
from comity.language.dates_relative import RELATIVE
from comity.records import Period, Precision

_THE = re.compile(r"(?i)\bthe\s+$")
_RESOLVERS = {**NAMED, **RELATIVE}


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    period: Period
    family: str


def find_dates(analysis: Analysis, sentences: list[Sentence]) -> None:
    """Fill `analysis.dates`, in text order and not overlapping, from the sentences given."""
    text = analysis.document.text
    published = analysis.document.published
    found: list[_Atom] = []
    for sentence in sentences:
        place = Place(analysis, sentence, published)
        atoms = [atom for match in ATOMS.finditer(text, sentence.start, sentence.end) if (atom := _atom(match, place))]
        for match in POST.finditer(text, sentence.start, sentence.end):
            year = periods.year_(int(match["y"]))
            opened = (
                Period(year.start, None, Precision.YEAR)
                if match["pre"].lower() == "post"
                else Period(None, _day_before(year.start), Precision.YEAR)
            )
            atoms = [atom for atom in atoms if atom.end <= match.start() or atom.start >= match.end()]
            atoms.append(_Atom(match.start(), match.end(), opened, "post"))
        atoms.sort(key=lambda atom: atom.start)
        found += _composed(atoms, place)
    analysis.dates = [
        DateMention(
            a.start, a.end, replace(a.period, text=text[a.start : a.end]), is_modifier(analysis, a.start, a.end)
        )
        for a in found
    ]


def _atom(match: re.Match[str], place: Place) -> _Atom | None:
    family = match.lastgroup or ""
    try:
        period = _RESOLVERS[family](match, place)
    except (ValueError, OverflowError):  # 31 June, 29 February, year 10000: no such day
        return None
    if period is None:
        return None
    start = match.start()
    if family == "span":  # "over", "in", "the" are not part of it
        start = match.start("span_r")
    return _Atom(start, match.end(), period, family)


def _composed(atoms: list[_Atom], place: Place) -> list[_Atom]:
    """Join neighbours to ranges, then apply since, by, until, before, after."""
    text = place.analysis.document.text
    joined: list[_Atom] = []
    for atom in atoms:
        if joined and (whole := _range(joined[-1], atom, place, text)):
            joined[-1] = whole
        else:
            joined.append(atom)
    return [_opened(atom, place, text) for atom in joined]


def _range(first: _Atom, last: _Atom, place: Place, text: str) -> _Atom | None:
    between = text[first.end : last.start]
    if len(between) > 20 or first.family in ("range", "post") or last.family == "post":
        return None
    lead = place.before(first.start, 14)
    opener = BETWEEN.search(lead)
    if opener is None or not JOIN_AND.match(between):
        opener = FROM.search(lead)
        if not JOIN_TO.match(between):
            return None
        if opener is None and between.strip().lower() == "to" and first.period.precision is not last.period.precision:
            return None
    head = first.period
    if (
        head.start
        and last.period.start
        and first.family in ("m", "mdy", "dmy")
        and last.period.end
        and head.start > last.period.end
    ):
        head = _shift_years(head, last.period.start.year - head.start.year)
        if head.start and head.start > last.period.end:
            head = _shift_years(head, -1)
    elif (
        first.family in ("m", "mdy", "dmy") and last.family in ("my", "mdy", "dmy") and head.start and last.period.start
    ):
        gap = last.period.start.year - head.start.year
        if gap > 0 and not re.search(r"\d{4}", text[first.start : first.end]):
            head = _shift_years(head, gap)
    period = periods.joined(head, last.period)
    if period is None:
        return None
    start = first.start - len(opener.group()) if opener else first.start
    return _Atom(start, last.end, period, "range")


def _opened(atom: _Atom, place: Place, text: str) -> _Atom:
    period = atom.period
    if atom.family in ("range", "post", "ago_open"):
        return atom
    onward = ONWARD.match(text, atom.end, place.sentence.end)
    if onward and period.start:
        opener = FROM.search(place.before(atom.start, 10))
        start = atom.start - len(opener.group()) if opener else atom.start
        return _Atom(start, onward.end(), Period(period.start, None, period.precision), "open")
    stretch = (
        UP_TO.search(place.before(atom.start, 40)) if period.precision in (Precision.DAY, Precision.MONTH) else None
    )
    if stretch is not None and (whole := _ending(stretch, period)) is not None:
        counted = stretch["n"] is not None and count_of(stretch["n"]) is not None
        return _Atom(
            atom.start - len(stretch.group()) + stretch.start("n" if counted else "unit") - stretch.start(),
            atom.end,
            whole,
            "range",
        )
    lead = BEFORE.search(place.before(atom.start, 30))
    if lead is None or atom.family in ("span", "into") or _modifies(place.analysis, atom):
        return atom
    word = re.sub(r"\s+", " ", lead["word"].lower()).split(" ")[0]
    start = atom.start - len(lead.group()) + (len(lead.group()) - len(lead.group().lstrip()))
    if word in ("since", "starting", "beginning", "as", "with"):
        opened = Period(period.start, None, period.precision)
    elif word in ("by", "until", "till", "up", "through", "no", "not"):
        opened = Period(None, period.end, period.precision)
    elif word in ("before", "prior", "ahead"):
        # "before the end of the year" leaves the end itself in; "before 2030" leaves 2030 out
        opened = Period(None, period.end if atom.family == "edge" else _day_before(period.start), period.precision)
    else:
        opened = Period(period.end + timedelta(days=1) if period.end else None, None, period.precision)
    if opened.start is None and opened.end is None:
        return atom
    return _Atom(start, atom.end, opened, "open")


def _ending(stretch: re.Match[str], last: Period) -> Period | None:
    """As in "the year to March 31", "six months ended June 30"."""
    unit = stretch["unit"].lower().rstrip("s")
    count = count_of(stretch["n"]) if stretch["n"] else None
    if unit in ("month", "week"):
        if count is None:
            return None
    else:
        count = 1
    if last.end is None:
        return None
    ahead = last.end + timedelta(days=1)
    begin = periods.moved(ahead, "month", -6) if unit == "half" else periods.moved(ahead, unit, -count)
    return Period(begin, last.end, Precision.RANGE)


def _modifies(analysis: Analysis, atom: _Atom) -> bool:
    """Whether the date modifies a noun after it: "after" in "after the 2022 elections" is not the date's."""
    if analysis.document.text[atom.end : atom.end + 2] in ("'s", "’s"):
        return True
    words = analysis.tokens_in(atom.start, atom.end)
    if not words:
        return False
    last = words[-1]
    head = analysis.tokens[next((w.head for w in words if not words[0].i <= w.head <= last.i), last.head)]
    if _THE.search(analysis.document.text, max(0, atom.start - 5), atom.start) and last.i + 1 < len(analysis.tokens):
        following = analysis.tokens[last.i + 1]
        if following.pos in ("NOUN", "PROPN", "ADJ") and following.sentence == last.sentence:
            return True
    return last.i < head.i <= last.i + 6 and head.pos in ("NOUN", "PROPN") and head.sentence == last.sentence


def _day_before(value: date | None) -> date | None:
    return value - timedelta(days=1) if value else None


def _shift_years(period: Period, count: int) -> Period:
    if period.start is None or period.end is None:
        return period
    if period.precision is Precision.MONTH:
        return periods.month(period.start.year + count, period.start.month)
    return Period(
        periods.moved(period.start, "year", count), periods.moved(period.end, "year", count), period.precision
    )
