"""``gouji ingest``: documents to raw rows in the build file."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.options import jobs_option, paths_argument, warehouse_option


@click.command("ingest")
@paths_argument(required=True)
@warehouse_option
@jobs_option
def command(paths: tuple[Path, ...], warehouse: Path, jobs: int) -> None:
    """Read reports into raw, without building or publishing. 只读取报告，不构建、不发布。

    PATH is a file, a folder, an archive or a manifest.csv; what was read before is not read again.
    """
    from gouji import pipeline, summary_view
    from gouji.console import results_console
    from gouji.progress import progress_on_stderr
    from gouji.warehouse import Warehouse

    target = Warehouse.at(warehouse)
    with target.exclusively():
        read = pipeline.ingest_documents(target, paths, jobs, progress_on_stderr())
    summary_view.print_ingested(results_console(), read, target.build_file)
