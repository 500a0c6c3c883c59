"""Tables of other agencies under the form's own columns: their sums and their 其他 are no rows of the form."""

from __future__ import annotations

import pytest

from benchmarks.scoring import read_cells
from forge import distinct_primes, render

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REPORT = render(distinct_primes("form_2021"), "html_spans")


def table(first: str, *names: str) -> str:
    rows = [
        (first, *COLUMNS),
        *((name, *(str(n * 10 + place) for place in range(7))) for n, name in enumerate(names, 900)),
    ]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in (''.join(f'<td>{c}</td>' for c in r) for r in rows))}</table>"


@pytest.mark.parametrize("names", [("县公安局", "合计"), ("县公安局", "其他", "总计"), ("2021年", "2022年", "总数")])
@pytest.mark.parametrize("first", ["单位", "乡镇", "年度", ""])
def test_rows_that_any_table_has_are_no_rows_of_the_form(first: str, names: tuple[str, ...]) -> None:
    assert not read_cells(table(first, *names).encode(), ".html")


def test_beside_the_reports_own_table_they_change_nothing() -> None:
    content = REPORT.content.replace(b"</body>", table("单位", "县公安局", "合计").encode() + b"</body>")
    found = read_cells(content, ".html")
    assert {code: cell.printed_text for code, cell in found.items()} == dict(REPORT.expected)
    assert not any(cell.problem_code for cell in found.values())


def test_such_a_row_counts_beside_others_of_the_form() -> None:
    found = read_cells(table("", "（六）其他处理", "1.逾期不补正", "其他", "总计").encode(), ".html")
    assert {code.row for code in found} == {"other_undivided", "other_not_corrected", "other_reason", "processed"}


def test_a_continued_table_may_begin_with_the_forms_own_total() -> None:
    assert {code.row for code in read_cells(table("", "（七）总计").encode(), ".html")} == {"processed"}
