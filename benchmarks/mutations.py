"""Ways to damage a document: bytes flipped, tags dropped, rows cut, shuffled or repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import xlrd
from turbohtml import parse

from forge.document import PrintedReport
from forge.grid import Grid, GridRow, Role
from forge.quirks.base import Quirk
from ingest.normalise import normalise_text
from ingest.readers.encoding import decode

# The day before the first of a workbook, and behind its last.
EPOCH, LARGEST_DATE = datetime(1899, 12, 30), 2958466
LARGEST_EXACT = 1e15
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TAG = re.compile(r"<[^<>]*>")
TABLE_ROW = re.compile(r"<(tr|w:tr|row)\b.*?</\1>", re.DOTALL)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Parts of office files, and of the pages of OFD, in which the text stands.
TEXT_PARTS = ("word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
PAGE_PART = "/Content.xml"
PLACED_TEXT = re.compile(r'<ofd:TextObject[^>]*? Boundary="([\d.]+) ([\d.]+) [^>]*>\s*<ofd:TextCode[^>]*>([^<]*)<')
Mutation = Callable[[bytes, Random], bytes]
Move = Callable[[list[GridRow], Random], list[GridRow]]


def flip_bytes(content: bytes, chance: Random) -> bytes:
    """1, 5 or 25 bytes made any other."""
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 5, 25))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def truncate(content: bytes, chance: Random) -> bytes:
    """Cut off anywhere."""
    return content[: chance.randrange(1, len(content))]


def without_matches(pattern: re.Pattern[str], content: bytes, chance: Random) -> bytes:
    """Some of what a pattern finds left out."""
    share = chance.choice((0.01, 0.1, 0.5))
    return pattern.sub(lambda match: "" if chance.random() < share else match[0], content.decode()).encode()


def drop_tags(content: bytes, chance: Random) -> bytes:
    """Some tags left out."""
    return without_matches(TAG, content, chance)


def delete_lines(content: bytes, chance: Random) -> bytes:
    """Some lines left out."""
    return without_matches(LINE, content, chance)


def cut_rows(content: bytes, chance: Random) -> bytes:
    """Some rows left out of tables in HTML or in a part of an office file."""
    return without_matches(TABLE_ROW, content, chance)


def swap_lines(content: bytes, chance: Random) -> bytes:
    """1, 5 or 25 pairs of lines change places."""
    lines = content.decode().split("\n")
    for _ in range(chance.choice((1, 5, 25))):
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines).encode()


MUTATIONS: tuple[Mutation, ...] = (flip_bytes, truncate, drop_tags, delete_lines, cut_rows, swap_lines)


def mutate_parts(content: bytes, mutate: Mutation, chance: Random) -> bytes:
    """An office file, the parts that hold its text damaged and packed again."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(packed, "w", ZIP_DEFLATED) as changed:
        for name in package.namelist():
            part = package.read(name)
            changed.writestr(name, mutate(part, chance) if _holds_text(name) else part)
    return packed.getvalue()


def printed_numbers(content: bytes, suffix: str) -> set[str]:
    """Every number that a document shows; in pages also what a script whose end was lost has swallowed."""
    if content.startswith(b"PK"):
        return set().union(*(numbers(TAG.sub(" ", part)) | numbers(TAG.sub("", part)) for part in _parts(content)))
    if suffix == ".xls":
        return set().union(*map(_shown, _values(content)))
    text, _ = decode(content)
    if suffix == ".csv":
        # A comma parts figures here.
        return numbers(text.replace(",", " ")) | numbers(text)
    if not suffix.startswith(".htm"):
        return numbers(text)
    return numbers(parse(text).to_text()) | numbers(TAG.sub(" ", text))


def _values(content: bytes) -> Iterator[str | float]:
    """What stands in the cells of a workbook of the older format."""
    for sheet in xlrd.open_workbook(file_contents=content, ragged_rows=True, logfile=StringIO()).sheets():
        yield from (cell.value for row in range(sheet.nrows) for cell in sheet.row(row))


def _shown(value: str | float) -> set[str]:
    """The numbers that a cell may show: rounded, with as many places as it has, or as a date."""
    if isinstance(value, str):
        return numbers(value)
    day = f"{EPOCH + timedelta(days=value):%Y %m %d %H %M %S}" if 0 <= value < LARGEST_DATE else ""
    whole = int(abs(value) + 0.5) if abs(value) < LARGEST_EXACT else value
    exact = Decimal(f"{value:.14e}").normalize()
    return numbers(f"{whole} {value:.1f} {value:.2f} {exact} {exact:f} {day}")


def printed_in_order(content: bytes) -> str:
    """All that an OFD prints, line by line from left to right: its figures are an object a character."""
    found: list[str] = []
    for part in _parts(content):
        texts = [(float(y), float(x), text) for x, y, text in PLACED_TEXT.findall(part)]
        found += [text for _, _, text in sorted(texts)]
    return "".join(found)


def _parts(content: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as package:
        for name in filter(_holds_text, package.namelist()):
            yield package.read(name).decode(errors="replace")


def _holds_text(name: str) -> bool:
    return name in TEXT_PARTS or name.endswith(PAGE_PART)


def numbers(text: str) -> set[str]:
    """The numbers in a text, as printed."""
    return set(NUMBER.findall(normalise_text(text)))


def is_line_of_figures(row: GridRow) -> bool:
    """Whether a row of a forged table prints figures."""
    return any(cell.role is Role.FIGURE for cell in row.cells)


def figures_moved(grid: Grid, move: Callable[[list[GridRow]], list[GridRow]]) -> Grid:
    """The rows of figures moved among themselves below the first header; headers between them stay above."""
    first = next(number for number, row in enumerate(grid.rows) if is_line_of_figures(row))
    return replace(grid, rows=(*grid.rows[:first], *move(list(grid.rows[first:]))))


def delete_rows(rows: list[GridRow], chance: Random) -> list[GridRow]:
    """Some rows of figures left out."""
    share = chance.choice((0.05, 0.2, 0.6))
    return [row for row in rows if not is_line_of_figures(row) or chance.random() >= share]


def repeat_rows(rows: list[GridRow], chance: Random) -> list[GridRow]:
    """Some rows are printed again, next to the row or anywhere; the copies are nobody's cells."""
    repeated = list(rows)
    for row in chance.sample(rows, min(len(rows), chance.randrange(1, 5))):
        copy = replace(row, cells=tuple(replace(cell, code=None) for cell in row.cells))
        repeated.insert(chance.choice((repeated.index(row) + 1, chance.randrange(len(repeated) + 1))), copy)
    return repeated


def shuffle_rows(rows: list[GridRow], chance: Random) -> list[GridRow]:
    """All rows shuffled, or two of them in each other's place."""
    shuffled = list(rows)
    if chance.random() < 0.5:
        chance.shuffle(shuffled)
    else:
        first, second = chance.randrange(len(rows)), chance.randrange(len(rows))
        shuffled[first], shuffled[second] = shuffled[second], shuffled[first]
    return shuffled


MOVES: tuple[Move, ...] = (delete_rows, repeat_rows, shuffle_rows)


def rows_moved(table: str, move: Move, chance: Random) -> Quirk:
    """A quirk that moves the rows of one table."""

    def moved(report: PrintedReport, _: Random) -> PrintedReport:
        return report.map_grids(
            lambda grid: figures_moved(grid, lambda rows: move(rows, chance)) if grid.table == table else grid
        )

    return Quirk("rows_moved", "rows moved about", change_report=moved)
