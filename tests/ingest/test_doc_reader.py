"""DOC and WPS: told apart from other compound files, read by way of LibreOffice where it is installed."""

from __future__ import annotations

import os
import select
import stat
import struct
from pathlib import Path

import pytest

from forge import balanced, render
from forge.grid import GridCell, slots
from forge.model import ReportFigures
from forge.tables import build_grid
from ingest.align import align
from ingest.errors import Rejection
from ingest.locate import locate
from ingest.readers import doc, read
from ingest.readers.compound import read_compound

FIXTURES = Path(__file__).parents[1] / "fixtures" / "office"
DOC, XLS = FIXTURES / "tracked_changes.doc", FIXTURES / "merged_cells.xls"
WORD_SIGNATURE = b"\xec\xa5"
SECTOR = 512
END_OF_CHAIN, FREE, DIRECTORY_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 1
# In seconds: a killed process may still be at it on a busy machine, but it would have slept for a minute.
LONG_BEFORE_IT_ENDS_BY_ITSELF = 20
needs_libreoffice = pytest.mark.skipif(
    doc.find_libreoffice() is None, reason="DOC is read by way of LibreOffice, which is not installed here"
)


def compound(*streams: str) -> bytes:
    """A compound file of empty streams: a header, an allocation table, a directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack(
        "<IIIIIIIII", 1, DIRECTORY_SECTOR, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0, 0
    )
    header = header.ljust(SECTOR, b"\xff")
    table = struct.pack("<II", 0xFFFFFFFD, END_OF_CHAIN).ljust(SECTOR, b"\xff")
    entries = b"".join(_entry(name, 5 if name == "Root Entry" else 2) for name in ("Root Entry", *streams))
    return header + table + entries.ljust(SECTOR, b"\0")


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + b"\xff" * 12
    return entry.ljust(128, b"\0")


def rejected(content: bytes) -> tuple[str, str]:
    with pytest.raises(Rejection) as caught:
        read(content, "report.doc")
    return caught.value.reason_code, caught.value.detail


def test_streams_are_told_whatever_their_case() -> None:
    assert "WordDocument" in read_compound(DOC.read_bytes())
    assert "workbook" in read_compound(XLS.read_bytes())
    assert set(read_compound(compound("WordDocument", "Data")).streams) == {"WORDDOCUMENT", "DATA"}


@pytest.mark.parametrize(
    ("stream", "rejection"),
    [
        ("PowerPoint Document", ("unsupported_format", "PPT")),
        ("FileHeader", ("unsupported_format", "HWP")),
        ("Contents", ("unsupported_format", "OLE")),
        ("EncryptedPackage", ("encrypted_document", "DOCX, XLSX")),
    ],
)
def test_other_compound_files_are_rejected_by_name(stream: str, rejection: tuple[str, str]) -> None:
    assert rejected(compound(stream)) == rejection


def test_a_password_is_seen_before_libreoffice_is_asked() -> None:
    content = bytearray(DOC.read_bytes())
    begins = content.index(WORD_SIGNATURE)
    content[begins + 11] |= 1
    assert rejected(bytes(content)) == ("encrypted_document", "DOC")


def test_without_libreoffice_the_rejection_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert rejected(DOC.read_bytes()) == ("needs_libreoffice", doc.TO_INSTALL)


def libreoffice(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_a_conversion_that_hangs_is_ended_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doc, "TIME_LIMIT", 1)
    libreoffice(monkeypatch, tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    assert rejected(DOC.read_bytes())[0] == "damaged_document"
    child = int((tmp_path / "child").read_text())
    try:
        ended = os.pidfd_open(child)
    except ProcessLookupError:
        return  # gone, and nobody's
    try:
        assert select.select([ended], [], [], LONG_BEFORE_IT_ENDS_BY_ITSELF)[0]
    finally:
        os.close(ended)


def test_a_conversion_that_makes_nothing_is_damage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    libreoffice(monkeypatch, tmp_path, "exit 0")
    assert rejected(DOC.read_bytes()) == ("damaged_document", "LibreOffice could not open it")


@needs_libreoffice
def test_a_document_is_read_as_printed() -> None:
    figures = balanced(5, "form_2021")
    expected = {tuple(code): text for code, text in render(figures, "docx_word_split_runs").expected.items()}
    document = read(DOC.read_bytes(), "report.doc")
    cells = align(locate(document).rows).cells
    found = {(c.table_code, c.row_code, c.column_code): c.printed_text for c in cells if c.problem_code is None}
    assert found == expected
    assert document.source_format == "doc"


@needs_libreoffice
@pytest.mark.parametrize(
    ("layout", "target", "source_format"),
    [
        ("docx_tables", "rtf:Rich Text Format", "rtf"),
        ("docx_tables", "odt:writer8", "odt"),
        ("docx_tables", "xml:MS Word 2003 XML", "word_xml"),
        ("xlsx_sheet", "ods:calc8", "ods"),
    ],
)
def test_other_office_formats_are_read_as_printed(layout: str, target: str, source_format: str) -> None:
    forged = render(balanced(5, "form_2021"), layout)
    document = read(doc.convert(forged.content, forged.suffix, target), "report")
    cells = align(locate(document).rows).cells
    found = {(c.table_code, c.row_code, c.column_code): c.printed_text for c in cells if c.problem_code is None}
    assert found == {tuple(code): text for code, text in forged.expected.items()}
    assert document.source_format == source_format


def excel_xml(figures: ReportFigures) -> bytes:
    """A workbook as Excel wrote it in 2003 where it was told to write XML."""
    rows: list[str] = []
    for table in figures.form.tables:
        for line in slots(build_grid(table, figures)):
            begun = [(n, s.cell) for n, s in enumerate(line, start=1) if s.begins_row and s.begins_column]
            rows.append("".join(_excel_cell(column, cell) for column, cell in begun))
        rows.append("")
    sheet = "".join(f"<Row>{row}</Row>" for row in rows)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Sheet1"><Table>{sheet}</Table></Worksheet>'
        "</Workbook>"
    ).encode()


def _excel_cell(column: int, cell: GridCell) -> str:
    spans = f'ss:Index="{column}" ss:MergeAcross="{cell.colspan - 1}" ss:MergeDown="{cell.rowspan - 1}"'
    return f'<Cell {spans}><Data ss:Type="String">{cell.text}</Data></Cell>'


@needs_libreoffice
def test_workbooks_in_xml_of_2003_are_read_as_printed() -> None:
    figures = balanced(5, "form_2021")
    document = read(excel_xml(figures), "report.xls")
    cells = align(locate(document).rows).cells
    found = {(c.table_code, c.row_code, c.column_code): c.printed_text for c in cells if c.problem_code is None}
    assert found == {tuple(code): text for code, text in figures.cells.items()}
    assert document.source_format == "excel_xml"


@pytest.mark.parametrize("content", [rb"{\rtf1\ansi report}"])
def test_without_libreoffice_rtf_is_rejected_alike(
    content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert rejected(content) == ("needs_libreoffice", doc.TO_INSTALL)
