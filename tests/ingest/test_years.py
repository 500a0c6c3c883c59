"""Of a table that prints two years the report's own is read, and never another one."""

from __future__ import annotations

import pytest

from ingest.report import ReadReport, read_report

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
BEFORE, NOW = tuple(map(str, range(101, 108))), tuple(map(str, range(201, 208)))
SIDES_BEFORE, SIDES_NOW = tuple(map(str, range(301, 316))), tuple(map(str, range(401, 416)))
WORDS = [("上年", "本年"), ("2022年", "2023年"), ("2022年度", "2023年度")]
RECEIVED = "一、本年新收政府信息公开申请数量"


def row(*cells: str) -> str:
    return "<tr>" + "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in cells) + "</tr>"


def report(*rows: str, year: int = 2023) -> ReadReport:
    """A report with one table, and a section in which nothing happened."""
    page = f"""<meta charset="utf-8"><h1>甲县水务局{year}年政府信息公开工作年度报告</h1><p>一、总体情况</p>
        <p>正常开展。</p>
        <p>三、收到和处理政府信息公开申请情况</p><p>见下表。</p><table>{"".join(rows)}</table>
        <p>四、政府信息公开行政复议、行政诉讼情况</p><p>本年度未发生行政复议、行政诉讼。</p>"""
    return read_report(page.encode(), "report.html")


def trusted(read: ReadReport) -> list[str]:
    return [cell.printed_text for cell in read.alignment.cells if cell.problem_code is None]


def applicants(corner: str = "<td rowspan=2 colspan=2>申请人情况</td>") -> str:
    first = row(corner, "<td rowspan=2>自然人</td>", "<td colspan=5>法人或其他组织</td>", "<td rowspan=2>总计</td>")
    return first + row(*APPLICANTS[1:6])


def routes(corner: str) -> str:
    heads = row(corner, "<td colspan=5>行政复议</td>", "<td colspan=10>行政诉讼</td>")
    second = [f"<td rowspan=2>{result}</td>" for result in RESULTS]
    return (
        heads + row(*second, "<td colspan=5>未经复议直接起诉</td>", "<td colspan=5>复议后起诉</td>") + row(*RESULTS * 2)
    )


def pairs() -> list[str]:
    return [text for pair in zip(BEFORE, NOW, strict=True) for text in pair]


@pytest.mark.parametrize(("before", "now"), WORDS)
def test_rows_of_the_own_year_are_read(before: str, now: str) -> None:
    read = report(applicants(), row(f"<td rowspan=2>{RECEIVED}</td>", before, *BEFORE), row(now, *NOW))
    assert sorted(trusted(read)) == sorted(NOW)
    assert {cell.locator.split(" cell")[0] for cell in read.alignment.cells} == {"table 1 row 4"}


@pytest.mark.parametrize(("before", "now"), WORDS)
@pytest.mark.parametrize("own_first", [False, True])
def test_columns_of_the_own_year_are_read(before: str, now: str, own_first: bool) -> None:
    years = (now, before) if own_first else (before, now)
    figures = [text for n in range(7) for text in ((NOW[n], BEFORE[n]) if own_first else (BEFORE[n], NOW[n]))]
    heads = row("<td rowspan=2>申请人情况</td>", *(f"<td colspan=2>{name}</td>" for name in APPLICANTS))
    assert sorted(trusted(report(heads, row(*years * 7), row(RECEIVED, *figures)))) == sorted(NOW)


@pytest.mark.parametrize(("before", "now"), WORDS)
def test_all_columns_under_each_year(before: str, now: str) -> None:
    years = row("<td rowspan=2>申请人情况</td>", f"<td colspan=7>{before}</td>", f"<td colspan=7>{now}</td>")
    assert sorted(trusted(report(years, row(*APPLICANTS * 2), row(RECEIVED, *BEFORE, *NOW)))) == sorted(NOW)


@pytest.mark.parametrize(("before", "now"), WORDS)
def test_section_4_with_a_row_for_each_year(before: str, now: str) -> None:
    rows = (routes("<td rowspan=3>年度</td>"), row(before, *SIDES_BEFORE), row(now, *SIDES_NOW))
    assert sorted(trusted(report(*rows))) == sorted(SIDES_NOW)


@pytest.mark.parametrize(("year", "own"), [(2022, BEFORE), (2023, NOW), (2024, ())])
def test_the_title_says_which_year_is_the_reports(year: int, own: tuple[str, ...]) -> None:
    rows = (row(f"<td rowspan=2>{RECEIVED}</td>", "2022年", *BEFORE), row("2023年", *NOW))
    assert sorted(trusted(report(applicants(), *rows, year=year))) == sorted(own)


@pytest.mark.parametrize(
    "rows",
    [
        (applicants(), row(RECEIVED, "2022年", *BEFORE)),
        (applicants(), row(RECEIVED, "2022年", *BEFORE), row("二、上年结转政府信息公开申请数量", "上年", *NOW)),
        (routes("<td rowspan=3>年度</td>"), row("2022年", *SIDES_BEFORE)),
        (row("信息内容", "上年处理决定数量"), row("行政许可", "101"), row("行政处罚", "103"), row("行政强制", "105")),
    ],
    ids=["a row of another year", "two ways of saying it", "section 4", "a header one off"],
)
def test_figures_that_may_be_of_another_year_are_not_read(rows: tuple[str, ...]) -> None:
    # Beside a table that is read, so that the report is one.
    own = row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数") + row("规章", "1", "2", "3")
    assert trusted(report(*rows, "</table><table>", own)) == ["1", "2", "3"]


@pytest.mark.parametrize("padding", [0, 1])
def test_years_that_slid_with_lost_spans_are_not_believed(padding: int) -> None:
    heads = row("申请人情况", *APPLICANTS, *[""] * 7 * padding)
    years = row(*("2022年", "2023年") * 7, *[""] * padding)
    assert trusted(report(heads, years, row(RECEIVED, *pairs()))) == []


def test_the_own_year_in_a_corner_changes_nothing() -> None:
    corner = "<td rowspan=2 colspan=2>2023年</td>"
    rows = (applicants(corner), row(f"<td colspan=2>{RECEIVED}</td>", *NOW))
    assert sorted(trusted(report(*rows))) == sorted(NOW)
    assert trusted(report(*rows, year=2022)) == []
