"""What is derived once when a file is opened, in memory beside it, under the schema ``side``.

Lists, counts over all reports and the search are answered from here. A single report's cells and verdicts are read
from the file itself, through the span of rows that holds them.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from gouji.explorer.readings import read_name
from gouji.explorer.visit import has_table
from ingest.forms import read_seed

# Filled from marts that files of earlier versions lack.
EMPTY_EQUATIONS = """
create table side.rule_terms (
    rule_id varchar, form_version varchar, scope_code varchar, term_ordinal bigint, side varchar, period varchar,
    sign integer, table_code varchar, row_code varchar, column_code varchar
);
create table side.report_links (report_id varchar, period varchar, linked_report_id varchar)
"""
EQUATIONS = {
    "dim_rule_terms": """
        insert into side.rule_terms by name
        select rule_id, form_version, scope_code, term_ordinal, side, period, sign, table_code, row_code, column_code
        from warehouse.marts.dim_rule_terms
    """,
    "report_chains": """
        insert into side.report_links
        select report_id, 't-1', prior_report_id from warehouse.marts.report_chains
    """,
    "summary_members": """
        insert into side.report_links
        select report_id, 'members', member_report_id from warehouse.marts.summary_members where is_covered
    """,
}
STATEMENTS = Path(__file__).with_name("opening.sql")


def derive(connection: DuckDBPyConnection) -> None:
    """Write the side tables, named in ``opening.sql``."""
    connection.execute("create schema side")
    connection.register("function_names", function_names())
    connection.register("readings", readings(connection))
    connection.execute(STATEMENTS.read_text(encoding="utf-8"))
    _equations(connection)
    connection.unregister("readings")
    connection.unregister("function_names")


def _equations(connection: DuckDBPyConnection) -> None:
    """What equations are put together from, as the evaluator has it; empty where the file is of an earlier version.

    An equation is then told by its two sides alone.
    """
    connection.execute(EMPTY_EQUATIONS)
    for table, statement in EQUATIONS.items():
        if has_table(connection, "marts", table):
            connection.execute(statement)


def readings(connection: DuckDBPyConnection) -> pl.DataFrame:
    """agency_id, pinyin, initials: one row an agency."""
    rows = connection.execute(
        "select agency_id, agency_name, [province_name, city_name, county_name] from warehouse.marts.dim_agencies"
    ).fetchall()
    regions = {region for _, _, names in rows for region in names if region}
    read = [(agency_id, read_name(name, regions)) for agency_id, name, _ in rows]
    return pl.DataFrame(
        {
            "agency_id": [agency_id for agency_id, _ in read],
            "pinyin": [reading.pinyin for _, reading in read],
            "initials": [reading.initials for _, reading in read],
        },
        schema={"agency_id": pl.String, "pinyin": pl.String, "initials": pl.String},
    )


def function_names() -> pl.DataFrame:
    """function_code, function_zh, function_en: what each function of an agency is called."""
    first = {row["function_code"]: row for row in reversed(read_seed("agency_name_patterns")) if row["function_code"]}
    return pl.DataFrame(
        {
            "function_code": list(first),
            "function_zh": [row["function_zh"] for row in first.values()],
            "function_en": [row["function_en"] for row in first.values()],
        }
    )
