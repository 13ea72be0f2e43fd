"""Indicators of the World Bank, by its own client `wbgapi`: the World Development Indicators, without a key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib import metadata
from typing import Any

from comity.actors.parties import country_name
from comity.errors import FetchError, InputError, MissingExtraError
from comity.records.series import WORLD, indicators
from comity.series.fetching.answers import Answer, Answers, Rows
from comity.series.fetching.asking import Asking, PassingError, way_to

PROVIDER = "the World Bank"
HOST = "api.worldbank.org"
CODES = {
    "gdp": "NY.GDP.MKTP.CD",
    "gdp-growth": "NY.GDP.MKTP.KD.ZG",
    "population": "SP.POP.TOTL",
    "military-spending": "MS.MIL.XPND.CD",
    "military-spending-share": "MS.MIL.XPND.GD.ZS",
}
"""The codes of the World Bank for the indicators of the codebook."""

_ECONOMIES = {WORLD: "WLD", "EU": "EUU"}
_APART = 1.0  # seconds between questions
_PATIENCE = 30  # seconds for an answer


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the World Bank: states as ISO alpha-3 codes, its own codes of indicators, whole years."""

    countries: tuple[str, ...]
    codes: tuple[str, ...]
    first: int
    last: int

    def __str__(self) -> str:
        who = ", ".join("the world" if one == WORLD else country_name(one) for one in self.countries)
        years = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"World Bank, {', '.join(self.codes)} of {who}, {years}"


def code(name: str) -> str:
    """The World Bank's code of an indicator, named as in the codebook or by that code. Raises InputError otherwise."""
    word = name.strip()
    if word.casefold() in CODES:
        return CODES[word.casefold()]
    known = {one.name.casefold(): one.id for one in indicators().values() if one.id in CODES}
    if word.casefold() in known:
        return CODES[known[word.casefold()]]
    if re.fullmatch(r"[A-Za-z]{2}(\.[A-Za-z0-9]{2,6}){1,6}", word):
        return word.upper()
    raise InputError(
        f"{name!r} is no indicator: give one of {', '.join(CODES)}, or a code of the World Bank, such as NY.GDP.MKTP.CD"
    )


def fetch(question: Question, answers: Answers, *, asking: Asking | None = None) -> Answer:
    """The rows of the World Bank for a question: economy, series and their names, time and value.

    Every year is asked for, and the years of the question are given, so that other years need no other question.
    Raises FetchError without a network or for an indicator that it does not have, and MissingExtraError without the
    optional part.
    """
    try:
        import wbgapi
    except ModuleNotFoundError as error:
        raise MissingExtraError("fetching series", "fetch") from error
    patient = asking or Asking(PROVIDER, _APART)
    wbgapi.get_options = {"timeout": _PATIENCE}
    economies = [_ECONOMIES.get(one, one) for one in question.countries]
    asked = {"provider": "worldbank", "client": metadata.version("wbgapi"), "database": wbgapi.db}

    def rows() -> Rows:
        way_to(PROVIDER, HOST)
        found = patient.ask(
            lambda: _said(lambda: list(wbgapi.data.fetch(list(question.codes), economies, labels=True)), question)
        )
        return [_plain(row) for row in found]

    def updated() -> Rows:
        found = patient.ask(lambda: _said(lambda: wbgapi.source.get(wbgapi.db), question))
        return [{"lastupdated": (found or {}).get("lastupdated")}]

    answer = answers.get({**asked, "what": "data", "series": list(question.codes), "economies": economies}, rows)
    years = range(question.first, question.last + 1)
    kept = [row for row in answer.rows if _year(row) in years and row.get("value") is not None]
    try:
        day = answers.get({**asked, "what": "updated"}, updated).rows[0]["lastupdated"]
        return replace(answer, rows=kept, vintage=date.fromisoformat(str(day)))
    except (FetchError, ValueError):
        return replace(answer, rows=kept)


def _said(call: Callable[[], Any], question: Question) -> Any:
    """What a call returns; its failures in words, passing ones to be tried again."""
    import requests
    import wbgapi

    try:
        return call()
    except requests.exceptions.RequestException as error:
        raise PassingError(type(error).__name__) from error
    except wbgapi.APIResponseError as error:
        raise PassingError("the answer cannot be read") from error
    except wbgapi.APIError as error:
        if error.code is not None and (int(error.code) >= 500 or int(error.code) in (408, 429)):
            raise PassingError(f"{error.code} {error.msg}") from error
        raise FetchError(
            f"{PROVIDER} does not understand the question ({' '.join(str(error.msg).split())[:160]}): check the"
            f" indicators ({', '.join(question.codes)}) and the countries"
        ) from error


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the client, labels and all, as one level of columns."""
    return {
        "economy": row["economy"]["id"],
        "economy_name": row["economy"]["value"],
        "series": row["series"]["id"],
        "series_name": row["series"]["value"],
        "time": row["time"]["id"],
        "value": row["value"],
    }


def _year(row: dict[str, Any]) -> int:
    found = re.search(r"\d{4}", str(row.get("time")))
    return int(found[0]) if found else 0
