"""Figures in the colour of paper, or stamped over a page in silver: neither printed nor certainly none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import OBJECT_MARK, Table
from ingest.readers.pdf import read_pdf
from tests.ingest.ofd_pages import COLUMNS, HEIGHT, package, page, report, text
from tests.ingest.ofd_pages import FIGURES as PRINTED
from tests.ingest.test_ofd_reader import figures

COLUMN, ROW, LEFT, TOP = 60, 20, 50, 700
FIGURES = (("101", "103", "107"), ("109", "113", "127"), ("131", "137", "139"))
Draw = Callable[[Canvas], None]


def table(draw: Draw, ground: str = "", others: str = "#000000") -> list[list[str]]:
    """A ruled table, the cell in its middle drawn by itself, on a ground of its own or none."""
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.drawString(LEFT, TOP + ROW, "report")
    if ground:
        canvas.setFillColor(HexColor(ground))
        canvas.rect(LEFT + COLUMN, TOP - 2 * ROW, COLUMN, ROW, stroke=0, fill=1)
    canvas.grid([LEFT + n * COLUMN for n in range(4)], [TOP - n * ROW for n in range(4)])
    for row, line in enumerate(FIGURES):
        for column, figure in enumerate(line):
            canvas.setFillColor(HexColor(others))
            if (row, column) == (1, 1):
                draw(canvas)
            canvas.drawString(LEFT + column * COLUMN + 4, TOP - row * ROW - 14, figure)
    canvas.save()
    (found,) = [block for block in read_pdf(output.getvalue()).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.own_cells] for row in found.rows]


def in_colour(colour: str) -> Draw:
    return lambda canvas: canvas.setFillColor(HexColor(colour))


def see_through(opacity: float) -> Draw:
    return lambda canvas: canvas.setFillColor(Color(0, 0, 0, alpha=opacity))


@pytest.mark.parametrize(
    ("draw", "ground"),
    [
        (in_colour("#FFFFFF"), ""),
        (in_colour("#C0C0C0"), ""),
        (in_colour("#FFFFFF"), "#FFFFFF"),
        (in_colour("#F2F2F2"), "#DDEBF7"),
        (see_through(0.2), ""),
    ],
)
def test_a_figure_hardly_seen_on_paper_is_not_read(draw: Draw, ground: str) -> None:
    rows = table(draw, ground)
    assert OBJECT_MARK in rows[1][1]
    assert "113" not in rows[1][1]
    rows[1][1] = "113"
    assert rows == [list(row) for row in FIGURES]


@pytest.mark.parametrize(
    ("draw", "ground"),
    [
        (in_colour("#000000"), ""),
        (in_colour("#808080"), ""),
        (in_colour("#FF0000"), ""),
        (in_colour("#FFFF00"), ""),
        (in_colour("#FFFFFF"), "#003366"),
        (in_colour("#FFFFFF"), "#00B0F0"),
        (see_through(0.6), ""),
    ],
)
def test_a_figure_that_is_seen_is_read(draw: Draw, ground: str) -> None:
    assert table(draw, ground) == [list(row) for row in FIGURES]


def test_a_figure_without_any_ink_is_not_printed() -> None:
    assert table(see_through(0.0))[1] == ["109", "", "127"]


def with_gradient(canvas: Canvas) -> None:
    canvas.saveState()
    left, bottom = LEFT + COLUMN, TOP - 2 * ROW
    path = canvas.beginPath()
    path.rect(left, bottom, COLUMN, ROW)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.linearGradient(left, bottom, left + COLUMN, bottom, (HexColor("#003366"), HexColor("#FFFFFF")))
    canvas.restoreState()
    canvas.setFillColor(HexColor("#FFFFFF"))


def with_picture(canvas: Canvas) -> None:
    picture = ImageReader(Image.new("RGB", (8, 8), "white"))
    canvas.drawImage(picture, LEFT, TOP - 3 * ROW, 3 * COLUMN, 3 * ROW)
    canvas.setFillColor(HexColor("#FFFFFF"))


@pytest.mark.parametrize("draw", [with_gradient, with_picture])
def test_a_ground_of_which_the_colour_is_not_known_shows_no_figure(draw: Draw) -> None:
    assert OBJECT_MARK in table(draw)[1][1]


def test_a_page_all_of_which_is_pale_is_not_read() -> None:
    rows = table(in_colour("#FFFFFF"), others="#FFFFFF")
    assert not any(text.isdecimal() for row in rows for text in row)


def box(colour: str) -> str:
    """The cell of the first figure, filled."""
    return (
        f'<ofd:PathObject ID="1" Boundary="{COLUMNS[1]:g} 48 {COLUMNS[2] - COLUMNS[1]:g} {HEIGHT:g}" Stroke="false"'
        f' Fill="true"><ofd:FillColor Value="{colour}"/><ofd:AbbreviatedData>M 0 0 L {COLUMNS[2] - COLUMNS[1]:g} 0'
        f" L {COLUMNS[2] - COLUMNS[1]:g} {HEIGHT:g} L 0 {HEIGHT:g} C</ofd:AbbreviatedData></ofd:PathObject>"
    )


@pytest.mark.parametrize(
    ("colour", "ground", "is_read"),
    [
        ('<ofd:FillColor Value="0 0 0"/>', "", True),
        ('<ofd:FillColor Value="128 128 128"/>', "", True),
        ('<ofd:FillColor Value="#FF #FF #FF"/>', "", False),
        ('<ofd:FillColor Value="255 255 255"/>', "", False),
        ('<ofd:FillColor Value="255 255 255"/>', "240 240 240", False),
        ('<ofd:FillColor Value="255 255 255"/>', "0 51 102", True),
        ('<ofd:FillColor Value="192"/>', "", False),
        ('<ofd:FillColor Value="0 0 0" Alpha="30"/>', "", False),
        ('<ofd:FillColor Value="0 0 0 0"/>', "", True),
        ('<ofd:FillColor Value="white"/>', "", True),
        ("<ofd:FillColor><ofd:AxialShd/></ofd:FillColor>", "", True),
        ('<ofd:FillColor Value="255 255 255"/>', "0 0 0 0", False),
    ],
)
def test_the_same_of_ofd(colour: str, ground: str, is_read: bool) -> None:
    printed = text(COLUMNS[1] + 2, 53.5, "2")
    whole = report()
    assert printed in whole
    coloured = printed.replace("<ofd:TextCode", f"{colour}<ofd:TextCode")
    drawn = whole.replace(printed, (box(ground) if ground else "") + coloured)
    shown = PRINTED if is_read else PRINTED | {("rules", "issued"): OBJECT_MARK}
    assert figures(package(page(drawn))) == shown
