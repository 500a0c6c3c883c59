"""XLS to a document: every sheet that is not hidden, its cells as shown."""

from __future__ import annotations

import datetime as dt
import os

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.compdoc import SIGNATURE, CompDoc
from xlrd.formatting import XF
from xlrd.sheet import Cell as XlsCell
from xlrd.sheet import Sheet as XlsSheet

from ingest.documents import Block, Document
from ingest.errors import Rejection
from ingest.readers.number_format import EPOCH_1900, EPOCH_1904, GENERAL, shown_number, shown_text
from ingest.readers.sheets import Range, Sheet, SheetCell, clean, mark_drawn_cells, seen, sheet_blocks
from ingest.readers.xls_drawings import drawn_over
from ingest.readers.xls_looks import is_veiled, with_scripts

VISIBLE = 0
STREAMS = ("Workbook", "Book")
IS_WORKSHEET = 0


def read_xls(content: bytes) -> Document:
    """Read one workbook of the older format.

    Raises:
        Rejection: ``encrypted_document`` or ``damaged_document``.
    """
    book = _open(content)
    epoch = EPOCH_1904 if book.datemode else EPOCH_1900
    blocks: list[Block] = []
    drawn = drawn_over(_workbook(content))
    for number, sheet in enumerate(book.sheets()):
        if sheet.visibility == VISIBLE:
            read = _sheet(sheet, book, epoch)
            mark_drawn_cells(read, drawn[number] if number < len(drawn) else ())
            blocks.extend(sheet_blocks(read))
    return Document("xls", "utf-8", tuple(blocks))


def _open(content: bytes) -> Book:
    with open(os.devnull, "w") as log:  # noqa: PTH123 - a device, not a path of ours
        try:
            # Rows end with their last cell: a stray one at the end of a sheet would make sixteen million of blanks.
            return xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=log)
        except XLRDError as error:
            is_encrypted = "encrypted" in str(error).lower()
            raise Rejection("encrypted_document" if is_encrypted else "damaged_document", f"XLS: {error}") from error
        except Exception as error:  # damage may lead xlrd into any failure
            raise Rejection("damaged_document", f"XLS: {error}") from error


def _workbook(content: bytes) -> bytes:
    """The stream of the workbook itself; very old files are nothing else."""
    if not content.startswith(SIGNATURE):
        return content
    with open(os.devnull, "w") as log:  # noqa: PTH123 - a device, not a path of ours
        file = CompDoc(content, logfile=log)
    return next((stream for name in STREAMS if (stream := file.get_named_stream(name))), b"")


def _sheet(printed: XlsSheet, book: Book, epoch: dt.datetime) -> Sheet:
    sheet = Sheet(printed.name)
    sheet.merged = [Range(*area) for area in printed.merged_cells]
    sheet.hidden_rows = {number for number, row in printed.rowinfo_map.items() if row.hidden or row.height == 0}
    sheet.hidden_columns = {
        number for number, column in printed.colinfo_map.items() if column.hidden or column.width == 0
    }
    shows_zeros = bool(getattr(printed, "show_zero_values", True))
    for number in range(printed.nrows):
        row = {}
        for column, cell in enumerate(printed.row(number)):
            style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
            if runs := printed.rich_text_runlist_map.get((number, column)):
                cell.value = with_scripts(str(cell.value), runs, book)
            text = clean(_shown(cell, style, book, epoch))
            text = seen(text, style is not None and is_veiled(style, book))
            row[column] = SheetCell("" if text == "0" and not shows_zeros else text, _has_border(style))
        if row:
            sheet.cells[number] = row
    return sheet


def _shown(cell: XlsCell, style: XF | None, book: Book, epoch: dt.datetime) -> str:
    found = book.format_map.get(style.format_key) if style is not None else None
    code = found.format_str if found is not None else GENERAL
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown_number(cell.value, code, epoch)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(cell.value), "#ERROR!")
    return shown_text(str(cell.value), code) if cell.ctype == xlrd.XL_CELL_TEXT else ""


def _has_border(style: XF | None) -> bool:
    if style is None or style.border is None:
        return False
    border = style.border
    sides = (border.left_line_style, border.right_line_style, border.top_line_style, border.bottom_line_style)
    return any(sides)
