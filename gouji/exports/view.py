"""The closing summary of an export on stdout."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gouji.exports.addresses import without_password
from gouji.exports.outcome import Export


def print_export(console: Console, export: Export, destination: str) -> None:
    """Rows of each table, what to know about them, and where they are."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("数据表 Table")
    table.add_column("行 Rows", justify="right")
    for exported in export.tables:
        table.add_row(Text(exported.name), f"{exported.row_count:,}")
    console.print(table)
    for note in export.notes:
        console.print(Text(f"注意 {note.zh}"))
        console.print(Text(f"Note {note.en}"))
    console.print(Text.assemble(("已导出 Exported ", "bold"), without_password(destination)), soft_wrap=True)
