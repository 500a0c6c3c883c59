"""Write, audit, publish: the steps of ``gouji build``, in the only order they are allowed.

Everything happens in the build file. The live file is touched by the last step alone, after the audit's integrity suite
has passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gouji import acknowledgements, audit, transform
from gouji.errors import NothingIngested, UnreadableInput
from gouji.progress import Progress
from gouji.warehouse import Warehouse

if TYPE_CHECKING:
    from expectations.results import AuditResult
    from ingest.run import IngestSummary


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What a finished build did; ``ingested`` is None when it was given no path."""

    ingested: IngestSummary | None
    node_count: int
    audited: AuditResult


def build(warehouse: Warehouse, paths: Sequence[Path], jobs: int, progress: Progress) -> BuildOutcome:
    """Ingest, transform, audit and publish.

    Raises:
        NothingIngested: no path was given and nothing was ingested before.
        UnreadableInput: a path does not exist, or a manifest cannot be used.
        AcknowledgementInvalid: a row of the known discrepancies cannot be used.
        PublishBlocked: dbt or the audit failed; the live file is as it was.
    """
    acknowledgements.read_acknowledgements()
    with warehouse.exclusively():
        if not paths and not warehouse.build_file.exists():
            raise NothingIngested(warehouse.live_file)
        ingested = ingest_documents(warehouse, paths, jobs, progress) if paths else None
        with progress.phase("构建 Transforming") as advance:
            node_count = transform.run_dbt(warehouse, advance)
        with progress.phase("审计 Auditing"):
            audited = audit.run_gate(warehouse.build_file)
        audit.require_integrity(audited)
        with progress.phase("发布 Publishing"):
            warehouse.publish()
    return BuildOutcome(ingested, node_count, audited)


def ingest_documents(warehouse: Warehouse, paths: Sequence[Path], jobs: int, progress: Progress) -> IngestSummary:
    """Read documents into the build file; the caller holds the warehouse.

    Raises:
        UnreadableInput: a path does not exist, or a manifest cannot be used.
    """
    from ingest.errors import IngestError
    from ingest.run import ingest

    try:
        with progress.phase("读取 Reading") as advance:
            return ingest(paths, warehouse.build_file, jobs, advance)
    except IngestError as error:
        raise UnreadableInput(error.message_zh, error.message_en) from error
