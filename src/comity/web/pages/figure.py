"""Figures: those of a dyad with their verdicts, and one with the claim marked on its series and the working."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from comity.brief import naming, wording
from comity.brief.figures import direction
from comity.brief.plots import Plotting
from comity.errors import InputError
from comity.ledger import Filter, Ledger
from comity.records import Figure
from comity.web.charts import chart
from comity.web.pages.dyad import moved, shared
from comity.web.views import page, site_of

router = APIRouter()

_MOST = 200


@router.get("/dyad/{words}/figures")
def figures(request: Request, words: str, pillar: str = "", verdict: str = "", q: str = "") -> Response:
    """The figures of a dyad, newest first, each with what the official series say."""
    if (answer := moved(request, words)) is not None:
        return answer
    values = shared(request, words, "figures")
    code, ledger = values["dyad"].code, site_of(request).ledger
    every, verdicts = site_of(request).remembered(
        ("figures", code), lambda: (_figures(ledger, code), ledger.lists.verdicts(code))
    )
    found = [
        (one, verdicts.get(one.id))
        for one in every
        if (not pillar or pillar in one.pillars)
        and (not q or q.casefold() in one.quote.casefold())
        and (not verdict or verdicts.get(one.id, {}).get("verdict") == verdict)
    ]
    values |= {
        "found": len(found),
        "lines": [
            (
                one,
                wording.value_of(one),
                wording.figure_when(one),
                naming.attribution(one.speaker, None, one.published),
                body,
            )
            for one, body in found[:_MOST]
        ],
        "pillar": pillar,
        "verdict": verdict,
        "q": q,
        "judgements": ("consistent", "differs", "not_comparable", "no_data"),
    }
    return page(request, "figures.html", values, documents=[one.document for one, _ in found[:_MOST]])


def _figures(ledger: Ledger, code: str) -> list[Figure]:
    """The figures of a dyad, newest first; those of reprints stand in the original."""
    found = ledger.linked_records(Filter(dyad=code, kind=Figure.kind))
    return [one.record for one in found if isinstance(one.record, Figure) and one.reprint_of is None][::-1]


@router.get("/figure/{figure_id}")
def figure(request: Request, figure_id: str) -> Response:
    """One figure: its sentence, the verdict, the claim on the series, the working."""
    site = site_of(request)
    linked = site.ledger.linked_record(figure_id)
    one = linked.record
    if not isinstance(one, Figure):
        raise InputError(f"{figure_id} is a {one.kind}, not a figure")
    body = site.ledger.lists.verdict(figure_id)
    plot = Plotting(site.ledger).plot(one, body) if body else None
    values = {
        "one": one,
        "linked": linked,
        "value": wording.value_of(one),
        "when": wording.figure_when(one),
        "by": naming.attribution(one.speaker, None, one.published),
        "between": direction(one),
        "dyads": ["-".join(sorted((one.source, one.target)))] if one.source and one.target else [],
        "body": body,
        "chart": chart(plot, f"{wording.value_of(one)} on the official series"),
        "document": site.ledger.document(one.document),
    }
    return page(request, "figure.html", values)
