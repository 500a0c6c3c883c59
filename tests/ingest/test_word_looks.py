"""What styles and lists of a word processor do to a text: numbers that stand nowhere, text that nobody sees."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from ingest.documents import OBJECT_MARK, Line
from ingest.readers import read

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{KINDS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{KINDS}/numbering" Target="numbering.xml"/></Relationships>'
)
STYLES = (
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Heir"><w:basedOn w:val="Gone"/></w:style>'
    '<w:style w:type="character" w:styleId="Back"><w:basedOn w:val="Gone"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Listed"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="（%1）"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def lines(*paragraphs: str) -> list[str]:
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{"".join(paragraphs)}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{MAIN}">{STYLES}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{MAIN}">{NUMBERING}</w:numbering>',
        "word/_rels/document.xml.rels": RELATIONS,
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return [block.text for block in read(file.getvalue(), "a.docx").blocks if isinstance(block, Line)]


def item(text: str, level: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(style: str, text: str = "9") -> str:
    return f'<w:p><w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'


def test_numbers_of_lists_are_printed_and_begin_again_below_each_item() -> None:
    printed = lines(
        item("予以公开"), item("不予公开"), item("国家秘密", 1), item("其他", 1), item("无法提供"), item("不掌握", 1)
    )
    assert printed == ["（一）予以公开", "（二）不予公开", "1.国家秘密", "2.其他", "（三）无法提供", "1.不掌握"]


def test_a_list_counts_beyond_ten_in_chinese() -> None:
    assert [line[:4] for line in lines(*[item("项")] * 12)][-3:] == ["（十）项", "（十一）", "（十二）"]


def test_a_paragraph_is_numbered_by_its_style_too() -> None:
    assert lines('<w:p><w:pPr><w:pStyle w:val="Listed"/></w:pPr><w:r><w:t>总计</w:t></w:r></w:p>') == ["（一）总计"]


def test_text_hidden_by_a_style_or_one_it_rests_on_is_not_read() -> None:
    assert lines(styled("Gone"), styled("Heir"), styled("Back")) == ["1", "1", "19"]


def test_a_style_that_rests_on_itself_hides_nothing() -> None:
    assert lines(styled("Round")) == ["19"]


@pytest.mark.parametrize(
    ("properties", "text", "shown"),
    [
        ('<w:position w:val="6"/>', "9", "1⁹"),
        ('<w:position w:val="-6"/>', "9", "19"),
        ('<w:position w:val="1"/>', "9", "19"),
        ('<w:color w:val="FFFFFF"/>', "9", f"1{OBJECT_MARK}"),
        ('<w:color w:val="auto" w:themeColor="background1"/>', "9", f"1{OBJECT_MARK}"),
        ('<w:color w:val="FFFFFF"/>', "月", "1月"),
        ('<w:color w:val="FF0000"/>', "9", "19"),
        ('<w:sz w:val="2"/>', "9", f"1{OBJECT_MARK}"),
        ('<w:sz w:val="21"/>', "9", "19"),
    ],
)
def test_raised_white_and_tiny_digits_are_no_part_of_a_figure(properties: str, text: str, shown: str) -> None:
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"
    assert lines(f"<w:p><w:r><w:t>1</w:t></w:r>{run}</w:p>") == [shown]
