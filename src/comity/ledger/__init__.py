"""The ledger: documents, records, reviews, links, series and verdicts, kept in one SQLite file."""

from comity.ledger.ledger import Ledger
from comity.ledger.linked import Join, LinkDecision, LinkedGroup, Linking, Links, Printing
from comity.ledger.lists import Heading
from comity.ledger.marks import Mark
from comity.ledger.overviews import Overview, YearCount
from comity.ledger.queries import Counts, DyadCount, Filter, LinkedRecord
from comity.ledger.reviews import Decision, Review
from comity.ledger.searching import Narrowing
from comity.ledger.statistics import Imported, SeriesSummary, Wanted
from comity.ledger.store import Fingerprint, Stored

__all__ = [
    "Counts",
    "Decision",
    "DyadCount",
    "Filter",
    "Fingerprint",
    "Heading",
    "Imported",
    "Join",
    "Ledger",
    "LinkDecision",
    "LinkedGroup",
    "LinkedRecord",
    "Linking",
    "Links",
    "Mark",
    "Narrowing",
    "Overview",
    "Printing",
    "Review",
    "SeriesSummary",
    "Stored",
    "Wanted",
    "YearCount",
]
