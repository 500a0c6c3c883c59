"""OFD: what a page prints, wherever the file keeps it; nothing that it does not print; what is not certain, as such."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forge import distinct_primes, render
from forge.layouts.package import packed
from ingest.documents import MARKS
from ingest.errors import Rejection
from ingest.normalise import squeeze
from ingest.readers import read
from ingest.readers.ofd.values import steps
from ingest.readers.paged.page import LEFT_OUT
from ingest.report import read_reports
from tests.depth import examples
from tests.ingest.ofd_pages import (
    A4,
    FIGURES,
    NAMESPACE,
    ROTATED,
    ROWS,
    TITLE,
    cells,
    composite,
    graphic,
    line,
    package,
    page,
    report,
    text,
)


def figures(content: bytes) -> dict[tuple[str, str], str]:
    """What is read of section 2 without a problem."""
    (found,) = read_reports(content, "report.ofd").reports
    return {cell[1:3]: cell.printed_text for cell in found.alignment.cells if cell.problem_code is None}


def without(cell: tuple[str, str]) -> dict[tuple[str, str], str]:
    return {place: figure for place, figure in FIGURES.items() if place != cell}


def test_what_a_page_prints_is_read_and_found_again() -> None:
    (found,) = read_reports(package(page(report())), "report.ofd").reports
    assert figures(package(page(report()))) == FIGURES
    assert found.identity.title == TITLE
    assert {cell.locator for cell in found.alignment.cells} >= {"page 1 row 2 cell 2", "page 1 row 3 cell 4"}
    assert read(package(page(report())), "report.ofd").source_format == "ofd"


def test_resources_that_are_missing_are_not_missed() -> None:
    assert figures(package(page(report()), common="<ofd:PublicRes>Fonts.xml</ofd:PublicRes>")) == FIGURES


def test_a_package_is_told_by_its_parts_whatever_it_is_called() -> None:
    assert figures(package(page(report()))) == FIGURES
    assert read(package(page(report())), "download").source_format == "ofd"


def test_templates_print_on_their_pages() -> None:
    own = page(cells(40, ((), *ROWS)), head='<ofd:Template TemplateID="5"/>')
    common = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    template = page(report(((), ())))
    whole = package(own, common=common, more={"Doc_0/Tpls/Tpl_0/Content.xml": template})
    assert figures(whole) == FIGURES


@pytest.mark.parametrize("kind", ["PublicRes", "DocumentRes"])
def test_graphics_that_are_drawn_as_one_are_read(kind: str) -> None:
    placed = composite("5 10 200 200")
    more = {"Doc_0/Res.xml": graphic(report())}
    assert figures(package(page(placed), common=f"<ofd:{kind}>Res.xml</ofd:{kind}>", more=more)) == FIGURES
    own = page(placed, head="<ofd:PageRes>/Doc_0/Res.xml</ofd:PageRes>")
    assert figures(package(own, more=more)) == FIGURES


def test_a_graphic_that_holds_itself_ends() -> None:
    placed = composite("0 0 200 200")
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    once = package(page(report(more=placed)), common=common, more={"Doc_0/Res.xml": graphic(placed)})
    assert figures(once) == FIGURES
    often = package(page(report(more=placed)), common=common, more={"Doc_0/Res.xml": graphic(20 * placed)})
    with pytest.raises(Rejection) as raised:
        read_reports(often, "report.ofd")
    assert raised.value.reason_code == "too_large"


@pytest.mark.parametrize("drawn", [composite("85 49 6 5"), '<ofd:VideoObject ID="1" Boundary="85 49 6 5"/>'])
def test_what_cannot_be_found_is_drawn_all_the_same(drawn: str) -> None:
    rows = (("规章", "", "3", "5"), ROWS[1])
    assert figures(package(page(report(rows, drawn)))) == FIGURES | {("rules", "issued"): LEFT_OUT}


@pytest.mark.parametrize("way", sorted(ROTATED))
def test_pages_that_lie_on_their_side_are_turned(way: str) -> None:
    more = {"Doc_0/Res.xml": graphic(report())}
    content = package(
        page(composite("0 0 0 0", ROTATED[way])), common="<ofd:PublicRes>Res.xml</ofd:PublicRes>", more=more
    )
    assert figures(content) == FIGURES


def test_the_box_of_a_page_may_begin_anywhere() -> None:
    shifted = composite("1000 500 0 0")
    more = {"Doc_0/Res.xml": graphic(report())}
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    assert figures(package(page(shifted, area="1000 500 210 297"), common=common, more=more)) == FIGURES
    with pytest.raises(Rejection):
        read_reports(package(page(shifted, area=A4), common=common, more=more), "report.ofd")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('xmlns:ofd="http://www.ofdspec.org/2016"', 'xmlns:ofd="http://www.ofdspec.org"'),
        (">规章<", ">\n      规章\n    <"),
        (">规章<", ">\\89C4\\7AE0<"),
        (">规章<", "><![CDATA[规章]]><"),
        ('DeltaX="4 4 4 4 4 4"', 'DeltaX="g 6 4"'),
        (' DeltaX="4"', ""),
    ],
    ids=["older edition", "broken lines", "escaped", "cdata", "repeated steps", "no steps"],
)
def test_ways_of_writing_make_no_difference(old: str, new: str) -> None:
    markup = page(report())
    assert old in markup
    assert figures(package(markup.replace(old, new))) == FIGURES


def test_figures_without_distances_are_set_by_the_widths_of_their_font() -> None:
    rows = (("规章", "", "3", "5"), ROWS[1])
    content = package(page(report(rows, text(82, 53.5, "1100", steps=""))))
    assert figures(content) == FIGURES | {("rules", "issued"): "1100"}


def test_a_text_of_several_codes_goes_on_where_it_was() -> None:
    printed = text(82, 53.5, "12").replace(
        '<ofd:TextCode X="0" Y="4" DeltaX="2">12<', '<ofd:TextCode X="0" Y="4">1</ofd:TextCode><ofd:TextCode X="2">2<'
    )
    assert printed.count("TextCode") == 4
    content = package(page(report((("规章", "", "3", "5"), ROWS[1]), printed)))
    assert figures(content) == FIGURES | {("rules", "issued"): "12"}


@pytest.mark.parametrize(
    "attributes",
    ['Visible="false"', 'Fill="false"', 'Alpha="0"'],
)
def test_text_that_is_not_seen_is_not_read(attributes: str) -> None:
    assert figures(package(page(report(more=text(84, 53.5, "9", attributes))))) == FIGURES


def test_a_transparent_colour_is_not_seen() -> None:
    printed = text(84, 53.5, "9").replace("<ofd:TextCode", '<ofd:FillColor Value="0 0 0" Alpha="0"/><ofd:TextCode')
    assert figures(package(page(report(more=printed)))) == FIGURES


def test_outlined_text_is_seen() -> None:
    rows = (("规章", "", "3", "5"), ROWS[1])
    content = package(page(report(rows, text(82, 53.5, "17", 'Fill="false" Stroke="true"'))))
    assert figures(content) == FIGURES | {("rules", "issued"): "17"}


def test_what_is_stamped_at_a_slant_is_none_of_the_text() -> None:
    stamp = text(80, 60, "内部2024", 'CTM="0.866 -0.5 0.5 0.866 0 0"', size=12)
    assert figures(package(page(report(more=stamp)))) == FIGURES


CODE = re.compile(r"<ofd:TextCode[^>]*>([^<]*)<")
DIGITS = re.compile(r"\d+")
GLYPHS = "<ofd:CGTransform><ofd:Glyphs>5 6</ofd:Glyphs></ofd:CGTransform>"


@pytest.mark.parametrize(
    "printed",
    [
        text(82, 53.5, "¤7").replace("<ofd:TextCode", f"{GLYPHS}<ofd:TextCode"),
        text(82, 53.5, "71").replace("82 49.5 4 5", "82 49.5 2.2 5"),
        text(82, 53.5, "7\\D800"),
        text(82, 53.5, "71").replace("82 49.5 4 5", "92 49.5 4 5").replace('ID="1"', 'ID="1" CTM="1 0 0 1 -10 0"'),
    ],
    ids=["glyph without character", "cut by its box", "half a character", "before its box"],
)
def test_what_is_not_certain_is_not_read(printed: str) -> None:
    rows = (("规章", "", "3", "5"), ROWS[1])
    read_as = figures(package(page(report(rows, printed))))
    assert MARKS & set(read_as.pop(("rules", "issued")))
    assert read_as == without(("rules", "issued"))


def test_all_documents_of_a_file_are_read() -> None:
    title = text(20, 20, TITLE)
    body = "<ofd:DocBody><ofd:DocRoot>{}/Document.xml</ofd:DocRoot></ofd:DocBody>"
    entry = f"<ofd:OFD {NAMESPACE}>{body.format('Doc_0')}{body.format('/Doc_1')}</ofd:OFD>"
    second = f"<ofd:Document {NAMESPACE}><ofd:Pages><ofd:Page BaseLoc='Content.xml'/></ofd:Pages></ofd:Document>"
    table = page(report().replace(title, ""))
    content = package(page(title), more={"OFD.xml": entry, "Doc_1/Document.xml": second, "Doc_1/Content.xml": table})
    (found,) = read_reports(content, "report.ofd").reports
    assert (found.identity.title, figures(content)) == (TITLE, FIGURES)
    assert {cell.locator.split(" row")[0] for cell in found.alignment.cells} == {"page 2"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (package(page('<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="3"/>')), "scanned_document"),
        (package(page(text(20, 20, TITLE, 'Alpha="0"'))), "scanned_document"),
        (package(page(report()), more={"Doc_0/Encryptions.xml": ""}), "encrypted_document"),
        (package(page(report()), places=("Pages/Page_7/Content.xml",)), "damaged_document"),
        (package(page(report(), head='<ofd:Template TemplateID="5"/>')), "damaged_document"),
        (
            package(page(report()), more={"OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody/></ofd:OFD>"}),
            "damaged_document",
        ),
        (package(page(report()).replace('Size="4"', "")), "damaged_document"),
        (package(page(report()).replace('Size="4"', 'Size="nan"')), "damaged_document"),
        (package(page(report()).replace('Boundary="20 16', 'Boundary="20')), "damaged_document"),
        (package(page(report()).replace('X="0"', 'X="zero"')), "damaged_document"),
        (package(page(report()).replace("M 0 0", "W 0 0")), "damaged_document"),
        (package(page(report())[:-9]), "damaged_document"),
        (package(page(report()), places=("Pages/Page_0/Content.xml",) * 401), "too_large"),
    ],
    ids=[
        "image",
        "hidden",
        "encrypted",
        "no part",
        "no template",
        "no document",
        "no size",
        "nan",
        "box",
        "place",
        "path",
        "cut off",
        "pages",
    ],
)
def test_what_cannot_be_read_is_rejected_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Rejection) as raised:
        read_reports(content, "report.ofd")
    assert raised.value.reason_code == code


def test_steps() -> None:
    assert steps("g 3 1.5 2", 9) == [1.5, 1.5, 1.5, 2.0]
    assert steps("g 1000000000 1", 3) == [1.0, 1.0, 1.0]
    assert steps("1 2 3", 2) == [1.0, 2.0]
    assert steps(None, 2) == []
    for wrong in ("g", "g 2", "g x 1", "one"):
        with pytest.raises(ValueError, match=r"."):
            steps(wrong, 5)


@settings(
    max_examples=examples(20), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(st.integers(0, 10_000).map(Random))
def test_damaged_pages_invent_no_figure(chance: Random) -> None:
    """Characters of the markup replaced: a rejection, or figures that its pages print, one digit behind the other."""
    with zipfile.ZipFile(BytesIO(render(distinct_primes("form_2021"), "ofd_ruled").content)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    name = chance.choice([name for name in parts if "Content" in name])
    markup = list(parts[name])
    for _ in range(chance.choice((1, 5, 25))):
        markup[chance.randrange(len(markup))] = chance.choice(" <>\"'=/xX\\gA.")
    parts[name] = "".join(markup)
    try:
        reports = read_reports(packed(parts), "report.ofd").reports
    except Rejection:
        return
    printed = "".join("".join(CODE.findall(parts[name])) for name in sorted(parts) if "Content" in name)
    read_as = [cell for found in reports for cell in found.alignment.cells if cell.problem_code is None]
    assert all(number in printed for cell in read_as for number in DIGITS.findall(squeeze(cell.printed_text)))


def test_lines_may_be_of_any_length() -> None:
    assert figures(package(page(report(more=line(0, 290, 210, 290) + line(5, 5, 5, 5))))) == FIGURES
