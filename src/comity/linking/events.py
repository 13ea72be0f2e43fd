"""Same event: reports of one happening, by who, what, when, where and the matter.

Only reports are compared that share a pair of parties, a family of types, what they are (done, planned, possible,
denied) and a stretch of days. What holds of a pair is added up by the published weights; see `weights`, `clusters`, and
docs/linking.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from comity.ledger import LinkedGroup
from comity.linking.clusters import Edge, Rules, candidates, grouped, joins_by_group, related
from comity.linking.content import share
from comity.linking.decisions import Decided
from comity.linking.groups import group_id
from comity.linking.reports import SYMMETRIC, EventReport
from comity.linking.thread_names import thread_words
from comity.linking.weights import Feature, weights

_SEVERAL = frozenset({"ASSAULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "COERCE"})
_LONGEST_VISIT = 3
_UNSAID = frozenset({"political"})  # what is said of no sector in particular
_VAGUE = frozenset({"recent", "long", "none", "span"})


def is_loose(report: EventReport) -> bool:
    """Whether its day is so vague that it is joined last, and only where one group suits it clearly best."""
    return report.when.kind in _VAGUE


def compare(one: EventReport, other: EventReport) -> Edge | None:
    """What holds of two reports (numbers are filled in by the caller), or None where they cannot be one happening."""
    same = one.sentence == other.sentence and one.type == other.type and one.origin == other.origin
    same = same and not one.when.excludes(other.when)
    if one.reality != other.reality or (not same and _excluded(one, other)):
        return None
    found = list(_features(one, other))
    return Edge(0, 0, sum(feature.weight for feature in found), tuple(found))


def _excluded(one: EventReport, other: EventReport) -> bool:
    undated = one.when.kind == other.when.kind == "none" and one.origin == other.origin
    if not one.when.meets(other.when) and not undated and not _looks_back_on(one, other):
        return True
    return bool(one.session and other.session and one.session != other.session and one.type == other.type == "CONSULT")


def _looks_back_on(one: EventReport, other: EventReport) -> bool:
    """Whether one tells without a day of what the other, an earlier report with a day, calls by the same name."""
    if one.looks_back == other.looks_back:
        return False
    back, told = (one, other) if one.looks_back else (other, one)
    earlier = told.when.last is not None and told.place[0] < back.place[0]
    names = (back.names & told.names) - thread_words().generic  # "Defence" is in the name of many a talk
    return earlier and bool(names or (back.session and back.session == told.session))


_FACE_TO_FACE = frozenset({"visit", "third-party"})


def _call_and_other(modes: set[str], others: set[str]) -> bool:
    """Whether of two reports, or groups of them, one was by telephone and the other face to face: a visit, or a meeting
    on the margins of something else.

    A meeting of many may be held by video.
    """
    by_phone, by_phone_too = "phone" in modes, "phone" in others
    return by_phone != by_phone_too and not _FACE_TO_FACE.isdisjoint(others if by_phone else modes)


def _features(one: EventReport, other: EventReport) -> Iterator[Feature]:
    w = weights("events").feature
    yield w("base")
    parties = one.parties & other.parties
    if one.parties == other.parties:
        yield w("same_parties", ", ".join(sorted(parties)))
    elif one.parties <= other.parties or other.parties <= one.parties:
        yield w("some_parties", ", ".join(sorted(parties)))
    else:
        yield w("other_parties", ", ".join(sorted(one.parties ^ other.parties)))
    visits = one.mode == other.mode == "visit"  # a visit and its return are two
    symmetric = not (one.recipients and other.recipients) or ({one.type, other.type} & SYMMETRIC and not visits)
    if not symmetric and one.actors & other.actors and one.recipients & other.recipients:
        yield w("same_sides")
    elif not symmetric and one.actors & other.recipients and not one.actors & other.actors:
        yield w("swapped_sides")
    yield w("same_type", one.type) if one.type == other.type else w("near_type", f"{one.type}, {other.type}")
    yield from _times(one, other)
    if one.spot and other.spot:
        yield w("same_place", one.spot) if one.spot == other.spot else w("other_place", f"{one.spot}, {other.spot}")
    if one.mode and one.mode == other.mode:
        yield w("same_mode", one.mode)
    if _call_and_other({one.mode}, {other.mode}):
        yield w("other_way", f"{one.mode}, {other.mode}")
    if one.people & other.people:
        yield w("same_person", ", ".join(sorted(one.people & other.people)))
    if _other_rank(one, other):
        yield w("other_rank")
    if one.session and one.session == other.session:
        yield w("same_session", str(one.session))
    if one.origin == other.origin:
        yield w("same_document")
        if one.trigger == other.trigger:
            yield w("same_trigger", one.trigger)
        later = max(one, other, key=lambda report: report.start)
        if later.points_back and one.type == other.type and one.type not in ("CONSULT", "ASSAULT"):
            yield w("points_back")
    yield from _content(one, other)
    vague = is_loose(one) or is_loose(other)
    if vague and one.type != "CONSULT" and one.pillars and other.pillars and one.pillars.isdisjoint(other.pillars):
        within = one.origin == other.origin and one.type != "AGREE"  # there each sentence says its sector
        if within or _UNSAID not in (one.pillars, other.pillars):
            yield w("other_pillars", ", ".join(sorted(one.pillars | other.pillars)))
    if one.type == other.type == "AGREE" and one.signature != other.signature:
        yield w("other_act")
    if one.type in _SEVERAL or other.type in _SEVERAL:
        yield w("several_a_day", one.type)


def _times(one: EventReport, other: EventReport) -> Iterator[Feature]:
    w = weights("events").feature
    kinds = {one.when.kind, other.when.kind}
    if not one.when.meets(other.when) and _looks_back_on(one, other):
        yield w("looks_back", min(one.place[0], other.place[0]).isoformat())
        return
    if "none" in kinds:
        yield w("both_undated")
        return
    assert one.when.last is not None and other.when.last is not None
    shown = min(one.when.last, other.when.last).isoformat()
    if kinds <= {"day", "news"}:
        if kinds == {"day"}:
            overlap = one.when.first <= other.when.last and other.when.first <= one.when.last  # type: ignore[operator]
            on_visit = one.on_visit or other.on_visit
            yield w("same_day", shown) if overlap else w("on_a_visit" if on_visit else "next_day", shown)
        else:
            yield w("same_news_day", shown) if one.when.last == other.when.last else w("next_day", shown)
    elif kinds == {"recent"}:
        told_together = one.origin == other.origin and one.type == "CONSULT"
        yield w("just_reported", shown) if told_together else w("both_undated", shown)
    elif "recent" in kinds:
        yield w("just_reported", shown)
    elif "long" in kinds:
        yield w("within_long", shown)
    elif kinds == {"span"}:
        yield w("same_period", shown) if one.when == other.when else w("within", shown)
    else:
        yield w("within", shown)


def _content(one: EventReport, other: EventReport) -> Iterator[Feature]:
    w = weights("events").feature
    if one.sentence == other.sentence:
        yield w("same_sentence")
        return
    names = one.names & other.names
    if names:
        yield w("same_name", ", ".join(sorted(names)))
    both = one.words & other.words
    if both:
        yield w("content", ", ".join(sorted(both)), share(one.words, other.words))
    elif one.words and other.words and one.type != "CONSULT":
        yield w("no_content")
    counts = one.numbers & other.numbers
    if counts:
        yield w("same_numbers", ", ".join(sorted(counts)))


def _other_rank(one: EventReport, other: EventReport) -> bool:
    """Whether for a state that both name an office of, one names its leader and the other somebody else."""
    mine = {state: {leads for country, leads in one.ranks if country == state} for state, _ in one.ranks}
    theirs = {state: {leads for country, leads in other.ranks if country == state} for state, _ in other.ranks}
    return any(mine[state].isdisjoint(theirs[state]) for state in mine.keys() & theirs.keys())


def forbids(reports: Sequence[EventReport], one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two groups cannot be one: different sessions, call and visit, or days too far apart."""
    left, right = [reports[number] for number in one], [reports[number] for number in other]
    sessions = [{report.session for report in side if report.session} for side in (left, right)]
    if all(sessions) and sessions[0].isdisjoint(sessions[1]):
        return True
    modes = [{report.mode for report in side} for side in (left, right)]
    days = [[report.when for report in side if report.when.kind in ("day", "news")] for side in (left, right)]
    if not all(days):
        return False
    # What has only the day of its report was on that day or the one before.
    first = min((when.first if when.kind == "day" else when.last) or date.max for side in days for when in side)
    last = max(when.last for side in days for when in side if when.last)
    visit = "visit" in modes[0] | modes[1]
    longest = max((when.last - when.first).days for side in days for when in side if when.first and when.last)
    return (last - first).days > max(longest, _LONGEST_VISIT if visit else 1)


