"""``gouji corrections``: what an agency would have to mend, ready to be sent to it."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.options import lang_option, warehouse_option


@click.command("corrections")
@click.argument("agency")
@click.argument("year", type=int, required=False)
@click.option(
    "--format", "form", type=click.Choice(["xlsx", "md"]), help="By default what --output ends in, else md. 格式。"
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it; Markdown goes to stdout without it. 写入的文件。",
)
@warehouse_option
@lang_option
def command(agency: str, year: int | None, form: str | None, output: Path | None, warehouse: Path, lang: str) -> None:
    """Write the correction list of an agency, ready to send. 生成可直接发给机关的更正清单。

    AGENCY is a name, a part of one that no other agency shares, or a region code. Without YEAR: all years.
    """
    from gouji import reports
    from gouji.console import results_console
    from gouji.corrections import read_corrections
    from gouji.corrections.files import format_of, written
    from gouji.database import read_marts
    from gouji.warehouse import Warehouse

    chosen = format_of(form, output)
    live_file = Warehouse.at(warehouse).live_file
    with read_marts(live_file) as connection:
        found = reports.find_reports(connection, agency, year, live_file)
        lists = read_corrections(connection, [report.report_id for report in found])
    file = written(lists, chosen, lang, output)
    if file:
        results_console().print(file, markup=False, soft_wrap=True)
