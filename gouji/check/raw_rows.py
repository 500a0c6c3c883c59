"""Outcomes -> files with rows of the raw tables, written where the documents are read: in a process without DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from gouji import __version__
from gouji.check.raw_files import NUL, NUL_ON_THE_WAY, NULL, Files
from ingest.containers.walk import Found
from ingest.shards import Outcome, Shard, storable
from ingest.sources import ManifestEntry

LOAD_ID = "check"

Rows = Sequence[tuple[Any, ...]]


def rows_of_documents(outcomes: Iterable[Outcome]) -> Mapping[str, Rows]:
    """The rows of the raw tables about documents, as a load of the warehouse would have them."""
    shard = Shard(__version__, LOAD_ID)
    for outcome in outcomes:
        shard.add(outcome)
    return shard.rows


def rows_of_run(found: Iterable[Found], entries: Iterable[ManifestEntry]) -> Mapping[str, Rows]:
    """The rows of the raw tables about a run: every address, and what manifests say."""
    distinct = {(one.source_uri, one.document_id): one for one in found}.values()
    return {
        "sources": [(one.source_uri, one.document_id, one.byte_count, LOAD_ID, LOAD_ID) for one in distinct],
        "manifest_entries": [(*entry, LOAD_ID) for entry in entries],
    }


def write_rows(tables: Mapping[str, Rows], folder: Path, name: str) -> Files:
    """One file a table, ``<table>-<name>.csv``."""
    return {table: [_write(rows, folder / f"{table}-{name}.csv")] for table, rows in tables.items() if rows}


def _write(rows: Rows, file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(",".join(map(_written, row)) + "\n" for row in rows)
    return file


def _written(value: object) -> str:
    if value is None:
        return NULL
    text = value if isinstance(value, str) else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = str(storable(text))
    return '"' + text.replace('"', '""').replace(NUL, NUL_ON_THE_WAY) + '"'
