"""The ledger: documents, records, reviews and links, kept in one SQLite file."""

from comity.ledger.ledger import Ledger
from comity.ledger.linked import LinkedGroup, Printing
from comity.ledger.queries import Counts, DyadCount, Filter, LinkedRecord
from comity.ledger.reviews import Decision, Review
from comity.ledger.store import Fingerprint, Stored

__all__ = [
    "Counts",
    "Decision",
    "DyadCount",
    "Filter",
    "Fingerprint",
    "Ledger",
    "LinkedGroup",
    "LinkedRecord",
    "Printing",
    "Review",
    "Stored",
]
