"""Official series and the verdicts on figures, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from comity.errors import InputError
from comity.ledger import Wanted
from comity.web.api import contract
from comity.web.api.asking import NOTHING, Code, Id, Limit, Name, Skip, asking, rows_of, verdicts_in
from comity.web.pages.dyad import code_of
from comity.web.views import site_of

router = APIRouter()


@router.get("/releases", response_model=list[contract.ReleaseRow])
def releases(request: Request, limit: Limit = 100, skip: Skip = 0) -> Response:
    """The publications of official statistics that were imported, oldest first."""
    return rows_of((one.to_json() for one in site_of(request).ledger.releases()), limit, skip)


@router.get("/series", response_model=list[contract.SeriesRow])
def series(
    request: Request,
    provider: Name = None,
    indicator: Name = None,
    reporter: Annotated[str | None, Query(max_length=20, description="A code, such as IND.")] = None,
    partner: Annotated[str | None, Query(max_length=20, description="A code, such as RUS; WLD is the world.")] = None,
    item: Name = None,
    limit: Limit = 100,
    skip: Skip = 0,
) -> Response:
    """The official series that pass all filters, by key, with their extent."""
    wanted = Wanted(provider, indicator, reporter, partner, item)
    found = (
        {
            **one.series.to_json(),
            "periods": one.periods,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "vintages": one.vintages,
        }
        for one in site_of(request).ledger.series(wanted)
    )
    return rows_of(found, limit, skip)


@router.get("/observations", response_model=list[contract.Vintage], responses=NOTHING)
def observations(
    request: Request, series: Annotated[str, Query(max_length=1000, description="The key of a series.")]
) -> Response:
    """What each release says of one series, the oldest vintage first; the last that tells of a period is the newest."""
    found = site_of(request).ledger.vintages(series)
    if not found:
        raise InputError(f"the ledger has no series {series!r}")
    return JSONResponse(
        [{"release": release.to_json(), "observations": [one.to_json() for one in values]} for release, values in found]
    )


@router.get("/verdicts", response_model=list[contract.VerdictRow])
def verdicts(
    request: Request,
    dyad: Code = None,
    verdict: Annotated[contract.JudgementName | None, Query()] = None,
    limit: Limit = 100,
    skip: Skip = 0,
) -> Response:
    """What official series say of figures, by the id of the figure: of all, or of those of a dyad."""
    site = site_of(request)
    with asking():
        found = site.ledger.lists.verdicts(code_of(dyad)) if dyad else verdicts_in(site)
    rows = ({"figure": one, **found[one]} for one in sorted(found) if verdict in (None, found[one]["verdict"]))
    return rows_of(rows, limit, skip)


@router.get("/verdicts/{figure_id}", response_model=contract.VerdictRow, responses=NOTHING)
def verdict_of(request: Request, figure_id: Id) -> Response:
    """The verdict on one figure, with its working."""
    found = site_of(request).ledger.lists.verdict(figure_id)
    if found is None:
        raise InputError(f"the ledger has no verdict on {figure_id!r}")
    return JSONResponse({"figure": figure_id, **found})
