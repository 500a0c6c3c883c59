"""Metrics are defined once: what MetricFlow, Superset and the yearly marts divide is what the macros say."""

from __future__ import annotations

import re
from typing import Any

import duckdb
import pytest
import yaml

from bi.superset.declared import rates, read_declaration
from ingest.forms import read_seed
from tests.conftest import PROJECT_ROOT, Built

DECLARED = yaml.safe_load((PROJECT_ROOT / "models" / "metrics" / "_metrics.yml").read_text(encoding="utf-8"))
METRICS: dict[str, dict[str, Any]] = {metric["name"]: metric for metric in DECLARED["metrics"]}
BOTH = re.compile(r".*[A-Za-z]{2}.* / .*[\u4e00-\u9fff].*")
DENIAL_REASONS = [row["code"] for row in read_seed("outcomes") if row["group_code"] == "denied"]
RATES = {name for name, metric in METRICS.items() if metric["type"] == "ratio"}


def test_every_metric_and_dimension_is_named_and_described_in_both_languages() -> None:
    (model,) = DECLARED["semantic_models"]
    texts = [metric[key] for metric in METRICS.values() for key in ("label", "description")]
    texts += [entry["label"] for entry in (model, *model["dimensions"])] + [model["description"].strip()]
    assert [text for text in texts if not BOTH.fullmatch(" ".join(text.split()))] == []


def test_every_rate_of_the_macros_is_a_metric_and_no_other() -> None:
    assert len(rates()) > 5
    assert {*rates(), *(f"{reason}_rate" for reason in DENIAL_REASONS)} == RATES


@pytest.mark.parametrize("name", sorted(RATES))
def test_a_rate_divides_its_own_parts(name: str) -> None:
    parts = {"numerator": f"{name}_numerator", "denominator": f"{name}_denominator"}
    assert METRICS[name]["type_params"] == parts
    assert all(METRICS[part]["type_params"] == {"measure": part} for part in parts.values())


def test_the_macro_names_every_reason_for_a_denial() -> None:
    macro = (PROJECT_ROOT / "macros" / "rate.sql").read_text(encoding="utf-8").partition("macro denial_reasons")[2]
    assert re.findall(r"'(denied_\w+)'", macro) == DENIAL_REASONS


def test_what_superset_calls_a_rate_is_one_of_the_macros() -> None:
    """The only divisions of Superset's own are shares of reports, verdicts and outcomes, which no yearly mart has."""
    (dataset,) = [found for found in read_declaration().datasets if found.name == "gouji_agency_years"]
    divided = [metric.expression for metric in dataset.metrics if "/" in metric.expression]
    parts = {frozenset(parts) for parts in rates().values()}
    assert {frozenset(re.findall(r"sum\((\w+)\)", expression)) for expression in divided} <= parts
    assert len(divided) == 3


def test_what_superset_divides_for_a_province_are_the_parts_of_one_rate() -> None:
    (dataset,) = [found for found in read_declaration().datasets if found.name == "gouji_province_years"]
    divided = [metric.expression for metric in dataset.metrics if "/" in metric.expression]
    for expression in divided:
        top, bottom = re.findall(r"sum\((\w+)_(?:numerator|denominator)\)", expression)
        assert top == bottom in rates()
    assert len(divided) == 4


def test_the_published_dictionary_is_the_definition(built: Built) -> None:
    """What the explorer shows comes from the declarations, without the parts of rates, and names columns there are."""
    parts = {f"{rate}_{part}" for rate in RATES for part in ("numerator", "denominator")}
    expected = {
        name: (*metric["label"].split(" / "), *metric["description"].split(" / "))
        for name, metric in METRICS.items()
        if name not in parts
    }
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        found = connection.execute(
            "select metric_code, name_en, name_zh, description_en, description_zh, column_name, unit, numerator_column,"
            " denominator_column from marts.dim_metrics order by ordinal"
        ).fetchall()
        columns = {
            name for (name,) in connection.execute("select column_name from (describe marts.agency_years)").fetchall()
        }
    assert {code: texts for code, *texts, _, _, _, _ in found} == {
        name: list(texts) for name, texts in expected.items()
    }
    assert {column for *_, column, _, _, _ in found if column} <= columns
    assert {code: (top, bottom) for code, *_, top, bottom in found if top} == rates()
    assert [code for code, *_ in found][:2] == ["requests_received", "requests_processed"]


def test_what_metricflow_reads_agrees_with_the_marts(built: Built) -> None:
    """Sums by region of what metrics are made from are those of region_years, and by agency those of agency_years."""
    parts = [f"{rate}_{part}" for rate in rates() for part in ("numerator", "denominator")]
    sums = ", ".join(f"sum({column}) as {column}" for column in ["received_count", "carried_out_count", *parts])
    listed = ", ".join(["received_count", "carried_out_count", *parts])
    by_region = f"""
        select region_code, report_year, {sums}
        from metrics.metric_years
        inner join intermediate.int_region_ancestors using (region_code, report_year)
        group by region_code, report_year
    """.replace("select region_code", "select ancestor_code").replace("by region_code", "by ancestor_code")
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        found = connection.execute(f"select * from ({by_region}) order by 1, 2").fetchall()
        stated = connection.execute(
            f"select region_code, report_year, {listed} from marts.region_years order by 1, 2"
        ).fetchall()
    assert found == stated
    assert found
