"""Section 4 among bare lines, in a text that has lost cells of most other rows."""

from __future__ import annotations

import pytest

from ingest.aligned import AlignedCell, Gathered

ROWS = ("received", "carried_in", "granted", "partially_granted", "processed", "carried_out")


def cell(table: str, row: str, column: str, problem: str | None = None) -> AlignedCell:
    return AlignedCell(table, row, column, "7", row, column, "line 1", "exact", problem)


@pytest.mark.parametrize(
    ("short", "has_blanks", "problem"),
    [(6, True, "wrong_cell_count"), (4, True, "wrong_cell_count"), (3, True, None), (6, False, None)],
)
def test_a_line_that_is_whole_only_with_blanks_is_not_read(short: int, has_blanks: bool, problem: str | None) -> None:
    gathered = Gathered(has_bare_blanks=has_blanks)
    for number, row in enumerate(ROWS):
        gathered.keep(cell("requests", row, "total", "wrong_cell_count" if number < short else None))
    gathered.keep(cell("legal_challenges", "reconsideration", "upheld"))
    found = gathered.alignment().cells
    assert [each.problem_code for each in found if each.table_code == "legal_challenges"] == [problem]
