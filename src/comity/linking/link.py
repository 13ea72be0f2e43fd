"""link: records of many documents become one event, one thread, one history.

Only what is new, changed or gone since the last linking is linked anew, with all that it could be joined to; the
result is that of linking everything, in whatever order it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from comity.ledger import Filter, Ledger, LinkedGroup, Links
from comity.linking.decisions import Decided, decided_of
from comity.linking.events import link_events, related_events
from comity.linking.reports import EventReport
from comity.linking.sources import originals_of
from comity.linking.threads import link_threads, related_threads, thread_keys
from comity.linking.weights import weights_version
from comity.records import Event, Record, ThreadMention

VERSION = f"5.{weights_version()}"
"""Of the rules of linking and their weights; another version links anew."""


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What the ledger holds after linking; `changed` is false when there was nothing new to link.

    `relinked` is the number of records that were looked at.
    """

    events: int
    threads: int
    reprints: int
    changed: bool
    relinked: int = 0


@dataclass(slots=True)
class _Records:
    """The records to be linked, as far as linking is concerned."""

    reports: list[EventReport] = field(default_factory=list)
    mentions: list[ThreadMention] = field(default_factory=list)

    def take(self, records: Iterable[Record], originals: Mapping[str, str | None]) -> None:
        """Add records; figures are not linked."""
        for record in records:
            if isinstance(record, Event):
                self.reports.append(EventReport.of(record, originals.get(record.document) or record.document))
            elif isinstance(record, ThreadMention):
                self.mentions.append(record)

    def __len__(self) -> int:
        return len(self.reports) + len(self.mentions)


def link(ledger: Ledger, *, anew: bool = False) -> LinkSummary:
    """Link what the ledger holds, in one transaction: what changed since the last linking, or everything (`anew`).

    The result depends on the records and on people's decisions alone, not on the order in which they came.
    """
    before, now = ledger.linked_mark(), ledger.link_mark(VERSION)
    if before == now and not anew:
        return _summary(ledger, changed=False)
    since = before if before is not None and before.version == VERSION and not anew else None
    printings = list(ledger.printings())
    originals = originals_of(printings, ledger.documents_read(since) if since else None)
    moved = {p.document: originals[p.document] for p in printings if originals[p.document] != p.reprint_of}
    decided = decided_of(ledger.link_decisions())
    taken = _Records()
    touched: set[str] | None = None
    if since is None:
        for kind in (Event.kind, ThreadMention.kind):
            taken.take(ledger.records_of(Filter(kind=kind)), originals)
    else:
        touched = ledger.touched(since) | ledger.records_of_documents(_families(moved, originals))
        touched |= _reached(ledger, touched, originals, decided)
        taken.take(ledger.records_named(touched), originals)
    groups, keys = _linked(taken, originals, decided)
    ledger.set_links(Links(groups, keys, moved, touched), now)
    return _summary(ledger, changed=True, relinked=len(taken))


def _families(moved: Mapping[str, str | None], originals: Mapping[str, str | None]) -> set[str]:
    """The documents whose original changed, with all of the same text: what counts as one source is another set."""
    roots = {original or document for document, original in moved.items()}
    return {document for document, original in originals.items() if (original or document) in roots} | set(moved)


def _reached(ledger: Ledger, touched: set[str], originals: Mapping[str, str | None], decided: Decided) -> set[str]:
    """All records that the touched ones are, or could now be, joined to, directly or through others."""
    new = _Records()
    new.take(ledger.records_named(touched), originals)
    keys = {key for one in new.reports for key in one.asks()}
    keys |= {key for mention in new.mentions for key in thread_keys(mention)}
    near = _Records()
    near.take(ledger.records_named((ledger.keyed(keys) | decided.partners(touched)) - touched), originals)
    joined = related_events(new.reports, near.reports) | related_threads(new.mentions, near.mentions)
    joined |= decided.partners(touched)
    return ledger.companions(touched | joined) | joined


def _linked(
    taken: _Records, originals: Mapping[str, str | None], decided: Decided
) -> tuple[list[LinkedGroup], list[tuple[str, str]]]:
    groups = [*link_events(taken.reports, decided), *link_threads(taken.mentions, originals, decided)]
    keys = chain(
        ((key, report.id) for report in taken.reports for key in sorted(set(report.keys()))),
        ((key, mention.id) for mention in taken.mentions for key in sorted(set(thread_keys(mention)))),
    )
    return groups, list(keys)


def _summary(ledger: Ledger, *, changed: bool, relinked: int = 0) -> LinkSummary:
    counts = ledger.counts()
    return LinkSummary(counts.linked_events, counts.linked_threads, counts.reprints, changed, relinked)
