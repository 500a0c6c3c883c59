"""One block of a statutory table as a grid that keeps its columns aligned between Chinese and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gouji.errors import Wording
from gouji.form import Column, Row, TableLayout
from gouji.page import ABSENT, STATED_IN_PROSE, Page, Place
from gouji.reports import PrintedCell
from ingest.normalise import squeeze

# What the headers of a table may take of the 100 columns, so that seven of them and the label fit.
HEADERS_WIDTH = 63
# Labels longer than this are wrapped; shorter ones give the blocks of a table one common edge.
LABEL_WIDTH = 36

Line = tuple[Text, ...]
"""A label and what stands in the columns."""

STATE_MARKS = {
    "blank": Wording("(空)", "(blank)"),
    ABSENT: Wording("(未印)", "(absent)"),
    "unreadable": Wording("(?)", "(?)"),
    STATED_IN_PROSE: Wording("(文)", "(prose)"),
}
"""What stands in a cell that prints no figure; a dash is shown as the dash that was printed."""

STATE_NOTES = {
    "blank": Wording("单元格留空", "the cell is left blank"),
    ABSENT: Wording("报告未印此格", "the report does not print the cell"),
    "unreadable": Wording("无法确定所印内容或所属行列", "what it says or where it belongs is uncertain"),
    STATED_IN_PROSE: Wording("正文述明为零", "the prose says there was none"),
}
UNPLACED = Wording("表外单元格", "Cells outside the form")


def block_tables(layout: TableLayout, page: Page, width: int) -> Iterator[Table]:
    """Each block with the rows and columns the report expects or prints; blocks without any are left out.

    ``width``: the columns of the screen.
    """
    labels = [cell_len(page.say(row.label)) for block in layout.blocks for row in block.rows]
    common_edge = min(max(labels), LABEL_WIDTH) if len(layout.blocks) > 1 else None
    for block in layout.blocks:
        placed = [(r, c) for r in block.rows for c in block.columns if Place(layout.code, r.code, c.code) in page.cells]
        columns = [column for column in block.columns if any(column == c for _, c in placed)]
        if not placed:
            continue
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
        heading = Text(page.say(block.heading), style="italic") if block.heading else ""
        table.add_column(heading, overflow="fold", min_width=common_edge)
        for column in columns:
            printed = [cell.column_label for cell in _cells_of(page, layout.code, block.rows, [column])]
            header = split_header(label_as_printed(column.label, printed, page), HEADERS_WIDTH // len(columns))
            place = Place(layout.code, None, column.code)
            table.add_column(page.marked(header, place), justify="right", overflow="fold")
        rows = dict.fromkeys(row for row, _ in placed)
        lines = [line for row in rows for line in _lines(layout.code, row, columns, page)]
        for cells in _fewest_rows(lines, _set_widths(table, lines, width)):
            table.add_row(*cells)
        yield table


def _set_widths(table: Table, lines: Sequence[Line], available: int) -> int:
    """The columns of figures as wide as what they hold, where the label is then still the widest column.

    Gives the width that is left for a label; 0 on a narrow screen, where rich shares out what there is.
    """
    shown = zip(*([column.header for column in table.columns], *lines), strict=True)
    widths = [max(cell_len(part) for text in texts for part in str(text).split("\n")) for texts in shown]
    left = available - sum(widths[1:]) - len(widths)
    if left <= max(widths[1:]):
        return 0
    for column, width in zip(table.columns[1:], widths[1:], strict=True):
        column.width, column.no_wrap = width, True
    return left


def _fewest_rows(lines: Iterable[Line], label_width: int) -> Iterator[Line]:
    """Lines whose label is not broken, put together as one row of the table: rich takes as long for a row as for a
    line, and drawing is most of what a check of many reports takes."""
    for is_whole, same in groupby(lines, lambda line: cell_len(line[0].plain) <= label_width):
        if is_whole:
            yield tuple(Text("\n").join(texts) for texts in zip(*same, strict=True))
        else:
            yield from same


def _lines(table_code: str, row: Row, columns: Sequence[Column], page: Page) -> Iterator[Line]:
    """A row of the form, under the headings that open at it."""
    for heading in row.headings:
        yield Text(page.say(heading), style="italic"), *(Text() for _ in columns)
    printed = [cell.row_label for cell in _cells_of(page, table_code, [row], columns)]
    label = page.marked(label_as_printed(row.label, printed, page), Place(table_code, row.code))
    yield label, *(cell_text(page, Place(table_code, row.code, column.code)) for column in columns)


def _cells_of(page: Page, table_code: str, rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[PrintedCell]:
    places = (Place(table_code, row.code, column.code) for row in rows for column in columns)
    return (page.cells[place] for place in places if place in page.cells and page.cells[place].cell_state != ABSENT)


def label_as_printed(form_label: Wording, printed_labels: Iterable[str | None], page: Page) -> str:
    """The label as this report words it; the form's where the cells disagree or hold but a part of a split label."""
    if page.lang != "zh":
        return page.say(form_label)
    printed = {"".join((label or "").split()) for label in printed_labels}
    if len(printed) == 1 and len(squeeze(label := printed.pop())) >= len(squeeze(form_label.zh)):
        return label
    return form_label.zh


