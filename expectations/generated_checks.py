"""The checks that follow from the tables alone: keys, references and codes."""

from __future__ import annotations

from expectations.checks import Check, count_of
from expectations.tables import CODE_COLUMNS, KEYED_TABLES, REFERENCES, CodeColumn, Reference, Table


def key_check(table: Table) -> Check:
    """A key is unique and none of its columns is null."""
    keys = ", ".join(table.key)
    any_null = " or ".join(f"{column} is null" for column in table.key)
    return Check(
        expectation_id=f"key.{table.code}",
        description_zh=f"{table.code} 的主键（{keys}）唯一且不为空",
        description_en=f"The key of {table.code} ({keys}) is unique and never null",
        unexpected_sql=f"""
    select
        {_report_id(table, grouped=True)} as report_id,
        {_scope_code(table)} as scope_code,
        {_spelt_out(table.key)} || ', rows=' || count(*) as detail
    from {table.name}
    group by {keys}
    having count(*) > 1 or {any_null}
""",
        population_sql=count_of(table.name),
        premise_sql=table.premise_sql,
    )


def reference_check(reference: Reference) -> Check:
    """Every value of a column is a key of the table that it points to."""
    table, column = reference.table, reference.column
    return Check(
        expectation_id=f"reference.{table.code}.{column}",
        description_zh=f"{table.code}.{column} 的每个值都在 {reference.parent}.{reference.parent_column} 中",
        description_en=f"Every {table.code}.{column} is a {reference.parent}.{reference.parent_column}",
        unexpected_sql=f"""
    select
        {_report_id(table)} as report_id,
        cast(null as varchar) as scope_code,
        {_spelt_out((column,))} as detail
    from {table.name} as child
    where child.{column} is not null
        and not exists (
            select 1 from {reference.parent} as parent where parent.{reference.parent_column} = child.{column}
        )
""",
        population_sql=count_of(table.name),
        premise_sql=table.premise_sql,
    )


def code_check(codes: CodeColumn) -> Check:
    """A column holds accepted codes only."""
    table, column = codes.table, codes.column
    null_is_unexpected = "" if codes.nullable else f"{column} is null or "
    return Check(
        expectation_id=f"codes.{table.code}.{column}",
        description_zh=f"{table.code}.{column} 只含已登记的代码",
        description_en=f"{table.code}.{column} holds accepted codes only",
        unexpected_sql=f"""
    select
        {_report_id(table)} as report_id,
        cast(null as varchar) as scope_code,
        {_spelt_out((column,))} as detail
    from {table.name}
    where {null_is_unexpected}{column} not in ({codes.accepted})
""",
        population_sql=count_of(table.name),
        premise_sql=table.premise_sql,
    )


def generated_checks() -> tuple[Check, ...]:
    """Every key, reference and code check, in the order of the tables."""
    return (
        *(key_check(table) for table in KEYED_TABLES),
        *(reference_check(reference) for reference in REFERENCES),
        *(code_check(codes) for codes in CODE_COLUMNS),
    )


def _report_id(table: Table, *, grouped: bool = False) -> str:
    column = "report_id" if table.has_report_id else "null"
    if table.has_report_id and grouped and "report_id" not in table.key:
        column = "min(report_id)"
    return f"cast({column} as varchar)"


def _scope_code(table: Table) -> str:
    columns = [f"cast({column} as varchar)" for column in table.key if column != "report_id"]
    return f"concat_ws('.', {', '.join(columns)})" if columns else "cast(null as varchar)"


def _spelt_out(columns: tuple[str, ...]) -> str:
    pairs = [f"'{column}=' || coalesce(cast({column} as varchar), 'null')" for column in columns]
    return " || ', ' || ".join(pairs)
