"""The dashboard's page: tabs of rows of charts, and its filters, as Superset keeps them."""

from __future__ import annotations

from typing import Any

from bi.superset.declared import Chart, Declared

# Superset's page is 12 columns wide; heights are in its units of 8 pixels.
PAGE_WIDTH = 12
HEIGHTS = {"number": 18, "bars": 48, "stack": 48, "table": 52, "rows": 60}


def position(declared: Declared, uuids: dict[str, str]) -> dict[str, Any]:
    """The tree of the page; charts by their uuid."""
    charts = {chart.name: chart for chart in declared.charts}
    numbers = {chart.name: number for number, chart in enumerate(declared.charts, start=1)}
    nodes: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["TABS-gouji"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": declared.title}},
        "TABS-gouji": _node("TABS", "TABS-gouji", [f"TAB-{i}" for i, _ in enumerate(declared.tabs)], ["ROOT_ID"], {}),
    }
    for number, tab in enumerate(declared.tabs):
        tab_id, above = f"TAB-{number}", ["ROOT_ID", "TABS-gouji"]
        row_ids = [f"ROW-{number}-{place}" for place, _ in enumerate(tab.rows)]
        nodes[tab_id] = _node("TAB", tab_id, row_ids, above, {"text": tab.label})
        for row_id, names in zip(row_ids, tab.rows, strict=True):
            chart_ids = [f"CHART-{name}" for name in names]
            nodes[row_id] = _node("ROW", row_id, chart_ids, [*above, tab_id], {"background": "BACKGROUND_TRANSPARENT"})
            for name, chart_id in zip(names, chart_ids, strict=True):
                shown = _chart_meta(charts[name], uuids[name], PAGE_WIDTH // len(names))
                # An import needs some number here to put its own in the place of.
                shown["chartId"] = numbers[name]
                nodes[chart_id] = _node("CHART", chart_id, [], [*above, tab_id, row_id], shown)
    return nodes


def _node(kind: str, node_id: str, children: list[str], parents: list[str], meta: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": node_id, "children": children, "parents": parents, "meta": meta}


def _chart_meta(chart: Chart, uuid: str, width: int) -> dict[str, Any]:
    return {"uuid": uuid, "sliceName": chart.label, "width": width, "height": HEIGHTS[chart.kind]}


def filters(declared: Declared, dataset_uuids: dict[str, str]) -> list[dict[str, Any]]:
    """Filters that offer the values of a column and hold for every chart that has it."""
    return [
        {
            "id": f"NATIVE_FILTER-{chosen.column}", "name": chosen.label, "filterType": "filter_select",
            "type": "NATIVE_FILTER", "cascadeParentIds": [], "description": "", "defaultDataMask": {"filterState": {}},
            "targets": [{"datasetUuid": dataset_uuids[chosen.dataset], "column": {"name": chosen.column}}],
            "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
            "controlValues": {"multiSelect": True, "enableEmptyFilter": False, "searchAllOptions": False},
        }
        for chosen in declared.filters
    ]  # fmt: skip
