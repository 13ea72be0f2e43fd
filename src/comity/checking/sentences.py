"""Flows of goods by the sentence as a whole, where the words of the measure alone do not say enough.

Positive evidence counts: goods or a word for trade, one who gives, one who gets, a verb or noun for it, an amount.
Words of telling ("said", "the ministry's tables show") and asides change nothing. What changes the thing measured
(services, weights of a subset, companies) is looked for only in the noun phrase and between it and the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.checking import vocabulary
from comity.checking.ends import there
from comity.checking.flows import Flow, View, flow_in
from comity.checking.sharing import Share
from comity.checking.stretches import marked, stretch_of
from comity.checking.telling import Name, Piece, Place, Telling, Who
from comity.checking.vocabulary import Goods, Told

_OF_WHOLE = re.compile(
    r"(?:per\s?cent|percent|%|\b(?:fifth|quarter|third|half|tenth|eighth|sixth))\s+(?:share\s+)?(?:of|in)\s+",
    re.IGNORECASE,
)
_PARTIES = frozenset({Who.STATE, Who.GROUP})
_ABROAD = frozenset({"abroad", "overseas", "worldwide"})
_NEAR = 3  # words between a party and the goods or the flow that it belongs to


@dataclass(slots=True)
class Sentence:
    """A stretch of a sentence with its words by what they say, the parties, and where the number stands."""

    piece: Piece
    number: int
    flow: Told | None = None
    goods: Goods | None = None
    at: int = 0  # where the goods, or else the flow, begin
    end: int = 0
    any_goods: bool = False
    problem: str = ""
    givers: list[str] = field(default_factory=list)
    takers: list[str] = field(default_factory=list)
    owner: str | None = None


def told_flow(telling: Telling) -> Flow | None:
    """The flow of the sentence with its ends as far as they are told, or None where it tells of none."""
    piece, number, lead = stretch_of(telling)
    found = _in(piece, number)
    if found is None and lead:
        found = _in(Piece(lead + piece.text), len(Piece(lead)) + number)
    if found is None:
        return _two_way(piece, number)
    view = _view(found)
    flow = Flow(view, hard=found.flow is not None and found.flow.word.says in ("exports", "imports", "both"))
    flow.goods = (found.goods,) if found.goods else ()
    flow.problem = found.problem
    flow.abroad = bool(_ABROAD.intersection(piece.folded))
    first, second = _one(found.givers), _one(found.takers)
    flow.first, flow.second = first, second
    if lead and not found.givers and not found.takers and not flow.hard:
        earlier = _in(Piece(lead), len(Piece(lead)))
        if earlier is not None and earlier.flow is not None:
            flow.view, flow.hard = _view(earlier), earlier.flow.word.says in ("exports", "imports")
            flow.first, flow.second = _one(earlier.givers), _one(earlier.takers)
            first, second = flow.first, flow.second
    if first is not None and first == second:
        return None
    if len(set(found.givers)) > 1 or len(set(found.takers)) > 1:
        flow.problem = flow.problem or "it adds up or sets against each other more than two parties"
    _complete(telling, flow, Piece(lead), piece)
    return flow


def _two_way(piece: Piece, number: int) -> Flow | None:
    """Trade between two states, both of them named before the number."""
    flow = flow_in(piece.cut(0, number)) if number else None
    if flow is None or flow.view is not View.BOTH or None in (flow.first, flow.second):
        return None
    return flow


def those(telling: Telling) -> Flow | None:
    """ "Exports to the United States rose by 5 percent; those to Japan fell 2 percent": the flow with another side."""
    piece, _, lead = stretch_of(telling)
    words = piece.folded
    at = 1 if words[:1] in (["and"], ["while"], ["but"]) else 0
    if words[at : at + 1] not in (["those"], ["that"]) or words[at + 1 : at + 2] not in (["from"], ["to"], ["of"]):
        return None
    sides = [name for name in piece.names if name.who is Who.STATE and name.first <= at + 4]
    base = Piece(lead)
    earlier = _in(base, len(base))
    if len(sides) != 1 or earlier is None or earlier.flow is None or earlier.problem:
        return None
    view = _view(earlier)
    flow = Flow(view, hard=earlier.flow.word.says in ("exports", "imports"))
    flow.goods = (earlier.goods,) if earlier.goods else ()
    own = earlier.givers if view is View.EXPORTS else earlier.takers
    if len(own) > 1:
        return None
    if view is View.EXPORTS:
        flow.first, flow.second = _one(own), sides[0].code
    else:
        flow.first, flow.second = sides[0].code, _one(own)
    return flow


def _one(codes: list[str]) -> str | None:
    return codes[0] if codes else None


def _view(found: Sentence) -> View:
    says = found.flow.word.says if found.flow else ""
    if says in ("exports", "sold"):
        return View.EXPORTS
    if says in ("imports", "bought"):
        return View.IMPORTS
    return View.BOTH if says == "both" else View.IMPORTS if not found.givers else View.EXPORTS


def _marks(piece: Piece) -> list[Told]:
    names = {at for name in piece.names if name.code for at in range(name.first, name.last)}
    return [one for one in piece.told(vocabulary.trade()) if not names.intersection(range(one.first, one.last))]


def _in(piece: Piece, number: int) -> Sentence | None:
    """What a stretch tells of a flow: its goods, its verb or noun, its parties by where they stand."""
    marks = _marks(piece)
    known = [one for one in marks if one.word.goods is not None]
    moves = [one for one in marks if one.word.says in ("exports", "imports")]
    verbs = _verbs(piece, marks)
    around = [one.first for one in (*moves, *verbs)] or [number]
    near = sorted(known, key=lambda one: (not _after_of(piece, one, moves), min(abs(one.first - at) for at in around)))
    found = Sentence(piece, number)
    if known:
        found.goods = near[0].word.goods
        found.at, found.end = near[0].first, near[0].last
        if found.goods is not None and not found.goods.known:
            found.problem = f"“{found.goods.name}” is no single commodity of the Harmonized System"
    else:
        general = [one for one in marks if one.word.says == "goods"]
        found.any_goods = bool(general)
        if not general and not moves:
            return None
        anchor = (general or moves)[0]
        found.at, found.end = anchor.first, anchor.last
    flows = sorted((*moves, *verbs), key=lambda one: (one not in moves, abs(one.first - found.at)))
    found.flow = flows[0] if flows else None
    if found.flow is None:
        return None
    _parties(found, moves, verbs)
    found.problem = found.problem or _turned(found, marks)
    return found


def _after_of(piece: Piece, goods: Told, moves: list[Told]) -> bool:
    """Whether goods stand behind "imports of", with whose they are between at most."""
    return any(
        piece.folded[one.last : one.last + 1] == ["of"] and 0 < goods.first - one.last <= _NEAR + 1 for one in moves
    )


def _verbs(piece: Piece, marks: list[Told]) -> list[Told]:
    """Words of giving and taking, also those that are only such beside goods and parties."""
    found = [one for one in marks if one.word.says in ("sold", "bought")]
    taken = {one.first for one in found}
    for says in ("giving", "taking"):
        for at, word in enumerate(piece.folded):
            if word in vocabulary.words(says) and at not in taken:
                found.append(Told(at, at + 1, vocabulary.Word("sold" if says == "giving" else "bought")))
    return found


def _parties(found: Sentence, moves: list[Told], verbs: list[Told]) -> None:
    """Who gives and who gets, by adjectives, small words, and the sides of the verb."""
    piece, flow = found.piece, found.flow
    assert flow is not None
    gives = flow.word.says in ("exports", "sold")
    for name in piece.names:
        if name.who not in _PARTIES or not name.code:
            continue
        end = _end_of(name, found, gives=gives, verbs=verbs, moves=moves)
        if end == "giver":
            found.givers.append(name.code)
        elif end == "taker":
            found.takers.append(name.code)
    found.givers = list(dict.fromkeys(found.givers))
    found.takers = list(dict.fromkeys(found.takers))


def _end_of(name: Name, found: Sentence, *, gives: bool, verbs: list[Told], moves: list[Told]) -> str:
    piece, flow = found.piece, found.flow
    assert flow is not None
    words = piece.folded
    own, other = ("giver", "taker") if gives else ("taker", "giver")
    if name.place is Place.FROM:
        return "taker" if words[flow.first] in ("earned", "earns", "earnings") and name.first > flow.first else "giver"
    if name.place is Place.TO:
        return "taker"
    if name.place is Place.BY and not _tells(words, name):
        return own
    before = words[name.first - 1] if name.first else ""
    if before == "the" and name.first > 1:
        before = words[name.first - 2]
    if before == "cost":
        return "taker"
    if before in ("in", "on", "at") and words[name.last : name.last + 1] and _is_market(words, name):
        return "taker"
    if name.place is Place.ASIDE:
        return (
            "taker" if before == "in" and words[name.first - 2 : name.first - 1] in (["arriving"], ["landed"]) else ""
        )
    if found.goods is not None or found.any_goods:
        gap = words[name.last : found.at]
        mine = name.adjective or name.place is Place.OWNER
        if mine and name.last <= found.at and len(gap) <= _NEAR and not _breaks(piece, name.last, found.at):
            nouns = [
                one for one in (*moves, *verbs) if found.end <= one.first <= found.end + 1 and _is_noun(one, words)
            ]
            inside = [one for one in moves if name.last <= one.first < found.at]
            if inside:
                return "giver" if inside[0].word.says == "exports" else "taker"
            if nouns:
                return "giver" if nouns[0].word.says in ("exports", "sold") else "taker"
            if not any(name.last <= one.first < found.at for one in verbs):
                return "giver"
    if name.last <= flow.first and not _breaks(piece, name.last, flow.first):
        later = [
            one
            for one in piece.names
            if one.who in _PARTIES and name.last <= one.first < flow.first and one.place in (Place.BARE, Place.OWNER)
        ]
        return own if not later or name.place is Place.OWNER else ""
    if name.first >= flow.last and name.first - flow.last <= 1 and name.place is Place.BARE:
        return other if not name.adjective else "giver"
    if name.last <= flow.first and name.place is Place.BARE and not name.adjective:
        aside = piece.text[piece.words.ends[name.last - 1] : piece.words.starts[flow.first]]
        return own if aside.startswith(",") and aside.count(",") == 2 else ""
    return ""


def _tells(words: list[str], name: Name) -> bool:
    return bool({"own", "count", "data", "figures"}.intersection(words[name.last : name.last + 2]))


def _is_market(words: list[str], name: Name) -> bool:
    return words[name.last] in ("ports", "port", "market", "markets", "refineries", "harbours", "buyers")


def _is_noun(one: Told, words: list[str]) -> bool:
    return words[one.first] in vocabulary.words("flow_nouns")


def _breaks(piece: Piece, first: int, last: int) -> bool:
    """Whether a comma or another mark stands between two words."""
    return any(marked(piece, at) for at in range(max(0, first - 1), min(last, len(piece)) - 1))


def _turned(found: Sentence, marks: list[Told]) -> str:
    """Why words of the noun phrase, or between it and the number, make it something else."""
    piece, flow = found.piece, found.flow
    assert flow is not None
    words = piece.folded
    low, high = min(found.at, flow.first), max(found.end, flow.last)
    if found.number < low:
        low = found.number
    elif not _breaks(piece, high, found.number):
        high = max(high, found.number)
    for one in marks:
        if one.word.says == "not" and low - 2 <= one.first < high + 2 and not _is_plain(words, one, found):
            if _breaks(piece, min(one.last, found.at), max(one.first, found.at)):
                continue
            return one.word.why
    left_out = vocabulary.words("left_out").intersection(words)
    if left_out:
        return "it leaves a part of trade out, or takes in more, which no series here does"
    for one in marks:
        beside = one.word.goods not in (None, found.goods) and min(found.at, flow.first) <= one.first < high
        if beside or (one.word.goods not in (None, found.goods) and _joined(words, one, found)):
            return "it speaks of several commodities at once"
    unknown = _modifier(found, marks)
    if unknown:
        return f"“{unknown}” makes it something that official series of trade do not keep apart"
    for name in piece.names:
        if name.who in (Who.BODY, Who.PLACE) and 0 <= flow.first - name.last <= 1 and name.place is not Place.ASIDE:
            return "it is a figure of a company, a body or a part of a country"
        if name.who is Who.BODY and name.place in (Place.BY, Place.FROM, Place.TO) and name.first < found.number + 8:
            return "it is a figure of a company, not of a state"
    return ""


def _joined(words: list[str], one: Told, found: Sentence) -> bool:
    """Whether goods are joined to those of the flow by "and"."""
    between = words[found.end : one.first] if one.first >= found.end else words[one.last : found.at]
    return len(between) <= 2 and ("and" in between or not between)


def _is_plain(words: list[str], one: Told, found: Sentence) -> bool:
    """Whether such a word only tells the flow here: "cost India", "landed in Indian ports"."""
    return words[one.first] in ("cost", "ports", "port", "refiners", "traders", "daily", "weekly") or (
        words[one.first] in ("demand", "economy") and one.first < found.at
    )


def _modifier(found: Sentence, marks: list[Told]) -> str:
    """A word beside the goods or the flow that was not understood: "handmade lanterns", "software exports"."""
    piece, flow = found.piece, found.flow
    assert flow is not None
    words = piece.folded
    taken = {at for one in marks for at in range(one.first, one.last)}
    taken |= {at for name in piece.names for at in range(name.first, name.last)}
    plain = vocabulary.words("around") | vocabulary.words("giving") | vocabulary.words("taking")

    def fine(at: int) -> bool:
        word = words[at]
        return at in taken or word in plain or word.isdigit() or word[0].isdigit() or word.endswith(("ly", "ing", "ed"))

    for start in (found.at, flow.first if flow.word.says in ("exports", "imports") else found.at):
        before = start - 1
        if before >= 0 and not fine(before) and not _breaks(piece, start, start + 1) and not marked(piece, before):
            return words[before]
    if words[flow.last : flow.last + 1] == ["of"]:
        at = flow.last + 1
        while at < len(words) and words[at] not in ("to", "from", "by", "in", "and"):
            if not fine(at):
                return words[at]
            if at in taken and any(one.word.goods for one in marks if one.first <= at < one.last):
                break
            at += 1
    after = found.end
    if found.goods is not None and after < len(words) and not fine(after) and not marked(piece, after - 1):
        return words[after]
    return ""


def _complete(telling: Telling, flow: Flow, lead: Piece, piece: Piece) -> None:
    """Set an end that the stretch leaves open from the coder's parties, or the only other state of the sentence."""
    there(telling, flow)
    for end in ("first", "second"):
        if getattr(flow, end) is not None:
            continue
        other = flow.second if end == "first" else flow.first
        coded = telling.source if end == "first" else telling.target
        named = [code for code in telling.quote.states() if code != other]
        near = {name.code for name in piece.names if name.who is Who.STATE}
        if coded and coded != other and coded in named:
            setattr(flow, end, coded)
        elif len(named) == 1 and (named[0] in lead.states() or named[0] in near) and not _owned_alone(flow, end):
            setattr(flow, end, named[0])


def _owned_alone(flow: Flow, end: str) -> bool:
    """Whether the open end of a flow that belongs to one state is the world's: "India's crude imports"."""
    owns = (end == "first") is (flow.view is View.EXPORTS)
    return flow.hard and not owns


def share_told_before(telling: Telling) -> Share | None:
    """ "Coal made up a fifth of India's imports in 2021, against 9 percent in 2020": the whole of the share before."""
    piece, number, lead = stretch_of(telling)
    told = list(_OF_WHOLE.finditer(lead))
    own = piece.cut(0, number)
    back = own.folded[:1] and own.folded[0] in ("against", "after", "compared", "from", "up", "down")
    if not told or not (back or "share" in own.folded or telling.number.text.endswith("share")):
        return None
    whole = Piece(lead[told[-1].end() :])
    words = whole.folded
    stop = next(
        (at for at in range(1, len(words)) if words[at] in ("in", "by", "during", "for") or marked(whole, at - 1)), None
    )
    part = own if own.states() and not back else Piece(lead[: told[-1].start()])
    return Share(whole.cut(0, len(words) if stop is None else stop), (part,))
