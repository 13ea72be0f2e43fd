"""The opening of a brief: what stands out, by published rules.

1. The latest meeting that took place, of leaders if there was one; one whose day the text says, unless another was
   reported more than a month later.
2. The threads that have got furthest: operational, completed, under way or signed; their own before those of many,
   projects and agreements before what merely meets, then the best attested.
3. What is still on the table: agreed, discussed or proposed.
4. What stopped: suspended or cancelled.
5. Promises with a day to sign, begin or finish, one for each thread: overdue ones first, then those still to come.
6. The figures of most weight (`figures.weight`, less up to two points for age), each measure once; only those whose
   measure can stand alone (`figures.is_notable`). Where official series speak to one, what they say.
7. Figures that official series do not bear out, whatever their weight; again only those that can stand alone.
8. The latest material conflict, and the latest criticism, that took place; never a request.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from comity.brief.model import Claim, FigureLine, Meeting, Point, ThreadLine
from comity.brief.tone import Tone
from comity.records import Judgement

_MOST = 3
_LEAST_WEIGHT = 2.0
_SAME_NEWS_DAYS = 31
_MEET = frozenset({"mechanism", "exercise"})
_DONE = frozenset({"Signed", "Under way", "Operational", "Completed"})
_OPEN = frozenset({"Proposed", "Discussed", "Agreed"})
_STOPPED = frozenset({"Suspended", "Cancelled"})
_REAL = frozenset({"", "ongoing", "in the past"})
_AGAINST = {
    Judgement.CONSISTENT: "consistent with official series",
    Judgement.DIFFERS: "differs from official series",
}


def points(
    meetings: Sequence[Meeting],
    threads: Sequence[ThreadLine],
    figures: Sequence[FigureLine],
    conflicts: Sequence[Claim],
) -> tuple[Point, ...]:
    """The opening lines; those without anything to say are left out."""
    found = (
        _meeting(meetings),
        _threads("Furthest along", threads, _DONE),
        _threads("On the table", threads, _OPEN),
        _threads("Stopped", threads, _STOPPED),
        _promises(threads),
        _figures(figures),
        _not_borne_out(figures),
        *(_conflict(claim) for claim in conflicts),
    )
    return tuple(_capitalised(point) for point in found if point is not None)


def _capitalised(point: Point) -> Point:
    return Point(point.title, tuple((words[:1].upper() + words[1:], notes) for words, notes in point.parts))


def _meeting(meetings: Sequence[Meeting]) -> Point | None:
    held = [meeting for meeting in meetings if meeting.state in _REAL]
    leaders = [meeting for meeting in held if meeting.level >= 2]
    chosen = max(leaders or held, key=lambda meeting: (meeting.sort, meeting.dated, meeting.level), default=None)
    if chosen is None:
        return None
    near = [met for met in leaders or held if met.dated and (chosen.sort - met.sort).days <= _SAME_NEWS_DAYS]
    chosen = max(near, key=lambda meeting: (meeting.level >= 2, meeting.sort, meeting.level), default=chosen)
    title = "Latest meeting of leaders" if leaders else "Latest meeting"
    where = f" in {chosen.place}" if chosen.place else ""
    series = f" ({chosen.series})" if chosen.series else ""
    return Point(title, ((f"{chosen.day}: {chosen.who}{where}{series}", chosen.notes),))


def _threads(title: str, threads: Sequence[ThreadLine], stages: frozenset[str]) -> Point | None:
    chosen = [thread for thread in threads if thread.stage in stages and thread.steps]
    chosen.sort(key=_standing)
    parts = tuple(
        (f"{thread.name} – {thread.stage.lower()}{_since(thread)}", (thread.steps[-1].note,))
        for thread in chosen[:_MOST]
    )
    return Point(title, parts) if parts else None


def _standing(thread: ThreadLine) -> tuple[bool, bool, int, int, int, str]:
    of_less_note = (not thread.own, thread.kind in _MEET)
    return (*of_less_note, -thread.sources, thread.rank, -thread.latest.toordinal(), thread.name)


def _since(thread: ThreadLine) -> str:
    day = thread.steps[-1].day
    return f", {day}" if day else ""


def _promises(threads: Sequence[ThreadLine]) -> Point | None:
    promised = []
    for thread in threads:
        due = [step for step in thread.due if step.stage in _DONE and thread.kind not in _MEET]
        missed = [step for step in due if step.overdue]
        step = missed[-1] if missed else next(iter(due), None)
        if step is not None:
            notes = tuple(dict.fromkeys(step.note for step in (missed or [step])))
            words = f"{thread.name} – to be {step.stage.lower()}, promised {_for(step.day)}"
            promised.append((not step.overdue, step.sort, words + (", overdue" if step.overdue else ""), notes))
    promised.sort()
    parts = tuple((words, notes) for _, _, words, notes in promised[:_MOST])
    return Point("Promised", parts) if parts else None


def _for(day: str) -> str:
    return day if day.startswith("by ") else f"for {day}"


def _figures(figures: Sequence[FigureLine]) -> Point | None:
    newest = max((figure.sort for figure in figures), default=date.min)

    def standing(figure: FigureLine) -> float:
        return figure.weight - min(2.0, (newest - figure.sort).days / 365 / 5)

    chosen: dict[str, FigureLine] = {}
    for figure in sorted(figures, key=lambda figure: (-standing(figure), -figure.sort.toordinal(), figure.measure)):
        if figure.notable and figure.weight >= _LEAST_WEIGHT:
            chosen.setdefault(figure.measure.casefold(), figure)
    parts = tuple((_figure(one), one.notes) for one in list(chosen.values())[:_MOST])
    return Point("Figures that stand out", parts) if parts else None


def _figure(one: FigureLine) -> str:
    """A lone word such as "trade" says between whom."""
    measure = one.measure if " " in one.measure or not one.direction else f"{one.measure}, {one.direction}"
    words = ", ".join(part for part in (f"{measure}: {one.value}", one.period, one.state) if part)
    told = _AGAINST.get(one.checked.judgement) if one.checked else None
    return f"{words} ({told})" if told else words


def _not_borne_out(figures: Sequence[FigureLine]) -> Point | None:
    """Those that differ from official series."""
    chosen = [one for one in figures if one.notable and one.checked and one.checked.judgement is Judgement.DIFFERS]
    parts = tuple((_figure(one), one.notes) for one in chosen[:_MOST])
    return Point("Not borne out", parts) if parts else None


def _conflict(claim: Claim) -> Point:
    label = claim.labels[0]
    title = "Latest conflict" if label.tone is Tone.CONFLICTUAL else "Latest criticism"
    return Point(title, ((f"{claim.day}: {label.name}, {label.who}", claim.notes),))
