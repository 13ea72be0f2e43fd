"""Claims: the events of a dyad as sentences of what was said and done, each sentence once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from comity.brief import naming, tone, wording
from comity.brief.model import UNSURE, Claim, Label, Section
from comity.brief.notes import Citing, coded
from comity.linking.happenings import Happening
from comity.records import Event, Status
from comity.records.pillars import pillars

NARROWEST_FIRST = (
    *("nuclear", "space", "defence", "energy", "agriculture", "health", "culture", "people", "transport", "science"),
    *("finance", "trade", "humanitarian", "multilateral", "security", "political"),
)
"""A claim of several pillars is told once, in the narrowest: reactors under nuclear, not under political."""

_COURTESIES = ("award", "congratulat", "confer", "condol", "honour", "honor", "decorat", "bestow", "felicitat", "greet")

OTHER = "other"

Cluster = list[Happening]
"""Happenings that one sentence leads."""


def clusters(happened: Iterable[Happening]) -> list[Cluster]:
    """Happenings led by the same words together, newest first, then by document and place in it."""
    found: dict[tuple[str, int], Cluster] = {}
    last: dict[str, tuple[int, int]] = {}
    for one in sorted(happened, key=lambda one: (one.event.document, one.event.start, one.event.end, one.id)):
        event = one.event
        start, end = last.get(event.document, (-1, -1))
        if not start <= event.start < end:
            start, end = event.start, event.end
        last[event.document] = (start, max(end, event.end))
        found.setdefault((event.document, start), []).append(one)
    return sorted(found.values(), key=_newest_first)


def _newest_first(cluster: Cluster) -> tuple[int, bool, str, int]:
    unsure = all(one.event.confidence < UNSURE for one in cluster)
    return (-max(one.first for one in cluster).toordinal(), unsure, cluster[0].event.document, cluster[0].event.start)


def sections(
    found: Sequence[Cluster],
    citing: Citing,
    dyad: frozenset[str],
    pillar: str | None,
    limit: int | None,
    *,
    share: int | None = None,
) -> tuple[Section, ...]:
    """The claims by pillar, in the codebook's order, each list cut at `limit`.

    With `share`, about so many claims are told in all: from two to five a pillar.
    """
    by_pillar: dict[str, list[Cluster]] = {}
    for cluster in found:
        by_pillar.setdefault(pillar or _pillar(cluster), []).append(cluster)
    if share is not None and pillar is None:
        limit = max(2, min(5, share // max(1, len(by_pillar))))
    made = []
    for key in (*pillars(), OTHER):
        mine = by_pillar.get(key, [])
        if not mine:
            continue
        shown = mine[:limit]
        made.append(
            Section(
                pillar=key,
                name=pillars()[key].name if key in pillars() else "Other matters",
                claims=tuple(_claim(cluster, citing, dyad, key) for cluster in shown),
                more=len(mine) - len(shown),
                tally=tone.tally((one.event for cluster in mine for one in cluster), dyad),
            )
        )
    return tuple(made)


def latest_conflict(found: Sequence[Cluster], citing: Citing, dyad: frozenset[str]) -> tuple[Claim, ...]:
    """The newest claim of a material conflict, and of a criticism, that took place; surely coded ones only.

    Requests, invitations and stands that the two take together are none of these (`tone`).
    """
    newest = []
    for wanted in (tone.Tone.CONFLICTUAL, tone.Tone.CRITICAL):
        for cluster in found:
            real = [one for one in cluster if one.event.status in tone.REAL and tone.tone(one.event, dyad) is wanted]
            if sure := [one for one in real if not coded(one.reports[0]).confidence < UNSURE]:
                newest.append(_claim(sure, citing, dyad, OTHER))
                break
    return tuple(newest)


def _pillar(cluster: Cluster) -> str:
    if all(_is_courtesy(one.event) for one in cluster):
        return "political"
    named = {pillar for one in cluster for pillar in one.event.pillars}
    return next((pillar for pillar in NARROWEST_FIRST if pillar in named), OTHER)


def _is_courtesy(event: Event) -> bool:
    """An award, a congratulation or a condolence, which is political whatever it is given for; so is diplomacy that
    names no matter."""
    courteous = event.type == "SUPPORT" and event.trigger.text.casefold().startswith(_COURTESIES)
    return courteous or (event.type in ("SUPPORT", "CONSULT") and not event.pillars)


def _claim(cluster: Cluster, citing: Citing, dyad: frozenset[str], pillar: str) -> Claim:
    best = _surest(cluster)
    event = best.event
    labels: dict[tuple[str, frozenset[str], str], Label] = {}
    for one in [best, *(other for other in cluster if other is not best)]:
        label = _label(one.event, dyad)
        labels.setdefault((label.name, frozenset(label.who.split(" – ")), label.state), label)
    reports = [linked for one in (best, *cluster) for linked in one.reports]
    dated = next((one for one in (best, *cluster) if one.period is not None), best)
    return Claim(
        day=day_of(dated),
        sort=dated.first,
        labels=tuple(labels.values()),
        said=naming.attribution(event.speaker, citing.publisher(event), event.published),
        quote=max((one.event.quote for one in cluster), key=len),
        notes=notes_of(best, cluster, citing),
        sources=len({linked.reprint_of or linked.record.document for linked in reports}),
        coded=coded(best.reports[0]),
        pillar=pillar,
    )


def notes_of(best: Happening, cluster: Cluster, citing: Citing) -> tuple[int, ...]:
    """The notes of a cluster: its widest sentence first, then what independent documents say of the same."""
    widest = max(cluster, key=lambda one: (len(one.event.quote), one is best))
    first = citing.cite(widest.reports[0])
    for one in cluster:
        lead = one.reports[0]
        if (lead.record.start, lead.record.end) == (widest.event.start, widest.event.end):
            citing.cite(lead)
    origin = widest.reports[0].reprint_of or widest.event.document
    elsewhere = [
        linked for one in cluster for linked in one.reports if (linked.reprint_of or linked.record.document) != origin
    ]
    return tuple(dict.fromkeys((first, *citing.cite_all(elsewhere, most=4))))


def _surest(cluster: Cluster) -> Happening:
    return max(cluster, key=lambda one: (one.event.confidence, one.sources, one.id))


def _label(event: Event, dyad: frozenset[str]) -> Label:
    return Label(
        wording.event_name(event), naming.sides(event), wording.STATUS_NAMES[event.status], tone.tone(event, dyad)
    )


def day_of(one: Happening) -> str:
    """When it was, or when it was reported where the text does not say."""
    event = one.event
    if one.period is not None:
        return wording.when(one.period)
    if event.published is None:
        return "undated"
    return f"{'as of' if event.status is Status.ONGOING else 'reported'} {event.published}"


def span_of_days(found: Iterable[Happening]) -> tuple[date | None, date | None]:
    """First and last day of dated events and of publication."""
    days = [one.first for one in found if one.first != date.min]
    return (min(days), max(days)) if days else (None, None)
