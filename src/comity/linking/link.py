"""link: records of many documents become one event, one thread, one history."""

from __future__ import annotations

from dataclasses import dataclass

from comity.ledger import Filter, Ledger
from comity.linking.events import EventReport, link_events
from comity.linking.sources import originals_of
from comity.linking.threads import link_threads
from comity.records import Event, ThreadMention

VERSION = "2"
"""Of the rules of linking; another version links anew."""


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What the ledger holds after linking; `changed` is false when there was nothing new to link."""

    events: int
    threads: int
    reprints: int
    changed: bool


def link(ledger: Ledger) -> LinkSummary:
    """Link all standing records anew, in one transaction, unless nothing changed since the last linking.

    The result depends on the records alone, not on the order in which they were read or linked.
    """
    if ledger.links_are_current(VERSION):
        counts = ledger.counts()
        return LinkSummary(counts.linked_events, counts.linked_threads, counts.reprints, changed=False)
    printings = list(ledger.printings())
    originals = originals_of(printings)
    reports: list[EventReport] = []
    mentions: list[ThreadMention] = []
    for record in ledger.records_of(Filter(kind=Event.kind)):
        assert isinstance(record, Event)
        reports.append(EventReport.of(record, originals.get(record.document) or record.document))
    for record in ledger.records_of(Filter(kind=ThreadMention.kind)):
        assert isinstance(record, ThreadMention)
        mentions.append(record)
    events = link_events(reports, originals)
    newest = max((printing.published for printing in printings if printing.published), default=None)
    threads = link_threads(mentions, originals, newest)
    changed = {p.document: originals[p.document] for p in printings if originals[p.document] != p.reprint_of}
    ledger.set_links(originals=changed, events=events, threads=threads, version=VERSION)
    reprints = sum(original is not None for original in originals.values())
    return LinkSummary(len(events), len(threads), reprints, changed=True)
