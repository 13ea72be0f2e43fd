"""`comity show RECORD`: a record in its surrounding text, with who coded it and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from comity.brief.visible import one_line, visible
from comity.cli.ledgers import opened
from comity.cli.options import AsJson, LedgerPath, settings_with
from comity.cli.output import Entry, dump, entries, show, what

if TYPE_CHECKING:
    from comity.ledger import Ledger, LinkedRecord
    from comity.records import Document

_AROUND = 400
_OWN_LINES = frozenset({"id", "document", "quote", "start", "end", "reasons", "coder", "confidence", "kind"})


def show_command(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="Id of a record, of a linked event, or of a linked thread.")
    ],
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Show a record's sentence in its text, all its fields, who coded it and why, its links and reviews.

    The id of a linked event (evt_…) or thread (thr_…) lists its records.
    """
    from comity.errors import InputError
    from comity.ledger import Filter

    with opened(settings_with(ledger)) as kept:
        if record.startswith(("evt_", "thr_")):
            asked = Filter(event_id=record) if record.startswith("evt_") else Filter(thread_id=record)
            members = list(kept.linked_records(asked))
            if not members:
                raise InputError(f"the ledger has no linked event or thread {record!r}")
            _print_members(record, members, as_json=as_json)
            return
        linked = kept.linked_record(record)
        document = kept.document(linked.record.document)
        if as_json:
            dump(_as_json(kept, linked, document))
        else:
            show(_lines(kept, linked, document))


def _print_members(group: str, members: list[LinkedRecord], *, as_json: bool) -> None:
    if as_json:
        dump([{**one.record.to_json(), "reprint_of": one.reprint_of, "sources": one.sources} for one in members])
        return
    items = (
        Entry(
            str(one.record.published or "undated"),
            what(one.record),
            one.record.quote,
            (f"{one.record.document}{' (reprint)' if one.reprint_of else ''}", one.record.id),
        )
        for one in members
    )
    show(entries(items, title=group))


def _as_json(kept: Ledger, linked: LinkedRecord, document: Document) -> dict[str, Any]:
    record = linked.record
    return {
        **record.to_json(),
        "context": {
            "before": document.text[max(0, record.start - _AROUND) : record.start],
            "after": document.text[record.end : record.end + _AROUND],
        },
        "source": {
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "file": document.source,
            "published_basis": document.published_basis.value,
        },
        "event_id": linked.event_id,
        "thread_id": linked.thread_id,
        "sources": linked.sources,
        "reprint_of": linked.reprint_of,
        "reviews": [review.to_json() for review in kept.reviews_of(record.id)],
    }


def _lines(kept: Ledger, linked: LinkedRecord, document: Document) -> Iterator[Text]:
    record = linked.record
    yield Text(one_line(what(record)), style="bold")
    title = document.title or document.source or document.id
    day = f"{document.published} ({document.published_basis.value})" if document.published else "day unknown"
    yield Text(one_line(" · ".join(part for part in (title, document.publisher, day, document.url) if part)), "dim")
    yield Text()
    yield _in_context(document.text, record.start, record.end)
    yield Text()
    for name, value in record.to_json().items():
        if name not in _OWN_LINES and value not in (None, [], ""):
            yield _field(name, _written(value))
    yield _field("span", f"[{record.start}, {record.end}) of {record.document}")
    yield _field("coded by", f"{record.coder}, confidence {record.confidence:.2f}")
    for reason in record.reasons:
        yield _field("because", reason)
    link = linked.event_id or linked.thread_id
    if link:
        sources = "1 independent source" if linked.sources == 1 else f"{linked.sources} independent sources"
        yield _field("belongs to", f"{link} ({sources}; see  comity show {link})")
    if linked.reprint_of:
        yield _field("reprint of", linked.reprint_of)
    reviews = kept.reviews_of(record.id)
    for review in reviews:
        changes = f" {_written(dict(review.changes))}" if review.changes else ""
        yield _field("review", f"{review.decision} by {review.reviewer}, {review.at:%Y-%m-%d}: {review.note}{changes}")
    if not reviews:
        yield _field("review", "none: this is a machine's claim")


def _in_context(text: str, start: int, end: int) -> Text:
    """The text around a span, cut at words, with the span marked."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + before[before.find(" ") + 1 :]
    if last < len(text):
        after = after[: max(after.rfind(" "), 0)] + " …"
    marked = Text(visible(before))
    marked.append("⟦", "bold yellow")
    marked.append(visible(text[start:end]), "bold yellow")
    marked.append("⟧", "bold yellow")
    marked.append(visible(after))
    return marked


def _field(name: str, value: str) -> Text:
    return Text.assemble((f"{name:>12}  ", "dim"), one_line(value))


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_written(item) for item in value)
    if isinstance(value, dict):
        if "country" in value and "role" in value:
            role = f", {value['role']}" if value["role"] else ""
            inferred = f", inferred: {value['reason']}" if value["inferred"] else ""
            return f"{value['name']} [{value['id']}] from “{value['text']}”{role}{inferred}"
        if "precision" in value:
            words = f" from “{value['text']}”" if value["text"] else ", inferred"
            return f"{value['start'] or '…'} to {value['end'] or '…'} ({value['precision']}{words})"
        if value.keys() == {"text", "start", "end"}:
            return f"“{value['text']}” at [{value['start']}, {value['end']})"
        return ", ".join(f"{key}: {_written(item)}" for key, item in value.items() if item not in (None, ""))
    return str(value)
