"""The records contract as JSON, under /api; described by /api/openapi.json and docs/web.md.

Answers are rows, or lists of rows, as docs/records.md describes them. A fault is `{"detail": "…"}` in plain words.
"""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.security import APIKeyCookie, HTTPBearer

from comity.web.api import records, reviews, statistics
from comity.web.api.asking import FAULTS
from comity.web.gate import COOKIE

router = APIRouter(
    prefix="/api",
    tags=["records"],
    responses=FAULTS,
    dependencies=[
        Depends(HTTPBearer(auto_error=False, description="The token of COMITY_TOKEN.")),
        Depends(APIKeyCookie(name=COOKIE, auto_error=False, description="The session of a browser.")),
    ],
)
for _part in (records, reviews, statistics):
    router.include_router(_part.router)
