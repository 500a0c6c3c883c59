"""XLSX to a document: every sheet that is not hidden, its cells as shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ingest.documents import OBJECT_MARK, Block, Document
from ingest.normalise import SUBSCRIPTS, SUPERSCRIPTS
from ingest.readers.number_format import EPOCH_1900, EPOCH_1904, GENERAL, format_code, shown_number, shown_text
from ingest.readers.package import Package
from ingest.readers.sheet_drawings import drawn_over
from ingest.readers.sheets import Range, Sheet, SheetCell, clean, mark_drawn_cells, seen, sheet_blocks

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN_PART = "xl/workbook.xml"
REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
TRUE = frozenset(("1", "true", "on"))
# The last six digits of a colour, and the numbers of white among those of a theme and of the palette of old.
WHITE, WHITE_THEME, WHITES_OF_PALETTE = "FFFFFF", "0", frozenset(("1", "9"))
TRUTH = {"1": "TRUE", "0": "FALSE"}
NO_BORDER = frozenset((None, "none"))
SIDES = ("left", "right", "top", "bottom")
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets of a workbook share; ``styles`` by their number."""

    strings: tuple[str, ...]
    styles: tuple[_Style, ...]
    epoch: dt.datetime


class _Style(NamedTuple):
    """How a cell shows: by which number format, whether in a border, and whether struck out or white on white."""

    number_format: str = GENERAL
    has_border: bool = False
    is_veiled: bool = False


def read_xlsx(package: Package) -> Document:
    """Read one workbook.

    Raises:
        KeyError, IndexError, ValueError: it is not put together as the format demands.
    """
    main = package.main_part(MAIN_PART)
    workbook = package.xml(main)
    relations = package.relations(main)
    properties = workbook.find(f"{S}workbookPr")
    epoch = EPOCH_1904 if properties is not None and properties.get("date1904") in TRUE else EPOCH_1900
    parts = {kind: part for kind, part in relations.values() if part in package.names}
    book = _Book(_strings(package, parts.get("sharedStrings")), _styles(package, parts.get("styles")), epoch)
    blocks: list[Block] = []
    for sheet in workbook.iterfind(f"{S}sheets/{S}sheet"):
        kind, part = relations[sheet.get(RELATION, "")]
        if kind == "worksheet" and sheet.get("state", "visible") == "visible":
            read = _sheet(sheet.get("name", ""), package.xml(part), book)
            mark_drawn_cells(read, drawn_over(package, part))
            blocks.extend(sheet_blocks(read))
    return Document("xlsx", "utf-8", tuple(blocks))


def _strings(package: Package, part: str | None) -> tuple[str, ...]:
    return tuple(map(_text, package.xml(part).iterfind(f"{S}si"))) if part else ()


def _text(item: Element) -> str:
    """The text of a string, formatted piece by piece or as a whole; what tells how to pronounce it is left out."""
    text = "".join(
        [each.text or "" for each in item.iterfind(f"{S}t")] + [_piece(run) for run in item.iterfind(f"{S}r")]
    )
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _piece(run: Element) -> str:
    """A piece of a text with a format of its own: raised digits are a note, what is struck out counts for nothing."""
    text, properties = run.findtext(f"{S}t") or "", run.find(f"{S}rPr")
    if properties is None or not text.strip():
        return text
    raised = properties.find(f"{S}vertAlign")
    if raised is not None:
        return text.translate({"superscript": SUPERSCRIPTS, "subscript": SUBSCRIPTS}.get(raised.get("val", ""), {}))
    return OBJECT_MARK if _is_struck(properties) else text


def _is_struck(font: Element) -> bool:
    strike = font.find(f"{S}strike")
    return strike is not None and strike.get("val", "1") in TRUE


def _has_white(element: Element, name: str) -> bool:
    """Whether a colour is given, and is white; with a tint it is a grey."""
    colour = element.find(f"{S}{name}")
    return colour is not None and (
        colour.get("rgb", "")[2:].upper() == WHITE
        or (colour.get("theme") == WHITE_THEME and colour.get("tint") is None)
        or colour.get("indexed") in WHITES_OF_PALETTE
    )


