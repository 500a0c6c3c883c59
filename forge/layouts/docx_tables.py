"""DOCX as a careful clerk makes it: one table for each section, merged cells, a paragraph a cell."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import GridCell
from forge.layouts.base import FORMS, Layout
from forge.layouts.docx_package import write_document, write_text

FONT = '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>'


def write(report: PrintedReport) -> bytes:
    """A document with plain runs."""
    return write_document(report, _paragraph, _cell)


def _paragraph(text: str, is_heading: bool) -> str:
    bold = "<w:b/>" if is_heading else ""
    properties = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640" w:firstLineChars="200"/>'
    run = f'<w:r><w:rPr>{FONT}{bold}<w:sz w:val="32"/></w:rPr>{write_text(text)}</w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _cell(cell: GridCell) -> str:
    run = f'<w:r><w:rPr>{FONT}<w:sz w:val="21"/></w:rPr>{write_text(cell.text)}</w:r>' if cell.text else ""
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p>'


LAYOUT = Layout(
    name="docx_tables",
    summary="a word processor's tables, merged by gridSpan and vMerge",
    family="office",
    suffix=".docx",
    forms=FORMS,
    write=write,
)
