"""Words of the calendar, and the set of words that may belong to a date.

A sentence without one of them (and without a digit) is not searched for dates.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists of words that are easier to read as text."""
    return frozenset(text.split())


MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

DATE_WORDS = frozenset(
    [*(name + dot for name in MONTHS for dot in ("", ".")), *(name + dot for name in WEEKDAYS for dot in ("", "."))]
) | words(
    "today yesterday tomorrow tonight overnight year years year's month months month's week weeks week's "
    "weekend decade decades century centuries quarter half fiscal fy day days midyear mid-year yearend year-"
    "end month-end ago thirties forties fifties sixties seventies eighties nineties weekday fortnight morning "
    "afternoon evening night spring summer autumn winter"
)
