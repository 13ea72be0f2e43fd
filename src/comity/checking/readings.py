"""Every sensible way to read a claim against what series measure, computed or with what is missing, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.checking.arithmetic import Computed, Missing, Source, change, computed, taken
from comity.checking.measured import Claim, Kind, Measured, Role
from comity.checking.periods import Grid, Neighbour, Span, is_whole, neighbours, span_of
from comity.checking.plans import plans
from comity.checking.rules import rules
from comity.checking.spoken import Plan, Unclear
from comity.records import Figure, Frequency, Nature

_ROLES = tuple(Role)
_HALF = 0.5
_NAMES = {
    Frequency.YEAR: "calendar years",
    Frequency.FISCAL_YEAR: "fiscal years",
    Frequency.HALF: "half years",
    Frequency.QUARTER: "quarters",
    Frequency.MONTH: "months",
    Frequency.DAY: "single days",
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reading: a source, what is compared, how a stretch was replaced by its neighbour, and what came of it.

    `kind` is the arithmetic that was done, `asked` the plan before a neighbour took a stretch's place. `glimpse`:
    computed from a part of what the claim needs, to be shown only; `lack` then says what is missing.
    """

    source: Source
    kind: Kind
    plan: Plan | None
    neighbour: Neighbour | None
    result: Computed | Missing | Unclear
    open: bool
    asked: Plan | None = None
    glimpse: bool = False
    lack: str = ""

    @property
    def measured(self) -> Measured:
        """The measured thing (of a share, the part)."""
        return self.source.of

    @property
    def decides(self) -> bool:
        """Whether it was computed from all that the claim needs."""
        return isinstance(self.result, Computed) and not self.glimpse

    @property
    def near(self) -> bool:
        """Whether it covers most of the days that the words name."""
        return self.neighbour is None or self.neighbour.share >= _HALF

    @property
    def note(self) -> str:
        """How the words were read, what is to be known of the values, and what is missing."""
        return "; ".join(part for part in (self.read_as, self.lacking) if part)

    @property
    def read_as(self) -> str:
        """How the words were read, and what is to be known of the values."""
        parts = [self.measured.note, self.plan.note if self.plan else ""]
        parts += [self.neighbour.note] if self.neighbour else []
        parts += self.result.notes if isinstance(self.result, Computed) else []
        return "; ".join(part for part in parts if part)

    @property
    def lacking(self) -> str:
        """What is missing, or why nothing can be computed; empty where something was."""
        return self.lack if isinstance(self.result, Computed) else self.result.why


def attempts(figure: Figure, claim: Claim) -> list[Attempt]:
    """The readings of a claim, the nearest to the words first, computed ones before what could not be computed.

    The order: what the words name before mirror data before other readings; periods as the text names them before
    neighbouring ones; then the order of the plans and of the sources. No more than the published number of them.
    """
    found: list[tuple[tuple[int, ...], Attempt]] = []
    seen: set[tuple[object, ...]] = set()
    for at, measured in enumerate(claim.of):
        source = Source(measured, claim.wholes[at] if claim.wholes else None)
        for step, attempt in enumerate(_of_source(figure, claim, source)):
            key = (at, attempt.kind, attempt.result.used if isinstance(attempt.result, Computed) else attempt.lacking)
            if key in seen:
                continue
            seen.add(key)
            away = 0 if attempt.neighbour is None else 1 if attempt.near else 2
            place = 0 if attempt.decides else 1 if attempt.glimpse else 2
            found.append(((place, _ROLES.index(measured.role), away, step, at), attempt))
    return [attempt for _, attempt in sorted(found, key=lambda one: one[0])][: rules().most_readings]


def is_fall(figure: Figure, claim: Claim) -> bool:
    """Whether a change downwards is claimed, whose size the number gives."""
    return claim.kind in (Kind.PERCENT_CHANGE, Kind.DIFFERENCE) and (figure.direction == "down" or claim.value < 0)


def is_inverse(figure: Figure, claim: Claim) -> bool:
    """Whether the number says how many times smaller something became: "fell tenfold", and not "halved" (0.5)."""
    return claim.kind is Kind.RATIO and figure.direction == "down" and claim.value > 1


