"""Charts of series: bars for one flow, lines otherwise, on the real days of the periods; drawn without a network.

What is told of a part of a period is hollow, an estimate pale; a claimed value is a dashed rule with its label. Text
takes the colour of the page, so that a chart reads on light and on dark paper.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Literal, overload

from comity.errors import InputError, MissingExtraError
from comity.records import Frequency, SeriesTable
from comity.series.points import Claimed, adds_up, caption, labels, line_names, points, subtitle
from comity.series.wording import digits_for, size_for

if TYPE_CHECKING:
    import altair as alt

COLOURS = ("#3d85c6", "#cf7a1f", "#2f9e6e", "#9a6fc4", "#c2598a", "#7d8a2e")
CLAIM = "#d6453d"
GREY = "#767676"
"""Colours with a contrast of at least 3 to 1 both to white and to near-black paper (WCAG 2.2, graphics)."""

_FONT = "'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
_STYLE = ".comity-chart{color:#1d2126}@media(prefers-color-scheme:dark){.comity-chart{color:#dfe2e6}}"
_MOST_BARS = 40
_MOST_STEPS = 6
_AXIS = 60  # pixels for the axis of the values
_MARGIN = 118  # pixels for the label of a claim
_DIGIT = 7.2  # pixels of a figure over a bar


@overload
def chart(
    tables: Sequence[SeriesTable],
    *,
    title: str,
    claim: Claimed | None = None,
    width: int = 640,
    height: int = 320,
    kind: Literal["svg"] = "svg",
) -> str: ...
@overload
def chart(
    tables: Sequence[SeriesTable],
    *,
    title: str,
    claim: Claimed | None = None,
    width: int = 640,
    height: int = 320,
    kind: Literal["png"],
) -> bytes: ...
def chart(
    tables: Sequence[SeriesTable],
    *,
    title: str,
    claim: Claimed | None = None,
    width: int = 640,
    height: int = 320,
    kind: Literal["svg", "png"] = "svg",
) -> str | bytes:
    """A picture of series of one unit, `width` by `height` pixels: SVG as text, or PNG (of twice as many pixels).

    The same tables give the same picture. Raises InputError for series of several units, or none, and
    MissingExtraError where the optional part `charts` is not installed.
    """
    units = {table.series.unit for table in tables}
    if len(units) != 1 or not all(table.observations for table in tables):
        raise InputError(
            f"one chart shows series of one unit, with values; these are in {', '.join(sorted(units)) or 'none'}:"
            " draw them one by one"
        )
    try:
        import altair  # noqa: F401
        import vl_convert
    except ModuleNotFoundError as error:
        raise MissingExtraError("drawing charts", "charts") from error
    spec = _drawn(tables, title, claim, width, height).to_dict(validate=False)
    plain = str(vl_convert.vegalite_to_svg(json.dumps(spec)))
    if kind == "png":
        return bytes(vl_convert.svg_to_png(plain.replace("currentColor", GREY), scale=2))
    head = f'<svg role="img" aria-label="{escape(_clean(title))}" style="max-width:100%;height:auto" '
    plain = plain.replace('class="marks"', 'class="marks comity-chart"', 1)
    return re.sub(r"^<svg ([^>]*)>", lambda found: f"{head}{found[1]}><style>{_STYLE}</style>", plain, count=1)


def _drawn(tables: Sequence[SeriesTable], title: str, claim: Claimed | None, width: int, height: int) -> Any:
    import altair as alt

    names = [_clean(name) for name in line_names(tables)]
    drawn = [point for table, name in zip(tables, names, strict=True) for point in points(table, name)]
    size, _, short = size_for(max(abs(value) for value in [*(one.value for one in drawn), claim[1] if claim else 0.0]))
    digits = digits_for([point.value / size for point in drawn], tables[0].series.unit)
    rows = [_filled(point.row(size, digits), names) for point in drawn]
    bars = len(tables) == 1 and len(drawn) <= _MOST_BARS and adds_up(tables[0])
    room = width - _AXIS - (_MARGIN if claim else 0)
    days = [float(day) for point in drawn for day in (point.start, point.end)]
    if claim and claim[0]:
        days += [claim[0][0].toordinal(), claim[0][1].toordinal() + 1]
    beside = 0.0 if bars else max(15.0, (max(days) - min(days)) * 0.02)
    across: dict[str, Any] = {
        "scale": alt.Scale(domain=[min(days) - beside, max(days) + beside], nice=False, zero=False),
        "axis": _periods(labels(tables, claim, room), caption(tables, drawn, width)),
    }
    up = _values([row["value"] for row in rows], whole=digits == 0)
    base = _of(rows).encode(y=up)
    stepped = all(table.series.frequency is Frequency.DAY for table in tables)
    few = len(rows) <= _MOST_BARS * len(names)
    layers = _bars(base, across) if bars else _lines(base, across, names, few=few, stepped=stepped)
    if (
        len(names) == 1
        and not (stepped and len(rows) > _MOST_STEPS)
        and len(rows) * max(len(row["number"]) for row in rows) * _DIGIT < room
    ):
        layers += _numbers(base, across)
    if claim:
        layers += _claimed(claim, size, across, up)
    heading = textwrap.wrap(_clean(title), max(24, int(width / 8.6)))
    layered = alt.layer(*layers).properties(
        width=width,
        height=height,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        padding={"left": 4, "top": 6, "right": 8, "bottom": 4},
        title=alt.Title(text=heading, subtitle=subtitle(tables, short)),
    )
    return _plain(layered)


def _of(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    import altair as alt

    return alt.Chart({"values": list(rows)})


def _values(found: Sequence[float], *, whole: bool) -> alt.Y:
    """The axis of the values: with zero, and with room for the figures under negative ones."""
    import altair as alt

    lowest, highest = min([0.0, *found]), max([0.0, *found])
    scale = alt.Scale(zero=True, domainMin=lowest - (highest - lowest) * 0.1) if lowest < 0 else alt.Scale(zero=True)
    count: dict[str, Any] = (
        {"values": list(range(int(lowest), int(highest) + 2))} if whole and highest - lowest < 6 else {}
    )
    axis = alt.Axis(format=",~f", tickCount=5, domain=False, **count)
    return alt.Y("value:Q", title=None, scale=scale, axis=axis)


def _periods(named: dict[float, list[str]], below: Sequence[str]) -> alt.Axis:
    """The axis of the periods: their names at the middle of their days, and what is to be known under it."""
    import altair as alt

    texts = {str(int(at)) if at.is_integer() else str(at): text for at, text in named.items()}
    return alt.Axis(
        values=list(named),
        labelExpr=f"({json.dumps(texts)})[datum.value]",
        labelOverlap=False,
        grid=False,
        title=[_clean(line) for line in below],
    )


def _filled(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """A row with the colour inside its mark: none for a part of a period, a tint for an estimate."""
    colour = COLOURS[names.index(row["line"]) % len(COLOURS)]
    tint = "#" + "".join(f"{(int(colour[at : at + 2], 16) + 255) // 2:02x}" for at in (1, 3, 5))
    return row | {"fill": "transparent" if row["hollow"] else tint if row["pale"] else colour}


def _bars(base: alt.Chart, across: dict[str, Any]) -> list[alt.Chart]:
    """Bars as wide as their days; what stands for a part of its period is hollow."""
    import altair as alt

    bars = base.mark_rect(stroke=COLOURS[0], strokeWidth=1.5)
    return [bars.encode(x=alt.X("from:Q", **across), x2="to:Q", y2=alt.datum(0), fill=alt.Fill("fill:N", scale=None))]


def _lines(
    base: alt.Chart, across: dict[str, Any], names: Sequence[str], *, few: bool, stepped: bool
) -> list[alt.Chart]:
    """Lines with a point for each observation, broken where periods are missing; parts of periods are hollow points.

    `stepped`: what is told of single days is drawn as holding until the next.
    """
    import altair as alt

    colours = [COLOURS[at % len(COLOURS)] for at in range(len(names))]
    legend = (
        alt.Legend(title=None, orient="top", labelLimit=400, columnPadding=28, symbolType="stroke")
        if len(names) > 1
        else None
    )
    colour = alt.Color("line:N", scale=alt.Scale(domain=list(names), range=colours), legend=legend)
    base = base.encode(x=alt.X("middle:Q", **across))
    line = base.mark_line(strokeWidth=2, interpolate="step-after" if stepped else "linear")
    point = base.mark_point(size=42 if few else 10, strokeWidth=1.75 if few else 1, opacity=1)
    return [
        line.encode(color=colour, detail="run:N"),
        point.encode(stroke=colour, fill=alt.Fill("fill:N", scale=None)),
    ]


def _numbers(base: alt.Chart, across: dict[str, Any]) -> list[alt.Chart]:
    """The values in figures, above what is positive and below what is negative."""
    import altair as alt

    return [
        base.transform_filter(which)
        .mark_text(dy=away, fontSize=12, fill="currentColor")
        .encode(x=alt.X("middle:Q", **across), text="number:N")
        for which, away in (("datum.value >= 0", -9), ("datum.value < 0", 13))
    ]


def _claimed(claim: Claimed, size: float, across: dict[str, Any], up: alt.Y) -> list[alt.Chart]:
    """The claimed value: a dashed rule, its label in the margin, and a diamond at its period where it has one."""
    import altair as alt

    period, value, label = claim
    row: dict[str, Any] = {"value": value / size, "label": textwrap.wrap(_clean(label), 17)[:5]}
    if period:
        row["middle"] = (period[0].toordinal() + period[1].toordinal() + 1) / 2
    base = _of([row]).encode(y=up)
    layers = [
        base.mark_rule(stroke=CLAIM, strokeWidth=1.75, strokeDash=[6, 4]),
        base.mark_text(align="left", baseline="middle", dx=8, fontSize=12, fontWeight=600, fill=CLAIM).encode(
            x=alt.value("width"), text="label:N"
        ),
    ]
    if period:
        diamond = base.mark_point(shape="diamond", size=90, filled=True, fill=CLAIM, opacity=1)
        layers.append(diamond.encode(x=alt.X("middle:Q", **across)))
    return layers


def _plain(layered: Any) -> Any:
    """The chart without frame, in the colour of the page."""
    ink = "currentColor"
    return (
        layered.configure(background="transparent", font=_FONT, aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12,
            labelColor=ink,
            labelOpacity=0.85,
            gridColor=ink,
            gridOpacity=0.13,
            domainColor=ink,
            domainOpacity=0.5,
            tickColor=ink,
            tickOpacity=0.4,
        )
        .configure_axisX(
            titleColor=ink,
            titleOpacity=0.7,
            titleFontSize=11.5,
            titleFontWeight="normal",
            titleAnchor="start",
            titlePadding=12,
            titleLineHeight=15,
        )
        .configure_title(
            anchor="start",
            frame="group",
            fontSize=15.5,
            color=ink,
            subtitleColor=ink,
            subtitleFontSize=12.5,
            subtitlePadding=5,
            offset=14,
        )
        .configure_legend(
            labelFontSize=12.5, labelColor=ink, symbolFillColor="transparent", symbolStrokeWidth=3, offset=6
        )
    )


def _clean(text: str) -> str:
    """Text without characters that control something: what stands in a picture is only read."""
    return "".join(letter for letter in text if letter.isprintable())
