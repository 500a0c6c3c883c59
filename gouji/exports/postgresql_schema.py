"""The SQL that makes a schema of PostgreSQL like the marts: types, keys and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji import __version__
from gouji.exports.catalogue import Column, Mart

# What the comment of a schema begins with when an export made it, and may replace it.
SIGNATURE = "gouji 勾稽"
TYPES = {"VARCHAR": "text", "DOUBLE": "double precision", "TIMESTAMP WITH TIME ZONE": "timestamp with time zone"}
DECIMAL = re.compile(r"DECIMAL(\(\d+,\d+\))")


def quoted(name: str) -> str:
    """A name as PostgreSQL takes it whatever it is."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as PostgreSQL takes it, which knows no zero byte."""
    return "'" + value.replace("\x00", "").replace("'", "''") + "'"


def comment_of_schema(schema: str) -> str:
    """Its comment; no row where there is no such schema."""
    return f"select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = {text(schema)}"


def create_schema(schema: str) -> tuple[str, str]:
    """A schema that says who made it, from which version; one statement a call is what ADBC takes."""
    comment = f"{SIGNATURE} {__version__}: replaced whole by every export / 每次导出时整体替换"
    return f"create schema {quoted(schema)}", f"comment on schema {quoted(schema)} is {text(comment)}"


def create_table(mart: Mart, schema: str) -> str:
    """The table without keys, which are quicker to make when the rows are there."""
    columns = ", ".join(f"{quoted(column.name)} {type_of(column)}" for column in mart.columns)
    return f"create table {quoted(schema)}.{quoted(mart.name)} ({columns})"


def type_of(column: Column) -> str:
    """The type that holds exactly what DuckDB's type holds."""
    decimal = DECIMAL.fullmatch(column.type)
    return f"numeric{decimal[1]}" if decimal else TYPES.get(column.type, column.type.lower())


def copied_rows(mart: Mart) -> str:
    """The rows, without the zero bytes that no text of PostgreSQL can hold."""
    texts = [column.name for column in mart.columns if column.type == "VARCHAR"]
    replaced = ", ".join(f'replace("{name}", chr(0), \'\') as "{name}"' for name in texts)
    return mart.query().replace("select mart.*", f"select mart.* replace ({replaced})", 1) if texts else mart.query()


def count_rows(mart: Mart, schema: str) -> str:
    """How many rows have arrived."""
    return f"select count(*) from {quoted(schema)}.{quoted(mart.name)}"


def keys_and_comments(marts: Sequence[Mart], schema: str) -> Iterator[str]:
    """Primary and unique keys of every table, then foreign keys between them, then comments."""
    for mart in marts:
        yield from _own_keys(mart, schema)
    unique = {(mart.name, column) for mart in marts for column in (*mart.keys.unique, *_single(mart.keys.primary))}
    for mart in marts:
        for key in mart.keys.foreign:
            if (key.table, key.target_column) in unique:
                target = f"{quoted(schema)}.{quoted(key.table)} ({quoted(key.target_column)})"
                yield f"{_alter(mart, schema)} add foreign key ({quoted(key.column)}) references {target}"
        yield from _comments(mart, schema)


def _own_keys(mart: Mart, schema: str) -> Iterator[str]:
    if mart.keys.primary:
        yield f"{_alter(mart, schema)} add primary key ({', '.join(map(quoted, mart.keys.primary))})"
    for column in mart.keys.unique:
        if (column,) != mart.keys.primary:
            yield f"{_alter(mart, schema)} add unique ({quoted(column)})"


def _single(columns: tuple[str, ...]) -> tuple[str, ...]:
    return columns if len(columns) == 1 else ()


def _alter(mart: Mart, schema: str) -> str:
    return f"alter table {quoted(schema)}.{quoted(mart.name)}"


def _comments(mart: Mart, schema: str) -> Iterator[str]:
    table = f"{quoted(schema)}.{quoted(mart.name)}"
    yield f"comment on table {table} is {text(mart.description)}"
    for column in mart.columns:
        yield f"comment on column {table}.{quoted(column.name)} is {text(column.description)}"


def outgoing_schemas(schema: str) -> str:
    """Schemas that earlier exports replaced and could not drop."""
    return f"""
        select nspname from pg_namespace
        where starts_with(nspname, {text(schema + "_outgoing_")})
        and starts_with(obj_description(oid, 'pg_namespace'), {text(SIGNATURE)})
        order by nspname
    """


def tables_of(schema: str) -> str:
    """Names of the tables of a schema."""
    return f"select tablename from pg_tables where schemaname = {text(schema)} order by tablename"
