"""Section 4 as a table for each route, the route named above it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.scoring import read_cells
from forge.form import CellCode
from ingest.align import align
from ingest.forms import column_order
from ingest.locate import locate
from ingest.readers import read

RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ROUTES = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
EXPECTED = {
    CellCode("legal_challenges", route, column): str(101 + 5 * n + place)
    for n, route in enumerate(ROUTES)
    for place, column in enumerate(column_order("legal_challenges"))
}
WORDINGS = [
    ("行政复议", "未经复议直接起诉", "复议后起诉"),
    ("（一）行政复议情况", "（二）行政诉讼情况（未经复议直接起诉）", "（三）行政诉讼情况（复议后起诉）"),
    ("1.行政复议：", "2.行政诉讼-未经复议直接起诉：", "3.行政诉讼-复议后起诉："),
    ("因政府信息公开工作被申请行政复议", "未经复议直接提起行政诉讼", "经复议后提起行政诉讼"),
]


def figures(route: int) -> list[str]:
    return [
        EXPECTED[CellCode("legal_challenges", ROUTES[route], column)] for column in column_order("legal_challenges")
    ]


def html_table(route: int, *, caption: str = "") -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (RESULTS, figures(route)))
    return f"<table>{f'<caption>{caption}</caption>' if caption else ''}{rows}</table>"


def printed(markup: str, suffix: str = ".html") -> dict[CellCode, str]:
    cells = read_cells(markup.encode(), suffix)
    return {code: cell.printed_text for code, cell in cells.items() if cell.problem_code is None}


@pytest.mark.parametrize("names", WORDINGS)
def test_each_table_is_of_the_route_above_it(names: tuple[str, ...]) -> None:
    assert printed("".join(f"<p>{name}</p>{html_table(n)}" for n, name in enumerate(names))) == EXPECTED


def test_captions_of_tables() -> None:
    assert printed("".join(html_table(n, caption=name) for n, name in enumerate(WORDINGS[0]))) == EXPECTED


def test_markdown() -> None:
    heads = f"| {' | '.join(RESULTS)} |\n|{'---|' * 5}\n"
    parts = (f"### {name}\n{heads}| {' | '.join(figures(n))} |\n\n" for n, name in enumerate(WORDINGS[0]))
    assert printed("".join(parts), ".md") == EXPECTED


def test_the_routes_of_litigation_in_one_table() -> None:
    head = "<tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    rows = "".join(
        f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (RESULTS * 2, figures(1) + figures(2))
    )
    markup = f"<p>（一）行政复议</p>{html_table(0)}<p>（二）行政诉讼</p><table>{head}{rows}</table>"
    assert printed(markup) == EXPECTED


@pytest.mark.parametrize(
    "order",
    [
        "{t0}<p>行政复议</p>{t1}<p>未经复议直接起诉</p>{t2}<p>复议后起诉</p>",  # names below their tables
        "<p>行政复议</p>{t0}<p>未经复议直接起诉</p>{t1}<p>说明</p>{t2}",  # one without a name
        "<p>行政复议</p>{t0}<p>行政复议</p>{t1}<p>复议后起诉</p>{t2}",  # one name twice
        "<p>行政复议</p>{t0}<p>未经复议直接起诉</p>{t1}<p>复议后起诉</p>{t2}<p>行政复议</p>",
        "<p>行政复议情况如下，见表。</p>{t0}",
    ],
)
def test_where_names_are_not_certain_nothing_is_read(order: str) -> None:
    assert not printed(order.format(t0=html_table(0), t1=html_table(1), t2=html_table(2)))


def test_routes_in_another_order_than_the_forms_are_not_read_without_spans() -> None:
    heads = ["行政诉讼 | 行政复议", "未经复议直接起诉 | 复议后起诉", " | ".join(RESULTS * 3)]
    line = " | ".join(figures(1) + figures(2) + figures(0))
    assert not printed("\n".join([*heads, line]), ".txt")
    own = " | ".join(figures(0) + figures(1) + figures(2))
    assert printed("\n".join(["行政复议 | 行政诉讼", *heads[1:], own]), ".txt") == EXPECTED


ROWS = [("", *RESULTS), *((name, *figures(n)) for n, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")))]


def table_of(*rows: Sequence[str]) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in (''.join(f'<td>{c}</td>' for c in r) for r in rows))}</table>"


@pytest.mark.parametrize("name", ["合计", "行政诉讼", "其他", "2021年行政复议"])
def test_a_sum_among_routes_below_each_other_is_none_of_them(name: str) -> None:
    extra = (name, *("9" * (place + 2) for place in range(5)))
    assert printed(table_of(*ROWS, extra)) == EXPECTED
    assert printed(table_of(*ROWS[:2], extra, *ROWS[2:])) == EXPECTED


def test_figures_under_results_alone_are_nobodys_and_spoil_nothing() -> None:
    bare = table_of(RESULTS, [str(n) for n in range(5)])
    assert printed(f"{table_of(*ROWS)}<p>另</p>{bare}") == EXPECTED
    assert not printed(bare)


@pytest.mark.parametrize("blank_first", [True, False])
def test_a_blank_line_beside_the_line_of_figures(blank_first: bool) -> None:
    heads = "<tr><td colspan=5>行政复议</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    lines = [list(RESULTS * 3), figures(0) + figures(1) + figures(2)]
    lines.insert(1 if blank_first else 2, [""] * 15)
    body = table_of(*lines).replace("<table>", f"<table>{heads}")
    assert printed(body) == EXPECTED


def test_a_line_of_blanks_alone_is_read_as_blank() -> None:
    heads = "<tr><td colspan=5>行政复议</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    body = table_of(RESULTS * 3, [""] * 15).replace("<table>", f"<table>{heads}")
    assert printed(body) == dict.fromkeys(EXPECTED, "")


def test_litigation_that_is_not_divided_is_told_and_spoils_nothing() -> None:
    heads = "<tr><td colspan=5>行政复议</td><td colspan=5>行政诉讼</td></tr>"
    body = table_of(RESULTS * 2, [*figures(0), *(str(n) for n in range(5))]).replace("<table>", f"<table>{heads}")
    assert printed(body) == {code: text for code, text in EXPECTED.items() if code.row == "reconsideration"}
    [row] = align(locate(read(body.encode(), "report.html")).rows).unmapped
    assert (row.label, row.printed_text, row.problem_code) == ("行政诉讼", "0 | 1 | 2 | 3 | 4", "row_ambiguous")


def test_a_sum_beside_the_routes_is_none_of_them() -> None:
    heads = "".join(f"<td colspan=5>{name}</td>" for name in WORDINGS[0])
    rows = table_of(RESULTS * 3, [*figures(0), *figures(1), *figures(2), "999"])
    body = rows.replace("<table>", f"<table><tr>{heads}<td rowspan=2>合计</td></tr>")
    assert printed(body) == EXPECTED


def test_results_that_slid_from_under_their_routes_are_not_read() -> None:
    heads = "<tr><td colspan=4>行政复议</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    body = table_of(RESULTS * 3, [*figures(0), *figures(1), *figures(2)]).replace("<table>", f"<table>{heads}")
    assert set(printed(body).items()) <= set(EXPECTED.items())
