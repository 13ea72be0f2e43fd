"""The words of Comity as frozen dataclasses, and the codebook as data."""

from comity.records.document import Document, PublishedBasis, document_id
from comity.records.parts import Actor, Period, Place, Precision, Trigger
from comity.records.record import (
    Change,
    Comparator,
    Event,
    Figure,
    FigureStatus,
    Record,
    Stage,
    Status,
    ThreadKind,
    ThreadMention,
    checked,
    make_id,
)

__all__ = [
    "Actor",
    "Change",
    "Comparator",
    "Document",
    "Event",
    "Figure",
    "FigureStatus",
    "Period",
    "Place",
    "Precision",
    "PublishedBasis",
    "Record",
    "Stage",
    "Status",
    "ThreadKind",
    "ThreadMention",
    "Trigger",
    "checked",
    "document_id",
    "make_id",
]
