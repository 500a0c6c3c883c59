"""A blank at the end of a row is the last column's or nobody's, and what the rows around it say of that counts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.align import align
from ingest.forms import column_order
from ingest.locate import locate
from ingest.readers import read

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
CODES = column_order("requests")
ROWS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开")
ROW_CODES = ("received", "carried_in", "granted", "partially_granted")
BLANK = "\u00a0"
WRONG_COUNT = "wrong_cell_count"
Row = tuple[str, ...]


def document(rows: Sequence[Row], applicants: Sequence[str] = APPLICANTS) -> str:
    """Cells one a line, each behind a tab, as pages print them that were saved as text; the total's header above."""
    above = [["申请人情况"], ["", "自然人", "法人或其他组织", "总计"], ["", "", *applicants[1:], ""]]
    lines = [*above, *([name, *row] for name, row in zip(ROWS, rows, strict=False))]
    return "三、收到和处理政府信息公开申请情况\n" + "\n".join("".join(f"\t{cell}\n" for cell in line) for line in lines)


def markdown(rows: Sequence[Row], applicants: Sequence[str] = APPLICANTS) -> str:
    """The same rows between bars."""
    lines = [("项目", *applicants, "总计"), *((name, *row) for name, row in zip(ROWS, rows, strict=False))]
    return "\n".join("|" + "|".join(line) + "|" for line in lines) + "\n"


def problems(text: str) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for cell in align(locate(read(text.encode(), "report.txt")).rows).cells:
        found.setdefault(cell.row_code, set()).add(cell.problem_code)
    return found


def all_read() -> dict[str, set[str | None]]:
    return {code: {None} for code in ROW_CODES}


def figures(row: int, count: int) -> Row:
    return tuple(str(100 * (row + 1) + n) for n in range(count))


def test_a_blank_in_the_last_column_is_that_of_its_total() -> None:
    read_so = problems(document([(*figures(n, 6), BLANK) for n in range(4)]))
    assert read_so == all_read()


@pytest.mark.parametrize("odd", range(4))
def test_a_row_with_one_figure_more_than_the_others_is_not_read(odd: int) -> None:
    """Six figures and a blank total everywhere else: which of the seven is one too many, nobody knows."""
    rows = [(*figures(n, 7 if n == odd else 6), BLANK) for n in range(4)]
    expected = {code: {WRONG_COUNT if n == odd else None} for n, code in enumerate(ROW_CODES)}
    assert problems(document(rows)) == expected


def test_a_cell_mark_too_many_at_the_end_of_every_row_is_passed_over() -> None:
    assert problems(document([(*figures(n, 7), BLANK) for n in range(4)])) == all_read()


def test_where_all_rows_have_a_mark_too_many_one_with_a_figure_less_is_not_read() -> None:
    rows = [(*figures(n, 6 if n == 2 else 7), BLANK) for n in range(4)]
    assert problems(document(rows)) == {**all_read(), "granted": {WRONG_COUNT}}


def test_two_rows_that_contradict_each_other_are_both_not_read() -> None:
    rows = [(*figures(0, 6), BLANK), (*figures(1, 7), BLANK)]
    assert problems(document(rows)) == {"received": {WRONG_COUNT}, "carried_in": {WRONG_COUNT}}


def test_where_rows_lack_cells_blanks_behind_a_row_may_be_the_beginning_of_the_next() -> None:
    rows = [figures(0, 5), (*figures(1, 6), BLANK, BLANK), (*figures(2, 6), BLANK), (*figures(3, 7), BLANK)]
    found = problems(document(rows))
    assert found == {code: {WRONG_COUNT} for code in ROW_CODES[:3]} | {ROW_CODES[3]: {None}}


def test_a_row_that_lacks_cells_takes_no_doubt_away_from_one_with_a_figure_too_many() -> None:
    rows = [figures(0, 5), (*figures(1, 7), BLANK), (*figures(2, 6), BLANK), (*figures(3, 6), BLANK)]
    assert problems(document(rows)) == {code: {WRONG_COUNT} for code in ROW_CODES}


def test_a_row_that_is_too_long_to_be_read_shows_it_as_well() -> None:
    rows = [figures(0, 5), (BLANK, *figures(1, 6), BLANK), (*figures(2, 6), BLANK), figures(3, 7)]
    found = problems(document(rows))
    assert found == {code: {WRONG_COUNT} for code in ROW_CODES[:3]} | {ROW_CODES[3]: {None}}


@pytest.mark.parametrize("missing", range(1, 6))
def test_a_header_that_is_not_there_takes_no_column_away_where_rows_have_a_blank_more(missing: int) -> None:
    """Six figures and a blank total under six headers: no figure may slide under the next header."""
    headers = (*APPLICANTS[:missing], *APPLICANTS[missing + 1 :])
    rows = [(*figures(n, 6), BLANK) for n in range(4)]
    assert problems(document(rows, headers)).keys() <= set(ROW_CODES)
    for print_table in (document, markdown):
        cells = align(locate(read(print_table(rows, headers).encode(), "report.txt")).rows).cells
        wrong = [
            cell
            for cell in cells
            if cell.problem_code is None and cell.printed_text.strip() and cell.printed_text.strip() not in _true(cell)
        ]
        assert not wrong


def _true(cell: object) -> set[str]:
    row, column = ROW_CODES.index(cell.row_code), CODES.index(cell.column_code)  # type: ignore[attr-defined]
    return {figures(row, 7)[column]}


def test_between_bars_a_row_with_a_cell_less_is_not_read_by_the_blanks_of_its_label() -> None:
    """A label over three columns leaves two blanks; one of them is no figure's place because a figure is missing."""
    whole = [(BLANK, BLANK, *figures(n, 7)) for n in range(4)]
    short = [(BLANK, BLANK, *figures(n, 6 if n == 2 else 7)) for n in range(4)]
    headers = (BLANK, BLANK, *APPLICANTS)
    assert problems(markdown(whole, headers)) == all_read()
    assert problems(markdown(short, headers)) == {**all_read(), "granted": {WRONG_COUNT}}


@pytest.mark.parametrize("left_out", range(7))
def test_in_csv_a_row_that_ends_in_a_blank_too_early_has_lost_a_cell(left_out: int) -> None:
    rows = [list(figures(n, 7)) for n in range(4)]
    del rows[2][left_out]
    lines = [["项目", *APPLICANTS, "总计"], *([name, *row] for name, row in zip(ROWS, rows, strict=True))]
    found = problems("".join(",".join([*line, "", "", ""]) + "\n" for line in lines))
    assert found == {**all_read(), "granted": {WRONG_COUNT}}
