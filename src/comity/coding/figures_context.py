"""When a number holds, whether it is a fact, whose it is: period, status, direction and parties of a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.coding.figures_lexicon import figure_words
from comity.language.analysis import Analysis, DateMention, Quantity, Sentence, Token
from comity.records import Change, FigureStatus, Period

_CLIMB = 6
_BASELINES = frozenset({"since", "from", "than", "over", "against", "versus", "compared"})
_NEAR = 30
_NEW_CLAUSE = re.compile(r"[;:]|,?\s(?:and|but|while|whereas)\s")
_FROM_TO = re.compile(r"(?i)\bfrom\s+\|\s+to\s")
_OF_THEM = re.compile(r"(?i)\s+of\s+(?:them|these|those|which|whom)\b")
_CLOSE_BY = 6  # characters: " in ", " by "
_DOING = frozenset({"agree", "decide", "approve", "offer", "ask", "request", "pledge", "promise", "urge", "call"})
_IS = frozenset({"be", "stand", "remain", "set"})
_AIMS = frozenset({"goal", "target", "aim", "objective", "ambition"})
_IF = frozenset({"if", "unless", "until", "once"})
_FORESEE = frozenset(
    {"expect", "forecast", "predict", "project", "anticipate", "hope", "propose", "suggest", "request"}
)


def dates_of(
    analysis: Analysis, quantity: Quantity, change: Change, sentence: Sentence, others: Sequence[Quantity]
) -> tuple[Period | None, Period | None]:
    """(period, baseline) of a number: the date right after it, else the one right before, else the sentence's only one.

    A date after "since", "from" or "than" is the baseline of a change, and the change's own period is the other date.
    """
    dates = [
        date for date in analysis.dates if sentence.start <= date.start < sentence.end and not _inside(date, quantity)
    ]
    text = analysis.document.text
    dates = [date for date in dates if ";" not in text[min(date.end, quantity.end) : max(date.start, quantity.start)]]
    above = {token.i for token in governors(analysis, quantity)}
    dates = [date for date in dates if _is_of_clause(analysis, date, above)]
    if not dates:
        return None, None
    dates = [date for date in dates if not _is_anothers(text, date, quantity, others)] or (
        [] if len(dates) == 1 and others else dates
    )
    stops = [other.start for other in others if other.start > quantity.end]
    after = [date for date in dates if quantity.end <= date.start <= min([*stops, quantity.end + _NEAR])]
    if stops and after and _NEW_CLAUSE.search(text[quantity.end : after[0].start]):
        after = []  # "865 million last year, and in the first quarter it grew by 45 percent"
    before = [date for date in dates if date.end <= quantity.start]
    period: Period | None = None
    baseline: Period | None = None
    for date in [*after, *reversed(before)] if len(dates) > 1 else dates:
        if change is not Change.LEVEL and _is_baseline(analysis, date):
            baseline = baseline or date.period
        elif period is None:
            period = date.period
    if baseline is not None and period is None and baseline.end is None:
        period = baseline
    return period, baseline


def _is_anothers(text: str, date: DateMention, quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a date closes another number of the same unit: "2 percent before the war and 35 percent in 2023"."""
    if date.start < quantity.end or date.start - quantity.end <= _CLOSE_BY:
        return False
    between = [other for other in others if quantity.end <= other.start and other.end <= date.start]
    if any(_OF_THEM.match(text, other.end) and date.start - other.end <= _NEAR for other in between):
        return True  # "twelve, half of them in 2022"
    return any(other.unit == quantity.unit and date.start - other.end <= _CLOSE_BY for other in between)


def _inside(date: DateMention, quantity: Quantity) -> bool:
    return date.start >= quantity.start and date.end <= quantity.end


def _is_of_clause(analysis: Analysis, date: DateMention, above: set[int]) -> bool:
    """Whether a date does not belong to an aside: a participle or relative clause that does not hold the number."""
    inside = analysis.tokens_in(date.start, date.end)
    node = inside[0] if inside else None
    saying = figure_words().saying
    while node is not None and node.i not in above:
        if node.dep in ("relcl", "acl", "advcl") and node.pos == "VERB":
            return False
        if above and node.pos == "VERB" and node.lemma in saying and node.lemma not in _FORESEE:
            return False  # "said on Monday that exports had grown …": the day of the saying
        if node.head == node.i:
            break
        node = analysis.tokens[node.head]
    return True


def _is_baseline(analysis: Analysis, date: DateMention) -> bool:
    """Whether the words of the date, or the words before it, say that it is what is compared with."""
    words = date.period.text.lower().split()
    if words and words[0] in _BASELINES:
        return True
    inside = analysis.tokens_in(date.start, date.end)
    first = inside[0].i if inside else 0
    return any(token.lower in _BASELINES for token in analysis.tokens[max(0, first - 2) : first])


