"""What the word processor layouts share: the parts of a DOCX, and tables with merged cells as its markup."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from forge.document import Heading, PrintedReport
from forge.grid import Grid, GridCell, Slot, slots
from forge.layouts.package import packed

CellWriter = Callable[[GridCell], str]
ParagraphWriter = Callable[[str, bool], str]

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = f"""{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{WORD_TYPE}.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
PACKAGE_RELATIONS = f"""{XML}<Relationships xmlns="{RELATIONS}">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""
DOCUMENT_RELATIONS = f"""{XML}<Relationships xmlns="{RELATIONS}">
<Relationship Id="rId1" Type="{OFFICE}/footer" Target="footer1.xml"/>
</Relationships>"""
FOOTER = (
    f"{XML}<w:ftr {NAMESPACES}><w:p><w:r><w:t>— </w:t></w:r>"
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>4</w:t></w:r></w:fldSimple><w:r><w:t> —</w:t></w:r></w:p></w:ftr>'
)
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
    "</w:sectPr>"
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# Twentieths of a point between the margins of a page.
TEXT_WIDTH = 8306


def write_text(text: str) -> str:
    """Text as the content of a run: breaks within a cell as ``w:br``."""
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))


def write_table(grid: Grid, cell: CellWriter) -> str:
    """One table: ``gridSpan`` for merged columns, ``vMerge`` for merged rows."""
    width = TEXT_WIDTH // grid.width
    columns = f'<w:gridCol w:w="{width}"/>' * grid.width
    rows = "\n".join(_row(line, width, cell) for line in slots(grid))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>\n{rows}\n</w:tbl>'
    )


def _row(line: list[Slot], width: int, cell: CellWriter) -> str:
    cells = "".join(_cell(slot, width, cell) for slot in line if slot.begins_column)
    return f'<w:tr><w:trPr><w:trHeight w:val="454"/><w:jc w:val="center"/></w:trPr>{cells}</w:tr>'


def _cell(slot: Slot, width: int, cell: CellWriter) -> str:
    span = f'<w:gridSpan w:val="{slot.cell.colspan}"/>' if slot.cell.colspan > 1 else ""
    begins = ' w:val="restart"' if slot.begins_row else ""
    merge = f"<w:vMerge{begins}/>" if slot.cell.rowspan > 1 else ""
    content = cell(slot.cell) if slot.begins_row else "<w:p/>"
    size = f'<w:tcW w:w="{width * slot.cell.colspan}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{size}{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def write_document(report: PrintedReport, paragraph: ParagraphWriter, cell: CellWriter) -> bytes:
    """The whole file: title, headings, paragraphs and tables in reading order."""
    parts = [paragraph(report.title, True)] if report.title else []
    for block in report.blocks:
        if isinstance(block, Grid):
            # Two tables without a paragraph between them would be one.
            parts += [write_table(block, cell), "<w:p/>"]
        else:
            parts.append(paragraph(block.text, isinstance(block, Heading)))
    body = "\n".join(parts)
    return _package(f"{XML}<w:document {NAMESPACES}><w:body>\n{body}\n{SECTION}</w:body></w:document>", report.title)


def _package(document: str, title: str) -> bytes:
    properties = (
        f'{XML}<cp:coreProperties xmlns:cp="{RELATIONS.replace("relationships", "metadata/core-properties")}" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/footer1.xml": FOOTER,
        "docProps/core.xml": properties,
    }
    return packed(members)
