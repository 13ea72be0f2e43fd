"""From a claim to its verdict: which reading decides, and what is said of it. docs/verdicts.md tells the rule.

Nothing is guessed: where the words leave a reading open, one that holds is enough; where they are definite, the reading
that they name decides; and where what would be needed is not there, the verdict is that it cannot be compared, or that
there are no data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.checking.amounts import amount, number, stretch
from comity.checking.arithmetic import Computed, Missing
from comity.checking.measured import Claim, Kind, Role
from comity.checking.readings import Attempt, attempts, is_fall
from comity.checking.spoken import Plan
from comity.checking.tolerance import Allowed, allowed, is_counted
from comity.checking.when import told_when
from comity.checking.working import Outcome, Shown, working
from comity.records import Figure, Judgement, Reading, Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with what may be claimed of it and whether the claim holds."""

    attempt: Attempt
    allowed: Allowed
    judgement: Judgement
    falls: bool

    @property
    def size(self) -> float:
        """What was computed, of a fall the size of the fall."""
        assert isinstance(self.attempt.result, Computed)
        return -self.attempt.result.value if self.falls else self.attempt.result.value

    @property
    def holds(self) -> bool:
        """Whether the claim holds under this reading."""
        return self.judgement is Judgement.CONSISTENT


def verdict_of(figure: Figure, claim: Claim) -> Verdict:
    """The verdict on a figure by what series measure of its claim. Pure: equal arguments give equal verdicts."""
    return replace(_verdict_of(told_when(figure, claim), claim), figure=figure)


def _verdict_of(figure: Figure, claim: Claim) -> Verdict:
    if not claim.of or not claim.comparable:
        judgement = Judgement.NO_DATA if claim.comparable else Judgement.NOT_COMPARABLE
        return _verdict(figure, claim, [], judgement, claim.why, claim.needed)
    judged = [_judged(figure, claim, one) for one in attempts(figure, claim)]
    able = _able(judged)
    if not able:
        judgement, reason = _nothing(judged)
        return _verdict(figure, claim, judged, judgement, reason, claim.needed)
    holding = [one for one in able if one.holds]
    deciding = (holding or able)[0]
    if holding:
        others = [one for one in able if not one.holds]
        return _verdict(figure, claim, _first(deciding, judged), Judgement.CONSISTENT, _agrees(deciding, others))
    doubt = _undecided(able, judged)
    if doubt:
        return _verdict(figure, claim, judged, Judgement.NOT_COMPARABLE, doubt, claim.needed)
    reason = _differs(claim, deciding, [one for one in judged if one.holds], able)
    return _verdict(figure, claim, judged, Judgement.DIFFERS, reason)


def _judged(figure: Figure, claim: Claim, attempt: Attempt) -> Judged:
    within, falls = allowed(figure, claim), is_fall(figure, claim)
    if not isinstance(attempt.result, Computed):
        judgement = Judgement.NO_DATA if _is_absent(attempt) else Judgement.NOT_COMPARABLE
        return Judged(attempt, within, judgement, falls)
    within = within.widened(attempt.result.play)
    if attempt.glimpse:
        return Judged(attempt, within, Judgement.NOT_COMPARABLE, falls)
    size = -attempt.result.value if falls else attempt.result.value
    return Judged(attempt, within, Judgement.CONSISTENT if within.holds(size) else Judgement.DIFFERS, falls)


def _is_absent(attempt: Attempt) -> bool:
    """Whether the series simply does not have the days; not whether it has a part of them, or the words are unclear."""
    return isinstance(attempt.result, Missing) and not attempt.result.partial


def _able(judged: Sequence[Judged]) -> list[Judged]:
    """The readings of equal right that may decide, the nearest to the words first.

    What the words name; where it could not be computed, mirror data. Periods as the text names them; only where no
    source has those, neighbouring ones. Beside them, readings that the words leave open.
    """
    computed = [one for one in judged if one.attempt.decides]
    for role in (Role.DIRECT, Role.MIRROR):
        of_role = [one for one in computed if one.attempt.measured.role is role]
        if of_role:
            break
    open_ones = [one for one in computed if one not in of_role and one.attempt.open]
    found = [*of_role, *open_ones]
    exact = [one for one in found if one.attempt.neighbour is None]
    return exact or found


def _nothing(judged: Sequence[Judged]) -> tuple[Judgement, str]:
    """Why nothing could be computed that answers the claim: of the nearest reading, what is missing."""
    lacking = [one for one in judged if one.attempt.lacking]
    if not lacking:
        only = judged[0].attempt
        return Judgement.NOT_COMPARABLE, f"only another thing could be computed: {only.measured.label}"
    roles = tuple(Role)
    nearest = min(lacking, key=lambda one: (roles.index(one.attempt.measured.role), not one.attempt.near))
    absent = all(_is_absent(one.attempt) for one in lacking)
    return Judgement.NO_DATA if absent else Judgement.NOT_COMPARABLE, nearest.attempt.lacking


