"""``dashboard.toml`` as objects: datasets, metrics, charts and the dashboard, in the order they are written in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gouji.transform import PROJECT_ROOT

LABEL_DESCRIPTION = "Name of the code. / 代码的名称。"
DECLARATION = Path(__file__).with_name("dashboard.toml")
# What a rate divides is said once, in a macro; the yearly marts, MetricFlow and Superset have it from there.
RATES = PROJECT_ROOT / "macros" / "rate.sql"
RATE = re.compile(r"'(\w+_rate)': \('(\w+)', '(\w+)'\)")


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure over the rows of a dataset: SQL, its name in both languages and how it is printed."""

    name: str
    label: str
    expression: str
    format: str | None


@dataclass(frozen=True, slots=True)
class Dataset:
    """A fact with its dimensions beside it: SQL, the marts whose descriptions its columns keep, and labels of codes."""

    name: str
    description: str
    sql: str
    tables: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: ``number``, ``bars``, ``stack`` (by ``x``), ``table`` (by ``by``) or ``rows`` (as they are)."""

    name: str
    label: str
    kind: str
    dataset: str
    metrics: tuple[str, ...]
    by: tuple[str, ...]
    x: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter over the whole dashboard."""

    label: str
    column: str
    dataset: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the dashboard: rows of names of charts."""

    label: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """All of it."""

    database: str
    title: str
    slug: str
    datasets: tuple[Dataset, ...]
    charts: tuple[Chart, ...]
    filters: tuple[Filter, ...]
    tabs: tuple[Tab, ...]


def both(words: list[str]) -> str:
    """``[zh, en]`` as one name: Superset has one name for all readers."""
    return " / ".join(words)


@lru_cache(maxsize=1)
def read_declaration(path: Path = DECLARATION) -> Declared:
    """The declaration.

    Raises:
        KeyError: it names a metric that it does not define, or a field is missing.
    """
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    metrics = {
        name: Metric(name, both(entry["label"]), _expression(entry), entry.get("format"))
        for name, entry in read["metrics"].items()
    }
    board = read["dashboard"]
    return Declared(
        database=read["database"]["name"],
        title=both(board["title"]),
        slug=board["slug"],
        datasets=tuple(_dataset(entry, metrics) for entry in read["datasets"]),
        charts=tuple(_chart(name, entry) for name, entry in read["charts"].items()),
        filters=tuple(Filter(both(f["label"]), f["column"], f["dataset"]) for f in board["filters"]),
        tabs=tuple(Tab(both(tab["label"]), tuple(map(tuple, tab["rows"]))) for tab in read["tabs"]),
    )


def rates() -> dict[str, tuple[str, str]]:
    """What each rate counts, and out of what, as the macro ``rates`` says."""
    return {name: (top, bottom) for name, top, bottom in RATE.findall(RATES.read_text(encoding="utf-8"))}


def _expression(entry: dict[str, Any]) -> str:
    """Over many rows a rate divides sums, and only of rows that have both parts; ``region_years`` has these parts."""
    if "rate_of_region" in entry:
        rate = entry["rate_of_region"]
        if rate not in rates():
            raise KeyError(rate)
        return f"sum({rate}_numerator) / nullif(sum({rate}_denominator), 0)"
    if "rate" not in entry:
        return str(entry["expression"])
    top, bottom = rates()[entry["rate"]]
    return f"sum({top}) filter (where {bottom} is not null) / nullif(sum({bottom}) filter (where {top} is not null), 0)"


def _dataset(entry: dict[str, Any], metrics: dict[str, Metric]) -> Dataset:
    labels = "".join(f", {expression} as {name}" for name, expression in entry.get("labels", {}).items())
    return Dataset(
        name=entry["name"],
        description=both(entry["description"]),
        sql=f"select *{labels} from {entry['from']}",
        tables=tuple(entry["tables"]),
        labels=tuple((name, LABEL_DESCRIPTION) for name in entry.get("labels", {})),
        metrics=tuple(metrics[name] for name in entry["metrics"]),
    )


def _chart(name: str, entry: dict[str, Any]) -> Chart:
    return Chart(
        name=name,
        label=both(entry["label"]),
        kind=entry["kind"],
        dataset=entry["dataset"],
        metrics=tuple(entry.get("metrics", ())),
        by=tuple(entry.get("by", ())),
        x=entry.get("x"),
    )
