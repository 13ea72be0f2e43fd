"""docs/records.md is true: what the program writes has the fields and types of its tables, and no others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from comity.checking.check import keep_verdicts
from comity.coding.classify import classify
from comity.language import Analyser
from comity.ledger import Decision, Ledger
from comity.linking import link
from comity.pipeline import extract, read
from comity.records import Document, Frequency, Observation, Release, Series
from comity.records.parse import record_from_json
from comity.records.plover import codebook
from comity.settings import Settings

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "records.md").read_text(encoding="utf-8")
Json = dict[str, Any]

DOCUMENTS = [
    Document(
        "A",
        "German Chancellor Angela Merkel and French President Emmanuel Macron signed the Treaty of Aachen on Tuesday. "
        "“Our exports to France rose to between 100 and 106 billion euros in 2018,” Merkel said. "
        "Macron visited Berlin in November.",
        date(2019, 1, 22),
        title="A treaty in Aachen",
    ),
    Document(
        "B",
        "Germany and France signed the Treaty of Aachen in Aachen on Tuesday. The two countries will "
        "complete the Treaty of Aachen by 2030. They held the 3rd meeting of the Franco-German Defence Council.",
        date(2019, 1, 23),
    ),
    Document("C", "Bonjour à tous."),
]
EXPORTS = (
    Release("customs", "Foreign trade", date(2019, 1, 15), "Customs of Germany", "free", "customs.csv", "customs"),
    [
        (
            Series("customs", "exports", "DEU", "FRA", "TOTAL", "EUR", Frequency.YEAR),
            [Observation(date(2018, 1, 1), date(2018, 12, 31), 105e9)],
        )
    ],
)


def tables() -> dict[str, dict[str, str]]:
    """Field and type by the name of the table: the bold words or the heading before it."""
    found: dict[str, dict[str, str]] = {}
    name = ""
    for line in PAGE.splitlines():
        if heading := re.match(r"## (.+)|\*\*([a-z_ ]+)\*\*(?::|$)", line):
            name = heading[1] or heading[2]
        elif row := re.match(r"\| `(\w+)` \| ([^|]+) \|", line):
            found.setdefault(name, {})[row[1]] = row[2].strip()
    return found


TABLES = tables()


def is_day(value: Any) -> bool:
    return isinstance(value, str) and bool(date.fromisoformat(value))


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


PLAIN: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "count": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "number": is_number,
    "yes/no": lambda value: isinstance(value, bool),
    "day": is_day,
    "code": lambda value: isinstance(value, str) and value == value.upper(),
    "object": lambda value: isinstance(value, dict),
    "pair": lambda value: len(value) == 2 and isinstance(value[0], str) and is_number(value[1]),
}


def faults(value: Any, type_name: str, where: str) -> Iterator[str]:
    """What is wrong with a value by the type that the page gives it."""
    if type_name.endswith(" or null"):
        if value is not None:
            yield from faults(value, type_name.removesuffix(" or null"), where)
    elif type_name.startswith("list of "):
        for i, item in enumerate(value):
            yield from faults(item, type_name.removeprefix("list of "), f"{where}[{i}]")
    elif type_name.startswith("`"):
        if value not in re.findall(r"`([^`]+)`", type_name):
            yield f"{where} is {value!r}, not one of {type_name}"
    elif type_name in PLAIN:
        if not PLAIN[type_name](value):
            yield f"{where} is {value!r}, not a {type_name}"
    else:
        yield from object_faults(value, TABLES[type_name], where)


def object_faults(value: Json, table: dict[str, str], where: str) -> Iterator[str]:
    """What is wrong with an object's fields."""
    if value.keys() != table.keys():
        yield f"{where}: {sorted(value.keys() ^ table.keys())} in the page or in the record, not in both"
    for name, type_name in table.items():
        if name in value:
            yield from faults(value[name], type_name, f"{where}.{name}")


for _entry in ("part entry", "due entry"):
    TABLES[_entry] = TABLES["stage entry"] | TABLES[_entry]
RECORD_TABLES = {kind: TABLES["Every record"] | TABLES[kind] for kind in ("event", "figure", "thread")}
ROW_TABLES = {
    **{kind: table | TABLES[f"added to {kind}"] for kind, table in RECORD_TABLES.items()},
    "document": TABLES["document"],
    "thread_history": TABLES["thread_history"],
}


