"""The shapes of what /api answers, for its description: docs/records.md as models.

Answers are written from the records themselves, not through these; `tests/web/test_api.py` holds the two together.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

EventStatus = Literal["occurred", "ongoing", "future", "hypothetical", "negated", "historical"]
StageName = Literal[
    "proposed",
    "discussed",
    "agreed",
    "signed",
    "under_way",
    "operational",
    "completed",
    "suspended",
    "cancelled",
]
ThreadKindName = Literal["project", "agreement", "mechanism", "programme", "exercise", "organisation"]
JudgementName = Literal["consistent", "differs", "not_comparable", "no_data"]


class Fault(BaseModel):
    """Why there is no answer, and what to do."""

    detail: str


class Words(BaseModel):
    """Words of the document."""

    text: str
    start: int
    end: int


class When(BaseModel):
    """A stretch of days, both ends included."""

    start: str | None
    end: str | None
    precision: Literal["day", "week", "month", "quarter", "half", "year", "decade", "century", "range"]
    text: str


class Party(BaseModel):
    """A state, or what acts for one; an organisation, a company, an armed group."""

    id: str
    country: str
    name: str
    text: str
    start: int
    end: int
    role: str | None
    sector: str | None
    inferred: bool
    reason: str


class Where(BaseModel):
    """Where it happened."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    text: str
    start: int
    end: int


class StandingReview(BaseModel):
    """The decision of a person that stands."""

    decision: Literal["accept", "reject", "correct"]
    reviewer: str
    at: str
    note: str
    changes: dict[str, Any] | None = Field(description="the corrected fields as the contract writes them")


class VerdictReading(BaseModel):
    """One way to read a figure against a series."""

    series: list[str]
    provider: str
    vintage: str | None
    periods: list[dict[str, Any]]
    computed: float | None
    claimed: float
    tolerance: float | None
    verdict: JudgementName
    note: str
    formula: str


class VerdictBody(BaseModel):
    """What official series say of a figure."""

    verdict: JudgementName
    reason: str
    readings: list[VerdictReading]
    working: str
    fetch: str | None


class _Record(BaseModel):
    id: str
    document: str
    published: str | None
    quote: str
    start: int
    end: int
    speaker: Party | None
    confidence: float
    coder: str
    pillars: list[str]
    reasons: list[str]
    review: StandingReview | None


class EventRecord(_Record):
    """An event: who did what to whom, when and where."""

    kind: Literal["event"]
    type: str
    mode: str | None
    contexts: list[str]
    quad: str
    score: float
    cameo: str
    actors: list[Party]
    recipients: list[Party]
    trigger: Words | None
    date: When | None
    place: Where | None
    status: EventStatus
    threads: list[str]
    event_id: str | None = Field(description="the linked event: equal for reports of one happening")
    sources: int = Field(description="independent documents that report it")


class FigureRecord(_Record):
    """A figure: a number that a text asserts."""

    kind: Literal["figure"]
    value: float
    value_high: float | None
    unit: str
    comparator: Literal["exact", "about", "over", "under", "at_least", "at_most", "up_to"]
    change: Literal["level", "ratio", "percent_change", "difference"]
    direction: Literal["up", "down"] | None
    measure: str
    from_: str | None = Field(alias="from")
    to: str | None
    period: When | None
    baseline: When | None
    status: Literal["actual", "expected", "target"]
    number: Words | None
    verdicts: list[VerdictBody]


class ThreadRecord(_Record):
    """A mention of a project, agreement, mechanism, programme, exercise or organisation."""

    kind: Literal["thread"]
    name: str
    canonical: str
    thread_kind: ThreadKindName
    parties: list[str]
    stage: StageName | None
    ordinal: int | None
    date: When | None
    mention: Words | None
    status: EventStatus
    thread_id: str | None = Field(description="the linked thread: equal for mentions of one")
    sources: int = Field(description="independent documents that mention it")


AnyRecord = EventRecord | FigureRecord | ThreadRecord


class DyadRow(BaseModel):
    """How much the ledger holds on a pair of states, reprints included."""

    dyad: str
    events: int
    figures: int
    threads: int


class DocumentRow(BaseModel):
    """A document, without its text."""

    kind: Literal["document"]
    id: str
    published: str | None
    published_basis: Literal["option", "metadata", "leading line", "unknown"]
    title: str | None
    publisher: str | None
    url: str | None
    language: str
    digest: str
    coder_version: str
    reprint_of: str | None


class LinkedEvent(BaseModel):
    """One happening with all its reports, the best first."""

    event_id: str
    sources: int
    first: str | None = Field(description="the first day on which it may have been")
    reports: list[EventRecord]


class StageEntry(BaseModel):
    """A stage that was reached, with its sentence."""

    stage: StageName
    date: When | None
    document: str
    start: int
    end: int
    quote: str
    record: str


class PartEntry(StageEntry):
    """A stage that a numbered part reached."""

    part: str


class DueEntry(StageEntry):
    """A promised stage."""

    part: str | None
    kept: When | None
    overdue: bool


class ThreadHistory(BaseModel):
    """A thread with its whole history."""

    kind: Literal["thread_history"]
    thread_id: str
    name: str
    names: list[str]
    canonical: str
    thread_kind: ThreadKindName
    parties: list[str]
    pillars: list[str]
    ordinals: list[int]
    sources: int
    stage: StageName | None
    certainty: float
    last_said: str | None
    stages: list[StageEntry]
    parts: list[PartEntry]
    due: list[DueEntry]


class SeriesRow(BaseModel):
    """A series of official statistics with its extent."""

    key: str
    provider: str
    indicator: str
    reporter: str
    partner: str | None
    item: str | None
    unit: str
    frequency: str
    title: str
    periods: int
    first: str
    last: str
    vintages: int


class ObservationRow(BaseModel):
    """One value of a series, for the days from start to end."""

    start: str
    end: str
    value: float
    flags: list[str]
    items: list[str]


class ReleaseRow(BaseModel):
    """A publication of official statistics, as imported."""

    provider: str
    title: str
    vintage: str | None
    citation: str
    licence: str
    source: str
    digest: str
    url: str | None


class Vintage(BaseModel):
    """What one release says of a series."""

    release: ReleaseRow
    observations: list[ObservationRow]


class VerdictRow(VerdictBody):
    """What official series say of the figure with this id."""

    figure: str


class ReviewRow(BaseModel):
    """What a person decided on a record."""

    record: str
    decision: Literal["accept", "reject", "correct", "withdraw"]
    reviewer: str
    at: str
    note: str
    changes: dict[str, Any] | None


class NewReview(BaseModel):
    """A decision to be added. `reviewer` may be left out where the browser has given a name."""

    decision: Literal["accept", "reject", "correct", "withdraw"]
    reviewer: str = Field("", max_length=60)
    note: str = Field("", max_length=2000)
    changes: dict[str, Any] | None = Field(None, description="the corrected fields as the contract writes them")


class Found(BaseModel):
    """What a search finds, best first."""

    records: list[AnyRecord]
    documents: list[DocumentRow]
