"""PostgreSQL through ADBC: the new schema is made beside the old one, then takes its name in the same transaction.

Whoever reads is never kept waiting: changing a schema's name locks no table, so running queries end on the old tables
and the next ones find the new. The old tables go afterwards, in a transaction of their own that gives up rather than
wait. An export that dies leaves the old schema whole, because nothing was committed.
"""

from __future__ import annotations

from collections.abc import Sequence

import adbc_driver_manager
import duckdb
from adbc_driver_postgresql import dbapi

from gouji.errors import DatabaseRefused, ExportInProgress, SchemaNotOurs, Wording
from gouji.exports import postgresql_schema as ddl
from gouji.exports.addresses import without_password
from gouji.exports.catalogue import Mart
from gouji.exports.outcome import Export, ExportedTable
from gouji.progress import Advance

READER = "gouji_reader"
# Any number that is ours: it keeps two exports into one database apart.
EXPORT_LOCK = 7_041_927_001
ROWS_AT_A_TIME = 100_000
# How long old tables may be waited for before they are left to the next export.
PATIENCE = "2s"


def export_postgresql(
    connection: duckdb.DuckDBPyConnection, marts: Sequence[Mart], address: str, schema: str, advance: Advance
) -> Export:
    """Write the tables into a schema of the database at that address; its old tables stay until the new are complete.

    Raises:
        DatabaseRefused: the server cannot be reached, or does not allow what is needed.
        ExportInProgress: another export into this database is under way.
        SchemaNotOurs: there is such a schema, and no export made it.
    """
    try:
        with dbapi.connect(address) as server, server.cursor() as cursor:
            incoming = _begin(cursor, schema)
            tables = []
            for number, mart in enumerate(marts, start=1):
                tables.append(_copy(connection, cursor, mart, incoming))
                advance(number, len(marts))
            for statement in ddl.keys_and_comments(marts, incoming):
                cursor.execute(statement)
            notes = _let_readers_in(cursor, incoming)
            _take_the_name(cursor, incoming, schema)
            server.commit()
            notes += _clear_away(server, cursor, schema)
    except adbc_driver_manager.Error as refusal:
        raise DatabaseRefused(without_password(address), str(refusal)) from refusal
    return Export(tuple(tables), notes)


def _begin(cursor: dbapi.Cursor, schema: str) -> str:
    """Make the schema that is written into; its name, which no crash can leave behind, for it is not committed."""
    if not _value(cursor, f"select pg_try_advisory_xact_lock({EXPORT_LOCK})"):
        raise ExportInProgress()
    comment = _value(cursor, ddl.comment_of_schema(schema))
    if comment is not None and not str(comment).startswith(ddl.SIGNATURE):
        raise SchemaNotOurs(schema)
    incoming = f"{schema}_incoming_{_value(cursor, 'select txid_current()')}"
    for statement in ddl.create_schema(incoming):
        cursor.execute(statement)
    return incoming


def _copy(connection: duckdb.DuckDBPyConnection, cursor: dbapi.Cursor, mart: Mart, incoming: str) -> ExportedTable:
    cursor.execute(ddl.create_table(mart, incoming))
    reader = connection.execute(ddl.copied_rows(mart)).to_arrow_reader(ROWS_AT_A_TIME)
    cursor.adbc_ingest(mart.name, reader, mode="append", db_schema_name=incoming)
    return ExportedTable(mart.name, int(str(_value(cursor, ddl.count_rows(mart, incoming)))))


def _let_readers_in(cursor: dbapi.Cursor, incoming: str) -> tuple[Wording, ...]:
    """Give the read-only role its rights; a user who may not create roles is told how to have it created."""
    if not _value(cursor, f"select count(*) from pg_roles where rolname = '{READER}'"):
        if not _value(cursor, "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"):
            zh = f"当前用户无权创建只读角色：请管理员执行 create role {READER} nologin，再导出一次"
            en = (
                f"This user may not create the read-only role: have create role {READER} nologin run, then export again"
            )
            return (Wording(zh, en),)
        cursor.execute(f"create role {READER} nologin")
    cursor.execute(f"grant usage on schema {ddl.quoted(incoming)} to {READER}")
    cursor.execute(f"grant select on all tables in schema {ddl.quoted(incoming)} to {READER}")
    return ()


def _take_the_name(cursor: dbapi.Cursor, incoming: str, schema: str) -> None:
    if _value(cursor, ddl.comment_of_schema(schema)) is not None:
        outgoing = incoming.replace("_incoming_", "_outgoing_")
        cursor.execute(f"alter schema {ddl.quoted(schema)} rename to {ddl.quoted(outgoing)}")
    cursor.execute(f"alter schema {ddl.quoted(incoming)} rename to {ddl.quoted(schema)}")


def _clear_away(server: dbapi.Connection, cursor: dbapi.Cursor, schema: str) -> tuple[Wording, ...]:
    """Drop what earlier exports left; tables that are being read, or that views of others stand on, stay."""
    cursor.execute(ddl.outgoing_schemas(schema))
    notes = []
    for (outgoing,) in cursor.fetchall():
        try:
            cursor.execute(f"set local lock_timeout = '{PATIENCE}'")
            cursor.execute(ddl.tables_of(outgoing))
            tables = ", ".join(f"{ddl.quoted(outgoing)}.{ddl.quoted(name)}" for (name,) in cursor.fetchall())
            if tables:
                cursor.execute(f"drop table {tables}")
            cursor.execute(f"drop schema {ddl.quoted(outgoing)}")
            server.commit()
        except adbc_driver_manager.Error as refusal:
            server.rollback()
            reason = str(refusal).splitlines()[0]
            zh = f"旧表仍在使用，暂留于 {outgoing}，下次导出时清除：{reason}"
            notes.append(Wording(zh, f"Old tables are in use and stay in {outgoing} until the next export: {reason}"))
    return tuple(notes)


def _value(cursor: dbapi.Cursor, query: str) -> object:
    cursor.execute(query)
    row = cursor.fetchone()
    return row[0] if row else None
