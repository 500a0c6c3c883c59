"""``gouji audit``: the gate, without publishing."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.options import warehouse_option


@click.command("audit")
@warehouse_option
@click.option(
    "--docs",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write Great Expectations' Data Docs to this folder. 将 Data Docs 写入此文件夹。",
)
def command(warehouse: Path, docs: Path | None) -> int:
    """Check what dbt built against every expectation. 审计构建结果，从不发布。

    Looks at the build file, or at a copy of the published file if there is none. Exits with 3 if integrity does not
    hold.
    """
    from gouji import audit, audit_view
    from gouji.console import results_console
    from gouji.progress import progress_on_stderr
    from gouji.warehouse import Warehouse

    target = Warehouse.at(warehouse)
    with progress_on_stderr().phase("审计 Auditing"):
        result = audit.audit_warehouse(target, docs)
    audit_view.print_audit(results_console(), result)
    audit.require_integrity(result)
    return 0
