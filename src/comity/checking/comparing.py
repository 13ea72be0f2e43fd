"""Fractions and percentages that are no shares: "16 percent lower than in 2019", "fell to about a tenth"."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.checking.asking import Asked
from comity.checking.measured import Kind
from comity.checking.telling import Telling

_MORE = re.compile(r"^\W*(?:more|higher|larger|greater|bigger|above)\b", re.IGNORECASE)
_LESS = re.compile(r"^\W*(?:less|lower|smaller|fewer|below|under|beneath)\b", re.IGNORECASE)
_THAN = re.compile(r"\b(?:than|those of|that of|those in|that in|the levels? (?:of|in)|the (?:year|figure))\b")
_MOVED_TO = re.compile(
    r"\b(?:fell|fallen|dropped|declined|shrank|shrunk|slumped|plunged|slid|sank|collapsed|dwindled|decreased|down|cut)"
    r"\s+to\s+(?:(?:just|only|about|around|nearly|almost|some|roughly|barely|a mere)\s+)*$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|per\s?cent", re.IGNORECASE)
_OF_THOSE = re.compile(
    r"^\W*of\s+(?:(?:those|that|what\s+(?:it|they)\s+\w+)\s+(?:of|in|for)|(?:the|its|their)\s+(?:\w+\s+)?"
    r"(?:levels?|values?|volumes?|figures?|totals?|sums?|amounts?)\s+(?:of|in|for))\s+(?:the\s+)?(?:year\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_THOSE = re.compile(r"^\W*(?:(?:of|that)\s+)?(?:(?:of|in)\s+)?(?:those|that|the|its|their|what)\b", re.IGNORECASE)


def as_compared(telling: Telling, what: Asked) -> Asked:
    """What a figure asks for, where its words compare one time with another and the coder took it for a share."""
    if what.unit != "percent" or what.kind not in (Kind.LEVEL, Kind.PERCENT_CHANGE):
        return what
    before, after = telling.before.text, telling.after.text
    number = telling.number.text
    behind = after
    for sense, word in ((-1, _LESS), (1, _MORE)):
        told = re.search(word.pattern.removeprefix(r"^\W*"), number, re.IGNORECASE)
        if (word.search(behind) or (told and told.end() == len(number.rstrip()))) and _THAN.search(behind):
            high = None if what.high is None else sense * abs(what.high)
            return replace(what, kind=Kind.PERCENT_CHANGE, value=sense * abs(what.value), high=high)
    if what.kind is Kind.LEVEL and _OF_THOSE.search(after):  # "less than half of those in 2022"
        high = None if what.high is None else abs(what.high) / 100
        return replace(what, kind=Kind.RATIO, value=abs(what.value) / 100, high=high, unit="ratio")
    whole = _THOSE.search(after) and not re.match(r"\W*of (?:the|its|their) (?:level|value|figure)", after)
    moved = _MOVED_TO.search(before) and not _PERCENT.search(number) and "share" not in telling.before.folded
    if moved and not whole:
        high = None if what.high is None else abs(what.high) / 100
        return replace(what, kind=Kind.RATIO, value=abs(what.value) / 100, high=high, unit="ratio")
    return what
