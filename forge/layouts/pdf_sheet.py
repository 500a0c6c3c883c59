"""Lays a report out on A4 pages: every line of print with its place, every ruling, tables broken over pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from forge.document import PrintedReport
from forge.grid import Grid, GridCell, Role, begun, by_block, slots, split_at

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
MARGIN = 72.0
FOOT = 40.0
PROSE_SIZE = 14.0
PROSE_PITCH = 24.0
INDENT = 2
TITLE_SIZE = 18.0
# Shares of the type size: line spacing within a cell, white space above and below, and where the baseline stands.
LINE_PITCH = 1.3
PADDING = 0.35
BASELINE = 0.38
SIDE = 2.0
"""White space, in points, between a cell's sides and its text."""
NO_LINE_START = "，。、；：）》”"
ASCII_WIDTH = 0.5
# Baselines nearer than this share of the type size are one line.
SAME_BASELINE = 0.4
CHARACTER = re.compile(r"&\w+;|.", re.DOTALL)


class Print(NamedTuple):
    """One line of print: the left end of its baseline, y downwards from the top of the page."""

    page: int
    x: float
    y: float
    size: float
    text: str


class Stroke(NamedTuple):
    """One ruled line."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Style:
    """How tables are set: type size, whether lines are ruled, widths of columns by table (shares of the text width),
    and whether what spans a page break is printed again below it."""

    size: float
    is_ruled: bool
    repeats: bool
    requests: tuple[float, ...] = (30, 72, 130) + (30,) * 7
    disclosures: tuple[float, ...] = (150, 100, 100, 100)
    legacy: tuple[float, ...] = (200, 50, 100, 100)

    def widths(self, grid: Grid) -> list[float]:
        """Points that each column of a table takes."""
        shares = {"requests": self.requests, "disclosures": self.disclosures, "legacy_indicators": self.legacy}
        parts = shares.get(grid.table, ())[: grid.width] or (1.0,) * grid.width
        parts = (*parts, *(parts[-1],) * (grid.width - len(parts)))
        return [part * (PAGE_WIDTH - 2 * MARGIN) / sum(parts) for part in parts]


@dataclass
class Sheet:
    """The pages so far; ``y`` is how far down the current one is filled."""

    style: Style
    page: int = 1
    y: float = MARGIN
    prints: list[Print] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)

    def turn_page(self) -> None:
        """Finish the page with its number and begin the next."""
        self.finish()
        self.page += 1
        self.y = MARGIN

    def finish(self) -> None:
        """Print the page number."""
        self.prints.append(Print(self.page, PAGE_WIDTH / 2 - 12, PAGE_HEIGHT - FOOT, 12, f"- {self.page} -"))

    def paragraph(self, text: str) -> None:
        """Prose, justified to the left, its first line indented."""
        width = PAGE_WIDTH - 2 * MARGIN
        for n, line in enumerate(wrapped(INDENT * "\u3000" + text, width, PROSE_SIZE)):
            if self.y + PROSE_PITCH > PAGE_HEIGHT - MARGIN:
                self.turn_page()
            self.y += PROSE_PITCH
            shift = PROSE_SIZE * INDENT if n == 0 else 0
            self.prints.append(Print(self.page, MARGIN + shift, self.y, PROSE_SIZE, line.lstrip("\u3000")))

    def title(self, text: str) -> None:
        """The title, centred."""
        for line in wrapped(text, PAGE_WIDTH - 2 * MARGIN, TITLE_SIZE):
            self.y += 1.5 * TITLE_SIZE
            x = (PAGE_WIDTH - width_of(line, TITLE_SIZE)) / 2
            self.prints.append(Print(self.page, x, self.y, TITLE_SIZE, line))
        self.y += PROSE_PITCH

    def table(self, grid: Grid) -> None:
        """A table, as many rows on each page as fit."""
        rest: Grid | None = grid
        self.y += PROSE_PITCH / 2
        while rest is not None:
            heights = row_heights(rest, self.style)
            tops = list(accumulate(heights, initial=self.y))
            fitting = sum(1 for bottom in tops[1:] if bottom <= PAGE_HEIGHT - MARGIN)
            while fitting > 1 and self.y + self._height(rest, fitting) > PAGE_HEIGHT - FOOT - PROSE_PITCH:
                fitting -= 1
            if fitting >= len(rest.rows):
                self._draw(rest, tops)
                self.y = tops[-1]
                return
            if fitting:
                upper, rest = split_at(rest, fitting)
                # What spans the break needs its room above it.
                self._draw(upper, list(accumulate(row_heights(upper, self.style), initial=self.y)))
                rest = rest if self.style.repeats else _unrepeated(rest, grid)
            self.turn_page()

    def _height(self, grid: Grid, rows: int) -> float:
        """How high the first rows of a table are; the last of them makes room for what spans the break."""
        upper = split_at(grid, rows)[0] if rows < len(grid.rows) else grid
        return sum(row_heights(upper, self.style))

    def _draw(self, grid: Grid, tops: Sequence[float]) -> None:
        lefts = list(accumulate(self.style.widths(grid), initial=MARGIN))
        for row, column, cell in begun(grid):
            end = min(row + cell.rowspan, len(grid.rows))
            self._cell(cell, (lefts[column], tops[row], lefts[column + cell.colspan], tops[end]))

    def _cell(self, cell: GridCell, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        if self.style.is_ruled:
            corners = ((left, top, right, top), (left, bottom, right, bottom))
            sides = ((left, top, left, bottom), (right, top, right, bottom))
            self.strokes += [Stroke(self.page, *ends) for ends in corners + sides]
        lines, size = fitted(cell, right - left, self.style.size)
        first = (top + bottom) / 2 - LINE_PITCH * size * (len(lines) - 1) / 2 + BASELINE * size
        for n, line in enumerate(lines):
            x = left + SIDE if cell.role is Role.LABEL else (left + right - width_of(line, size)) / 2
            if line.strip():
                self.prints.append(Print(self.page, x, first + n * LINE_PITCH * size, size, line))


def lay_out(report: PrintedReport, style: Style) -> Sheet:
    """The whole report on pages."""
    sheet = Sheet(style)
    if report.title:
        sheet.title(report.title)
    for block in report.blocks:
        if isinstance(block, Grid):
            for part in by_block(block):
                sheet.table(part)
            sheet.y += PROSE_PITCH / 2
        else:
            sheet.paragraph(block.text)
    sheet.finish()
    return sheet


def _unrepeated(lower: Grid, whole: Grid) -> Grid:
    """The lower half with what was begun above it left blank."""
    line = [slot for slot in slots(whole)[len(whole.rows) - len(lower.rows)] if slot.begins_column]
    first = lower.rows[0]
    cells = (cell if slot.begins_row else replace(cell, text="") for slot, cell in zip(line, first.cells, strict=True))
    return replace(lower, rows=(replace(first, cells=tuple(cells)), *lower.rows[1:]))


def row_heights(grid: Grid, style: Style) -> list[float]:
    """Each row as high as its highest cell; the last row that a higher spanning cell covers grows."""
    lefts = list(accumulate(style.widths(grid), initial=0.0))
    heights = [style.size * (1 + 2 * PADDING)] * len(grid.rows)
    spanning: list[tuple[int, int, float]] = []
    for row, column, cell in begun(grid):
        lines, size = fitted(cell, lefts[column + cell.colspan] - lefts[column], style.size)
        spanning.append((row, cell.rowspan, size * (LINE_PITCH * (len(lines) - 1) + 1 + 2 * PADDING)))
    for row, depth, needed in sorted(spanning, key=lambda entry: entry[1]):
        covered = range(row, min(row + depth, len(heights)))
        heights[covered[-1]] += max(0.0, needed - sum(heights[n] for n in covered))
    return heights


def fitted(cell: GridCell, width: float, size: float) -> tuple[list[str], float]:
    """A cell's lines and their size: words are wrapped, figures are set smaller where they are too long."""
    room = width - 2 * SIDE
    if cell.role in (Role.FIGURE, Role.FOREIGN, Role.UNIT):
        lines = cell.text.split("\n")
        widest = max(width_of(line, size) for line in lines)
        return lines, size if widest <= room else size * room / widest
    return [line for part in cell.text.split("\n") for line in wrapped(part, room, size)], size


def wrapped(text: str, width: float, size: float) -> Iterator[str]:
    """A text broken wherever the next character does not fit, as Chinese is; no line begins with a comma.

    An entity that was never decoded stays whole: it is a word.
    """
    line = ""
    for character in CHARACTER.findall(text):
        if line and width_of(line + character, size) > width and character not in NO_LINE_START:
            yield line
            line = ""
        line += character
    yield line


def width_of(text: str, size: float) -> float:
    """Width in points: ideographs are square, the rest half as wide."""
    return sum(ASCII_WIDTH if ord(character) < 0x2E80 and character not in "“”" else 1.0 for character in text) * size


def lines_of_print(prints: Iterable[Print]) -> list[list[Print]]:
    """What stands on each baseline, from left to right, lines from top to bottom."""
    lines: list[list[Print]] = []
    for piece in sorted(prints, key=lambda p: p.y):
        if lines and piece.y - lines[-1][0].y < SAME_BASELINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.x) for line in lines]
