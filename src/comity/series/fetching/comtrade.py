"""Trade in goods from UN Comtrade, by its own client `comtradeapicall`.

Without a key UN Comtrade answers for one period at a time, with at most 500 rows; a free key lifts both limits. Classic
totals alone are asked for: all second partners, customs procedures and modes of transport together.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from typing import Any

from comity.actors.parties import country_name
from comity.actors.tables import states
from comity.errors import FetchError, InputError, MissingExtraError
from comity.records.series import TOTAL, WORLD
from comity.series.fetching.answers import Answer, Answers, Rows
from comity.series.fetching.asking import Asking, PassingError, way_to

PROVIDER = "UN Comtrade"
HOST = "comtradeapi.un.org"
FLOWS = {"imports": "M", "exports": "X", "both": "M,X"}
FREQUENCIES = {"year": "A", "month": "M"}

_APART = 1.5  # seconds between questions
_PREVIEW_ROWS = 500
_ROWS = 250_000
_PERIODS_AT_ONCE = 12
_MOST_PREVIEWS = 60
# Customs territories that are wider than the state have numbers of their own; the others are those of ISO 3166 (M49).
# 490 is "Other Asia, not elsewhere specified": Taiwan, as the United Nations keep it.
_NUMBERS = {
    WORLD: "0",
    "IND": "699",
    "USA": "842",
    "FRA": "251",
    "NOR": "579",
    "CHE": "757",
    "TWN": "490",
}
_KEYS = "a free one is had at comtradedeveloper.un.org; give it as --key or in COMTRADE_KEY"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of UN Comtrade: parties as ISO alpha-3 codes (WLD: the world), HS codes or TOTAL, whole years."""

    reporter: str
    partner: str
    commodities: tuple[str, ...]
    first: int
    last: int
    flow: str = "both"
    frequency: str = "year"

    def __str__(self) -> str:
        goods = ", ".join("all goods" if one == TOTAL else f"HS {one}" for one in self.commodities)
        partner = "the world" if self.partner == WORLD else country_name(self.partner)
        years = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        flow = {"both": "imports and exports"}.get(self.flow, self.flow)
        by = ", by month" if self.frequency == "month" else ""
        return f"{PROVIDER}, {flow} of {country_name(self.reporter)}, partner {partner}, {goods}, {years}{by}"

    def periods(self) -> list[str]:
        """The periods as UN Comtrade writes them: `2021`, or `202101`."""
        years = range(self.first, self.last + 1)
        if self.frequency == "year":
            return [str(year) for year in years]
        return [f"{year}{month:02d}" for year in years for month in range(1, 13)]


def commodity(text: str) -> str:
    """An HS code of 2, 4 or 6 digits, or TOTAL, from how people write it. Raises InputError otherwise."""
    word = re.sub(r"^HS[\s-]*|[.\s]", "", text.strip(), flags=re.IGNORECASE)
    if word.casefold() in ("total", "all"):
        return TOTAL
    if re.fullmatch(r"\d{2}|\d{4}|\d{6}", word):
        return word
    raise InputError(f"{text!r} is no commodity: give an HS code of 2, 4 or 6 digits, such as 2709, or TOTAL")


def fetch(question: Question, answers: Answers, *, key: str | None = None, asking: Asking | None = None) -> Answer:
    """The rows of UN Comtrade for a question, as its interface gives them.

    Raises FetchError without a network, with a key that is refused, or where the answer was cut, MissingExtraError
    without the optional part, and InputError for what can only be asked with a key.
    """
    try:
        import comtradeapicall
    except ModuleNotFoundError as error:
        raise MissingExtraError("fetching series", "fetch") from error
    periods = question.periods()
    if key is None and len(periods) > _MOST_PREVIEWS:
        raise InputError(
            f"without a key {PROVIDER} answers for one period at a time, and these are {len(periods)}: ask for fewer"
            f" years, or use a key ({_KEYS})"
        )
    asked = _Client(comtradeapicall, answers, asking or Asking(PROVIDER, _APART), key)
    at_once = 1 if key is None else _PERIODS_AT_ONCE
    rows: Rows = []
    day = date.max
    for at in range(0, len(periods), at_once):
        answer = asked.rows(question, periods[at : at + at_once])
        rows += answer.rows
        day = min(day, answer.day)
    return Answer(rows, day, asked.released(question, rows) if rows else None)


def area(state: str) -> str:
    """The number by which UN Comtrade knows a state, or the world. Raises FetchError where it has none."""
    known = states().get(state)
    number = _NUMBERS.get(state) or (known.numeric if known is not None and known.kind != "former" else None)
    if not number:
        raise FetchError(f"{PROVIDER} keeps no statistics of {country_name(state)}")
    return str(int(number))