def _is_filled(fill: Element) -> bool:
    """Whether a ground is drawn in another colour than white."""
    pattern = fill.find(f"{S}patternFill")
    if pattern is None:
        return len(fill) > 0
    is_white = pattern.find(f"{S}fgColor") is None or _has_white(pattern, "fgColor")
    return pattern.get("patternType", "none") != "none" and not is_white


def _styles(package: Package, part: str | None) -> tuple[_Style, ...]:
    if part is None:
        return ()
    styles = package.xml(part)
    codes = {int(f.get("numFmtId", 0)): f.get("formatCode", GENERAL) for f in styles.iterfind(f"{S}numFmts/{S}numFmt")}
    borders = [_has_border(border) for border in styles.iterfind(f"{S}borders/{S}border")]
    fills = [_is_filled(fill) for fill in styles.iterfind(f"{S}fills/{S}fill")]
    fonts = [(_is_struck(font), _has_white(font, "color")) for font in styles.iterfind(f"{S}fonts/{S}font")]
    found = []
    for style in styles.iterfind(f"{S}cellXfs/{S}xf"):
        number, border = int(style.get("numFmtId", 0)), int(style.get("borderId", 0))
        font, fill = int(style.get("fontId", 0)), int(style.get("fillId", 0))
        is_struck, is_white = fonts[font] if font < len(fonts) else (False, False)
        is_veiled = is_struck or (is_white and not (fill < len(fills) and fills[fill]))
        has_border = border < len(borders) and borders[border]
        found.append(_Style(codes.get(number) or format_code(number), has_border, is_veiled))
    return tuple(found)


def _has_border(border: Element) -> bool:
    sides = (border.find(S + side) for side in SIDES)
    return any(side is not None and side.get("style") not in NO_BORDER for side in sides)


def _sheet(name: str, worksheet: Element, book: _Book) -> Sheet:
    sheet = Sheet(name)
    view = worksheet.find(f"{S}sheetViews/{S}sheetView")
    shows_zeros = view is None or view.get("showZeros", "1") in TRUE
    for column in worksheet.iterfind(f"{S}cols/{S}col"):
        if column.get("hidden") in TRUE or column.get("width") == "0":
            last = min(int(column.get("max", 0)), LAST_COLUMN)
            sheet.hidden_columns.update(range(int(column.get("min", 1)) - 1, last))
    next_row = 0
    for row in worksheet.iterfind(f"{S}sheetData/{S}row"):
        number = int(row.get("r", next_row + 1)) - 1
        next_row = number + 1
        if row.get("hidden") in TRUE or row.get("ht") == "0":
            sheet.hidden_rows.add(number)
        sheet.cells[number] = dict(_cells(row, book, shows_zeros))
    areas = (merge.get("ref", "") for merge in worksheet.iterfind(f"{S}mergeCells/{S}mergeCell"))
    sheet.merged = [area for area in map(_range, areas) if area]
    return sheet


def _cells(row: Element, book: _Book, shows_zeros: bool) -> Iterator[tuple[int, SheetCell]]:
    column = -1
    for cell in row.iterfind(f"{S}c"):
        place = _place(cell.get("r", ""))
        column = place[1] if place else column + 1
        style = int(cell.get("s", 0))
        look = book.styles[style] if style < len(book.styles) else _Style()
        text = seen(clean(_shown(cell, look.number_format, book)), look.is_veiled)
        yield column, SheetCell("" if text == "0" and not shows_zeros else text, look.has_border)


def _shown(cell: Element, code: str, book: _Book) -> str:
    """What one cell shows. A formula that was never calculated shows itself: whatever its result, it is not blank."""
    kind = cell.get("t", "n")
    value = cell.findtext(f"{S}v")
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return shown_text(_text(inline), code) if inline is not None else ""
    if not value:
        formula = cell.find(f"{S}f")
        return f"={formula.text or ''}" if formula is not None and kind == "n" else ""
    if kind == "s":
        return shown_text(book.strings[int(value)], code)
    if kind == "n":
        return shown_number(value, code, book.epoch)
    return TRUTH.get(value, value) if kind == "b" else shown_text(value, code)


def _place(reference: str) -> tuple[int, int] | None:
    found = REFERENCE.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _range(reference: str) -> Range | None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    if start is None or end is None or end[0] >= LAST_ROW or end[1] >= LAST_COLUMN:
        return None
    return Range(start[0], end[0] + 1, start[1], end[1] + 1)
