"""The opening of a brief: what stands out, by published rules.

1. The latest meeting that took place, of leaders if there was one.
2. The threads that have got furthest: operational, completed, under way or signed; their own before those of many,
   then the best attested.
3. What is still on the table: agreed, discussed or proposed.
4. What stopped: suspended or cancelled.
5. Promises with a day: overdue ones first.
6. The figures of most weight (see `figures.weight`), each measure once, and none below `_LEAST_WEIGHT`.
7. The latest act of conflict that took place, requests aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.brief.model import Claim, FigureLine, Meeting, Point, Section, ThreadLine

_MOST = 3
_LEAST_WEIGHT = 1.0
_DONE = frozenset({"Signed", "Under way", "Operational", "Completed"})
_OPEN = frozenset({"Proposed", "Discussed", "Agreed"})
_STOPPED = frozenset({"Suspended", "Cancelled"})
_REAL = frozenset({"", "ongoing", "in the past"})


def points(
    meetings: Sequence[Meeting],
    threads: Sequence[ThreadLine],
    figures: Sequence[FigureLine],
    sections: Sequence[Section],
) -> tuple[Point, ...]:
    """The opening lines; those without anything to say are left out."""
    found = (
        _meeting(meetings),
        _threads("Furthest along", threads, _DONE),
        _threads("On the table", threads, _OPEN),
        _threads("Stopped", threads, _STOPPED),
        _promises(threads),
        _figures(figures),
        _conflict(claim for section in sections for claim in section.claims),
    )
    return tuple(_capitalised(point) for point in found if point is not None)


def _capitalised(point: Point) -> Point:
    return Point(point.title, tuple((words[:1].upper() + words[1:], notes) for words, notes in point.parts))


def _meeting(meetings: Sequence[Meeting]) -> Point | None:
    held = [meeting for meeting in meetings if meeting.state in _REAL]
    leaders = [meeting for meeting in held if meeting.level >= 2]
    chosen = max(leaders or held, key=lambda meeting: (meeting.sort, meeting.level), default=None)
    if chosen is None:
        return None
    title = "Latest meeting of leaders" if leaders else "Latest meeting"
    where = f" in {chosen.place}" if chosen.place else ""
    series = f" ({chosen.series})" if chosen.series else ""
    return Point(title, ((f"{chosen.day}: {chosen.who}{where}{series}", chosen.notes),))


def _threads(title: str, threads: Sequence[ThreadLine], stages: frozenset[str]) -> Point | None:
    chosen = [thread for thread in threads if thread.stage in stages and thread.steps]
    chosen.sort(key=lambda thread: (not thread.own, -thread.sources, thread.rank, -thread.latest.toordinal(), thread.name))
    parts = tuple(
        (f"{thread.name} – {thread.stage.lower()}{_since(thread)}", (thread.steps[-1].note,))
        for thread in chosen[:_MOST]
    )
    return Point(title, parts) if parts else None


def _since(thread: ThreadLine) -> str:
    day = thread.steps[-1].day
    return f", {day}" if day else ""


def _promises(threads: Sequence[ThreadLine]) -> Point | None:
    due = [(not step.overdue, step.day, thread.name, step) for thread in threads for step in thread.due]
    due.sort(key=lambda entry: entry[:3])
    parts = tuple(
        (f"{name} – {step.stage.lower()} {step.day}{', overdue' if step.overdue else ''}", (step.note,))
        for _, _, name, step in due[:_MOST]
    )
    return Point("Promised", parts) if parts else None


def _figures(figures: Sequence[FigureLine]) -> Point | None:
    chosen: dict[str, FigureLine] = {}
    for figure in sorted(figures, key=lambda figure: (-figure.weight, -figure.sort.toordinal())):
        if figure.weight >= _LEAST_WEIGHT:
            chosen.setdefault(figure.measure.casefold(), figure)
    parts = tuple(
        (", ".join(part for part in (f"{one.measure}: {one.value}", one.period, one.state) if part), one.notes)
        for one in list(chosen.values())[:_MOST]
    )
    return Point("Figures that stand out", parts) if parts else None


def _conflict(claims: Iterable[Claim]) -> Point | None:
    acts = [(claim.sort, label, claim) for claim in claims for label in claim.labels]
    real = [act for act in acts if act[1].conflict and act[1].name != "Request" and act[1].state in _REAL]
    if not real:
        return None
    _, label, claim = max(real, key=lambda act: (act[0], act[2].quote))
    return Point("Latest act of conflict", ((f"{claim.day}: {label.name}, {label.who}", claim.notes),))
