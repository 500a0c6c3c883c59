"""The metric dictionary: the metrics as they are defined once (``dim_metrics``), then every measure of the marts."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.errors import Wording
from gouji.explorer.descriptions import chinese, english
from gouji.explorer.visit import Page, Visit

# What the end of a column's name says of its unit; the names are the contract's.
UNITS = (
    ("_wan_yuan", Wording("万元", "10,000 yuan")),
    ("_yuan", Wording("元", "yuan")),
    ("_rate", Wording("比例", "share, 0 to 1")),
    ("_count", Wording("件（项）", "count")),
    ("_value", Wording("依指标而定", "as the indicator has it")),
)
# A report's key figures and rates stand here, one row an agency and year: what most readers look for first.
WIDE_TABLE = "agency_years"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric as ``dim_metrics`` has it, which is as MetricFlow computes it."""

    metric_code: str
    name_zh: str
    name_en: str
    description_zh: str
    description_en: str
    aggregation: str
    unit: str
    column_name: str | None
    numerator_column: str | None
    denominator_column: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A column that holds figures."""

    name: str
    table_name: str
    data_type: str
    unit_zh: str
    unit_en: str
    description_zh: str
    description_en: str


@dataclass(frozen=True, slots=True)
class Metrics:
    """The answer."""

    metrics: tuple[Metric, ...]
    items: tuple[Measure, ...]


DEFINED = """
select
    metric_code, name_zh, name_en, description_zh, description_en, aggregation, unit, column_name, numerator_column,
    denominator_column
from warehouse.marts.dim_metrics order by ordinal
"""


COLUMNS = """
select table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns()
where database_name = 'warehouse' and schema_name = 'marts'
    and (table_name = $wide or starts_with(table_name, 'fct_')) and not data_type in ('VARCHAR', 'BOOLEAN', 'DATE')
order by table_name <> $wide, table_name, column_index
"""


def read(visit: Visit) -> Metrics:
    """The metrics, and the measures of the marts, told by the names that the contract gives them."""
    defined = visit.rows(Metric, DEFINED) if visit.has_table("marts", "dim_metrics") else ()
    found = visit.cursor.execute(COLUMNS, {"wide": WIDE_TABLE}).fetchall()
    return Metrics(
        defined,
        tuple(
            Measure(name, table, kind, unit.zh, unit.en, chinese(text), english(text))
            for table, name, kind, text in found
            if (unit := _unit(name))
        ),
    )


def _unit(name: str) -> Wording | None:
    return next((unit for ending, unit in UNITS if name.endswith(ending)), None)


PAGE = Page("metrics", "/data/metrics", Wording("指标词典", "Metric dictionary"), read, Metrics)
