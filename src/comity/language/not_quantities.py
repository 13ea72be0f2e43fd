"""Numbers that count nothing: parts of names, section numbers, clock times, scores, telephone numbers, versions."""

from __future__ import annotations

import re
from bisect import bisect_left

from comity.language.analysis import Analysis

NAME_NOUNS = (
    r"resolutions?|articles?|art|nos?|numbers?|chapters?|sections?|annex|annexes|paragraphs?|paras?|pages?|pp?|protocols?|flight|flights|routes?|"
    r"highway|boeing|airbus|units?|phases?|stages?|blocks?|rounds?|tracks?|tiers?|levels?|types?|mark|mk|category|categories|class|models?|"
    r"versions?|items?|rules?|steps?|orders?|laws?|bills?|cases?|rooms?|gates?|channels?|groups?|parts?|figures?|tables?|volumes?|vol|"
    r"pillars?|baskets?|goals?|sdgs?|goal|appendix|schedules?|clauses?|corridors?|berths?|terminals?|reactors?|sites?|zones?|districts?|"
    r"divisions?|brigades?|regiments?|lines?|lots?|windows|sputnik|apollo|soyuz|agni|chandrayaan|expo|agenda|vision|world\s+war|title|"
    r"directive|regulation|decree|act|psalm|verse|episode|season|game|match|point|series|code|tel|fax|phone|telephone|box|zip|grade|day"
)
_NAMED = re.compile(
    rf"(?i)\b(?P<noun>{NAME_NOUNS})\.?\s+(?:[\dIVX]+(?:\s*,\s*|\s+and\s+|\s*[-–&]\s*|\s+to\s+|\s+or\s+))*$"
)
_GLUED_BEFORE = re.compile(r"(?:[^\W\d_][-–/.]?|[#@]|№\s?|\d[-/:.,]|[\w][/_]|&|\+\s?)\Z")
_UPPER_END = re.compile(r"[-–]\d+\.\d+(?![\w.-])")  # "1.6-1.7 million"
_GLUED_AFTER = re.compile(r"(?:[-–/]?\d|:\d|\.\d|/\w|[-–][A-Z]|['’]?s\b|(?:st|nd|rd|th)\b|[^\W\d_]|['’]s\b)")
CLOCK = re.compile(
    r"(?i)(?<![\w.,$€£])(?:[01]?\d|2[0-4])(?:[:.][0-5]\d(?::[0-5]\d)?\s*(?:a\.?m\.?|p\.?m\.?|hours|hrs|gmt|utc|ist|msk|est|et|local)?(?![\w%])(?<![.])(?:(?<=[:]\d\d)|(?<=[a-z.])|(?<=[:]\d\d:\d\d))"
    r"|\s*(?:a\.m\.?|p\.m\.?|am|pm|o['’]clock)(?!\w))|(?<![\w.,])(?:[01]\d|2[0-4])[0-5]\d\s*(?:gmt|utc|hours|hrs|ist|est|edt)(?!\w)"
)
PHONE = re.compile(r"(?<![\w.,])(?:\+\d[\d\s().-]{6,}\d|\(?\d{2,4}\)?(?:[-\s]\d{2,4}){2,}(?![\w,.]\d))")
SCORE = re.compile(r"(?<![\w.,$€£-])(?P<a>\d{1,3})\s?[-–]\s?(?P<b>\d{1,3})(?![\w.,/-]*\d)(?:\s?[-–]\s?\d{1,3})?")
RATE_CODES = re.compile(r"(?<!\w)(?:24/7|9/11|7/7|50[-/]50|26/11)(?!\w)")
BRACKETED = re.compile(r"[\[(]\s*\d{1,3}\s*[\])]")


_INDEX = re.compile(
    r"(?i)\b(?:poor['’]s|s&p|fortune|ftse|nikkei|cac|dax|topix|stoxx|hang\s+seng|nasdaq|russell|msci|csi)\s+\Z"
)
_GROUP_OF = re.compile(r"\bGroup\s+of\s+$")


def named_number(text: str, start: int, limit: int) -> bool:
    """Whether the number at `start` numbers the thing before it: "Resolution 2231", "Units 3 and 4", "No. 5"."""
    if _GROUP_OF.search(text[max(limit, start - 12) : start]) or _INDEX.search(text[max(limit, start - 14) : start]):
        return True
    found = _NAMED.search(text[max(limit, start - 40) : start])
    if found is None:
        return False
    noun = found["noun"]
    if text[start].isalpha() and noun[0].islower():
        return False  # "oil round three islands"
    # a small plural before a number is more often a verb or the end of another phrase ("in parts 10 percent fell")
    return (
        noun[0].isupper()
        or not noun.lower().endswith("s")
        or noun.lower()
        in (
            "units",
            "articles",
            "nos",
            "resolutions",
            "chapters",
            "paragraphs",
            "sections",
            "phases",
            "sdgs",
            "pages",
            "annexes",
            "series",
            "reactors",
        )
    )


def numbers_a_name(analysis: Analysis, start: int, limit: int) -> bool:
    """Whether the number at `start` closes a proper name: "the Sismik 1 ship", "Nord Stream 1 pipeline"."""
    at = bisect_left(analysis.tokens, start, key=lambda token: token.start) - 1
    before = analysis.tokens[at] if at >= 0 else None
    if before is None or before.start < limit or before.pos != "PROPN" or not before.text[0].isupper():
        return False
    return before.end == start - 1


def glued(text: str, start: int, end: int, limit: int) -> bool:
    """Whether the digits are part of a longer word or code: "S-400", "G20", "5G", "9M729", "1.2.3"."""
    if _GLUED_BEFORE.search(text[max(limit, start - 3) : start]):
        return True
    return bool(_GLUED_AFTER.match(text, end)) and not ("." in text[start:end] and _UPPER_END.match(text, end))


def dead_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of a sentence whose digits are no quantities whatever stands beside them."""
    return [
        (match.start(), match.end())
        for pattern in (CLOCK, PHONE, RATE_CODES, BRACKETED)
        for match in pattern.finditer(text, start, end)
    ]
