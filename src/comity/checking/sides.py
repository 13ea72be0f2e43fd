"""One flow set against another of the same time: "twice those from Indonesia", "five times as much as Germany did".

The first side is told in full, the second names only what is different: the state in the place of one of the first.
Both must be flows that series measure, by one source; else the figure is not compared, for it is no change over time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from comity.checking import vocabulary
from comity.checking.arms import volumes
from comity.checking.asking import Asked, not_a_fact, refused
from comity.checking.dated import years_told
from comity.checking.ends import fill
from comity.checking.flows import Flow, View, flow_in
from comity.checking.legs import Leg
from comity.checking.measured import Claim, Kind, Measured
from comity.checking.measuring import Shown, added, fits
from comity.checking.sentences import told_flow
from comity.checking.store import SeriesStore
from comity.checking.telling import Name, Piece, Place, Telling, Who
from comity.checking.trade_series import claim_of_share
from comity.records import Change, Trigger
from comity.records.series import WORLD

_AS = re.compile(
    r"\A\W*(?:as\s+(?:much|many|large|high|big|great)|the\s+(?:value|size|amount|volume))?(?P<rest>.*)\Z", re.DOTALL
)
_MORE = re.compile(
    r"\A\W{0,2}(?P<way>more|higher|larger|greater|bigger|less|lower|smaller|fewer)\b(?P<rest>.*)\Z", re.DOTALL
)
_SECOND = re.compile(
    r"(?:\bthan\s+|(?<![\w-])as\s+|\A\W*)(?P<of>(?:(?:those|that|what)\s+)?(?:(?:from|to|of|with|by|for|into)\s+)?(?:the\s+)?)"
    r"(?=[A-Z])"
)
_EXCEEDS = re.compile(
    r"\b(?:exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)?|outstripped|outstrips|topped|tops)\s+(?P<second>.{3,60}?)\s+by\s+"
    r"(?:(?:about|around|some|just|only|nearly|almost|over|roughly|at|least|more|than|a|mere)\s+)*\Z"
)
_WEIGHT = re.compile(r"\b(?:tonnes?|tons?|barrels?|by\s+(?:volume|weight)|cargoes)\b", re.IGNORECASE)
_NO_CHANGE = "it compares two different things, and not one thing at two times"
_ONE = "$1 billion"
_SENSES = {"from": Place.FROM, "into": Place.TO, "to": Place.TO, "with": Place.WITH}


@dataclass(frozen=True, slots=True)
class _Beside:
    """The words of the first side, the state of the second, how it is placed, and which way a percentage goes."""

    first: str
    state: str
    place: Place
    more: int = 0


def claim(telling: Telling, what: Asked, store: SeriesStore) -> Claim | None:
    """The claim of a figure that sets two states side by side, or None where it does nothing of the kind."""
    if what.unit not in ("ratio", "percent") or telling.figure.number is None:
        return None
    beside = _times(telling) if what.unit == "ratio" else _percent(telling)
    if beside is None:
        return None
    problem = _unclear(telling) or not_a_fact(telling)
    found = None if problem else _measured(telling, what, store, beside)
    return found or refused(telling, what, problem or _NO_CHANGE)


def _unclear(telling: Telling) -> str:
    if len({(one.start, one.end) for one, _ in years_told(telling.figure)}) > 1:
        return "it compares two different things at different times"
    return "it compares weights, and the series are in money" if _WEIGHT.search(telling.clause.text) else ""


def _times(telling: Telling) -> _Beside | None:
    """ "… were twice those from Indonesia", "bought five times as much from India as Germany did"."""
    rest = _AS.match(telling.after.text)
    if rest is None:
        return None
    told = rest["rest"]
    asked = bool(re.match(r"\A\W*as\s", telling.after.text))
    for found in _SECOND.finditer(told):
        bare = not found["of"].strip() or found["of"].strip() == "the"
        if bare and not (asked and found[0].startswith("as")):
            continue
        if not found[0].startswith("as") and asked:
            continue
        second = _state(told[found.end() :], found["of"])
        if second is not None:
            return _Beside(f"{telling.before.text} {told[: found.start()]}", *second)
    return None


def _percent(telling: Telling) -> _Beside | None:
    """ "… were 20 percent more than those to China", "exceeded the Russian ones by 59 percent"."""
    more = _MORE.match(telling.after.text)
    if more is not None and not _moves(telling.before):
        found = next((one for one in _SECOND.finditer(more["rest"]) if one[0].lstrip().startswith("than")), None)
        if found is not None:
            second = _state(more["rest"][found.end() :], found["of"])
            if second is not None:
                way = 1 if more["way"] in ("more", "higher", "larger", "greater", "bigger") else -1
                return _Beside(f"{telling.before.text} {more['rest'][: found.start()]}", *second, more=way)
    over = _EXCEEDS.search(telling.before.text)
    if over is not None:
        piece = Piece(over["second"])
        names = [name for name in piece.names if name.who is Who.STATE and name.code]
        if len(names) == 1:
            place = names[0].place if names[0].place in _SENSES.values() else Place.BARE
            return _Beside(telling.before.text[: over.start()], names[0].code, place, more=1)
    return None


def _moves(before: Piece) -> bool:
    """Whether something rises or falls there, so that "more than" sets two changes side by side."""
    return bool((vocabulary.words("rises") | vocabulary.words("falls")).intersection(before.folded))


def _state(words: str, of: str) -> tuple[str, Place] | None:
    """The state that these words begin with, and its place; None where they begin with no state."""
    piece = Piece(words)
    name = next((one for one in piece.names if one.first == 0), None)
    if name is None or name.who is not Who.STATE or not name.code:
        return None
    small = of.split()
    place = next((_SENSES[word] for word in small if word in _SENSES), Place.BARE)
    return name.code, place


def _measured(telling: Telling, what: Asked, store: SeriesStore, beside: _Beside) -> Claim | None:
    """The claim of the two sides as measured, or None where the words do not say enough of the first."""
    alone = _alone(telling, beside.first)
    if any(one.word.says == "arms" for one in alone.clause.told(vocabulary.arms())):
        return _of_arms(telling, what, store, beside, alone)
    flow = told_flow(alone) or flow_in(alone.clause)
    if flow is None or flow.problem:
        return None
    fill(alone, flow)
    pair = _swapped(flow, alone, beside)
    if pair is None or (flow.goods and not flow.goods[0].known) or len(flow.goods) > 1:
        return None
    goods = flow.goods[0] if flow.goods else None
    one, two = (Leg(flow.view, first, second, goods) for first, second in pair)
    found = claim_of_share(telling, replace(what, kind=Kind.LEVEL, unit="percent"), store, one, two)
    return _as_asked(found, what, beside)


def _alone(telling: Telling, words: str) -> Telling:
    """The first side as a sentence of its own, with an amount in the place of the number."""
    text = " ".join(words.split())
    quote = f"{text} {_ONE}"
    number = Trigger(_ONE, len(text) + 1, len(quote))
    figure = replace(
        telling.figure,
        quote=quote,
        start=0,
        end=len(quote),
        number=number,
        measure=text,
        value=1e9,
        value_high=None,
        unit="USD",
        change=Change.LEVEL,
        direction=None,
    )
    return Telling(figure)


def _swapped(flow: Flow, alone: Telling, beside: _Beside) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The ends of the first flow, and of the second, which has the other state in the place of one of them."""
    end = _end(flow, alone, beside.place)
    if end is None:
        return None
    first, second = flow.first, flow.second
    if flow.one_way and first is None and end == "second":
        first = WORLD
    if flow.one_way and second is None and end == "first":
        second = WORLD
    if first is None or second is None or beside.state in (first, second):
        return None
    other = (beside.state, second) if end == "first" else (first, beside.state)
    return (first, second), other