def cell_text(page: Page, place: Place) -> Text:
    """A cell as printed; what is not a figure is told apart by a word, not by colour alone."""
    cell = page.cells.get(place)
    if cell is None:
        return page.marked("", place)
    return page.marked(shown(cell, page), place, style="" if cell.cell_state == "number" else "dim")


def shown(cell: PrintedCell, page: Page) -> str:
    """The printed text on one line, with the word for its state where it has one."""
    printed = " ".join((cell.printed_text or "").split())
    mark = STATE_MARKS.get(cell.cell_state)
    if mark is None:
        return printed
    if cell.cell_state == STATED_IN_PROSE:
        return f"0 {page.say(mark)}"
    return f"{printed} {page.say(mark)}".strip()


def split_header(label: str, width: int) -> str:
    """A header over as many lines as it needs: Chinese between any two characters, English at spaces.

    An English word that is too long is abbreviated, because broken over two lines it would be harder to read.
    """
    if cell_len(label) <= width:
        return label
    if cell_len(label) > len(label):
        per_line = width // 2
        return "\n".join(label[start : start + per_line] for start in range(0, len(label), per_line))
    words = [word if len(word) <= width else f"{word[: width - 1]}." for word in label.split()]
    return "\n".join(wrap(" ".join(words), width))


def state_legend(page: Page) -> Text | None:
    """What the words in the cells mean, for those that occur."""
    notes = state_notes(page)
    return Text(" · ".join(notes), style="dim") if notes else None


def state_notes(page: Page) -> tuple[str, ...]:
    """One note a word that occurs."""
    printed = {code for code in {cell.table_code for cell in page.cells.values()} if page.prints(code)}
    states = {cell.cell_state for cell in page.cells.values() if cell.table_code in printed}
    return tuple(f"{page.say(STATE_MARKS[s])} {page.say(STATE_NOTES[s])}" for s in STATE_NOTES if s in states)


def unplaced_cells(page: Page, layouts: Iterable[TableLayout]) -> Iterator[Text]:
    """The cells outside the form, listed under a heading."""
    outside = outside_cells(page, layouts)
    if outside:
        yield Text(f"\n{page.say(UNPLACED)}", style="bold underline")
    for label, place in outside:
        yield Text.assemble(f"  {label}: ", cell_text(page, place))


def outside_cells(page: Page, layouts: Iterable[TableLayout]) -> tuple[tuple[str, Place], ...]:
    """Cells that the report's own vintage has no place for, named; hiding them would hide what was printed."""
    placed = {
        Place(layout.code, row.code, column.code)
        for layout in layouts
        for block in layout.blocks
        for row in block.rows
        for column in block.columns
    }
    return tuple(
        (f"{cell.row_label or cell.row_code} / {cell.column_label or cell.column_code}", place)
        for place, cell in page.cells.items()
        if place not in placed and cell.cell_state != ABSENT
    )
