"""Plain text to a document. Lines stay lines, except where the text itself marks cells.

Three conventions mark cells: a tab at the start of the line (rows parted by blank lines), tabs or ``|`` between the
cells of one line, and one cell a line with ``|`` after each or, on its line or alone, between all. Columns kept by
spaces are told by ``laid_out``. The rest is left to ``locate``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.documents import Block, Cell, Document, Line, Row, Table
from ingest.looks import is_value
from ingest.readers.delimited import delimited_blocks
from ingest.readers.doubled_marks import with_single_marks
from ingest.readers.encoding import decode
from ingest.readers.laid_out import PAGE_END, blocks_of, is_laid_out
from ingest.readers.padded_rows import breaks_rows, name_of_blank_row, without_padding
from ingest.readers.printed_rows import told_apart
from ingest.readers.text_rows import EMPTY_CELL, TAKEN, holds_table, whole_figures, whole_rows

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
TRAILING_PIPES = re.compile(r"^(.*?)\s*\|[\s|]*$", re.DOTALL)
LONE_PIPE = re.compile(r"^[\s|]*\|[\s|]*$")
MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+")
MARKDOWN_RULE = re.compile(r"^[\s|:+=\-]*-{3,}[\s|:+=\-]*$")
BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
"""How Markdown breaks a line inside a cell."""
SPACED_PAGE_MARK = re.compile(r"(?<=\s)([-–—]) (\d{1,3}) \1(?=\s)")
"""The number of a page or a figure between dashes that stand for 0: where all is on one line, nobody knows."""
SPACES = " \t\r\n"
WIDE_SPACES = "\u00a0\u3000"
# Characters: the labels of the shortest of the tables have more.
SHORTEST_LINE_OF_TABLE = 300
# Below this many, a pipe at the end of a line is an accident rather than a convention.
FEWEST_MARKED_CELLS = 10


def read_text(content: bytes) -> Document:
    """Read one plain text file.

    Raises:
        Rejection: ``undecodable`` or ``not_text``.
    """
    text, encoding = decode(content)
    if (blocks := delimited_blocks(text)) is not None:
        return Document("csv", encoding, tuple(blocks))
    if is_laid_out(text):
        return Document("text", encoding, tuple(blocks_of(text)))
    blocks = one_line_blocks(text) or text_blocks(text)
    if PAGE_END in text:
        blocks = told_apart(blocks)
    return Document("text", encoding, tuple(blocks))


def one_line_blocks(text: str) -> list[Block]:
    """The blocks of a text that has a whole table in one line, spaces between all cells; none of any other text."""
    lines = LINE_BREAK.split(text)
    if not any(len(line) > SHORTEST_LINE_OF_TABLE and holds_table(line) for line in lines):
        return []
    blocks: list[Block] = []
    for number, line in enumerate(lines, start=1):
        cells = text_blocks("\n".join(SPACED_PAGE_MARK.sub(r" \1\2\1 ", line).split()))
        blocks += [block.within(f"line {number} ") for block in cells]
    return blocks


def text_blocks(text: str) -> list[Block]:
    """Lines of a text, and the tables whose cells it marks."""
    lines = without_padding(whole_rows(with_single_marks(LINE_BREAK.split(text))))
    convention = _pipe_convention(lines)
    by_line = convention != "after" or not breaks_rows(lines)
    blocks: list[Block] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if line == TAKEN:
            number += 1
        elif by_line and _is_delimited(line):
            number = _delimited_rows(lines, number, blocks)
        elif _starts_cell(line):
            number = _tabbed_rows(lines, number, blocks)
        else:
            blocks.extend(_plain(lines, number, convention) if by_line else _marked_cells(line, number))
            number += 1
    return blocks


def _plain(lines: list[str], number: int, convention: str) -> list[Line]:
    """One line as no, one or (where pipes mark cells) an empty cell."""
    line, locator = lines[number], f"line {number + 1}"
    if convention == "after" and "|" in line and (marked := TRAILING_PIPES.match(line)):
        text = marked[1].strip(f"|{SPACES}")
        return [Line(text, locator, is_cell=True)] * (1 if text else line.count("|"))
    if convention == "between" and LONE_PIPE.match(line):
        empty = line.count(EMPTY_CELL) + _next_is_pipe(lines, number)
        return [Line("", locator, is_cell=True)] * empty
    if convention == "between" and line.startswith("|"):
        return [Line(line.strip(f"|{SPACES}"), locator, is_cell=True)]
    text = MARKDOWN_HEADING.sub("", line.strip(SPACES))
    if convention == "between" and text and not text.strip(WIDE_SPACES):
        # Nothing but a wide space or one that must not be broken: what programs put into cells that are blank.
        return [Line("", locator, is_cell=True)]
    return [Line(text, locator)] if text else []


def _marked_cells(line: str, number: int) -> list[Line]:
    """A line of a text that breaks rows anywhere: each of its cells with a mark behind it, or the line as it is."""
    locator, marked = f"line {number + 1}", line.rstrip(SPACES)
    if not marked.endswith("|"):
        text = MARKDOWN_HEADING.sub("", line.strip(SPACES))
        return [Line(text, locator)] if text else []
    cells = [cell.strip(SPACES) for cell in marked.removeprefix("|").removesuffix("|").split("|")]
    if len(cells) == 1:
        return [Line(cells[0], locator, is_cell=True)]
    return [Line(cell, f"{locator} cell {place}", is_cell=True) for place, cell in enumerate(cells, start=1)]


def _pipe_convention(lines: list[str]) -> str:
    if not any("|" in line for line in lines):
        return "none"
    after = sum(1 for line in lines if line.rstrip().endswith("|") and not LONE_PIPE.match(line))
    printed = [line for line in lines if line.strip(SPACES) and line != TAKEN]
    between = sum(
        LONE_PIPE.match(line) is not None and not above.rstrip().endswith("|") for above, line in pairwise(printed)
    )
    if after >= FEWEST_MARKED_CELLS and after > between:
        return "after"
    return "between" if sum(1 for line in lines if line.startswith("|")) >= FEWEST_MARKED_CELLS else "none"


def _next_is_pipe(lines: list[str], number: int) -> bool:
    """Whether the next printed line begins with a pipe again: then the cell between the two is empty."""
    following = next((line for line in lines[number + 1 :] if line.strip(SPACES) and line != TAKEN), "")
    return following.startswith("|")


def _cells_of(line: str) -> list[str] | None:
    """The cells of a line that delimits several, else None."""
    if "|" in line:
        inner = line.strip(SPACES)
        cells = inner.removeprefix("|").removesuffix("|").split("|")
        return (
            cells
            if sum(1 for cell in cells if cell.strip()) > 1 or (inner[0] == inner[-1] == "|" and len(cells) > 1)
            else None
        )
    if "\t" in line.strip("\t"):
        cells = line.rstrip("\r\n").split("\t")
        return cells if sum(1 for cell in cells if cell.strip()) > 1 else None
    return None


def _is_delimited(line: str) -> bool:
    return not LONE_PIPE.match(line) and _cells_of(line) is not None


def _delimited_rows(lines: list[str], start: int, blocks: list[Block]) -> int:
    """Consecutive lines that delimit their cells are one table; returns the number of the line behind it."""
    rows: list[Row] = []
    number = start
    while number < len(lines):
        line = lines[number]
        is_rule = bool(MARKDOWN_RULE.match(line))
        cells = None if is_rule else _cells_of(line)
        if cells is None and rows and not is_rule:
            cells = _broken_off(lines[number - 1], line) or name_of_blank_row(line)
        if line == TAKEN:
            pass
        elif cells is not None:
            texts = [BREAK_TAG.sub("\n", cell).strip(SPACES) for cell in cells]
            if rows and (whole := whole_figures([cell.text for cell in rows[-1].cells], texts)):
                rows[-1] = _row(len(rows) - 1, whole, number - 1)
            else:
                rows.append(_row(len(rows), texts, number))
        elif not is_rule and (line.strip(SPACES) or not _continues(lines, number)):
            break
        number += 1
    blocks.append(Table(tuple(rows), has_spans=False))
    return number


def _broken_off(above: str, line: str) -> list[str] | None:
    """The last figure of a row on a line of its own: between marks, or below a mark with nothing behind it."""
    figure = line.strip(f"|{SPACES}")
    is_marked = line.strip(SPACES).startswith("|") and line.count("|") > 1 and not LONE_PIPE.match(above)
    is_open = above.rstrip(" ").endswith("|") and not above.lstrip().startswith("|")
    return (
        [figure]
        if is_value(figure) and figure[-1:].isdigit() and (is_marked or (is_open and "|" not in line))
        else None
    )


def _continues(lines: list[str], number: int) -> bool:
    return number + 1 < len(lines) and _is_delimited(lines[number + 1])


def _starts_cell(line: str) -> bool:
    return line.startswith("\t")


def _tabbed_rows(lines: list[str], start: int, blocks: list[Block]) -> int:
    """Rows of one cell a line: a tab begins a cell, a line without one continues it, a blank line ends the row."""
    rows: list[Row] = []
    cells: list[str] = []
    number = first = start
    blank_lines = 0
    while number < len(lines):
        line = lines[number]
        if _starts_cell(line):
            if blank_lines and cells:
                rows.append(_row(len(rows), cells, first))
                cells = []
            first = number if not cells else first
            cells.append(line[1:].strip(SPACES))
            blank_lines = 0
        elif not line.strip(SPACES):
            blank_lines += 1
        elif blank_lines or not cells:
            break
        else:
            cells[-1] = f"{cells[-1]}\n{line.strip(SPACES)}"
        number += 1
    if cells:
        rows.append(_row(len(rows), cells, first))
    blocks.append(Table(tuple(rows), has_spans=False))
    return number


def _row(index: int, texts: list[str], line_number: int) -> Row:
    cells = tuple(
        Cell(text, position, position + 1, index, f"line {line_number + 1} cell {position + 1}")
        for position, text in enumerate(texts)
    )
    return Row(index, cells)
