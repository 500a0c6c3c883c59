"""Markdown with one pipe table a statutory table; spans become blank cells."""

from __future__ import annotations

from forge.document import Heading, PrintedReport
from forge.grid import Grid, Slot, slots
from forge.layouts.base import FORMS, Layout


def write(report: PrintedReport) -> str:
    """Headings, paragraphs and pipe tables, a blank line between."""
    parts = [f"# {report.title}"] if report.title else []
    for block in report.blocks:
        if isinstance(block, Grid):
            parts.append(write_table(block))
        else:
            parts.append(f"## {block.text}" if isinstance(block, Heading) else block.text)
    return "\n\n".join(parts) + "\n"


def write_table(grid: Grid) -> str:
    """The first printed row becomes the header that Markdown demands."""
    first, *others = (_line([_text(slot) for slot in line]) for line in slots(grid))
    return "\n".join([first, _line(["---"] * grid.width), *others])


def _line(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _text(slot: Slot) -> str:
    if not (slot.begins_row and slot.begins_column):
        return ""
    return slot.cell.text.replace("|", "\\|").replace("\n", "<br>")


LAYOUT = Layout(
    name="markdown_pipes",
    summary="one Markdown pipe table a statutory table, spans as blank cells",
    family="markdown",
    suffix=".md",
    forms=FORMS,
    write=write,
)
