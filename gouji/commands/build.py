"""``gouji build``: documents to a published warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.options import jobs_option, paths_argument, warehouse_option
from gouji.severities import FAIL_ON, NEVER, at_or_above

EXIT_FINDINGS = 1


@click.command("build")
@paths_argument(required=False)
@warehouse_option
@jobs_option
@click.option("--strict", is_flag=True, help="The same as --fail-on critical. 等同于 --fail-on critical。")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="Exit with 1 if an open finding is at least this grave; the warehouse is published all the same. "
    f"有不低于此级别的未确认问题时以 1 退出。 [default: {NEVER}]",
)
def command(paths: tuple[Path, ...], warehouse: Path, jobs: int, strict: bool, fail_on: str | None) -> int:
    """Read reports, build the marts, audit them and publish. 读取、构建、审计并发布。

    PATH is a file, a folder, an archive or a manifest.csv; what was read before is not read again. Without a PATH the
    marts are built anew from what was ingested before.
    """
    if strict and fail_on not in (None, "critical"):
        raise click.UsageError(f"--strict means --fail-on critical, but --fail-on {fail_on} was given")
    from gouji import pipeline, summary, summary_view
    from gouji.console import results_console
    from gouji.progress import progress_on_stderr
    from gouji.warehouse import Warehouse

    target = Warehouse.at(warehouse)
    outcome = pipeline.build(target, paths, jobs, progress_on_stderr())
    figures = summary.read_summary(target.live_file)
    summary_view.print_summary(results_console(), figures, outcome, target.live_file)
    threshold = fail_on or ("critical" if strict else NEVER)
    return EXIT_FINDINGS if figures.open_findings(at_or_above(threshold)) else 0
