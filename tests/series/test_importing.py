"""Files go into the ledger whole or not at all, once, and every vintage is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comity.errors import InputError, ReadingError
from comity.ledger import Ledger
from comity.ledger.statistics import Wanted
from comity.series.importing import Hints, import_file, layout_named, layout_of
from comity.series.layouts import layouts
from comity.series.tables import open_file
from tests.series import test_commerce, test_sipri, test_tidy

Write = Callable[[str, str], Path]

OIL = "india-commerce/imports/IND/RUS/HS2709/USD/fiscal_year"


def test_the_layouts_are_these_and_the_generic_one_is_asked_last() -> None:
    assert [layout.name for layout in layouts()] == [
        *("atop", "commerce", "comtrade", "igos", "itpd", "pris", "sipri", "votes", "worldbank"),
        "tidy",
    ]
    assert all(layout.title for layout in layouts())


@pytest.mark.parametrize(
    ("name", "text", "layout"),
    [
        ("register.csv", test_sipri.REGISTER, "sipri"),
        ("imports.csv", test_commerce.LONG, "commerce"),
        ("exports-2021-22.csv", test_commerce.PRINCIPAL, "commerce"),
        ("own.csv", test_tidy.OWN, "tidy"),
    ],
)
def test_a_layout_is_recognised_by_its_columns_and_by_no_other_layout(
    write: Write, name: str, text: str, layout: str
) -> None:
    file = open_file(write(name, text))
    assert [one.name for one in layouts() if one.recognises(file)] == [layout]


def test_an_unknown_layout_is_refused_with_those_that_are_known(write: Write) -> None:
    file = open_file(write("a.csv", "colour,shape\nred,round\n"))
    with pytest.raises(ReadingError, match=r"a\.csv: its columns are those of no known layout\. .*sipri"):
        layout_of(file)
    with pytest.raises(InputError, match=r"no layout is called 'siprl'\. Did you mean sipri\?"):
        layout_named("siprl")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("register.csv", test_sipri.REGISTER),
        ("imports.csv", test_commerce.LONG),
        ("exports-2021-22.csv", test_commerce.PRINCIPAL),
        ("own.csv", test_tidy.OWN),
    ],
)
def test_importing_twice_changes_nothing(ledger: Ledger, write: Write, name: str, text: str) -> None:
    path = write(name, text)
    first = import_file(ledger, path)
    before = list(ledger.series_tables())
    assert (first.imported.known, first.imported.series) == (False, len(before))
    assert import_file(ledger, path).imported.known
    assert list(ledger.series_tables()) == before
    assert len(ledger.releases()) == 1


def test_a_revised_file_keeps_both_vintages_and_the_newest_is_used(ledger: Ledger, write: Write) -> None:
    import_file(ledger, write("imports.csv", test_commerce.LONG), hints=Hints(vintage=date(2022, 10, 1)))
    revised = test_commerce.LONG.replace('"1,234.56"', "1300").replace("Total,1234.56", "Total,1300")
    report = import_file(ledger, write("revised.csv", revised), hints=Hints(vintage=date(2023, 4, 1)))
    assert report.imported.revised == 2
    assert [(release.vintage, found[0].value) for release, found in ledger.vintages(OIL)] == [
        (date(2022, 10, 1), 1234.56e6),
        (date(2023, 4, 1), 1300e6),
    ]
    (table,) = ledger.series_tables(Wanted(key=OIL))
    assert (table.observations[0].value, table.releases[0].vintage) == (1300e6, date(2023, 4, 1))
    (former,) = ledger.series_tables(Wanted(key=OIL), until=date(2022, 12, 31))
    assert former.observations[0].value == 1234.56e6


def test_nothing_is_imported_of_a_file_with_a_row_that_cannot_be_read(ledger: Ledger, write: Write) -> None:
    text = f"{test_commerce.LONG}2701,2021-2022,2021-22,ATLANTIS,2\n"
    with pytest.raises(ReadingError, match="row 14: no state is known as 'ATLANTIS'"):
        import_file(ledger, write("imports.csv", text))
    assert not ledger.releases()
    assert not list(ledger.series_tables())


def test_a_file_without_a_value_is_refused(ledger: Ledger, write: Write) -> None:
    text = "hs,period,sheet,country,usd_million\n2709,2021-2022,x,RUSSIA,NA\n"
    with pytest.raises(ReadingError, match="holds no value; 1 rows left out: no value given"):
        import_file(ledger, write("imports.csv", text))


def test_a_vintage_of_the_users_comes_before_that_of_the_file(ledger: Ledger, write: Write) -> None:
    path = write("register.csv", test_sipri.REGISTER)
    assert import_file(ledger, path, hints=Hints(vintage=date(2024, 1, 2))).release.vintage == date(2024, 1, 2)


def test_the_release_says_where_the_values_come_from(ledger: Ledger, write: Write) -> None:
    import_file(ledger, write("own.csv", test_tidy.OWN))
    (release,) = ledger.releases()
    assert (release.provider, release.source) == ("x-customs", "own.csv")
    assert release.citation
    assert release.licence
    assert len(release.digest) == 64
