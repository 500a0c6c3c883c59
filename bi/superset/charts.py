"""A declared chart as Superset keeps it: the form of its editor, and the query that its data come from."""

from __future__ import annotations

from typing import Any

from bi.superset.declared import Chart

# A dashboard of a warehouse with every agency in the country still draws in seconds.
ROW_LIMIT = 1000
BARS = "echarts_timeseries_bar"
KINDS = {"number": "big_number_total", "bars": BARS, "stack": BARS, "table": "table", "rows": "table"}
# Superset's own name for "all of it": figures are yearly, and no column of ours is a time to it.
NO_TIME = "No filter"


def visualisation(chart: Chart) -> str:
    """Superset's name of the kind of chart."""
    return KINDS[chart.kind]


def form_data(chart: Chart) -> dict[str, Any]:
    """What the chart's editor shows."""
    common = {"viz_type": visualisation(chart), "adhoc_filters": [], "row_limit": ROW_LIMIT, "time_range": NO_TIME}
    return common | _own(chart)


def _own(chart: Chart) -> dict[str, Any]:
    metrics = list(chart.metrics)
    if chart.kind == "number":
        return {"metric": metrics[0], "header_font_size": 0.4, "subheader_font_size": 0.15}
    if chart.kind == "rows":
        return {"query_mode": "raw", "all_columns": list(chart.by), "include_search": True, "page_length": 20}
    if chart.kind == "table":
        return {
            "query_mode": "aggregate", "groupby": list(chart.by), "metrics": metrics,
            "timeseries_limit_metric": metrics[0], "order_desc": True, "include_search": True, "page_length": 20,
        }  # fmt: skip
    return {
        "x_axis": chart.x, "groupby": list(chart.by), "metrics": metrics, "xAxisForceCategorical": True,
        "x_axis_sort_asc": True, "x_axis_sort": chart.x, "show_legend": True, "legendType": "scroll",
        "stack": "Stack" if chart.kind == "stack" else None, "rich_tooltip": True, "orientation": "vertical",
    }  # fmt: skip


def query_context(chart: Chart, placeholder: dict[str, Any]) -> dict[str, Any]:
    """The query of the chart; the import puts the dataset's own number in the place of ``placeholder``."""
    form = form_data(chart)
    columns = [chart.x, *chart.by] if chart.x else list(chart.by)
    query: dict[str, Any] = {
        "filters": [], "extras": {"having": "", "where": ""}, "applied_time_extras": {}, "columns": columns,
        "metrics": None if chart.kind == "rows" else list(chart.metrics), "orderby": _order(chart),
        "annotation_layers": [], "row_limit": ROW_LIMIT, "series_limit": 0, "order_desc": True, "url_params": {},
        "custom_params": {}, "custom_form_data": {}, "time_range": NO_TIME,
    }  # fmt: skip
    if chart.x:
        query |= {"series_columns": list(chart.by), "post_processing": _pivot(chart)}
    return {
        "datasource": placeholder, "force": False, "queries": [query], "form_data": form, "result_format": "json",
        "result_type": "full",
    }  # fmt: skip


def _order(chart: Chart) -> list[list[Any]]:
    if chart.kind in ("rows", "number"):
        return []
    return [[chart.metrics[0], False]]


def _pivot(chart: Chart) -> list[dict[str, Any]]:
    aggregates = {metric: {"operator": "mean"} for metric in chart.metrics}
    pivot = {"index": [chart.x], "columns": list(chart.by), "aggregates": aggregates, "drop_missing_columns": False}
    steps: list[dict[str, Any]] = [{"operation": "pivot", "options": pivot}]
    if chart.by and len(chart.metrics) == 1:
        steps.append(
            {"operation": "rename", "options": {"columns": {chart.metrics[0]: None}, "level": 0, "inplace": True}}
        )
    return [*steps, {"operation": "flatten"}]
