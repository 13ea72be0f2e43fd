"""What a stage means for a thing that the text takes as given: a named format discussed, a summit that is past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from comity.coding.threads_name import ThreadName
from comity.coding.threads_stage import StageReading
from comity.language.analysis import Analysis
from comity.records import Period, Stage, Status, ThreadKind

_TALKED = ("discuss", "review", "consider", "rais", "touch ", "speak about", "talk about", "examin", "format")
_STANDING = frozenset({ThreadKind.MECHANISM, ThreadKind.PROJECT, ThreadKind.EXERCISE})
_TALKS = frozenset({"talk", "negotiation", "dialogue", "consultation"})
_ONCE = frozenset({"summit", "forum", "conference", "congress", "festival", "exhibition", "fair", "week"})
_SERIAL = frozenset({"forum", "congress", "fair", "festival"})
_MET = frozenset(
    {"held", "took place", "take place", "hosted", "attended", "participate in", "take part in"}
    | {"outcome", "result", "results", "outcomes"}
)


def settled(analysis: Analysis, name: ThreadName, reading: StageReading, period: Period | None) -> StageReading:
    """The reading for a thing that is there.

    That a named format, plant or exercise is discussed says nothing of how far it has got: only what is new is
    "discussed". A single summit or forum whose day lies before publication is over, if it is not counted or annual.
    """
    head = analysis.tokens[name.head]
    word = (reading.word or "").lower()
    if reading.stage is Stage.DISCUSSED and word.startswith(_TALKED):
        if head.lemma in _TALKS and name.kind is ThreadKind.MECHANISM:
            return replace(reading, stage=Stage.UNDER_WAY, status=Status.ONGOING, promised=None)
        if name.kind in _STANDING and _is_named(analysis, name):
            return StageReading(None, None, Status.ONGOING, at=reading.at)
    if _is_over(analysis, name, reading, word, period):
        word = reading.word or (period.text if period is not None else "")
        return replace(reading, word=word, stage=Stage.COMPLETED, status=Status.OCCURRED, promised=None)
    return reading


def _is_named(analysis: Analysis, name: ThreadName) -> bool:
    if name.rule in ("known", "acronym"):
        return True
    head = analysis.tokens[name.head]
    indefinite = any(child.dep == "det" and child.lower in ("a", "an", "any") for child in analysis.children(head))
    return not indefinite and head.tag != "NNS" and analysis.tokens[name.first].text[:1].isupper()


def _is_over(analysis: Analysis, name: ThreadName, reading: StageReading, word: str, period: Period | None) -> bool:
    if name.kind is not ThreadKind.MECHANISM or name.ordinal is not None or name.rule in ("known", "series"):
        return False
    head = analysis.tokens[name.head]
    if head.lemma not in _ONCE and head.lower not in _ONCE:
        return False
    ahead = reading.promised is not None or reading.status in (Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED)
    counted = any(token.lower == "annual" for token in analysis.tokens[name.first : name.last])
    if ahead or counted or reading.stage not in (None, Stage.OPERATIONAL, Stage.UNDER_WAY):
        return False
    met = word in _MET
    past = _lies_before(period, analysis.document.published, met=met)
    return past and (met or (reading.stage is None and head.lemma not in _SERIAL))


def _lies_before(period: Period | None, published: date | None, *, met: bool) -> bool:
    if period is None or period.end is None or published is None:
        return False
    return period.end < published or (met and period.end == published)
