"""find: ledger rows become the findings of a brief, by rules alone; the same ledger gives the same brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from comity.brief import claims, figures, lead, threads, wording
from comity.linking.happenings import Happening, grouped
from comity.brief.model import Brief, Disagreement, Listed, Numbers, Question
from comity.brief.notes import Citing, renumbered
from comity.ledger import Filter, Ledger, LinkedRecord

__all__ = ["Question", "find", "to_json"]


def find(ledger: Ledger, question: Question) -> Brief:
    """The state of a dyad as the ledger knows it. An unknown dyad gives an empty brief (`Brief.empty`)."""
    asked = Filter(dyad=question.dyad, since=question.since, until=question.until, pillar=question.pillar)
    records = list(ledger.linked_records(asked))
    dyad = frozenset(question.dyad.split("-"))
    every = grouped(records)
    happened = [one for one in every if _is_sure(one, question.sure)]
    mentions = _by_thread(records)
    histories = [one for one in ledger.thread_histories(question.dyad) if one["thread_id"] in mentions]
    proper, organisations = threads.split(histories)
    series = claims.series_of(records)
    met = [one for one in happened if claims.is_meeting(one, series.get(one.event.id, ""))]
    said = [one for one in happened if one not in met] if question.pillar is None else happened
    citing = Citing(ledger)
    limit = question.limit

    sections = claims.sections(claims.clusters(said), citing, question.pillar, limit)
    meetings, more_meetings = claims.meetings(claims.clusters(met), records, citing, series, dyad, limit)
    thread_lines, more_threads = threads.lines(proper, mentions, citing, limit)
    figure_lines, more_figures = figures.lines(records, citing, dyad, limit)
    brief = Brief(
        question=question,
        names=_names(question.dyad),
        numbers=_numbers(records, happened, len(every), proper, more_figures + len(figure_lines)),
        lead=lead.points(meetings, thread_lines, figure_lines, sections),
        sections=sections,
        meetings=meetings,
        threads=thread_lines,
        shared=threads.shared_line(organisations, mentions, citing),
        figures=figure_lines,
        disagreements=(*_contested(happened, citing), *figures.disagreements(records, citing)),
        more=Listed(threads=more_threads, figures=more_figures, meetings=more_meetings),
        notes=(),
        sources=(),
    )
    return renumbered(brief, citing, _reprints(records))


def to_json(brief: Brief) -> dict[str, Any]:
    """The findings as plain JSON, dates in ISO; the texts of the sources are left out."""
    plain: dict[str, Any] = _plain(asdict(brief))
    for source in plain["sources"]:
        del source["text"]
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _names(dyad: str) -> tuple[str, str]:
    first, second = (wording.names([code]) for code in dyad.split("-"))
    return first, second


def _by_thread(records: Sequence[LinkedRecord]) -> dict[str, list[LinkedRecord]]:
    found: dict[str, list[LinkedRecord]] = {}
    for linked in records:
        if linked.thread_id:
            found.setdefault(linked.thread_id, []).append(linked)
    return found


def _numbers(
    records: Sequence[LinkedRecord],
    happened: Sequence[Happening],
    all_happenings: int,
    histories: Sequence[Mapping[str, Any]],
    figure_count: int,
) -> Numbers:
    real = [one for one in happened if one.event.status in claims.REAL]
    stages = Counter(history["stage"] for history in histories)
    first, last = claims.span_of_days(happened)
    published = [linked.record.published for linked in records if linked.record.published]
    return Numbers(
        documents=len({linked.record.document for linked in records}),
        sources=len({linked.reprint_of or linked.record.document for linked in records}),
        cooperation=sum(one.event.score > 0 for one in real),
        conflict=sum(one.event.score < 0 for one in real),
        unreal=len(happened) - len(real),
        unsure=all_happenings - len(happened),
        stages=tuple(
            (wording.stage_name(stage), stages[stage]) for stage in sorted(stages, key=wording.stage_rank)
        ),
        threads=len(histories),
        figures=figure_count,
        first=first,
        last=last,
        published=(min(published), max(published)) if published else None,
    )


def _is_sure(one: Happening, sure: float) -> bool:
    return any(
        linked.record.confidence >= sure or linked.decision in ("accept", "correct") for linked in one.reports
    )


def _reprints(records: Sequence[LinkedRecord]) -> dict[str, int]:
    pairs = {(linked.reprint_of, linked.record.document) for linked in records if linked.reprint_of}
    return Counter(original for original, _ in pairs if original)


def _contested(happened: Sequence[Happening], citing: Citing) -> list[Disagreement]:
    """Events of the same kind, sides and day that one report has as happened and another as not."""
    groups: dict[tuple[object, ...], dict[bool, list[LinkedRecord]]] = {}
    for one in happened:
        event = one.event
        if event.date is None or (event.status not in claims.REAL and event.status != "negated"):
            continue
        key = (event.type, wording.sides(event), event.date.start, event.date.end)
        sides = groups.setdefault(key, {})
        sides.setdefault(event.status in claims.REAL, []).extend(one.reports)
    found = []
    for (kind, who, *_), sides in groups.items():
        if len(sides) == 2:
            about = f"{wording.EVENT_NAMES.get(str(kind), str(kind))}, {who}"
            answers = (("reported", citing.cite_all(sides[True])), ("denied", citing.cite_all(sides[False])))
            found.append(Disagreement(about, answers))
    return found