@pytest.fixture(scope="module")
def records() -> list[Json]:
    """What `comity extract` writes."""
    return [record.to_json() for _, found in extract(DOCUMENTS, settings=Settings()) for record in found]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    """What `comity export` writes, with one record that a person rejected and one that a person corrected."""
    with Ledger.open(tmp_path_factory.mktemp("contract") / "test.sqlite") as ledger:
        read(ledger, DOCUMENTS, settings=Settings())
        ledger.add_release(*EXPORTS)
        assert keep_verdicts(ledger)
        ids = {row["kind"]: row["id"] for row in ledger.export_rows() if "quote" in row}
        at = datetime(2024, 5, 6, tzinfo=UTC)
        ledger.review(ids["figure"], Decision.REJECT, "tester", at=at, note="no such number")
        ledger.review(ids["event"], Decision.CORRECT, "tester", at=at, changes={"status": "negated"})
        link(ledger)
        return list(ledger.export_rows())


def test_the_small_documents_give_every_kind(records: list[Json], rows: list[Json]) -> None:
    """And every object of the page, or the tables would go unchecked."""
    assert {record["kind"] for record in records} == set(RECORD_TABLES)
    assert {row["kind"] for row in rows} == set(ROW_TABLES)
    for name in ("speaker", "date", "place", "period", "number", "mention", "ordinal", "value_high"):
        assert any(record.get(name) is not None for record in records), name
    histories = [row for row in rows if row["kind"] == "thread_history"]
    for name in ("stages", "due"):
        assert any(row[name] for row in histories), name
    assert any(row.get("verdicts") for row in rows)
    assert {row["review"]["decision"] for row in rows if row.get("review")} == {"reject", "correct"}


def test_extracted_records_have_the_fields_and_types_of_the_page(records: list[Json]) -> None:
    for record in records:
        assert list(object_faults(record, RECORD_TABLES[record["kind"]], record["kind"])) == []


def test_exported_rows_have_the_fields_and_types_of_the_page(rows: list[Json]) -> None:
    for row in rows:
        assert list(object_faults(row, ROW_TABLES[row["kind"]], row["kind"])) == []


def test_ids_have_the_form_of_the_page(records: list[Json], rows: list[Json]) -> None:
    prefix = {"event": "ev", "figure": "fi", "thread": "th"}
    for record in records:
        assert re.fullmatch(rf"{prefix[record['kind']]}_[0-9a-f]{{16}}", record["id"])
    assert len({record["id"] for record in records}) == len(records)


def test_the_threads_of_an_event_are_records_of_its_document(records: list[Json]) -> None:
    threads = {(record["document"], record["id"]) for record in records if record["kind"] == "thread"}
    named = {(record["document"], thread) for record in records for thread in record.get("threads", ())}
    assert named
    assert named <= threads


def test_records_come_in_the_order_of_the_text(records: list[Json]) -> None:
    places = [(record["document"], record["start"]) for record in records]
    assert places == sorted(places)


def test_a_record_can_be_read_back(records: list[Json]) -> None:
    assert [record_from_json(record).to_json() for record in records] == records


def test_the_example_of_the_page_is_what_the_program_says() -> None:
    """All but the wording and weight of the reasons, which may change at any time."""
    given = re.search(r"Given `(\{.+?\})` on one line", PAGE, re.DOTALL)
    shown = re.search(r"```json\n(\{.+?\n\})\n```", PAGE, re.DOTALL)
    assert given
    assert shown
    raw = json.loads(given[1].replace("\n", " "))
    document = Document(raw["id"], raw["text"], date.fromisoformat(raw["published"]))
    ((_, found),) = extract([document], settings=Settings())
    (event,) = (record.to_json() for record in found if record.kind == "event")
    expected = json.loads(shown[1])
    assert list(object_faults(expected, RECORD_TABLES["event"], "example")) == []
    assert lasting(event) == lasting(expected)
    assert any(record.kind == "thread" for record in found)


def lasting(event: Json) -> Json:
    changing = ("id", "coder", "confidence", "reasons", "threads")
    kept: Json = {name: value for name, value in event.items() if name not in changing}
    kept["actors"] = [actor | {"reason": ""} for actor in event["actors"]]
    return kept


def test_a_classified_pair_ranks_every_type() -> None:
    text = "Chile thanked Peru for its help."
    answer = classify(Analyser().analyse(Document("P", text)), (0, 5), (14, 18))
    written = {"id": "P", "type": answer.type, "confidence": answer.confidence, "ranking": answer.ranking}
    assert list(object_faults(written, TABLES["Classifying a marked pair"], "pair")) == []
    assert {name for name, _ in answer.ranking} == set(codebook().types)
    assert answer.ranking[0] == (answer.type, answer.confidence)
