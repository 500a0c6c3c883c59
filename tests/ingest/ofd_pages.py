"""OFD packages written by hand: a page is the markup of its objects."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from forge.layouts.package import packed

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 4.0
"""Of the type, in millimetres."""
A4 = "0 0 210 297"
COLUMNS = (20.0, 80.0, 110.0, 140.0, 170.0)
HEIGHT = 8.0
HEADER = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
ROWS = (("规章", "2", "3", "5"), ("行政规范性文件", "7", "11", "13"))
FIGURES = {
    (row, column): figure
    for row, figures in zip(("rules", "normative_documents"), (ROWS[0][1:], ROWS[1][1:]), strict=True)
    for column, figure in zip(("issued", "repealed", "in_force"), figures, strict=True)
}
TITLE = "甲县财政局2023年政府信息公开工作年度报告"
ROTATED = {"down": "0 1 -1 0 210 0", "up": "0 -1 1 0 0 297", "over": "-1 0 0 -1 210 297"}


def text(x: float, y: float, printed: str, attributes: str = "", size: float = SIZE, steps: str | None = None) -> str:
    """One text that begins at this place of its baseline; a figure is half as wide as an ideograph."""
    widths = [size if ord(character) > 0x2000 else size / 2 for character in printed]
    told = " ".join(f"{width:g}" for width in widths[:-1]) if steps is None else steps
    deltas = f' DeltaX="{told}"' if told else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x:g} {y - size:g} {sum(widths):g} {1.25 * size:g}" Font="1" Size="{size:g}"'
        f' {attributes}><ofd:TextCode X="0" Y="{size:g}"{deltas}>{escape(printed)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """One stroke."""
    return (
        f'<ofd:PathObject ID="1" Boundary="{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def rulings(top: float, rows: int) -> str:
    """The lines of a table of so many rows."""
    foot = top + rows * HEIGHT
    across = (line(COLUMNS[0], top + n * HEIGHT, COLUMNS[-1], top + n * HEIGHT) for n in range(rows + 1))
    return "".join([*across, *(line(x, top, x, foot) for x in COLUMNS)])


def cells(top: float, rows: tuple[tuple[str, ...], ...], attributes: str = "") -> str:
    """The texts of a table."""
    return "".join(
        text(x + 2, top + n * HEIGHT + 5.5, printed, attributes)
        for n, row in enumerate(rows)
        for x, printed in zip(COLUMNS, row, strict=False)
        if printed
    )


def report(rows: tuple[tuple[str, ...], ...] = ROWS, more: str = "") -> str:
    """A report that prints the first table of section 2."""
    table = (HEADER, *rows)
    return (
        text(20, 20, TITLE)
        + text(20, 30, "二、主动公开政府信息情况")
        + rulings(40, len(table))
        + cells(40, table)
        + more
    )


def page(objects: str, area: str = "", head: str = "") -> str:
    """One page of these objects."""
    size = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>" if area else ""
    content = f'<ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content>'
    return f"<ofd:Page {NAMESPACE}>{size}{head}{content}</ofd:Page>"


def composite(box: str, matrix: str = "1 0 0 1 0 0") -> str:
    """The graphic of ``graphic``, drawn in a box."""
    return f'<ofd:CompositeObject ID="1" ResourceID="70" CTM="{matrix}" Boundary="{box}"/>'


def graphic(objects: str, number: str = "70") -> str:
    """Resources that hold one graphic."""
    return (
        f"<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits>"
        f'<ofd:CompositeGraphicUnit ID="{number}" Width="210" Height="297"><ofd:Content>{objects}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )


def package(
    *pages: str, common: str = "", more: Mapping[str, str] | None = None, places: tuple[str, ...] = (), size: str = A4
) -> bytes:
    """A file of these pages; ``common`` and ``more`` are what else the document names, and other parts."""
    named = places or tuple(f"Pages/Page_{n}/Content.xml" for n in range(len(pages)))
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{place}"/>' for n, place in enumerate(named))
    entry = f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    document = (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{size}</ofd:PhysicalBox>"
        f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    parts = {f"Doc_0/Pages/Page_{n}/Content.xml": markup for n, markup in enumerate(pages)}
    return packed({"OFD.xml": entry, "Doc_0/Document.xml": document} | parts | dict(more or {}))
