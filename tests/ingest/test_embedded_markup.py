"""Pages that bring their tables in another guise, and pages saved as one file."""

from __future__ import annotations

import json
from base64 import encodebytes
from html import escape
from urllib.parse import quote

import pytest

from forge import balanced, render
from ingest.documents import Line, Table
from ingest.errors import Rejection
from ingest.readers import read
from ingest.report import read_report

PAGE = render(balanced(3), "html_spans").content
TEXT = PAGE.decode()
CELLS = read_report(PAGE, "a.html").alignment.cells
FIGURES = {cell[:3]: cell.printed_text for cell in CELLS}
BODY = TEXT[TEXT.index("<body") : TEXT.index("</body>")].partition(">")[2]
BOUNDARY = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'


def figures(markup: str) -> dict[tuple[str, str, str], str]:
    return {cell[:3]: cell.printed_text for cell in read_report(markup.encode(), "a.html").alignment.cells}


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<script>var content = {json.dumps(BODY, ensure_ascii=True)};</script>",
        f"<script>show('{quote(BODY)}')</script>",
        f"<script type='text/template'>{BODY}</script>",
        f"<textarea style='display:none'>{escape(BODY)}</textarea>",
        f"<template>{BODY}</template>",
        f'<iframe srcdoc="{escape(BODY)}"></iframe>',
    ],
    ids=["string", "percent signs", "template script", "textarea", "template", "frame with its document"],
)
def test_tables_in_another_guise_are_read(wrapped: str) -> None:
    assert FIGURES
    assert figures(f"<html><head><title>年报</title></head><body>{wrapped}</body></html>") == FIGURES


def part(kind: str, encoding: str, content: bytes) -> bytes:
    return f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + content + b"\r\n"


def test_of_a_page_saved_with_its_frames_and_pictures_the_page_is_read() -> None:
    frame = part('text/html; charset="utf-8"', "8bit", b"<p>navigation</p>")
    page = part('text/html; charset="utf-8"', "base64", encodebytes(PAGE))
    picture = part("image/png", "base64", encodebytes(b"\x89PNG"))
    saved = BOUNDARY + frame + page + picture + b"--b--\r\n"
    assert read_report(saved, "a.mht").alignment.cells == CELLS


def test_a_saved_page_without_a_page_is_damaged() -> None:
    with pytest.raises(Rejection) as caught:
        read(BOUNDARY + part("image/png", "base64", encodebytes(b"\x89PNG")) + b"--b--\r\n", "a.mht")
    assert caught.value.reason_code == "damaged_document"


@pytest.mark.parametrize("program", ["PowerPoint.Show"])
def test_slides_in_office_xml_are_refused_by_name(program: str) -> None:
    with pytest.raises(Rejection) as caught:
        read(f'<?xml version="1.0"?>\n<?mso-application progid="{program}"?>\n<x/>'.encode(), "a.xml")
    assert caught.value.reason_code == "unsupported_format"


@pytest.mark.parametrize("program", ["Word.Document", "Excel.Sheet"])
def test_office_xml_of_2003_without_a_document_is_refused(program: str) -> None:
    with pytest.raises(Rejection):
        read_report(f'<?xml version="1.0"?>\n<?mso-application progid="{program}"?>\n<x/>'.encode(), "a.xml")


def test_a_short_script_met_again_is_numbered_by_the_page_it_stands_in() -> None:
    script = "<script>var tpl = '<p>甲</p><table><tr><td>乙</td></tr></table><p>丙</p>';</script>"
    table = "<table><tr><td>1</td></tr></table>"
    first = read(f"<body>{script}<p>一</p></body>".encode(), "a.html")
    again = read(f"<body>{script}<p>一</p>{table}<p>二</p></body>".encode(), "a.html")

    assert [block.locator for block in first.blocks if isinstance(block, Line)] == ["line 1", "line 2", "line 4"]
    assert [block.locator for block in again.blocks if isinstance(block, Line)] == [
        "line 1",
        "line 3",
        "line 4",
        "line 6",
    ]
    assert [block.locators[0][:7] for block in again.blocks if isinstance(block, Table)] == ["table 1", "table 2"]


def test_a_short_script_met_again_is_hidden_where_its_own_style_says_so() -> None:
    seen, hidden = (
        f"<body><script>var tpl = '<table><tr><td {style}>7</td></tr></table>';</script></body>".encode()
        for style in ("", "style=font-size:0")
    )
    texts = [
        [list(b.texts) for b in read(page, "a.html").blocks if isinstance(b, Table)] for page in (seen, hidden) * 2
    ]

    assert texts == [[["7"]], [[""]], [["7"]], [[""]]]


def test_an_escape_before_a_digit_is_not_the_digit() -> None:
    # In a program \3 is a character in octal; in a damaged one nobody knows. Either way nobody printed 33.
    page = r'<script>var content = "<table><tr><td>\u89c4\u7ae0</td><td>3\3</td></tr></table>";</script>'
    (table,) = read(page.encode(), "a.html").blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells] == ["规章", r"3\3"]
