"""DOCX after many hands: text cut into runs at every edit, labels in two paragraphs, changes tracked, parts hidden."""

from __future__ import annotations

import re

from forge.document import PrintedReport
from forge.grid import GridCell, Role
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.docx_package import write_document, write_text

# A label longer than this wraps into a second paragraph of the cell; a piece is what one run holds at most.
WRAPPED_AFTER = 16
PIECE = 3
# Digits and full stops are set in another font than the characters around them.
RUNS = re.compile(r"[0-9.]+|\n|[^0-9.\n]+")
CHINESE = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
LATIN = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr>'
CHANGE = 'w:id="7" w:author="科员" w:date="2022-01-20T09:00:00Z"'
DELETED = f'<w:del {CHANGE}><w:r w:rsidDel="00A1"><w:delText>91</w:delText></w:r></w:del>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>82</w:t></w:r>"
SPELLING = '<w:proofErr w:type="spellStart"/>'


def write(report: PrintedReport) -> bytes:
    """A document whose text is in pieces."""
    return write_document(report, _paragraph, _cell)


def _paragraph(text: str, is_heading: bool) -> str:
    mark = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>' if is_heading else ""
    return f'<w:p w14:paraId="2D0C1A77"><w:pPr><w:pStyle w:val="a3"/></w:pPr>{mark}{_runs(text, len(text))}</w:p>'


def _cell(cell: GridCell) -> str:
    if cell.role is Role.FIGURE:
        return f"<w:p>{DELETED}{_inserted(cell.text)}{HIDDEN}</w:p>"
    return "".join(f"<w:p>{_runs(line, PIECE)}</w:p>" for line in _paragraphs(cell.text))


def _inserted(text: str) -> str:
    """A figure typed while changes were tracked, in a content control."""
    run = f"<w:ins {CHANGE}><w:r>{LATIN}{write_text(text)}</w:r></w:ins>" if text else ""
    return f'<w:sdt><w:sdtPr><w:id w:val="12"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'


def _paragraphs(text: str) -> list[str]:
    if "\n" in text or len(text) <= WRAPPED_AFTER:
        return [text]
    return [text[:WRAPPED_AFTER], text[WRAPPED_AFTER:]]


def _runs(text: str, piece: int) -> str:
    return SPELLING.join(_run(run, piece) for run in RUNS.findall(text))


def _run(run: str, piece: int) -> str:
    if run == "\n":
        return "<w:r><w:br/></w:r>"
    if run[0] in "0123456789.":
        return f"<w:r>{LATIN}{write_text(run)}</w:r>"
    pieces = (run[n : n + piece] for n in range(0, len(run), max(piece, 1)))
    return "".join(f"<w:r>{CHINESE}{write_text(part)}</w:r>" for part in pieces)


LAYOUT = Layout(
    name="docx_word_split_runs",
    summary="a word processor's tables with text cut into runs, tracked changes, hidden text and content controls",
    family="office",
    suffix=".docx",
    forms=STATUTORY,
    write=write,
)