def governors(analysis: Analysis, quantity: Quantity) -> list[Token]:
    """The words above a number, nearest first, up to the main verb of the sentence."""
    node = top_of(analysis, quantity)
    found: list[Token] = []
    for _ in range(_CLIMB):
        if node.head == node.i:
            break
        clause = node.dep
        node = analysis.tokens[node.head]
        if found and (clause in ("relcl", "advcl") or (clause == "ccomp" and node.lemma not in _FORESEE)):
            break
        found.append(node)
    return found


def top_of(analysis: Analysis, quantity: Quantity) -> Token:
    """The token of the number's words that depends on something outside them: "billion" in "USD 1 billion"."""
    inside = analysis.tokens_in(quantity.start, quantity.end)
    numbers = {token.i for token in inside}
    return next((token for token in reversed(inside) if token.head not in numbers), analysis.tokens[quantity.head])


def status_of(analysis: Analysis, quantity: Quantity, above: Sequence[Token], period: Period | None) -> FigureStatus:
    """Fact, forecast or aim, by the words above the number and their auxiliaries.

    Of "raise trade from 6 to 10 billion" the first is a fact whatever is said of the second.
    """
    words = figure_words()
    if (
        above
        and above[0].lower == "from"
        and above[0].pos == "ADP"
        and _has_goal(analysis, above[0], top_of(analysis, quantity))
    ) or _FROM_TO.search(_around(analysis, quantity)):
        return FigureStatus.ACTUAL
    doer = top_of(analysis, quantity)
    if doer.dep in ("compound", "nummod", "nmod", "amod"):
        doer = analysis.tokens[doer.head]
    if doer.dep == "nsubj" and above:
        above = [token for token in above if token.lemma not in _DOING]
    expected = passed = False
    for token in above:
        listed = token.lemma in words.target or token.lemma in words.expected
        if passed and token.pos == "NOUN" and not listed:
            break  # "efforts to solve the 5 billion dollar crisis" does not aim at 5 billion
        passed = passed or token.pos == "VERB"
        if any(child.dep == "mark" and child.lower in _IF for child in analysis.children(token)):
            expected = True
        subjects = {child.lemma for child in analysis.children(token) if child.dep == "nsubj" and child.pos == "NOUN"}
        if token.lemma in _IS and subjects & _AIMS:
            return FigureStatus.TARGET
        auxiliaries = {child.lower for child in analysis.children(token) if child.dep == "aux"}
        if token.lemma in words.target and token.pos in ("VERB", "NOUN"):
            return FigureStatus.TARGET
        expected = expected or token.lemma in words.expected or bool(auxiliaries & words.expected)
        expected = expected or any(
            child.lemma in words.expected and child.pos == "ADJ" for child in analysis.children(token)
        )
    if expected or (
        period is not None and period.start is None and period.end is not None and _is_later(analysis, period)
    ):
        return FigureStatus.EXPECTED
    return FigureStatus.ACTUAL


def _around(analysis: Analysis, quantity: Quantity) -> str:
    """The word before a number, a bar for the number, the word after it."""
    text = analysis.document.text
    return f"{text[max(0, quantity.start - 6) : quantity.start]}|{text[quantity.end : quantity.end + 4]}"


def _has_goal(analysis: Analysis, origin: Token, top: Token) -> bool:
    """Whether "from X" is followed by "to Y" of the same verb or noun."""
    head = analysis.tokens[origin.head]
    near = [*analysis.children(head), *analysis.children(origin), *analysis.children(top)]
    return any(other.lower == "to" and other.pos == "ADP" and other.i > origin.i for other in near)


def _is_later(analysis: Analysis, period: Period) -> bool:
    published = analysis.document.published
    return published is not None and period.end is not None and period.end > published


def change_of(analysis: Analysis, quantity: Quantity, above: Sequence[Token]) -> tuple[Change, str | None]:
    """(change, direction): what the language layer found, or what the verb above and the preposition between say."""
    words = figure_words()
    direction = quantity.direction or next(
        (
            "up" if token.lemma in words.up else "down"
            for token in above[:3]
            if token.lemma in words.up or token.lemma in words.down
        ),
        None,
    )
    if quantity.change is not Change.LEVEL:
        return quantity.change, direction
    unit = top_of(analysis, quantity)
    parent = analysis.tokens[unit.head]
    moves = next((token for token in above[:2] if token.lemma in words.up or token.lemma in words.down), None)
    if moves is None:
        return Change.LEVEL, None
    if unit.dep in ("npadvmod", "dobj", "advmod") and moves is parent and quantity.unit == "percent":
        return Change.PERCENT_CHANGE, direction
    if unit.dep == "pobj" and parent.lower in ("by", "of") and moves.i == parent.head:
        return (Change.PERCENT_CHANGE if quantity.unit == "percent" else Change.DIFFERENCE), direction
    if unit.dep in ("compound", "nmod", "amod", "nummod") and moves is parent and moves.pos == "NOUN":
        return (Change.PERCENT_CHANGE if quantity.unit == "percent" else Change.DIFFERENCE), direction
    return Change.LEVEL, direction if parent.lower in ("to", "from") else None
