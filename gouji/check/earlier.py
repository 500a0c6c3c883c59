"""``--against``: the reports of the year before, from a published warehouse, brought in beside what is checked.

Only raw rows are taken over: the models of the check decide what follows from them, as they do in a build. Which
reports these are is asked of the agencies that the checked reports name, and of those they succeeded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from gouji.check.engine import Engine
from gouji.check.errors import UnusableWarehouse
from gouji.check.queries import Row
from gouji.database import read_marts

EARLIER = "earlier"
IDENTITIES = "int_report_identities"

# Namesakes of a predecessor come along: which of them is meant is for the models to say.
CANDIDATES = f"""
    with checked_agencies as (
        select distinct agency_id, agency_name, report_year - 1 as report_year
        from {{{IDENTITIES}}} where agency_id is not null and report_year is not null
    )
    select distinct reports.report_id, reports.document_id
    from {EARLIER}.marts.dim_reports as reports
    inner join {EARLIER}.marts.dim_agencies as agencies using (agency_id)
    inner join checked_agencies as checked on reports.report_year = checked.report_year
    left join {{agency_successions}} as successions
        on checked.agency_name = successions.successor_name and agencies.agency_name = successions.predecessor_name
    where (checked.agency_id = reports.agency_id or successions.successor_name is not null)
        and reports.document_id not in (select document_id from gouji.raw.documents)
"""
KEYS = (
    ("report_id", "in (select report_id from brought_in)"),
    ("document_id", "in (select document_id from brought_in)"),
    (
        "source_uri",
        f"in (select source_uri from {EARLIER}.raw.sources where document_id in (select document_id from brought_in))",
    ),
)
"""How a row of a raw table is told to belong to a report that is brought in, by the first column that it has."""


def bring_in(engine: Engine, warehouse: Path) -> int:
    """Add the raw rows of last year's reports; how many reports these are. The warehouse is opened read-only.

    Raises:
        WarehouseMissing, WarehouseNotBuilt, WarehouseBusy, WarehouseUnreadable: it cannot be opened.
        UnusableWarehouse: another version built it.
    """
    with _attached(engine, warehouse):
        try:
            with engine.tried(IDENTITIES):
                candidates = engine.rows(CANDIDATES)
            if candidates:
                _remember(engine.connection, candidates)
                for table, columns in engine.raw_columns.items():
                    _copy(engine.connection, table, columns)
        except duckdb.Error as error:
            raise UnusableWarehouse(warehouse, str(error).splitlines()[:1]) from error
    return len(candidates)


@contextmanager
def _attached(engine: Engine, warehouse: Path) -> Iterator[None]:
    with read_marts(warehouse):
        pass
    path = str(warehouse).replace("'", "''")
    engine.connection.execute(f"attach '{path}' as {EARLIER} (read_only)")
    try:
        yield
    finally:
        engine.connection.execute(f"detach {EARLIER}")


def _remember(connection: duckdb.DuckDBPyConnection, candidates: Sequence[Row]) -> None:
    """As a table, since what was made while the models were tried is gone."""
    connection.execute("create temp table brought_in (report_id varchar, document_id varchar)")
    connection.executemany("insert into brought_in values (?, ?)", [list(row) for row in candidates])


def _copy(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
    """The rows of one raw table that belong to the reports; tables about loads and rejections have none."""
    condition = next((f"{key} {among}" for key, among in KEYS if key in columns and table != "rejects"), None)
    if condition is not None:
        listed = ", ".join(f'"{name}"' for name in columns)
        source = f'select {listed} from {EARLIER}.raw."{table}" where {condition}'
        connection.execute(f'insert into gouji.raw."{table}" ({listed}) {source}')
