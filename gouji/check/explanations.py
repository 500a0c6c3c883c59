"""What is likely to have gone wrong: ``fct_explanations`` in the words of ``seeds/explanation_causes.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from gouji.check.labels import column_label, row_label
from gouji.check.model import Cause, Change, Explanation
from gouji.check.queries import CAUSES, EXPLANATIONS, Row
from gouji.errors import Wording

EXPLANATION_COLUMNS = 8
"""The first columns of the query are of the explanation, the others of one of its cells."""


def read_explanations(answers: Mapping[str, list[Row]]) -> Mapping[str, tuple[Explanation, ...]]:
    """Explanations by report: by component, best first."""
    causes = {row[0]: Cause(row[0], Wording(*row[1:3]), Wording(*row[3:5])) for row in answers[CAUSES]}
    return {
        report_id: tuple(_explanations(rows, causes))
        for report_id, rows in groupby(answers[EXPLANATIONS], key=lambda row: str(row[0]))
    }


def _explanations(rows: Iterable[Row], causes: Mapping[str, Cause]) -> Iterable[Explanation]:
    for head, cells in groupby(rows, key=lambda row: row[1:EXPLANATION_COLUMNS]):
        explanation_id, component_code, rank, rank_count, count, confidence, rule_ids = head
        changes = tuple(_change(cell[EXPLANATION_COLUMNS:], causes) for cell in cells if cell[EXPLANATION_COLUMNS])
        yield Explanation(
            explanation_id, component_code, rank, rank_count or 0, count, confidence, tuple(rule_ids.split()), changes
        )


def _change(cell: Row, causes: Mapping[str, Cause]) -> Change:
    table, row, column, printed, suggested, cause_code = cell
    return Change(
        table, row, column, row_label(table, row, None), column_label(table, column, None), printed, suggested,
        causes[cause_code],
    )  # fmt: skip
