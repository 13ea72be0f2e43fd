"""Reviews for the page: what waits, what can be corrected, agreement between reviewers, gold to take away."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from comity.actors.parties import country_name
from comity.errors import InputError
from comity.ledger import Decision, Filter, Ledger, LinkedRecord, Review
from comity.records import Event, Figure, Record, Stage, Status, ThreadMention
from comity.records.plover import codebook

_WEIGHT = {"event": 1.0, "thread": 0.8, "figure": 0.7}
_DECISIONS = (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT)


def queue(ledger: Ledger, dyad: str | None, kind: str | None, limit: int) -> list[LinkedRecord]:
    """What nobody decided on, by doubt and importance: unsure, hostile or widely told records first."""
    found = ledger.review_queue(dyad=dyad, kind=kind, limit=4 * limit)
    found.sort(key=lambda linked: (-_worth(linked), linked.record.id))
    return found[:limit]


def _worth(linked: LinkedRecord) -> float:
    """How much a look is worth: doubt, times what hangs on it."""
    record = linked.record
    doubt = 1 - abs(record.confidence - 0.5) * 1.6
    hostile = isinstance(record, Event) and record.quad.endswith("conflict")
    return doubt * _WEIGHT[record.kind] * (1.3 if hostile else 1.0) * (1 + min(linked.sources, 5) * 0.06)


def choices() -> Mapping[str, Sequence[str]]:
    """The values that fields may take, for the form."""
    return {
        "type": list(codebook().types),
        "status": [one.value for one in Status],
        "stage": ["", *(one.value for one in Stage)],
    }


def changes_of(record: Record, form: Mapping[str, str]) -> dict[str, Any]:
    """The corrected fields that a form asks for, as the contract writes them; only what differs from the record.

    Parties are codes between spaces or commas; a date is a day, month or year. Raises InputError for what cannot be.
    """
    now = record.to_json()
    asked: dict[str, Any] = {}
    for name in ("type", "status", "stage", "name", "measure"):
        if name in form and name in now:
            asked[name] = form[name].strip() or None
    if isinstance(record, Event):
        asked |= _of_event(record, form)
    if isinstance(record, Figure) and form.get("value", "").strip():
        asked["value"] = _number(form["value"])
    if isinstance(record, ThreadMention) and "parties" in form:
        asked["parties"] = _codes(form["parties"])
    return {name: value for name, value in asked.items() if value != now.get(name)}


def _of_event(record: Event, form: Mapping[str, str]) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    kind = form.get("type", record.type)
    if kind != record.type:
        if kind not in codebook().types:
            raise InputError(f"there is no event type {kind!r}")
        entry = codebook().types[kind]
        asked |= {"mode": None, "quad": entry.quad.value, "score": entry.score_of(None), "cameo": entry.cameo_of(None)}
    known = {actor.country: actor.to_json() for actor in (*record.actors, *record.recipients)}
    for side in ("actors", "recipients"):
        if side in form:
            asked[side] = [known.get(code) or _party(record, code) for code in _codes(form[side])]
    if form.get("trigger_start"):
        start, end = int(_number(form["trigger_start"])), int(_number(form["trigger_end"]))
        words = record.quote[start - record.start : end - record.start]
        if not words or start < record.start or end > record.end:
            raise InputError("choose words inside the sentence of the record")
        asked["trigger"] = {"text": words, "start": start, "end": end}
    if form.get("date", "").strip():
        asked["date"] = _date(form["date"].strip())
    return asked


def _party(record: Record, code: str) -> dict[str, Any]:
    """A party that a reviewer adds: inferred, as the words of the sentence did not give it to the machine."""
    start, end = record.start, record.start
    at = record.quote.find(country_name(code))
    if at >= 0:
        start, end = record.start + at, record.start + at + len(country_name(code))
    return {
        "id": code,
        "country": code,
        "name": country_name(code),
        "text": record.quote[start - record.start : end - record.start],
        "start": start,
        "end": end,
        "role": None,
        "sector": None,
        "inferred": at < 0,
        "reason": "named by a reviewer",
    }


def _codes(text: str) -> list[str]:
    codes = [code.upper() for code in text.replace(",", " ").split()]
    for code in codes:
        if country_name(code) == code and not code.isalnum():
            raise InputError(f"{code!r} is not the code of a party; write codes such as IND RUS")
    return codes


def _date(text: str) -> dict[str, Any]:
    from comity.records.days import day

    first, last = day(text), day(text, last=True)
    assert first is not None and last is not None
    precision = {1: "year", 2: "month"}.get(len(text.split("-")), "day")
    return {"start": first.isoformat(), "end": last.isoformat(), "precision": precision, "text": ""}


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "").strip())
    except ValueError:
        raise InputError(f"{text!r} is not a number") from None


def agreement(reviews: Iterable[Review]) -> tuple[float | None, int, list[str]]:
    """Krippendorff's alpha (nominal) over the latest decisions of each reviewer, on records that two or more judged;
    the number of such records, and the reviewers. None where there is too little to say."""
    latest: dict[str, dict[str, Decision]] = defaultdict(dict)
    for review in reviews:
        if review.decision is Decision.WITHDRAW:
            latest[review.record].pop(review.reviewer, None)
        else:
            latest[review.record][review.reviewer] = review.decision
    shared = {record: by for record, by in latest.items() if len(by) > 1}
    people = sorted({person for by in latest.values() for person in by})
    if not shared or len({decision for by in shared.values() for decision in by.values()}) < 2:
        return (1.0 if shared else None), len(shared), people
    import krippendorff

    coded = [
        [float(_DECISIONS.index(by[person])) if person in by else float("nan") for by in shared.values()]
        for person in people
    ]
    return float(krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal")), len(shared), people


def gold(ledger: Ledger) -> Iterator[str]:
    """Lines of a gold file for `comity evaluate`: every document on whose records somebody decided.

    Accepted and corrected records are gold, rejected ones are left out, and what nobody judged is optional.
    """
    documents = dict.fromkeys(ledger.linked_record(review.record).record.document for review in ledger.all_reviews())
    for document_id in documents:
        document = ledger.document(document_id)
        kinds: dict[str, list[dict[str, Any]]] = {"events": [], "figures": [], "threads": []}
        for linked in ledger.linked_records(Filter(document=document_id)):
            row = linked.record.to_json()
            if linked.decision is None:
                row["optional"] = True
            kinds[f"{linked.record.kind}s"].append(row)
        published = document.published.isoformat() if document.published else None
        yield json.dumps(
            {"id": document.id, "text": document.text, "published": published, **kinds}, ensure_ascii=False
        )
