"""``gouji export``: the published marts in another format."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.exports.formats import EXPORT_FORMATS
from gouji.options import warehouse_option


@click.command("export")
@click.argument("destination", metavar="DEST")
@click.option(
    "--format", "export_format", type=click.Choice(EXPORT_FORMATS),
    help="Told from DEST where plain: a folder, FILE.xlsx or postgresql://... 可由目标判断时不必指定。",
)  # fmt: skip
@click.option(
    "--table", "tables", multiple=True, metavar="NAME", help="Only this table; may be repeated. 只导出此表，可重复。"
)
@click.option(
    "--year",
    "years",
    multiple=True,
    type=int,
    metavar="YEAR",
    help="Only this year; may be repeated. 只导出此年度，可重复。",
)
@click.option(
    "--schema", default="marts", show_default=True, metavar="NAME", help="Schema in PostgreSQL. PostgreSQL 中的模式名。"
)
@warehouse_option
def command(
    destination: str,
    export_format: str | None,
    tables: tuple[str, ...],
    years: tuple[int, ...],
    schema: str,
    warehouse: Path,
) -> None:
    """Write the published tables as Parquet, CSV, XLSX or into PostgreSQL. 导出已发布的数据表。

    DEST is a folder (Parquet, or CSV with --format csv), a file ending in .xlsx, or the address of a PostgreSQL
    database (postgresql://user@host/database). What was there is replaced when the new export is complete.
    """
    from gouji.console import results_console
    from gouji.database import read_marts
    from gouji.exports import destination as destinations
    from gouji.exports.catalogue import read_catalogue
    from gouji.exports.view import print_export
    from gouji.progress import progress_on_stderr
    from gouji.warehouse import Warehouse

    chosen = destinations.format_of(destination, export_format)
    if years and chosen == "postgresql":
        raise click.UsageError("--year does not go with PostgreSQL: foreign keys need every year")
    with read_marts(Warehouse.at(warehouse).live_file) as connection:
        marts = read_catalogue(connection, tables)
        with progress_on_stderr().phase("导出 Exporting") as advance:
            exported = destinations.export(connection, marts, destination, chosen, years, schema, advance)
    print_export(results_console(), exported, destination)
