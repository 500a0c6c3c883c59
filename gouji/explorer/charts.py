"""Charts, drawn as SVG on the server: pages need no script, and a chart is a file that can be saved.

Each is an image of its own, so that a page of figures never waits for a drawing, and a browser fetches the one for its
colour scheme.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gouji.explorer.wording import word

WIDTH, HEIGHT = 420, 190
# Up to here every whole figure has its mark; beyond, there is room for none between them.
FEW = 4
# A chart needs more than this only on the first use in a process, which the server makes at its start.
SCHEMES = ("light", "dark")
FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif"
# Inline styles would be refused where a browser shows the chart by itself, under the policy of every answer.
STYLE_ATTRIBUTE = re.compile(r'\sstyle="[^"]*"')


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one scheme; ``series`` are told apart by their lightness too."""

    ink: str
    faint: str
    series: tuple[str, ...]


PALETTES = {
    "light": Palette("#3a3a37", "#dedbd2", ("#1f4e79", "#d98e04", "#8fb8de", "#b3261e", "#6b7d3a", "#9b8aa5")),
    "dark": Palette("#d6d2c8", "#3d4046", ("#8ab8e6", "#e9b44c", "#41658a", "#f08a80", "#a9bd72", "#b8a8c4")),
}
# Verdicts keep their colours in every chart: pass, fail, undecided.
VERDICT_COLOURS = {"light": ("#4a7a5a", "#b3261e", "#c9c5ba"), "dark": ("#7fb08f", "#f08a80", "#5a5d63")}
_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one series for one year; None where it was not printed, which draws nothing."""

    year: int
    series: str
    value: float | int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw; series are keys of the catalogue's section ``chart``."""

    series: tuple[str, ...]
    points: tuple[Point, ...]
    stacked: bool = False
    share: bool = False
    facets: bool = False
    verdicts: bool = False


def points(years: Iterable[object], series: Sequence[str], year_field: str = "report_year") -> tuple[Point, ...]:
    """One point a year and series, from rows that have a field for each series."""
    return tuple(
        Point(getattr(row, year_field), name, getattr(row, name))
        for row in years
        if getattr(row, year_field) is not None
        for name in series
    )


def draw(chart: Chart, lang: str, scheme: str) -> str:
    """The chart as SVG."""
    import vl_convert

    spec = specification(chart, lang, scheme)
    with _drawing:  # the converter has one engine; waiting here keeps its queue short
        svg: str = vl_convert.vegalite_to_svg(spec)
    return STYLE_ATTRIBUTE.sub("", svg)


def specification(chart: Chart, lang: str, scheme: str) -> dict[str, Any]:
    """The chart in Vega-Lite: bars by year, beside or upon one another."""
    import altair as alt

    palette = PALETTES[scheme]
    labels = [word(f"chart.{name}", lang) for name in chart.series]
    rows = [
        {"year": str(point.year), "series": labels[chart.series.index(point.series)], "value": _plain(point.value),
         "order": chart.series.index(point.series)}
        for point in chart.points
    ]  # fmt: skip
    years = sorted({str(point.year) for point in chart.points})
    colours = VERDICT_COLOURS[scheme] if chart.verdicts else palette.series
    colour = alt.Color(
        "series:N", sort=labels, title=None,
        scale=alt.Scale(domain=labels, range=list(colours[: len(labels)])),
        legend=None
        if chart.facets
        else alt.Legend(orient="top", direction="horizontal", columns=3, symbolType="square"),
    )  # fmt: skip
    value = alt.Y(
        "value:Q", title=None, stack=("normalize" if chart.share else "zero") if chart.stacked else None,
        axis=alt.Axis(format="%" if chart.share else ",~f", tickCount=4, domain=False, ticks=False, **_whole(chart)),
    )  # fmt: skip
    year = alt.X("year:O", title=None, sort=years, axis=alt.Axis(labelAngle=0, ticks=False))
    marks = alt.Chart(alt.InlineData(values=rows)).mark_bar(cornerRadius=0)
    if chart.facets:
        drawn = marks.encode(x=year, y=value, color=colour).properties(
            width=(WIDTH - 130) // len(labels), height=HEIGHT
        )
        drawn = drawn.facet(column=alt.Column("series:N", sort=labels, title=None)).resolve_scale(y="independent")
    else:
        offset = {} if chart.stacked else {"xOffset": alt.XOffset("series:N", sort=labels)}
        drawn = marks.encode(x=year, y=value, color=colour, order=alt.Order("order:Q"), **offset)
        drawn = drawn.properties(width=WIDTH, height=HEIGHT)
    spec: dict[str, Any] = drawn.configure(**_theme(palette)).to_dict()
    return spec


def _whole(chart: Chart) -> dict[str, Any]:
    """Marks at whole figures only, since counts have no halves; the engine would put some between small ones."""
    if chart.share:
        return {}
    bars: dict[tuple[int, str], float] = defaultdict(float)
    for point in chart.points:
        bars[point.year, "" if chart.stacked else point.series] += _plain(point.value) or 0
    largest = max(bars.values(), default=0)
    return {"values": list(range(int(largest) + 1))} if 1 <= largest <= FEW else {"tickMinStep": 1}


def _plain(value: object) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(str(value))


def _theme(palette: Palette) -> dict[str, Any]:
    axis = {"labelColor": palette.ink, "gridColor": palette.faint, "domainColor": palette.ink, "labelFontSize": 12}
    return {
        "background": "transparent",
        "font": FONTS,
        "view": {"stroke": None},
        "axis": axis,
        "legend": {"labelColor": palette.ink, "labelFontSize": 12},
        "header": {"labelColor": palette.ink, "labelFontSize": 12},
        "scale": {"bandPaddingInner": 0.3},
    }


def warm_up() -> None:
    """Draw one chart, so that the engine is running before the first reader waits for it."""
    draw(Chart(("pass_count",), (Point(2000, "pass_count", 1),), stacked=True), "zh", "light")
