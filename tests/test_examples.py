"""The bundled examples: every file is read with its day, format and publisher, and the reprint is known as one."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from comity.analysis.numbers import numbers_of
from comity.ledger import Ledger
from comity.reading import Refusal, ReprintIndex, read
from comity.reading.sniff import HEAD, sniff
from comity.records import Document
from comity.series.importing import import_file, read_file
from comity.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
DOCUMENTS = EXAMPLES / "documents"
EXPECTED = yaml.safe_load((Path(__file__).parent / "examples.yaml").read_text(encoding="utf-8"))
SHORTEST, LONGEST = 200, 600  # words


def place(expected: Mapping[str, object]) -> str:
    line = f":{expected['line']}" if "line" in expected else ""
    return f"{expected['file']}{line}"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    found = list(read([str(DOCUMENTS)], settings=Settings()))
    assert not [refusal for refusal in found if isinstance(refusal, Refusal)]
    return {
        str(document.source).removeprefix(f"{DOCUMENTS}/"): document
        for document in found
        if isinstance(document, Document)
    }


def test_every_example_is_in_the_table(documents: dict[str, Document]) -> None:
    assert sorted(documents) == sorted(place(expected) for expected in EXPECTED)


@pytest.mark.parametrize("expected", EXPECTED, ids=place)
def test_an_example_is_read_as_what_it_is(documents: dict[str, Document], expected: Mapping[str, object]) -> None:
    document = documents[place(expected)]
    file = DOCUMENTS / str(expected["file"])
    with file.open("rb") as stream:
        assert sniff(stream.read(HEAD), file.name).value == expected["format"]
    assert document.published == expected["published"]
    assert document.publisher == expected["publisher"]
    assert document.language == "en"
    assert document.title
    assert SHORTEST <= len(document.text.split()) <= LONGEST


@pytest.mark.parametrize(
    "words", ["All rights reserved", "Cricket", "Subscribe", "Licensing", "Unsubscribe", "Cookies"]
)
def test_menus_and_footers_stay_outside_the_text(documents: dict[str, Document], words: str) -> None:
    assert not [name for name, document in documents.items() if words in document.text]


def test_only_the_reprint_is_recognised_as_one(documents: dict[str, Document]) -> None:
    index = ReprintIndex()
    by_id = {document.id: name for name, document in documents.items()}
    reprints = {name: by_id[known] for name, document in documents.items() if (known := index.add(document))}
    assert reprints == {
        "india-russia/2022-09-17-samarkand-reprint.html": "india-russia/2022-09-16-samarkand.txt",
    }


def test_pdf_and_docx_are_what_their_sources_give(documents: dict[str, Document], tmp_path: Path) -> None:
    built = runpy.run_path(str(EXAMPLES / "make_binary.py"))["build"](tmp_path)
    again = {str(path.relative_to(tmp_path)): path for path in built}
    binary = {name for name in documents if name.endswith((".pdf", ".docx"))}
    assert set(again) == binary
    for document in read([str(path) for path in built], settings=Settings()):
        assert isinstance(document, Document)
        assert document.id == documents[str(Path(str(document.source)).relative_to(tmp_path))].id


def test_the_readme_describes_every_example() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert not [expected["file"] for expected in EXPECTED if Path(str(expected["file"])).name not in readme]


# The series beside the documents

SERIES = sorted((EXAMPLES / "series").glob("*"))


@pytest.mark.parametrize("file", SERIES, ids=lambda file: file.name)
def test_a_series_is_read_whole_and_says_where_it_comes_from(file: Path) -> None:
    _, layout, read = read_file(file)
    assert layout.name == "tidy"
    assert read.rows == sum(len(observations) for _, observations in read.data)
    assert not read.skipped
    assert read.title and read.citation and read.licence and read.url
    assert "typed" in read.citation
    assert f"`{file.name}`" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_the_series_are_imported_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "series.sqlite") as ledger:
        first = [import_file(ledger, file).imported.known for file in SERIES]
        again = [import_file(ledger, file).imported.known for file in SERIES]
    assert not any(first) and all(again)


def test_the_series_tell_the_trade_the_arms_and_the_votes_of_india_and_russia(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "series.sqlite") as ledger:
        for file in SERIES:
            import_file(ledger, file)
        topics = [topic.id for topic in numbers_of(ledger, "IND-RUS").topics]
    assert topics == ["trade", "trade", "goods", "goods", "arms", "votes", "memberships"]
