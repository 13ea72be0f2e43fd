"""The document page: the text with its records marked, and each record with its reasons and its other evidence."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from comity.brief import naming, wording
from comity.brief.html import web_link
from comity.ledger import Filter, LinkedRecord
from comity.records import Event, Figure, ThreadMention
from comity.records.pillars import pillars
from comity.web.documents import cards, detail, pieces, title
from comity.web.site import Site
from comity.web.views import page, site_of

router = APIRouter()

_EVIDENCE = 12  # other reports that a record's panel names


@router.get("/document/{document_id:path}")
def document(request: Request, document_id: str, kind: str = "") -> Response:
    """A document with its records in the margin."""
    site = site_of(request)
    found = site.ledger.document(document_id)
    records = [
        linked
        for linked in site.ledger.linked_records(Filter(document=document_id, kind=kind or None))
        if kind in ("", linked.record.kind)
    ]
    records.sort(key=lambda linked: (linked.record.start, linked.record.kind, linked.record.id))
    values = {
        "document": found,
        "link": web_link(found.url),
        "paragraphs": pieces(found, records),
        "cards": list(cards(records)),
        "kind": kind,
    }
    return page(request, "document.html", values)


@router.get("/record/{record_id}")
def record(request: Request, record_id: str) -> Response:
    """To the sentence of a record in its document."""
    found = site_of(request).ledger.linked_record(record_id).record
    return RedirectResponse(f"/document/{found.document}#{found.id}", 303)


@router.get("/panel/{record_id}")
def panel(request: Request, record_id: str) -> Response:
    """The panel of a record: its fields, who coded it and why, its event or thread, and the other evidence."""
    return page(request, "panel.html", panel_values(site_of(request), record_id))


def panel_values(site: Site, record_id: str) -> dict[str, Any]:
    """What the panel of a record shows."""
    linked = site.ledger.linked_record(record_id)
    one = linked.record
    return {
        "linked": linked,
        "record": one,
        "title": title(one),
        "detail": detail(one),
        "fields": _fields(linked),
        "evidence": _evidence(site, linked),
        "reviews": site.ledger.reviews_of(record_id),
        "verdict": site.ledger.lists.verdict(record_id) if one.kind == "figure" else None,
    }


_HIDDEN = frozenset(
    {
        *("kind", "id", "document", "published", "quote", "start", "end", "confidence", "coder", "reasons", "threads"),
        *("mode", "value_high", "unit", "comparator", "change", "direction", "canonical"),
    }
)
"""Fields that the panel tells elsewhere, or together with another field."""

_CODES = frozenset({"quad", "stage", "status", "thread_kind"})
"""Fields whose values are words of a code book."""

_CALLED = {
    "quad": "class",
    "cameo": "CAMEO",
    "from": "of or from",
    "thread_kind": "kind",
    "mention": "called here",
    "speaker": "said by",
}
"""Names of fields for people, where they are not those of the contract."""


def _fields(linked: LinkedRecord) -> list[tuple[str, str]]:
    """The typed fields of a record, in words; what is unknown is left out."""
    record, told = linked.record, []
    own: dict[str, str] = {}
    if isinstance(record, Event):
        mode = f", {record.mode}" if record.mode else ""
        own = {"type": f"{wording.event_name(record)} (PLOVER {record.type}{mode})"}
        own["score"] = f"{record.score:+g} on a scale of −10 to +10".replace("-", "−")
    elif isinstance(record, Figure):
        own = {"value": wording.value_of(record)}
        own |= {name: naming.names([code]) for name, code in (("from", record.source), ("to", record.target)) if code}
    elif isinstance(record, ThreadMention):
        own = {"parties": naming.names(record.parties)}
    own["pillars"] = ", ".join(pillars()[one].name for one in record.pillars)
    if record.speaker:
        own["speaker"] = naming.person(record.speaker, record.published)
    for name, value in record.to_json().items():
        if name in _CODES and value:
            own[name] = value.replace("_", " ")
        words = "" if name in _HIDDEN else own.get(name) or _in_words(value)
        if words:
            told.append((_CALLED.get(name, name.replace("_", " ")), words))
    return told


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        if "precision" in value:
            span = " to ".join(dict.fromkeys(day for day in (value["start"], value["end"]) if day))
            return f"{span} (“{value['text']}”)" if value["text"] else f"{span} (inferred)"
        if "country" in value:
            return f"{value['name']} ({value['country'] or '?'})"
        return str(value.get("text") or "")
    if isinstance(value, list):
        return "; ".join(filter(None, map(_actor_or_word, value)))
    return "" if value is None else str(value)


def _actor_or_word(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    inferred = f", inferred: {value['reason']}" if value.get("inferred") else ""
    return f"{value['name']} ({value['country']}), “{value['text']}”{inferred}"


def _evidence(site: Site, linked: LinkedRecord) -> list[LinkedRecord]:
    """Other reports of the same event, or mentions of the same thread."""
    if isinstance(linked.record, Event) and linked.event_id:
        asked = Filter(event_id=linked.event_id)
    elif isinstance(linked.record, ThreadMention) and linked.thread_id:
        asked = Filter(thread_id=linked.thread_id)
    else:
        return []
    found = [other for other in site.ledger.linked_records(asked) if other.record.id != linked.record.id]
    return found[:_EVIDENCE]
