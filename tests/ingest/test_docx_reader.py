"""DOCX as published: merged cells, nesting, tracked changes, hidden parts, and files that are none."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from random import Random

import docx
import pytest

from forge import balanced, render
from ingest.documents import Document, Line, Table
from ingest.errors import Rejection
from ingest.readers import read
from ingest.readers.package import LARGEST_CONTENT

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def packed(**members: bytes | str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def word(body: str, namespace: str = MAIN, **members: str) -> bytes:
    document = f'<w:document xmlns:w="{namespace}" {OTHERS}><w:body>{body}</w:body></w:document>'
    return packed(word__document_xml=document, **members)


def read_body(body: str) -> Document:
    return read(word(body), "report.docx")


def only_table(body: str) -> Table:
    (table,) = [block for block in read_body(body).blocks if isinstance(block, Table)]
    return table


def texts(body: str) -> list[list[str]]:
    return [[cell.text for cell in row.own_cells] for row in only_table(body).rows]


def geometry(body: str) -> list[list[tuple[str, int, int, int]]]:
    return [[(c.text, c.first_column, c.end_column, c.first_row) for c in row.cells] for row in only_table(body).rows]


def prose(body: str) -> list[str]:
    return [block.text for block in read_body(body).blocks if isinstance(block, Line)]


def p(*runs: str) -> str:
    return f"<w:p>{''.join(run if run.startswith('<') else f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def tc(content: str, **properties: str) -> str:
    set_ = "".join(f'<w:{name} w:val="{value}"/>' for name, value in properties.items())
    return f"<w:tc><w:tcPr>{set_}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_a_merged_cell_covers_every_row_and_column_it_reaches() -> None:
    table = tbl(
        tr(tc("A", vMerge="restart"), tc("B", gridSpan="2")),
        tr(tc("", vMerge="continue"), tc("1"), tc("2")),
        tr(tc("C"), tc("3"), tc("4")),
    )
    assert geometry(table) == [
        [("A", 0, 1, 0), ("B", 1, 3, 0)],
        [("A", 0, 1, 0), ("1", 1, 2, 1), ("2", 2, 3, 1)],
        [("C", 0, 1, 2), ("3", 1, 2, 2), ("4", 2, 3, 2)],
    ]


def test_a_row_may_begin_to_the_right_and_older_files_merge_sideways() -> None:
    indented = tr(tc("1"), properties='<w:gridBefore w:val="2"/>')
    assert geometry(tbl(indented)) == [[("1", 2, 3, 0)]]
    assert geometry(tbl(tr(tc("A", hMerge="restart"), tc("", hMerge="continue"), tc("1")))) == [
        [("A", 0, 2, 0), ("1", 2, 3, 0)]
    ]


def test_a_cell_merged_with_nothing_above_it_is_a_cell_of_its_own() -> None:
    table = tbl(tr(tc("A"), tc("B")), tr(tc("5", vMerge="continue", gridSpan="2")))
    assert geometry(table)[1] == [("5", 0, 2, 1)]


def test_two_figures_in_one_cell_never_run_together() -> None:
    row = tr(tc(p("1") + p("2")), tc(p("3", "<w:r><w:br/></w:r>", "4")), tc(p("5", "<w:r><w:tab/></w:r>", "6")))
    assert texts(tbl(row)) == [["1\n2", "3\n4", "5\t6"]]


def test_labels_split_over_runs_and_controls_are_one_text() -> None:
    wrapped = "<w:sdt><w:sdtContent><w:smartTag><w:r><w:t>许</w:t></w:r></w:smartTag></w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    assert texts(tbl(tr(tc(p("行", "政", field, wrapped, "<w:hyperlink><w:r><w:t>可</w:t></w:r></w:hyperlink>"))))) == [
        ["行政许可"]
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = p("<w:del><w:r><w:delText>91</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>19</w:t></w:r></w:ins>")
    deleted_row = tr(tc("7"), properties="<w:del/>")
    assert texts(tbl(tr(tc(changed)), deleted_row)) == [["19"]]


def test_what_word_does_not_show_is_not_read() -> None:
    hidden = "<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>82</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>3</w:t></w:r>'
    tracked = "<w:pPr><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr></w:pPr>"
    assert texts(tbl(tr(tc(p(hidden, shown)), tc(p(tracked, "4", hidden))))) == [["3", "4"]]


def test_a_minus_that_must_not_break_and_symbols_are_characters() -> None:
    minus = p("<w:r><w:noBreakHyphen/><w:t>18</w:t></w:r>")
    symbol = p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    formula = p("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>")
    assert texts(tbl(tr(tc(minus), tc(symbol), tc(formula)))) == [["-18", "\uf0fc", "12"]]


def test_a_picture_in_place_of_a_figure_is_not_blank() -> None:
    picture = p("<w:r><w:drawing><wp:inline/></w:drawing></w:r>")
    floating = p("<w:r><w:drawing><wp:anchor/></w:drawing></w:r>")
    assert texts(tbl(tr(tc(picture), tc(floating), tc("")))) == [["\ufffc", "", ""]]


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        ('<w:drawing><wp:anchor><wp:extent cx="400000" cy="200000"/><pic:pic/></wp:anchor></w:drawing>', "\ufffc"),
        ('<w:drawing><wp:anchor><wp:extent cx="1500000" cy="1500000"/><pic:pic/></wp:anchor></w:drawing>', ""),
        ('<w:drawing><wp:anchor behindDoc="1"><wp:extent cx="9" cy="9"/><pic:pic/></wp:anchor></w:drawing>', ""),
        ('<w:drawing><wp:anchor><wp:extent cx="400000" cy="200000"/></wp:anchor></w:drawing>', ""),
        ('<w:pict><v:shape style="width:20pt;height:9pt"><v:imagedata/></v:shape></w:pict>', "\ufffc"),
        ('<w:pict><v:shape style="position:absolute;width:90pt"><v:imagedata/></v:shape></w:pict>', ""),
        ('<w:pict><v:line from="0,0" to="9,9"/></w:pict>', ""),
    ],
    ids=[
        "small",
        "seal",
        "behind the text",
        "a line",
        "older markup",
        "older markup, floating",
        "older markup, a line",
    ],
)
def test_which_pictures_stand_in_place_of_a_figure(drawn: str, read_as: str) -> None:
    assert texts(tbl(tr(tc(p(f"<w:r>{drawn}</w:r>")), tc(p("<w:r><w:t>7</w:t></w:r>"))))) == [[read_as, "7"]]


def test_a_nested_table_of_one_cell_stays_in_its_cell() -> None:
    assert texts(tbl(tr(tc("许可"), tc(tbl(tr(tc("5"))) + p())))) == [["许可", "5"]]


def test_a_layout_table_is_flowing_text_around_the_inner_tables() -> None:
    layout = tbl(tr(tc(p("标题") + tbl(tr(tc("a"), tc("1"))) + p("尾"))))
    assert texts(layout) == [["a", "1"]]
    assert prose(layout) == ["标题", "尾"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('甲县财政局')}</w:txbxContent>"
    alternative = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert prose(p(f"<w:r>{alternative}</w:r>", "正文")) == ["正文", "甲县财政局"]


def test_paragraphs_are_lines_with_their_number() -> None:
    lines = read_body(p("一") + p() + p("二", "<w:r><w:br/></w:r>", "三")).blocks
    assert lines == (Line("一", "paragraph 1"), Line("二", "paragraph 3"), Line("三", "paragraph 3"))


def test_the_stricter_edition_of_the_standard_is_read_too() -> None:
    strict = word(p("甲"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(strict, "report.docx").blocks == (Line("甲", "paragraph 1"),)


@pytest.mark.parametrize(
    ("title", "read_as"), [("甲县2021年报告", "甲县2021年报告"), ("甲县2020年报告", None), ("", None)]
)
def test_a_title_is_taken_from_the_properties_only_where_the_text_has_it(title: str, read_as: str | None) -> None:
    core = f'<c:p xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:p>'
    document = read(word(p("甲县2021年", "报告"), docProps__core_xml=core), "report.docx")
    assert document.title == read_as


def test_what_another_program_writes_is_read() -> None:
    written = docx.Document()
    written.add_paragraph("三、收到和处理政府信息公开申请情况")
    table = written.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "行政许可"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "5"
    file = BytesIO()
    written.save(file)
    heading, grid = read(file.getvalue(), "report.docx").blocks
    assert isinstance(heading, Line)
    assert isinstance(grid, Table)
    assert [[(c.text, c.first_column, c.end_column) for c in row.cells] for row in grid.rows] == [
        [("行政许可", 0, 1), ("5", 1, 3)],
        [("行政许可", 0, 1), ("", 1, 2), ("", 2, 3)],
    ]


def rejected(content: bytes) -> tuple[str, str]:
    with pytest.raises(Rejection) as caught:
        read(content, "report.docx")
    return caught.value.reason_code, caught.value.detail


def test_other_files_packed_alike_are_told_by_name() -> None:
    assert rejected(packed(mimetype="application/vnd.oasis.opendocument.presentation")) == ("unsupported_format", "ODP")
    assert rejected(packed(ppt__presentation_xml="<p/>")) == ("unsupported_format", "PPTX")
    assert rejected(packed(readme="")) == ("unsupported_format", "ZIP")


def test_bombs_are_not_unpacked() -> None:
    bomb = packed(word__document_xml=b" " * (LARGEST_CONTENT + 1))
    assert rejected(bomb)[0] == "too_large"
    entities = '<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="w">&b;</w:document>'
    assert rejected(packed(word__document_xml=entities))[0] == "damaged_document"


def test_nesting_without_end_is_damage() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + p("1") + "</w:sdtContent></w:sdt>" * 5000
    assert rejected(word(deep))[0] == "damaged_document"


def test_a_password_is_told_from_damage() -> None:
    content = bytearray(word(p("甲")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    assert rejected(bytes(content))[0] == "encrypted_document"


def test_damaged_files_are_rejected_and_nothing_else() -> None:
    whole = render(balanced(2), "docx_word_split_runs").content
    for seed in range(300):
        chance = Random(seed)
        damaged = bytearray(whole[: chance.randrange(40, len(whole))] if seed % 2 else whole)
        for _ in range(chance.randrange(1, 9)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        # Anything but a rejection fails the test.
        with suppress(Rejection):
            read(bytes(damaged), "report.docx")
