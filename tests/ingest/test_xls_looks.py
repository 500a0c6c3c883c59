"""What workbooks of the older format show otherwise than their cells say: fonts that veil, pictures over blanks."""

from __future__ import annotations

from random import Random

import pytest

from forge.layouts.workbook_97 import Sheet97, Style97, workbook
from ingest.documents import OBJECT_MARK, Table
from ingest.readers import xls
from ingest.readers.xls import read_xls
from ingest.readers.xls_drawings import drawn_over
from tests.ingest.xls_books import COMMENT, GROUP, LINE, NAVY, PICTURE, TEXT_BOX, WHITE, Shape, Shown, book


def texts(content: bytes) -> list[list[str]]:
    (table,) = [block for block in read_xls(content).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.own_cells] for row in table.rows]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Shown(12), "12"),
        (Shown(12, font=1), OBJECT_MARK),
        (Shown("12", font=1), OBJECT_MARK),
        (Shown("规章", font=1), "规章"),
        (Shown(12, font=2), OBJECT_MARK),
        (Shown(12, font=2, ground=WHITE), OBJECT_MARK),
        (Shown(12, font=2, ground=NAVY), "12"),
        (Shown("规章", font=2), "规章"),
        (Shown("121", runs=[(2, 3)]), "12¹"),
        (Shown("3112", runs=[(0, 1), (2, 0)]), f"{OBJECT_MARK}12"),
    ],
)
def test_a_figure_that_nobody_sees_is_none(cell: Shown, shown: str) -> None:
    assert texts(book([[Shown("行政许可"), cell]])) == [["行政许可", shown]]


BLANK = [[Shown("行政许可"), Shown("")], [Shown("行政处罚"), Shown(5)]]


@pytest.mark.parametrize(
    ("shapes", "shown"),
    [
        ([], ""),
        ([Shape(PICTURE, (0, 1), (0, 1))], OBJECT_MARK),
        # It ends on the edge of the next cells.
        ([Shape(PICTURE, (0, 1), (1, 2), reaches=0)], OBJECT_MARK),
        ([Shape(TEXT_BOX, (0, 1), (0, 1), text="7")], OBJECT_MARK),
        ([Shape(GROUP, (0, 1), (0, 1))], OBJECT_MARK),
        ([Shape(TEXT_BOX, (0, 1), (0, 1))], ""),
        ([Shape(LINE, (0, 1), (0, 1))], ""),
        ([Shape(COMMENT, (0, 1), (0, 1), text="note")], ""),
        # A seal stands over several cells.
        ([Shape(PICTURE, (0, 0), (1, 1))], ""),
        ([Shape(COMMENT, (1, 1), (1, 1), text="note"), Shape(PICTURE, (0, 1), (0, 1))], OBJECT_MARK),
        ([Shape(COMMENT, (0, 1), (0, 1), text="note"), Shape(PICTURE, (1, 1), (1, 1))], ""),
    ],
)
def test_a_cell_under_something_drawn_is_not_blank(shapes: list[Shape], shown: str) -> None:
    assert texts(book(BLANK, shapes)) == [["行政许可", shown], ["行政处罚", "5"]]


def test_a_stray_cell_at_the_end_of_a_sheet_makes_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet97("表", cells=[(0, 0, "行政许可", 0), (0, 1, 5.0, 0), (65535, 255, "完", 0)])
    counted: list[int] = []
    clean = xls.clean
    monkeypatch.setattr(xls, "clean", lambda text: counted.append(1) or clean(text))
    blocks = read_xls(workbook([sheet], [Style97(has_border=True)])).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    shown_texts = [text for table in tables for text in table.texts if text]
    assert shown_texts == ["行政许可", "5", "完"]
    assert len(counted) < 1000


def test_what_is_cut_short_is_read_as_far_as_it_goes() -> None:
    whole = book(BLANK, [Shape(PICTURE, (0, 1), (0, 1)), Shape(TEXT_BOX, (0, 1), (0, 1), text="7")])
    for length in range(len(whole)):
        drawn_over(whole[:length])
    chance = Random(1)
    for _ in range(500):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] = chance.randrange(256)
        drawn_over(bytes(damaged))
