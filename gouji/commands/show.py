"""``gouji show``: one report as it was printed, findings marked in place."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.options import lang_option, warehouse_option


@click.command("show")
@click.argument("agency")
@click.argument("year", type=int)
@warehouse_option
@lang_option
def command(agency: str, year: int, warehouse: Path, lang: str) -> None:
    """Show a report's tables as printed, findings marked in place. 按原样显示报表并标出问题。

    AGENCY is a name, a part of one that no other agency shares, or a region code.
    """
    from gouji import report_view, reports
    from gouji.console import results_console
    from gouji.database import read_marts
    from gouji.warehouse import Warehouse

    live_file = Warehouse.at(warehouse).live_file
    with read_marts(live_file) as connection:
        found = reports.find_reports(connection, agency, year, live_file)
        pages = [reports.read_report(connection, report) for report in found]
    console = results_console()
    for page in pages:
        report_view.print_report(console, page, lang)
