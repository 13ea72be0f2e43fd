"""The ends of a flow that its words leave open: who else the sentence names, whom the coder found, and who "we" are."""

from __future__ import annotations

from comity.checking import vocabulary
from comity.checking.flows import Flow, View
from comity.checking.telling import Place, Telling, Who

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
    for end in ("first", "second"):
        if getattr(flow, end) is None:
            other = flow.second if end == "first" else flow.first
            owns = (end == "first") is (flow.view is not View.IMPORTS)
            setattr(flow, end, _coded(telling, flow, end, other) or _named(telling, other, owns=owns))


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
