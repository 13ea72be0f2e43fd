"""When an event happened: the date its own clause names, else one that is inherited and then marked as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from comity.coding.scene import Scene
from comity.language.analysis import DateMention, Sentence, Token
from comity.language.periods import unit_at
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
# What may be of an occasion and share its time.
_EDGES = frozenset(
    (
        "sideline",
        "sidelines",
        "margin",
        "margins",
        "day",
        "eve",
        "end",
        "start",
        "opening",
        "beginning",
        "part",
        "course",
    )
)


def own_date(
    scene: Scene, sentence: Sentence, trigger: Token, others: set[int], *, deadlines: bool = True
) -> Period | None:
    """The date mention that depends on the trigger, or stands nearest to it in its clause; `others` are other triggers.

    Without `deadlines`, those are passed over: they date what is promised, not the promise.
    Dates that only qualify a noun ("the convention of 1982"), that belong to a clause of their own ("the first since
    Obama took office") or to the term of what is agreed ("a programme to 2030") are not the event's.
    """
    best: tuple[int, DateMention] | None = None
    for mention in scene.analysis.dates:
        if mention.start < sentence.start or mention.end > sentence.end:
            continue
        if not deadlines and is_deadline(mention.period):
            continue
        tokens = scene.analysis.tokens_in(mention.start, mention.end)
        if tokens and _is_told_of(scene, tokens, trigger):
            return unopened(mention.period)
        if not tokens or (mention.modifier and not _in_own_clause(scene, tokens, trigger)):
            continue
        steps = reach(scene, tokens[0], trigger, others)
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


def reach(scene: Scene, token: Token, trigger: Token, others: set[int]) -> int | None:
    """Steps up the tree from a date to the trigger, or to its clause; None when another trigger lies between."""
    tokens = scene.analysis.tokens
    above = {trigger.i: 0}
    at, cost = trigger, 0
    while at.head != at.i and at.dep not in ("ROOT",) and cost < 8 and not is_apart(scene, at):
        at, cost = tokens[at.head], cost + 1
        above.setdefault(at.i, cost + 2)
        if at.pos in ("VERB", "AUX") and at.i in others:
            break
    at, steps = token, 0
    while at.i not in above:
        apart = at.lower in _APART and at.dep == "prep" and steps > 1
        other = at.i in others and at.i != trigger.i and not _is_meanwhile(scene, at)
        crossed = at.dep in ("relcl", "acl") or apart or other or _is_owned(scene, at) or _is_aim(scene, at, trigger)
        if crossed or at.head == at.i or steps > 12:
            return None
        at, steps = tokens[at.head], steps + 1
    return steps + above[at.i]


def _is_owned(scene: Scene, noun: Token) -> bool:
    """Whether a noun is only what another one is of ("the results of the summit in May"), so that its date is not that
    of what is done with the other."""
    tokens = scene.analysis.tokens
    of = tokens[noun.head]
    if noun.dep != "pobj" or of.lower != "of" or noun.pos not in ("NOUN", "PROPN"):
        return False
    owner = tokens[of.head]
    return owner.pos == "NOUN" and owner.lemma not in _EDGES | _OCCASIONS and noun.lemma in _OCCASIONS


def _is_aim(scene: Scene, verb: Token, trigger: Token) -> bool:
    """Whether a verb is what the trigger only undertakes or asks for ("invited him to come in May")."""
    if verb.tag != "VB" or verb.dep not in ("xcomp", "advcl", "acl", "ccomp") or trigger.tag == "VB":
        return False
    return verb.head == trigger.i and any(other.tag == "TO" for other in scene.analysis.children(verb))


def is_apart(scene: Scene, verb: Token) -> bool:
    """Whether a verb heads a clause of another time than the clause it hangs on: one that "after", "before" or "since"
    opens, or a relative clause or participle that only says which thing is meant ("the pact that they signed")."""
    if verb.pos not in ("VERB", "AUX"):
        return False
    tokens = scene.analysis.tokens
    if verb.dep == "pcomp":
        return tokens[verb.head].lower in _APART
    opening = [other for other in scene.analysis.children(verb) if other.i < verb.i]
    if verb.dep in ("advcl", "ccomp"):
        return any(other.lower in _APART and other.dep in ("mark", "advmod", "prep") for other in opening)
    if verb.dep == "acl":
        return verb.tag == "VBN"
    if verb.dep != "relcl" or tokens[verb.head].lemma in _OCCASIONS:
        return False
    if verb.tag in ("VBZ", "VBP") or any(
        other.tag in ("VBZ", "VBP") and other.dep in ("aux", "auxpass") for other in opening
    ):
        return False
    return not any(other.lower in ("where", "when") or _is_at_which(scene, other) for other in opening)


def _is_at_which(scene: Scene, word: Token) -> bool:
    """As in "a visit during which they signed …"."""
    return word.dep == "prep" and any(other.lower == "which" for other in scene.analysis.children(word))


def _is_meanwhile(scene: Scene, verb: Token) -> bool:
    """Whether a clause tells of the time of what it hangs on ("agreed when he came to Oslo in May")."""
    opening = [other for other in scene.analysis.children(verb) if other.i < verb.i]
    return verb.dep == "advcl" and any(other.lower in ("when", "while", "as") for other in opening)


def _is_told_of(scene: Scene, tokens: list[Token], trigger: Token) -> bool:
    """Whether the trigger's clause says what was then ("May 2019, when they met")."""
    inside = {token.i for token in tokens}
    at = trigger
    for _ in range(6):
        if at.head == at.i:
            return False
        if at.dep == "relcl" and at.head in inside:
            return any(other.lower == "when" for other in scene.analysis.children(at))
        if is_apart(scene, at):
            return False
        at = scene.analysis.tokens[at.head]
    return False


def unopened(period: Period) -> Period:
    """The time that an open period is counted from: "December 2021" of "after December 2021"."""
    if period.start is not None and period.end is None:
        after = period.text.lower().startswith("after")
        day = period.start - timedelta(days=1) if after else period.start
    elif period.end is not None and period.start is None:
        day = (
            period.end + timedelta(days=1)
            if period.text.lower().startswith(("before", "prior", "ahead"))
            else period.end
        )
    else:
        return period
    unit = period.precision.value
    return replace(
        unit_at(day, unit if unit in ("day", "week", "month", "quarter", "year") else "day", 0), text=period.text
    )


def is_deadline(period: Period) -> bool:
    """Whether a period only says by when, or within what time, something is to come."""
    return period.start is None or period.text.lower().startswith("within")


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
        and (period.start > published or (period.start == published and period.text.lower().startswith("later")))
    ):
        return Status.FUTURE
    return status