def _undecided(able: Sequence[Judged], judged: Sequence[Judged]) -> str:
    """Why neighbouring years cannot refute a claim: the nearer one is missing, or the claim lies between them."""
    if any(one.attempt.neighbour is None for one in able):
        return ""
    if not any(one.attempt.near for one in able):
        why = next((one.attempt.lacking for one in judged if one.attempt.near and one.attempt.lacking), "")
        return f"the year that covers most of the period is missing{': ' if why else ''}{why}"
    by_plan: dict[tuple[int, Plan | None], list[Judged]] = {}
    for one in able:
        by_plan.setdefault((id(one.attempt.measured), one.attempt.asked), []).append(one)
    for group in by_plan.values():
        low, high = min(one.size for one in group), max(one.size for one in group)
        within = group[0].allowed
        if len(group) > 1 and low < within.high and within.low < high:
            names = " and ".join(f"{_result(one)} ({_when(one)})" for one in group)
            return f"neighbouring years cannot decide it: the claim lies between {names}"
    return ""


def _agrees(deciding: Judged, others: Sequence[Judged]) -> str:
    within, unit = deciding.allowed, _unit(deciding)
    allow = stretch(within.low, within.high, unit)
    text = f"the series gives {_result(deciding)}{_under(deciding)}; the words allow {allow}"
    if others:
        text += f"; under another reading it would be {_result(others[0])}{_under(others[0], deciding)}"
    return text


def _differs(claim: Claim, deciding: Judged, holding: Sequence[Judged], able: Sequence[Judged]) -> str:
    claimed, unit = deciding.allowed.claimed, _unit(deciding)
    off = deciding.size - claimed
    word = "more" if off > 0 else "less"
    share = f", {abs(off) / abs(claimed):.0%}" if claimed and unit not in ("percent", "percentage points") else ""
    points = "percentage points" if unit == "percent" else unit
    size = number(abs(off), unit) if is_counted(claim) else amount(abs(off), points)
    by = f"{size} {word} than the text says{share}"
    if (deciding.size < 0) and deciding.attempt.kind in (Kind.PERCENT_CHANGE, Kind.DIFFERENCE):
        by = "a change the other way"
    text = f"the series gives {_result(deciding)}{_under(deciding)}: {by}"
    if holding:
        return f"{text}; it would be consistent with {_result(holding[0])}{_under(holding[0])}"
    others = [one for one in able if one is not deciding]
    if others:
        text += "; no other reading that the words allow is consistent either"
    return text


def _result(judged: Judged) -> str:
    assert isinstance(judged.attempt.result, Computed)
    return amount(judged.attempt.result.value, _unit(judged))


def _unit(judged: Judged) -> str:
    kind, source = judged.attempt.kind, judged.attempt.source
    if kind is Kind.RATIO:
        return "ratio"
    if kind is Kind.PERCENT_CHANGE or (
        (kind is Kind.SHARE or source.whole is not None) and kind is not Kind.DIFFERENCE
    ):
        return "percent"
    return "percentage points" if source.is_share and kind is Kind.DIFFERENCE else source.of.unit


def _when(judged: Judged) -> str:
    """What was compared, and of a list as of which day."""
    plan, result = judged.attempt.plan, judged.attempt.result
    if plan is None:
        return ""
    notes = [plan.note, *(result.notes if isinstance(result, Computed) else ())]
    as_of = next((note.partition(",")[0] for note in notes if note.startswith("as of ")), "")
    return as_of or (f"{plan.end} against {plan.base}" if plan.base else str(plan.end))


def _under(judged: Judged, than: Judged | None = None) -> str:
    """Under which reading, in words; what holds of the other one too is left out."""
    note = judged.attempt.measured.note
    shown = f" ({note})" if note and (than is None or note != than.attempt.measured.note) else ""
    when = _when(judged)
    return f"{' ' if when.startswith('as of ') else ' for '}{when}{shown}" if when else shown


def _first(deciding: Judged, judged: Sequence[Judged]) -> list[Judged]:
    return [deciding, *(one for one in judged if one is not deciding)]


def _verdict(
    figure: Figure,
    claim: Claim,
    judged: Sequence[Judged],
    judgement: Judgement,
    reason: str,
    fetch: str | None = None,
) -> Verdict:
    readings = tuple(_reading(claim, one) for one in judged)
    within = allowed(figure, claim)
    shown = [Shown(one.attempt, reading, one.allowed) for one, reading in zip(judged, readings, strict=True)]
    text = working(figure, claim, within, shown, Outcome(judgement, reason, fetch))
    return Verdict(figure, judgement, reason, readings, text, fetch)


def _reading(claim: Claim, judged: Judged) -> Reading:
    attempt = judged.attempt
    result = attempt.result if isinstance(attempt.result, Computed) else None
    claimed = -abs(claim.value) if judged.falls else claim.value
    return Reading(
        series=attempt.source.series,
        provider=attempt.measured.provider,
        vintage=result.vintage if result else None,
        used=result.used if result else (),
        computed=result.value if result else None,
        claimed=claimed,
        tolerance=judged.allowed.tolerance(judged.size) if result else None,
        judgement=judged.judgement,
        note=attempt.note,
        formula=result.formula if result else "",
    )
