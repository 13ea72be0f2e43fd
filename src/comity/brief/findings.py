"""find: ledger rows become the findings of a brief, by rules alone; the same ledger gives the same brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from comity.analysis.numbers import numbers_of, releases
from comity.brief import claims, figures, lead, meetings, naming, threads, tone, verdicts, wording
from comity.brief.model import Brief, Disagreement, FigureLine, Listed, Numbers, Question
from comity.brief.notes import Citing, document_name, renumbered
from comity.brief.official import of_pillar, panels
from comity.ledger import Filter, Ledger, LinkedRecord
from comity.linking.happenings import Happening, grouped
from comity.records import Figure, ThreadMention

__all__ = ["Question", "find", "to_json"]

_SHORT = 28
"""Claims in a short brief, over all pillars."""


def find(ledger: Ledger, question: Question) -> Brief:
    """The state of a dyad as the ledger knows it. An unknown dyad gives an empty brief (`Brief.empty`)."""
    asked = Filter(dyad=question.dyad, since=question.since, until=question.until, pillar=question.pillar)
    records = list(ledger.linked_records(asked))
    records += _figures_of_threads(ledger, asked, records)
    dyad = frozenset(question.dyad.split("-"))
    every = grouped(records)
    happened = [one for one in every if _is_sure(one, question.sure)]
    mentions = _by_thread(records)
    histories = [one for one in ledger.thread_histories(question.dyad) if one["thread_id"] in mentions]
    proper, organisations = threads.split(histories)
    series = meetings.series_of(records)
    met = [one for one in happened if meetings.is_meeting(one, series.get(one.event.id, ""))]
    said = [one for one in happened if one not in met] if question.pillar is None else happened
    citing = Citing(ledger)
    limit = question.limit or None

    newest = max((linked.record.published for linked in records if linked.record.published), default=None)

    # The opening looks at everything, the lists below it show their first entries.
    meeting_lines = meetings.meetings(claims.clusters(met), records, citing, series, dyad)
    thread_lines = threads.lines(proper, mentions, citing, newest, short=question.short)
    kept = verdicts.Verdicts(ledger)
    figure_lines = figures.lines(records, citing, kept, dyad)
    conflict = claims.latest_conflict(claims.clusters(happened), citing, dyad)
    shown = tuple(kept.plotted(line) for line in figure_lines[:limit])
    official = of_pillar(numbers_of(ledger, question.dyad), question.pillar)
    told = (table for topic in official for line in topic.lines for table in line.of)
    brief = Brief(
        question=question,
        names=_names(question.dyad),
        numbers=_numbers(records, happened, len(every), proper, figure_lines, dyad),
        lead=lead.points(meeting_lines, thread_lines, figure_lines, conflict),
        sections=claims.sections(
            claims.clusters(said), citing, dyad, question.pillar, limit, share=_SHORT if question.short else None
        ),
        meetings=meeting_lines[:limit],
        threads=thread_lines[:limit],
        shared=threads.shared_line(organisations, mentions, citing),
        figures=shown,
        disagreements=(*_contested(happened, citing), *figures.disagreements(records, citing)),
        official=panels(official),
        releases=releases((*told, *kept.tables(shown))),
        more=Listed(
            threads=_beyond(thread_lines, limit),
            figures=_beyond(figure_lines, limit),
            meetings=_beyond(meeting_lines, limit),
        ),
        notes=(),
        sources=(),
    )
    return renumbered(brief, citing, _reprints(records, citing))


def to_json(brief: Brief) -> dict[str, Any]:
    """The findings as plain JSON, dates in ISO; the texts of the sources and what only charts need are left out."""
    plain: dict[str, Any] = _plain(asdict(brief))
    for source in plain["sources"]:
        del source["text"]
    for drawn in (*plain["official"], *(figure["checked"] for figure in plain["figures"])):
        if drawn is not None:
            del drawn["plot"]
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _names(dyad: str) -> tuple[str, str]:
    first, second = (naming.names([code]) for code in dyad.split("-"))
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
    figure_lines: Sequence[FigureLine],
    dyad: frozenset[str],
) -> Numbers:
    real = [one for one in happened if one.event.status in tone.REAL]
    stages = Counter(history["stage"] for history in histories)
    first, last = claims.span_of_days(happened)
    published = [linked.record.published for linked in records if linked.record.published]
    return Numbers(
        documents=len({linked.record.document for linked in records}),
        sources=len({linked.reprint_of or linked.record.document for linked in records}),
        tally=tone.tally((one.event for one in happened), dyad),
        unreal=len(happened) - len(real),
        unsure=all_happenings - len(happened),
        stages=tuple((wording.stage_name(stage), stages[stage]) for stage in sorted(stages, key=wording.stage_rank)),
        threads=len(histories),
        figures=len(figure_lines),
        first=first,
        last=last,
        published=(min(published), max(published)) if published else None,
        verdicts=verdicts.counted(figure_lines),
    )


def _figures_of_threads(ledger: Ledger, asked: Filter, records: Sequence[LinkedRecord]) -> list[LinkedRecord]:
    """Figures that name no party but measure a thread of the dyad ("total capacity of the Aral plant")."""
    known = {linked.record.id for linked in records}
    names: dict[str, set[str]] = {}
    for linked in records:
        if isinstance(linked.record, ThreadMention):
            names.setdefault(linked.record.document, set()).add(linked.record.name.casefold())
    found = []
    for document in sorted(names):
        for linked in ledger.linked_records(replace(asked, dyad=None, kind=Figure.kind, document=document)):
            figure = linked.record
            if not isinstance(figure, Figure) or figure.id in known or figure.source or figure.target:
                continue
            if any(name in figure.measure.casefold() for name in names[document]):
                found.append(linked)
    return found


def _is_sure(one: Happening, sure: float) -> bool:
    return any(linked.record.confidence >= sure or linked.decision in ("accept", "correct") for linked in one.reports)


def _reprints(records: Sequence[LinkedRecord], citing: Citing) -> dict[str, tuple[str, ...]]:
    """For each original who else printed it: the publisher where known, else the title."""
    found: dict[str, dict[str, str]] = {}
    for linked in records:
        if linked.reprint_of:
            reprint = citing.document(linked.record.document)
            found.setdefault(linked.reprint_of, {})[reprint.id] = reprint.publisher or document_name(reprint)
    return {original: tuple(sorted(printed.values())) for original, printed in found.items()}


def _contested(happened: Sequence[Happening], citing: Citing) -> list[Disagreement]:
    """Events of the same kind, sides and day that one report has as happened and another as not."""
    groups: dict[tuple[object, ...], dict[bool, list[LinkedRecord]]] = {}
    for one in happened:
        event = one.event
        if event.date is None or (event.status not in tone.REAL and event.status != "negated"):
            continue
        key = (event.type, naming.sides(event), event.date.start, event.date.end)
        sides = groups.setdefault(key, {})
        sides.setdefault(event.status in tone.REAL, []).extend(one.reports)
    found = []
    for (kind, who, *_), sides in groups.items():
        if len(sides) == 2:
            about = f"{wording.EVENT_NAMES.get(str(kind), str(kind))}, {who}"
            answers = (("reported", citing.cite_all(sides[True])), ("denied", citing.cite_all(sides[False])))
            found.append(Disagreement(about, answers))
    return found


def _beyond(lines: Sequence[object], limit: int | None) -> int:
    """How many lines the limit leaves out."""
    return len(lines) - len(lines[:limit])
