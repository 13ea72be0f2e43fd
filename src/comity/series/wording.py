"""Series in words: periods, units, sizes and sources, as tables and charts show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from comity.actors.parties import country_name
from comity.records import Flag, Frequency, Observation, Release, Series
from comity.records.series import TOTAL, WORLD, indicators

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FLAG_NAMES = {
    Flag.PARTIAL: "part of the period",
    Flag.ESTIMATE: "estimate",
    Flag.PROVISIONAL: "provisional",
    Flag.ROUNDED: "rounded",
    Flag.RATED: "by rating",
}
_SHORT = 100
_SIZES = ((1e12, "trillion", "tn"), (1e9, "billion", "bn"), (1e6, "million", "m"))


def period_name(start: date, end: date, frequency: Frequency) -> str:
    """A period as statisticians write it: `2021`, `2021-22`, `2021 Q3`, `Mar 2021`, `2021-03-31`.

    A fiscal year is named by the two calendar years that it touches.
    """
    if frequency is Frequency.DAY:
        return start.isoformat()
    if frequency is Frequency.MONTH:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if frequency is Frequency.QUARTER:
        return f"{start.year} Q{(start.month + 2) // 3}"
    if frequency is Frequency.HALF:
        return f"{start.year} H{1 if start.month < 7 else 2}"
    if frequency is Frequency.FISCAL_YEAR and start.month > 1:
        return f"{start.year}-{(start.year + 1) % 100:02d}"
    return str(start.year)


def part_name(observation: Observation) -> str:
    """The months of an observation that stands for a part of its period: `Apr–Aug`; empty for a whole one."""
    if not observation.partial:
        return ""
    first, last = MONTHS[observation.start.month - 1], MONTHS[observation.end.month - 1]
    return first if first == last and observation.start.year == observation.end.year else f"{first}–{last}"


def observation_name(observation: Observation, frequency: Frequency) -> str:
    """The period of an observation, with the part that it stands for: `2022-23 (Apr–Aug)`."""
    name, part = period_name(observation.start, observation.end, frequency), part_name(observation)
    return f"{name} ({part})" if part else name


def size_for(largest: float) -> tuple[float, str, str]:
    """By how much to divide values of up to `largest`, and its name, long and short: 1e9, `billion`, `bn`."""
    return next((size for size in _SIZES if abs(largest) >= size[0]), (1.0, "", ""))


def unit_name(unit: str, short: str = "") -> str:
    """A unit as an axis shows it, with the size of its numbers: `US$ bn`, `bn tonnes`, `%`."""
    if unit == "percent":
        return "%"
    if unit == "USD":
        return f"US$ {short}".strip()
    return f"{short} {unit}".strip()


def exact(value: float) -> str:
    """A value with all its digits and thousands separators."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10f}".rstrip("0")


def digits_for(values: Iterable[float], unit: str) -> int | None:
    """How many decimals all of these values have in a chart: none for whole numbers, one for shares, else by size."""
    if all(float(value).is_integer() for value in values):
        return 0
    return 1 if unit == "percent" else None


def figure(value: float, digits: int | None = None) -> str:
    """A value as a chart shows it, with so many decimals or to about three digits: `0.14`, `25.7`, `1,502`."""
    if digits is None:
        digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"


def party_name(code: str | None) -> str:
    """A state or organisation by name; the world for all partners together; empty for none."""
    if code is None:
        return ""
    return "the world" if code == WORLD else country_name(code)


def item_name(item: str | None) -> str:
    """What is counted, as people write it: `HS 2709`; empty for none and for all together."""
    if item is None or item == TOTAL:
        return ""
    if item.startswith("HS") and item[2:].isdigit():
        return f"HS {item[2:]}"
    return item[3:].capitalize() if item.startswith("PC:") else item


def what_name(series: Series) -> str:
    """What is measured, in the words of the codebook, else of the series itself."""
    known = indicators().get(series.indicator)
    return known.name if known else series.title or series.indicator


def series_name(series: Series) -> str:
    """A series in words: `Imports of goods, India from Russia, HS 2709`."""
    known = indicators().get(series.indicator)
    if series.partner is None:
        who = party_name(series.reporter)
    else:
        between = {"imports": "from", "import-quantity": "from", "arms-imports": "from", "arms-delivered": "from"}
        joint = " and " if known and known.symmetric else f" {between.get(series.indicator, 'to')} "
        who = party_name(series.reporter) + joint + party_name(series.partner)
    return ", ".join(part for part in (what_name(series), who, item_name(series.item)) if part)


def heading(series: Sequence[Series]) -> str:
    """What several series are of, said once: `India, Russia: exports of goods, imports of goods`."""
    if len(series) == 1:
        return series_name(series[0])
    whats = dict.fromkeys(what_name(one) for one in series)
    parties = dict.fromkeys(party_name(code) for one in series for code in (one.reporter, one.partner) if code)
    items = dict.fromkeys(item_name(one.item) for one in series)
    goods = f", {next(iter(items))}" if len(items) == 1 and next(iter(items)) else ""
    return f"{', '.join(whats)}{goods}: {', '.join(parties)}"


def source_name(release: Release) -> str:
    """Whom to name for values: the citation where it is short, else the title of the release."""
    return release.citation if 0 < len(release.citation) <= _SHORT else release.title


def release_name(release: Release) -> str:
    """Where values come from and of which day they are: `SIPRI Arms Transfers Database, as of 2023-03-13`."""
    name = source_name(release)
    return f"{name}, as of {release.vintage}" if release.vintage else f"{name}, day not given"


def flags_of(observation: Observation) -> str:
    """The flags of an observation in words."""
    return ", ".join(FLAG_NAMES[flag] for flag in observation.flags)


def year_of(starts: Iterable[date]) -> str:
    """When the fiscal years that begin on these days run: `April to March`; empty where they do not agree."""
    days = {(start.month, start.day) for start in starts}
    if len(days) != 1:
        return ""
    month, day = days.pop()
    first = date(2001, month, day)
    last = first.replace(year=2002) - timedelta(days=1)
    return f"{first:%B} to {last:%B}"
