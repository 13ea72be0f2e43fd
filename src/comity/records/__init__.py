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
from comity.records.series import Flag, Frequency, Nature, Observation, Release, Series, SeriesTable
from comity.records.verdict import Judgement, Reading, Used, Verdict

__all__ = [
    "Actor",
    "Change",
    "Comparator",
    "Document",
    "Event",
    "Figure",
    "FigureStatus",
    "Flag",
    "Frequency",
    "Judgement",
    "Nature",
    "Observation",
    "Period",
    "Place",
    "Precision",
    "PublishedBasis",
    "Reading",
    "Record",
    "Release",
    "Series",
    "SeriesTable",
    "Stage",
    "Status",
    "ThreadKind",
    "ThreadMention",
    "Trigger",
    "Used",
    "Verdict",
    "checked",
    "document_id",
    "make_id",
]
