"""Office layouts: their parts hold every figure once and in order, looked up without the readers under test."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlrd

from forge import LAYOUTS, distinct_primes, render
from forge.model import SYNTHETIC_NOTICE

OFFICE = [(n, form) for n, layout in LAYOUTS.items() if layout.family == "office" for form in sorted(layout.forms)]
UNSEEN = re.compile(r"<w:del .*?</w:del>|<w:r><w:rPr><w:vanish/>.*?</w:r>")
RUN_TEXT = re.compile(r"<w:t[ >][^<]*?>?([^<>]*)</w:t>")
CELL = re.compile(r'<c [^>]*?(?: t="(?P<kind>\w+)")?><v>(?P<value>[^<]*)</v>')
STRING = re.compile(r"<si><t[^>]*>([^<]*)</t></si>")


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def printed(content: bytes, suffix: str) -> list[str]:
    """The texts of paragraphs and cells in order."""
    if suffix == ".docx":
        body = UNSEEN.sub("", part(content, "word/document.xml"))
        return [unescape("".join(RUN_TEXT.findall(p))) for p in re.split(r"</w:p>|<w:p/>", body)]
    if suffix == ".xls":
        sheet = xlrd.open_workbook(file_contents=content).sheet_by_index(0)
        cells = (cell for row in range(sheet.nrows) for cell in sheet.row(row))
        return [f"{cell.value:g}" if cell.ctype == xlrd.XL_CELL_NUMBER else str(cell.value) for cell in cells]
    strings = STRING.findall(part(content, "xl/sharedStrings.xml"))
    found = CELL.finditer(part(content, "xl/worksheets/sheet1.xml"))
    return [unescape(strings[int(c["value"])]) if c["kind"] == "s" else c["value"] for c in found]


@pytest.mark.parametrize(("name", "form"), OFFICE)
def test_every_figure_is_printed_once_and_in_order(name: str, form: str) -> None:
    figures = distinct_primes(form)
    document = render(figures, name)
    primes = set(figures.cells.values())
    assert dict(document.expected) == dict(figures.cells)
    assert [t for t in printed(document.content, document.suffix) if t in primes] == list(figures.cells.values())


@pytest.mark.parametrize(("name", "form"), OFFICE)
def test_every_document_says_that_it_is_synthetic(name: str, form: str) -> None:
    document = render(distinct_primes(form), name)
    assert any(SYNTHETIC_NOTICE in text for text in printed(document.content, document.suffix))