class _Client:
    """The provider's client with cache, manners and words for its failures."""

    def __init__(self, client: Any, answers: Answers, asking: Asking, key: str | None) -> None:
        self._client = client
        self._answers = answers
        self._asking = asking
        self._key = key
        self._proxy: str | None = None
        self._reached = False

    def rows(self, question: Question, periods: Sequence[str]) -> Answer:
        """The rows of some periods. Raises FetchError where there are more than may be given at once."""
        limit = _PREVIEW_ROWS if self._key is None else _ROWS
        criteria: dict[str, Any] = {
            "typeCode": "C",
            "freqCode": FREQUENCIES[question.frequency],
            "clCode": "HS",
            "period": ",".join(periods),
            "reporterCode": area(question.reporter),
            "cmdCode": ",".join(question.commodities),
            "flowCode": FLOWS[question.flow],
            "partnerCode": area(question.partner),
            "partner2Code": "0",
            "customsCode": "C00",
            "motCode": "0",
            "maxRecords": limit,
            "format_output": "JSON",
            "breakdownMode": "classic",
            "includeDesc": True,
        }

        def ask() -> Rows:
            proxy = self._way()
            call = (
                (lambda: self._client.previewFinalData(**criteria, proxy_url=proxy))
                if self._key is None
                else (lambda: self._client.getFinalData(self._key, **criteria, proxy_url=proxy))
            )
            return self._asking.ask(lambda: _records(self._said(call)))

        answer = self._answers.get(self._question("data", criteria), ask)
        if len(answer.rows) >= limit:
            what = f"a key ({_KEYS}), or " if self._key is None else ""
            raise FetchError(
                f"{PROVIDER} gives at most {limit:,} rows at once, and this answer is cut: use {what}fewer commodities"
            )
        return answer

    def released(self, question: Question, rows: Sequence[dict[str, Any]]) -> date | None:
        """The day on which UN Comtrade last released the data of these periods; None where it does not say."""
        periods = {str(row.get("period")) for row in rows}
        frequency, reporter = FREQUENCIES[question.frequency], area(question.reporter)

        def ask() -> Rows:
            call = self._client.getFinalDataAvailability
            return _records(_quiet(lambda: call(self._key, "C", frequency, "HS", None, reporter))[0])

        try:
            found = self._answers.get(self._question("released", {"reporter": reporter, "freq": frequency}), ask).rows
        except (PassingError, FetchError):
            return None
        days = [str(row.get("lastReleased") or "")[:10] for row in found if str(row.get("period")) in periods]
        return max(_days(days), default=None)

    def _said(self, call: Callable[[], Any]) -> Any:
        """What a call returns; what it prints instead of an answer becomes an error, without the key."""
        found, printed = _quiet(call)
        if found is not None:
            return found
        said = printed.replace(self._key, "…") if self._key else printed
        code, message = _message(said)
        if code in (401, 403) and "quota" not in message.casefold():
            raise FetchError(f"{PROVIDER} refuses the key ({message}): {_KEYS}")
        if code == 403:
            raise FetchError(f"{PROVIDER} has given what it gives a day for this key ({message}): try again later")
        if code is not None and 400 <= code < 500 and code not in (408, 429):
            raise FetchError(f"{PROVIDER} does not understand the question ({message})")
        after = re.search(r"again in (\d+) seconds", message)
        raise PassingError(message or "no answer", float(after[1]) if after else None)

    def _way(self) -> str | None:
        if not self._reached:
            self._proxy = way_to(PROVIDER, HOST)
            self._reached = True
        return self._proxy

    def _question(self, what: str, criteria: dict[str, Any]) -> dict[str, Any]:
        return {
            "provider": "comtrade",
            "client": metadata.version("comtradeapicall"),
            "what": what,
            "with key": self._key is not None,
            **criteria,
        }


def _quiet(call: Callable[[], Any]) -> tuple[Any, str]:
    """What a call returns, and what it prints: the client prints why it has no answer."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            return call(), printed.getvalue()
        except (json.JSONDecodeError, KeyError) as error:
            raise PassingError("the answer cannot be read") from error


def _message(printed: str) -> tuple[int | None, str]:
    """The status and the message that the client printed, shortened to what a person needs."""
    try:
        said = json.loads(printed)
        code = said.get("statusCode") or said.get("status")
        message = said.get("message") or said.get("error") or said.get("title") or ""
        return (int(code) if str(code).isdecimal() else 400), " ".join(str(message).split())[:200]
    except (ValueError, AttributeError):
        first = printed.strip().splitlines()[:1]
        return None, re.sub(r"\s*with url: \S+", "", first[0])[:120] if first else ""


def _records(frame: Any) -> Rows:
    """The rows of a data frame as plain values."""
    if frame is None:
        return []
    whole = frame.astype(object)
    rows: Rows = whole.where(frame.notna(), None).to_dict("records")
    return rows


def _days(texts: Sequence[str]) -> Iterator[date]:
    for text in texts:
        with contextlib.suppress(ValueError):
            yield date.fromisoformat(text)
