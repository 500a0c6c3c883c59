"""Raw rows as Polars frames: what a worker hands over as Parquet, one file a table and chunk.

The columns and types of every raw table are declared in ``models/staging/_raw__sources.yml`` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.records import record
from ingest.report import ReadDocument, ReadReport

# Polars takes most of a second to import, and reading one document for a check needs none of it.
if TYPE_CHECKING:
    import polars as pl

DECLARATION = Path(__file__).resolve().parent.parent / "models" / "staging" / "_raw__sources.yml"
POLARS_TYPES: Mapping[str, str] = {
    "varchar": "String",
    "bigint": "Int64",
    "integer": "Int32",
    "date": "Date",
    "timestamp": "Datetime",
    "boolean": "Boolean",
}
DOCUMENT_TABLES = ("documents", "reports", "cells", "unmapped_rows", "paragraphs", "rejects")
"""Tables that reading a document fills; the others belong to the run."""


@lru_cache(maxsize=1)
def raw_columns() -> dict[str, dict[str, str]]:
    """Table name -> column name -> data type, in declared order."""
    import yaml

    declared = yaml.safe_load(DECLARATION.read_text(encoding="utf-8"))
    (source,) = declared["sources"]
    return {table["name"]: {c["name"]: c["data_type"] for c in table["columns"]} for table in source["tables"]}


def frame(table: str, rows: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows of one raw table, values in declared column order."""
    import polars as pl

    schema = {name: getattr(pl, POLARS_TYPES[data_type]) for name, data_type in raw_columns()[table].items()}
    values = list(rows)
    try:
        return pl.DataFrame(values, schema=schema, orient="row")
    except UnicodeEncodeError:
        return pl.DataFrame([tuple(map(storable, row)) for row in values], schema=schema, orient="row")


def storable(value: object) -> object:
    """Halves of characters (``\\ud83d``), as scripts write them, put together; a half alone is no character."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@record
class Outcome:
    """What became of one document at one address: its reports, or a reason."""

    document_id: str
    source_uri: str
    document: ReadDocument | None
    reason_code: str = ""
    detail: str = ""


@dataclass(slots=True)
class Shard:
    """Rows of all document tables for one chunk of documents."""

    reader_version: str
    load_id: str
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table: [] for table in DOCUMENT_TABLES})

    def add(self, outcome: Outcome) -> None:
        """Take in one outcome."""
        document, run = outcome.document, (self.reader_version, self.load_id)
        if document is None:
            reason = (outcome.document_id, outcome.source_uri, outcome.reason_code, outcome.detail)
            self.rows["rejects"].append((*reason, *run))
            return
        facts = (document.document_id, document.source_format, document.encoding, document.byte_count)
        self.rows["documents"].append((*facts, *run))
        for ordinal, report in enumerate(document.reports, start=1):
            self._add_report(document.document_id, ordinal, report)

    def _add_report(self, document_id: str, ordinal: int, report: ReadReport) -> None:
        self._add_identity(document_id, ordinal, report)
        self.rows["cells"].extend(
            (report.report_id, *cell, n) for n, cell in enumerate(report.alignment.cells, start=1)
        )
        self.rows["unmapped_rows"].extend(
            (report.report_id, row.table_code, n, *row[1:]) for n, row in enumerate(report.alignment.unmapped, start=1)
        )
        self.rows["paragraphs"].extend(
            (report.report_id, n, p.section_code, p.text, p.locator)
            for n, p in enumerate((p for p in report.paragraphs if not p.is_heading), start=1)
        )

    def _add_identity(self, document_id: str, ordinal: int, report: ReadReport) -> None:
        identity = report.identity
        self.rows["reports"].append(
            (
                report.report_id,
                document_id,
                ordinal,
                identity.title,
                report.form_version,
                identity.agency_name,
                identity.agency_evidence,
                identity.region_code,
                identity.region_evidence,
                identity.report_year,
                identity.year_evidence,
                identity.scope,
                identity.scope_evidence,
                identity.published_date,
            )
        )

    def write(self, folder: Path, name: str) -> None:
        """Hand over: one Parquet file a table, ``<table>-<name>.parquet``."""
        for table, rows in self.rows.items():
            if rows:
                frame(table, rows).write_parquet(folder / f"{table}-{name}.parquet")