def _of_source(figure: Figure, claim: Claim, source: Source) -> Iterator[Attempt]:
    is_open = _is_open(figure, source.of)
    found = plans(figure, claim, source.of)
    if isinstance(found, Unclear):
        yield Attempt(source, claim.kind, None, None, found, is_open)
        return
    kinds = [claim.kind]
    if claim.kind is Kind.PERCENT_CHANGE and source.is_share:
        kinds.append(Kind.DIFFERENCE)  # "rose by 5 percent" of a share: of itself, or by points
    for plan in found:
        for neighbour, placed in _placed(source.of, plan):
            for kind in kinds:
                yield replace(_computed(figure, claim, source, kind, placed, neighbour, is_open), asked=plan)


def _computed(
    figure: Figure,
    claim: Claim,
    source: Source,
    kind: Kind,
    plan: Plan | Unclear,
    neighbour: Neighbour | None,
    is_open: bool,
) -> Attempt:
    """One reading of one plan; where a part of what it needs is missing, what can be shown of the rest."""
    if isinstance(plan, Unclear):
        return Attempt(source, kind, None, None, plan, is_open)
    inverse = is_inverse(figure, claim)
    result = computed(kind, source, plan.end, plan.base, inverse=inverse)
    attempt = Attempt(source, kind, plan, neighbour, result, is_open)
    glimpse = _glimpse(kind, source, plan, inverse) if isinstance(result, Missing) else None
    if glimpse is None or not isinstance(result, Missing):
        return attempt
    shown, words = glimpse
    note = f"{plan.note}; {words}" if plan.note else words
    return replace(attempt, plan=replace(plan, note=note), result=shown, glimpse=True, lack=result.why)


def _placed(measured: Measured, plan: Plan) -> list[tuple[Neighbour | None, Plan | Unclear]]:
    """The plan on the grid of a series: as it is, or with each neighbour that may stand for a year that it has not."""
    grid = Grid.of(measured)
    if measured.nature is Nature.STOCK or (_has(measured, grid, plan.end) and _has(measured, grid, plan.base)):
        return [(None, plan)]
    asked = plan.end if plan.base is None or not _has(measured, grid, plan.end) else plan.base
    near = neighbours(grid, asked)
    if not near:
        has = f"{measured.label}: the series has {_NAMES[measured.frequency]}"
        return [(None, Unclear(f"{has}, and the claim speaks of {asked}"))]
    return [
        (
            one,
            replace(
                plan,
                end=plan.end if _has(measured, grid, plan.end) else plan.end.shifted(one.months),
                base=plan.base if _has(measured, grid, plan.base) else plan.base and plan.base.shifted(one.months),
            ),
        )
        for one in near
    ]


def _has(measured: Measured, grid: Grid, span: Span | None) -> bool:
    return span is None or grid.has(span) or any(span_of(value) == span for value in measured.values)


def _glimpse(kind: Kind, source: Source, plan: Plan, inverse: bool) -> tuple[Computed, str] | None:
    """What the series has instead of what it lacks: a part of the year, or the change until its last value."""
    parts = [value for value in source.of.values if not is_whole(value) and span_of(value).overlap(plan.end)]
    span = span_of(parts[-1]) if parts else None
    if plan.base is not None:
        span = span_of(source.of.values[-1])
        if span.start <= plan.base.start:
            return None
    if span is None:
        return None
    last, first = taken(source, span), taken(source, plan.base) if plan.base else None
    words = f"in its place {span}, {'a part of a year' if span.years is None else 'the last that there is'}"
    if isinstance(last, Missing) or isinstance(first, Missing):
        return None
    if first is None:
        return Computed(last.value, last.play, last.shown, last.used, last.vintage, ()), words
    result = change(kind, source, last, first, inverse=inverse)
    return (result, words) if isinstance(result, Computed) else None


def _is_open(figure: Figure, measured: Measured) -> bool:
    """Whether the words leave it open that this was meant: it is what they name, or a reading of equal right."""
    if measured.role is Role.DIRECT:
        return True
    if measured.role is Role.MIRROR:
        return False
    words = set(figure.quote.casefold().replace("-", " ").split())
    indicators = [key.split("/")[1] for key in measured.series]
    return any(
        all(one.startswith(start) for one in indicators) and not words & set(unless)
        for start, unless in rules().open_unless.items()
    )
