"""OFD (GB/T 33190) with ruled tables: words as programs print them, figures as programs that convert PDF write them.

Words are one object a line, with the distances between their characters. Figures are one object a character, in units
of their own that a matrix turns into millimetres. Lines across are strokes, lines down are areas.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import accumulate

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.package import packed
from forge.layouts.pdf_sheet import PAGE_HEIGHT, PAGE_WIDTH, Print, Sheet, Stroke, Style, lay_out, width_of

STYLE = Style(size=10.5, is_ruled=True, repeats=False)
MILLIMETRES = 25.4 / 72
LINE_WIDTH = 0.5
# Of the type size: how far the box of a text reaches above its baseline and below.
ABOVE, BELOW = 0.88, 0.14
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
FONT = "2"
PAGE_AREA = f"0 0 {PAGE_WIDTH * MILLIMETRES:.4f} {PAGE_HEIGHT * MILLIMETRES:.4f}"
RESOURCES = (
    f'{XML}<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts>'
    f'<ofd:Font ID="{FONT}" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>'
)


def write(report: PrintedReport) -> bytes:
    """The file."""
    sheet = lay_out(report, STYLE)
    places = [f"Pages/Page_{n}/Content.xml" for n in range(sheet.page)]
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="{place}"/>' for n, place in enumerate(places))
    parts = {"OFD.xml": _entry(report.title), "Doc_0/Document.xml": _document(listed), "Doc_0/PublicRes.xml": RESOURCES}
    return packed(parts | {f"Doc_0/{place}": _page(sheet, n) for n, place in enumerate(places, start=1)})


def _entry(title: str) -> str:
    return (
        f'{XML}<ofd:OFD {NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>{32 * '0'}</ofd:DocID><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(pages: str) -> str:
    return (
        f"{XML}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>{PAGE_AREA}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )


def _page(sheet: Sheet, page: int) -> str:
    drawn = [_line(stroke) for stroke in sheet.strokes if stroke.page == page]
    for line in sheet.prints:
        if line.page == page:
            drawn += _characters(line) if line.text.strip().isascii() else [_words(line)]
    body = "\n".join(part.replace('ID="0"', f'ID="{1000 * page + n}"', 1) for n, part in enumerate(drawn))
    return (
        f"{XML}<ofd:Page {NAMESPACE}><ofd:Content>"
        f'<ofd:Layer ID="{page}" Type="Body">\n{body}\n</ofd:Layer></ofd:Content></ofd:Page>'
    )


def _words(line: Print) -> str:
    """One object: where each character stands behind the one before it, equal distances told once."""
    size = line.size * MILLIMETRES
    steps = [width_of(character, size) for character in line.text[:-1]]
    told = f' DeltaX="{_told(steps)}"' if steps else ""
    box = _box(line.x * MILLIMETRES, line.y * MILLIMETRES, width_of(line.text, size), size)
    text = escape(line.text, quote=False).replace(" ", "\\0020")
    return (
        f'<ofd:TextObject ID="0" Boundary="{box}" Font="{FONT}" Size="{size:.4f}">'
        f'<ofd:TextCode X="0" Y="{ABOVE * size:.4f}"{told}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def _told(steps: list[float]) -> str:
    if len(set(steps)) == 1:
        return f"g {len(steps)} {steps[0]:.4f}"
    return " ".join(f"{step:.4f}" for step in steps)


def _characters(line: Print) -> Iterator[str]:
    """An object for each character but spaces, in points that a matrix turns into millimetres."""
    lefts = accumulate((width_of(character, line.size) for character in line.text), initial=line.x)
    for left, character in zip(lefts, line.text, strict=False):
        if character.isspace():
            continue
        size = line.size * MILLIMETRES
        x, y = left * MILLIMETRES, line.y * MILLIMETRES
        box = _box(x, y, width_of(character, size), size)
        matrix = f"{MILLIMETRES:.6f} 0 0 {MILLIMETRES:.6f} {-x:.6f} {-(y - ABOVE * size):.6f}"
        yield (
            f'<ofd:TextObject ID="0" Boundary="{box}" CTM="{matrix}" Font="{FONT}" Size="{line.size:.4f}">'
            f'<ofd:TextCode X="{left:.4f}" Y="{line.y:.4f}">{escape(character)}</ofd:TextCode></ofd:TextObject>'
        )


def _box(x: float, baseline: float, width: float, size: float) -> str:
    return f"{x:.4f} {baseline - ABOVE * size:.4f} {width:.4f} {(ABOVE + BELOW) * size:.4f}"


def _line(stroke: Stroke) -> str:
    x, y = stroke.x0 * MILLIMETRES, stroke.y0 * MILLIMETRES
    width, height = (stroke.x1 - stroke.x0) * MILLIMETRES, (stroke.y1 - stroke.y0) * MILLIMETRES
    thick = LINE_WIDTH * MILLIMETRES
    if height:
        area = f"M 0 0 L {thick:.4f} 0 L {thick:.4f} {height:.4f} L 0 {height:.4f} C"
        box = f"{x - thick / 2:.4f} {y:.4f} {thick:.4f} {height:.4f}"
        drawn = f'Boundary="{box}" Stroke="false" Fill="true"><ofd:AbbreviatedData>{area}'
    else:
        box = f"{x:.4f} {y - thick / 2:.4f} {width:.4f} {thick:.4f}"
        drawn = (
            f'Boundary="{box}" LineWidth="{thick:.4f}"><ofd:AbbreviatedData>'
            f"M 0 {thick / 2:.4f} L {width:.4f} {thick / 2:.4f}"
        )
    return f'<ofd:PathObject ID="0" {drawn}</ofd:AbbreviatedData></ofd:PathObject>'


LAYOUT = Layout(
    name="ofd_ruled",
    summary="OFD with ruled tables that go on over pages, figures an object a character",
    family="ofd",
    suffix=".ofd",
    forms=FORMS,
    write=write,
)
