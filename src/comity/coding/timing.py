"""When an event happened: the date its own clause names, else one that is inherited and then marked as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from comity.coding.scene import Scene
from comity.language.analysis import DateMention, Sentence, Token
from comity.records import Period, Precision, Status

# "historical (more than about two years before publication)": the contract's wording, in days.
HISTORICAL_AFTER = timedelta(days=730)
# A lead that reports something of the last days makes a document news, so that its undated past acts are of that day.
NEWS_WITHIN = timedelta(days=10)
# Behind these, a date belongs to something else ("after the break-up of the union in 1991").
_APART = frozenset(("after", "before", "since", "until", "following"))
# Nouns whose date is the date of what is done there.
_OCCASIONS = frozenset(
    ("summit", "meeting", "talk", "visit", "forum", "conference", "session", "ceremony", "call", "trip")
)


def own_date(scene: Scene, sentence: Sentence, trigger: Token, others: set[int]) -> Period | None:
    """The date mention that depends on the trigger, or stands nearest to it in its clause; `others` are other triggers.

    Dates that only qualify a noun ("the convention of 1982"), that belong to a clause of their own ("the first since
    Obama took office") or to the term of what is agreed ("a programme to 2030") are not the event's.
    """
    best: tuple[int, DateMention] | None = None
    for mention in scene.analysis.dates:
        if mention.start < sentence.start or mention.end > sentence.end:
            continue
        tokens = scene.analysis.tokens_in(mention.start, mention.end)
        if not tokens or (mention.modifier and not _in_own_clause(scene, tokens, trigger)):
            continue
        steps = _steps(scene, tokens[0], trigger, others)
        if steps is None or _is_term(scene, tokens, mention, trigger):
            continue
        if best is None or steps < best[0]:
            best = (steps, mention)
    return best[1].period if best else None


def _in_own_clause(scene: Scene, tokens: list[Token], trigger: Token) -> bool:
    """Whether the date hangs on the trigger itself, with no other noun or verb between ("after the two met in
    July")."""
    inside = {token.i for token in tokens}
    at = tokens[0]
    for _ in range(6):
        if at.i == trigger.i:
            return True
        if at.head == at.i or (at.i not in inside and at.pos in ("NOUN", "PROPN", "VERB", "AUX")):
            return False
        at = scene.analysis.tokens[at.head]
    return False


def _is_term(scene: Scene, tokens: list[Token], mention: DateMention, trigger: Token) -> bool:
    """Whether a span of time or deadline hangs on a noun other than the trigger: the term of a thing, not the day of
    an act."""
    if mention.period.precision in (Precision.DAY, Precision.MONTH):
        return False
    inside = {token.i for token in tokens}
    at = tokens[0]
    for _ in range(8):
        if at.i == trigger.i or at.head == at.i:
            return False
        if at.i not in inside and at.pos in ("NOUN", "PROPN") and at.i < tokens[0].i:
            return at.lemma not in _OCCASIONS
        if at.pos in ("VERB", "AUX"):
            return False
        at = scene.analysis.tokens[at.head]
    return False


def _steps(scene: Scene, token: Token, trigger: Token, others: set[int]) -> int | None:
    """Steps up the tree from a date to the trigger, or to its clause; None when another trigger lies between."""
    tokens = scene.analysis.tokens
    above = {trigger.i: 0}
    at, cost = trigger, 0
    while at.head != at.i and at.dep not in ("ROOT",) and cost < 8:
        at, cost = tokens[at.head], cost + 1
        above.setdefault(at.i, cost + 2)
        if at.pos in ("VERB", "AUX") and at.i in others:
            break
    at, steps = token, 0
    while at.i not in above:
        apart = at.lower in _APART and at.dep == "prep" and steps > 1
        crossed = at.dep in ("relcl", "acl") or apart or (at.i in others and at.i != trigger.i)
        if crossed or at.head == at.i or steps > 12:
            return None
        at, steps = tokens[at.head], steps + 1
    return steps + above[at.i]


def is_historical(period: Period | None, published: date | None) -> bool:
    """Whether a period ended more than about two years before publication."""
    if period is None or published is None:
        return False
    end = period.end
    if end is None and period.text.lower().startswith(("post", "after")):
        end = period.start
    return end is not None and end < published - HISTORICAL_AFTER


def inherited(period: Period) -> Period:
    """The same days without wording: the date was not named in this sentence."""
    return replace(period, text="")


def publication_day(published: date) -> Period:
    """The publication day as an inferred date."""
    return Period(published, published, Precision.DAY, "")


def is_recent(period: Period, published: date | None) -> bool:
    """Whether a period lies within the last days before publication."""
    return (
        published is not None
        and period.start is not None
        and period.end is not None
        and published - NEWS_WITHIN <= period.start
        and period.end <= published
    )


def status_by_date(status: Status, period: Period | None, published: date | None) -> Status:
    """Occurred acts of long ago are historical; acts dated after publication are to come."""
    if status in (Status.OCCURRED, Status.ONGOING) and is_historical(period, published):
        return Status.HISTORICAL
    if (
        status is Status.OCCURRED
        and period is not None
        and period.end is None
        and period.text.lower().startswith("since")
    ):
        return Status.ONGOING
    if (
        status is Status.OCCURRED
        and period is not None
        and period.start is not None
        and published is not None
        and period.start > published
    ):
        return Status.FUTURE
    return status
