"""The ends of a flow that its words leave open: who else the sentence names, whom the coder found, and who "we" are."""

from __future__ import annotations

import re

from comity.checking import vocabulary
from comity.checking.flows import Flow, View
from comity.checking.stretches import stretch_of
from comity.checking.telling import Place, Telling, Who

_THERE = re.compile(
    r"\b(?:from|to|into|with)\s+(?:there|(?:that|this)\s+(?:country|market|state|nation|kingdom|republic|partner|neighbou?r)"
    r"|the\s+(?:country|kingdom|republic|emirate|sultanate))\b",
    re.IGNORECASE,
)
_FOLLOWS = frozenset({"followed", "follows", "for", "with", "came", "comes", "accounted", "contributed", "stood", "at"})
_FEW = 4  # words between a party and its number
_OUR = frozenset({"our", "we", "us", "my"})
_ITS = frozenset({"its", "their", "both", "bilateral", "mutual", "reciprocal", "two", "country", "our"})
_BESIDE = frozenset({Place.FROM, Place.TO, Place.WITH, Place.BETWEEN})
_BEFORE = 4  # words before a flow in which "its" says whose it is


def fill(telling: Telling, flow: Flow) -> None:
    """Set the open ends of a flow, where the words leave no doubt.

    The coder's parties are taken where the clause names them, or the sentence refers to them ("its exports"). Else the
    owner of the flow is the one other state of the clause, or of the sentence, or the state that speaks of "our" trade;
    the other side only who stands behind "to", "from" or "with".
    """
    there(telling, flow)
    for end in ("first", "second"):
        if getattr(flow, end) is None:
            other = flow.second if end == "first" else flow.first
            owns = (end == "first") is (flow.view is not View.IMPORTS)
            setattr(flow, end, _coded(telling, flow, end, other) or _named(telling, other, owns=owns))


def there(telling: Telling, flow: Flow) -> None:
    """Set the other side of a flow "from there", "to that market", where the sentence names one state that it can be.

    Where it names none or several, the flow cannot be compared.
    """
    end = {View.EXPORTS: "second", View.IMPORTS: "first", View.BOTH: "second"}.get(flow.view)
    if end is None or getattr(flow, end) is not None or not _THERE.search(telling.clause.text):
        return
    owner = flow.first if end == "second" else flow.second
    own = {name.code for name in telling.clause.names if name.who is Who.STATE and name.place is Place.OWNER}
    named = [code for code in telling.quote.states() if code != owner and (owner or code not in own)]
    if len(named) == 1:
        setattr(flow, end, named[0])
    else:
        flow.problem = flow.problem or "the words do not say which country is meant"


def other_party(telling: Telling, flow: Flow) -> None:
    """Give a flow told before its other side: "$30 billion from Iraq; Saudi Arabia followed with $22.9 billion".

    The state right before the number is the side that differs. Where it is not clear which side that is, the flow
    cannot be compared.
    """
    piece, number, _ = stretch_of(telling)
    near = [name for name in piece.names if name.who is Who.STATE and 0 <= number - name.last <= _FEW]
    if not near or near[-1].place is not Place.BARE or not flow.parties():
        return
    code = near[-1].code
    between = {*piece.folded[near[-1].last : number]}
    gives, takes = (bool(between.intersection(vocabulary.words(says))) for says in ("giving", "taking"))
    if code in flow.parties() or not (between.intersection(_FOLLOWS) or gives or takes):
        return
    if (gives and flow.view is View.EXPORTS) or (takes and flow.view is View.IMPORTS):
        flow.problem = flow.problem or "it adds up or sets against each other more than two parties"
        return
    end = {View.EXPORTS: "second", View.IMPORTS: "first"}.get(flow.view)
    if end is None or (not flow.hard and flow.first is None):
        flow.problem = flow.problem or "it adds up or sets against each other more than two parties"
        return
    owner = flow.first if end == "second" else flow.second
    if owner is None or owner == code:
        flow.problem = flow.problem or "the sentence does not say whose trade it is"
        return
    setattr(flow, end, code)


def _coded(telling: Telling, flow: Flow, end: str, other: str | None) -> str | None:
    """The party that the coder found for an end, if the words around the number bear it out."""
    code = telling.source if end == "first" else telling.target
    if flow.view is View.BOTH and (code is None or code == other):
        code = telling.target if end == "first" else telling.source
    if code is None or code == other:
        return None
    owns = (end == "first") is (flow.view is not View.IMPORTS)
    near = {
        name.code
        for name in telling.clause.names
        if name.who in (Who.STATE, Who.GROUP)
        and name.place is not Place.ASIDE
        and (owns or flow.one_way or name.place in _BESIDE)
    }
    return code if code in near or (code not in telling.quote.states() and refers(telling)) else None


def refers(telling: Telling) -> bool:
    """Whether the flow is told as that of a state named before: "its exports", "bilateral trade"."""
    if _ITS.intersection(telling.measure.folded):
        return True
    words = telling.clause.folded
    marks = [one.first for one in telling.clause.told(vocabulary.trade()) if one.word.says in _FLOWS]
    return any(_ITS.intersection(words[max(0, at - _BEFORE) : at]) for at in marks)


_FLOWS = frozenset({"exports", "imports", "both", "deficit", "surplus", "balance", "sold", "bought"})


def _named(telling: Telling, other: str | None, *, owns: bool) -> str | None:
    """The one state that the words name as the owner of a flow, or as the other side; None where they name several."""
    near = [
        name
        for name in telling.clause.names
        if name.who in (Who.STATE, Who.GROUP) and name.place is not Place.ASIDE and name.code != other
    ]
    beside = {name.code for name in near if name.place in _BESIDE}
    if not owns:
        return beside.pop() if len(beside) == 1 else None
    owners = {name.code for name in near if name.code not in beside}
    if not owners:
        owners = {code for code in telling.quote.states() if code != other and code not in beside}
    if telling.speaker and _OUR.intersection(telling.clause.folded) and telling.speaker != other:
        return telling.speaker
    return owners.pop() if len(owners) == 1 else None
