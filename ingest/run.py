"""``gouji ingest``: documents into ``raw``, each read once, every one accounted for."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl

from ingest.containers.walk import Found, Walker
from ingest.load import known_documents, open_raw, write_load
from ingest.readers import trial_formats
from ingest.shards import frame
from ingest.sources import ManifestEntry, Source, discover
from ingest.tasks import Task
from ingest.workers import read_all

HERE = Path(__file__).resolve().parent
READER_VERSION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What one run did. ``source_count`` addresses were given, ``document_count`` different documents among them.

    ``accepted_count`` and ``rejected`` (reason code -> documents) speak of all documents given, read now or before.
    """

    load_id: str
    source_count: int
    document_count: int
    read_count: int
    skipped_count: int
    accepted_count: int
    rejected: Mapping[str, int]
    cell_count: int


def ingest(
    paths: Sequence[Path], database: Path, jobs: int = 1, progress: Callable[[int, int], None] | None = None
) -> IngestSummary:
    """Read documents into the raw schema of a build file; those already read by this reader are passed over.

    Raises:
        InputNotFound: a path does not exist; nothing was read.
        InvalidManifest: a manifest cannot be used; nothing was read.
        duckdb.IOException: another process is writing ``database``.
    """
    started = _now()
    sources, given = discover(paths)
    version = reader_version()
    with open_raw(database) as connection, tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        load_id = _next_load_id(connection)
        contents, entries = _walk(sources, given, Path(folder))
        known = known_documents(connection, version)
        fresh = {f.document_id: f for f in contents if f.document_id not in known}
        tasks = [Task(f.document_id, f.source_uri, f.path, f.place, f.fault) for f in fresh.values()]
        read_all(tasks, Path(folder), version, load_id, jobs, progress or _silent)
        frames = _frames(connection, Path(folder), contents, entries, version, load_id)
        skipped_count = len({f.document_id for f in contents}) - len(fresh)
        counts = (len(contents), len(tasks), skipped_count, frames["rejects"].height)
        frames["loads"] = frame("loads", [(load_id, started, _now(), version, *counts)])
        write_load(connection, Path(folder), frames, [task.document_id for task in tasks])
        return _summary(connection, load_id, contents, len(tasks))


def _walk(
    sources: Sequence[Source], given: Sequence[ManifestEntry], folder: Path
) -> tuple[list[Found], list[ManifestEntry]]:
    """All documents and all that manifests say of them; a manifest on disk outranks one inside an archive."""
    walker = Walker(folder)
    contents = [found for source in sources for found in walker.documents(source)]
    return contents, list({entry.source_uri: entry for entry in (*walker.entries, *given)}.values())


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Changes whenever the readers, the seeds or the formats on trial do, so that documents are then read again."""
    digest = hashlib.sha256(" ".join(sorted(trial_formats())).encode())
    for file in sorted([*HERE.rglob("*.py"), *(HERE.parent / "seeds").glob("*.csv")]):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:READER_VERSION_DIGITS]


def _frames(
    connection: duckdb.DuckDBPyConnection,
    shards: Path,
    contents: Sequence[Found],
    entries: Sequence[ManifestEntry],
    version: str,
    load_id: str,
) -> dict[str, pl.DataFrame]:
    return {
        "sources": frame("sources", [(f.source_uri, f.document_id, f.byte_count, load_id, load_id) for f in contents]),
        "manifest_entries": frame("manifest_entries", [(*entry, load_id) for entry in entries]),
        "rejects": frame("rejects", _rejects_by_address(connection, shards, contents, version, load_id)),
    }


def _rejects_by_address(
    connection: duckdb.DuckDBPyConnection, shards: Path, contents: Sequence[Found], version: str, load_id: str
) -> list[tuple[str, str, str, str, str, str]]:
    """A rejected document has a row for each of its addresses, also those met only now."""
    reasons: dict[str, tuple[str, str]] = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            "select document_id, reason_code, detail from raw.rejects where reader_version = ?", [version]
        ).fetchall()
    }
    for shard in sorted(shards.glob("rejects-*.parquet")):
        reasons.update({row[0]: (row[2], row[3]) for row in pl.read_parquet(shard).iter_rows()})
    addresses = {(f.document_id, f.source_uri) for f in contents}
    addresses.update(connection.execute("select document_id, source_uri from raw.sources").fetchall())
    return [
        (document_id, uri, *reasons[document_id], version, load_id)
        for document_id, uri in sorted(addresses)
        if document_id in reasons
    ]


def _summary(
    connection: duckdb.DuckDBPyConnection, load_id: str, contents: Sequence[Found], read_count: int
) -> IngestSummary:
    given = {f.document_id for f in contents}
    rejected: Counter[str] = Counter()
    for document_id, reason in connection.execute(
        "select distinct document_id, reason_code from raw.rejects"
    ).fetchall():
        if document_id in given:
            rejected[reason] += 1
    (cell_count,) = connection.execute("select count(*) from raw.cells").fetchone() or (0,)
    return IngestSummary(
        load_id=load_id,
        source_count=len(contents),
        document_count=len(given),
        read_count=read_count,
        skipped_count=len(given) - read_count,
        accepted_count=len(given) - sum(rejected.values()),
        rejected=dict(sorted(rejected.items())),
        cell_count=cell_count,
    )


def _next_load_id(connection: duckdb.DuckDBPyConnection) -> str:
    (count,) = connection.execute("select count(*) from raw.loads").fetchone() or (0,)
    return f"load-{count + 1:06d}"


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def _silent(done: int, total: int) -> None:
    """No one is watching."""