def link_events(reports: Sequence[EventReport], decided: Decided) -> list[LinkedGroup]:
    """The linked events of these reports, by id."""
    together, apart = decided.within([report.id for report in reports])
    rules = Rules(
        rank=lambda number: reports[number].place,
        loose=lambda number: is_loose(reports[number]),
        forbids=lambda one, other: forbids(reports, one, other),
        together=together,
        apart=apart,
    )
    edges = candidates(
        (report.keys() for report in reports),
        lambda one, other: compare(reports[one], reports[other]),
        (report.asks() for report in reports),
    )
    found = grouped(len(reports), edges, rules)
    ids = [report.id for report in reports]
    joins = joins_by_group(found, ids)
    groups = []
    for members in found.groups:
        places = sorted(reports[number].place for number in members)
        groups.append(
            LinkedGroup(
                id=group_id("evt_", places),
                records=[record for _, _, record in places],
                sources=len({reports[number].origin for number in members}),
                component=ids[found.component[members[0]]],
                joins=joins[members[0]],
            )
        )
    return sorted(groups, key=lambda group: group.id)


def related_events(new: Sequence[EventReport], known: Sequence[EventReport]) -> set[str]:
    """The ids of those known reports that a new one could be joined to."""
    return related(
        [(report.id, report.asks(), report) for report in new], [(r.id, r.keys(), r) for r in known], compare
    )