def _end(flow: Flow, alone: Telling, place: Place) -> str | None:
    """Which end of the flow the second state takes."""
    if flow.one_way and place is Place.FROM:
        return "first" if flow.first else None
    if flow.one_way and place is Place.TO:
        return "second" if flow.second else None
    if place is Place.WITH and flow.view is View.BOTH:
        return "second" if flow.second else None
    if place is not Place.BARE:
        return None
    subject = _subject(alone.clause)
    if subject is None:
        return None
    return "first" if subject.code == flow.first else "second" if subject.code == flow.second else None


def _subject(piece: Piece) -> Name | None:
    """The state that does it: the first that is named without a small word before it."""
    states = [name for name in piece.names if name.who is Who.STATE and name.code]
    own = [name for name in states if name.place in (Place.BARE, Place.OWNER)]
    return own[0] if own else None


def _of_arms(telling: Telling, what: Asked, store: SeriesStore, beside: _Beside, alone: Telling) -> Claim | None:
    flow = flow_in(alone.clause)
    if flow is None or not flow.one_way:
        return None
    fill(alone, flow)
    pair = _swapped(flow, alone, beside)
    if pair is None or any(WORLD in ends for ends in pair):
        return None
    parts, wholes = (volumes(store, *ends) for ends in pair)
    if not parts or not wholes:
        return None
    label = f"{parts[0].label} as a share of {wholes[0].label}"
    found = Claim(Kind.SHARE, label, what.value, "percent", of=(parts[0],), wholes=(wholes[0],), high=what.high)
    return _as_asked(found, what, beside)


def _as_asked(found: Claim, what: Asked, beside: _Beside) -> Claim:
    """The claim of a share as one of "so many times", or of "so many percent more" than the other side."""
    if not beside.more:
        return replace(found, value=100 * abs(what.value), high=None if what.high is None else 100 * abs(what.high))
    pairs: list[tuple[Measured, Measured]] = []
    for one, two in zip(found.of, found.wholes, strict=True):
        shown = Shown(f"{one.label} less {two.label}", one.role, one.note)
        gap = added((one, two), shown, (beside.more, -beside.more)) if fits(one, two) else None
        if gap is not None:
            pairs.append((gap, two))
    return replace(
        found,
        value=abs(what.value),
        high=None if what.high is None else abs(what.high),
        of=tuple(gap for gap, _ in pairs),
        wholes=tuple(two for _, two in pairs),
    )
