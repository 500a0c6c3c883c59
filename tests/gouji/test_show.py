"""``gouji show``: the right report, its tables as printed, its findings in place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from rich.cells import cell_len

from gouji.console import EXIT_PIPE_CLOSED

Run = Callable[..., Result]
Show = Callable[..., Result]


@pytest.fixture
def show(run: Run, published_once: Path) -> Show:
    return lambda *arguments: run("show", *arguments, "--warehouse", published_once)


def line_of(text: str, label: str) -> str:
    return next(line for line in text.splitlines() if line.lstrip().startswith(label))


@pytest.mark.parametrize("agency", ["淮安市洪泽区人民政府", "洪泽区人民", "福州市人民政府", "350100"])
def test_agency_is_found_by_name_part_or_region(show: Show, agency: str) -> None:
    year = "2015" if agency in ("福州市人民政府", "350100") else "2023"
    assert show(agency, year).exit_code == 0


@pytest.mark.parametrize("agency", ["洪泽区", "320813"])
def test_several_matches_are_listed(show: Show, agency: str) -> None:
    ended = show(agency, "2023")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "淮安市洪泽区人民政府 (320813)" in ended.stderr
    assert "淮安市洪泽区应急管理局 (320813)" in ended.stderr


def test_the_year_decides_between_matches(show: Show) -> None:
    assert "福州市人民政府" in show("人民政府", "2015").stdout


def test_unknown_agency_is_said(show: Show) -> None:
    ended = show("北京市", "2023")
    assert ended.exit_code == 2
    assert "北京市" in ended.stderr


def test_years_at_hand_are_listed(show: Show) -> None:
    ended = show("福州市", "2023")
    assert ended.exit_code == 2
    assert "2015" in ended.stderr


def test_warehouse_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    ended = run("show", "福州市", "2015", "--warehouse", tmp_path / "none.duckdb")
    assert ended.exit_code == 2
    assert "gouji build" in ended.stderr


def test_cells_are_shown_as_printed(show: Show) -> None:
    text = show("洪泽区人民政府", "2023").stdout
    assert "258" in line_of(text, "一、本年新收")
    assert "275件 [1]" in line_of(text, "（七）总计")
    assert "2,026" in line_of(show("福州市", "2015").stdout, "主动公开文件数")


def test_what_is_no_figure_is_told_apart(show: Show) -> None:
    text = show("洪泽区人民政府", "2023").stdout
    assert "(空)" in line_of(text, "一、本年新收")
    assert "/" in line_of(text, "四、结转下年度").split()
    assert "2 1 (?)" in line_of(text, "（一）予以公开")
    assert "(未印)" in line_of(text, "行政事业性收费")
    assert "(空) 单元格留空" in text
    assert "(blank)" in line_of(show("洪泽区人民政府", "2023", "--lang", "en").stdout, "New requests received")


def test_prose_and_tables_not_printed_are_said(show: Show) -> None:
    text = show("洪泽区应急管理局", "2023").stdout
    assert "正文述明为零: 2023年度未收到政府信息公开申请" in text
    assert text.count("报告中没有此表") == 2
    assert "隔离" in text


def test_findings_are_marked_in_place_and_spelt_out(show: Show) -> None:
    text = show("洪泽区人民政府", "2023").stdout
    assert "[2]" in line_of(text, "行政复议")
    notes = text[text.index("\n问题") :]
    assert "[1] 严重 requests.balance" in notes
    assert "上年结转政府信息公开申请数量 = （七）总计 + 结转下年度继续办理" in " ".join(notes.split())
    assert "自然人：261 ≠ 275，相差 -14" in notes
    assert "可使等式成立的值: 261" in notes
    assert "可能原因: 相邻数字颠倒" in notes
    assert "把握: 把握较大" in notes
    assert "[2] 错误 legal_challenges.results (已确认)" in notes
    assert "[3] 提示 narrative.received" in notes


def test_labels_are_those_of_the_report(run: Run, published: Path) -> None:
    relabel = "update marts.fct_printed_cells set {0}_label = ? where report_id = 'r1' and {0}_code = ?"
    with duckdb.connect(str(published)) as connection:
        connection.execute(relabel.format("column"), ["结果维护", "upheld"])
        connection.execute(relabel.format("column"), ["结果", "corrected"])
        connection.execute(relabel.format("row"), ["(七) 总计", "processed"])
    text = run("show", "洪泽区人民政府", "2023", "--warehouse", published).stdout
    assert "结果维护  结果纠正" in text
    assert "(七)总计" in text


def test_superseded_versions_are_mentioned(show: Show) -> None:
    assert "被取代的版本：1" in show("洪泽区人民政府", "2023").stdout


def test_headings_of_the_form_are_shown(show: Show) -> None:
    text = show("洪泽区人民政府", "2023").stdout
    for heading in ("三、本年度办理结果", "（三）不予公开", "（六）其他处理", "第二十条第（八）项"):
        assert heading in text


def test_unknown_language_is_refused(show: Show) -> None:
    assert show("福州市", "2015", "--lang", "fr").exit_code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_piped_tables_align_within_100_columns(show: Show, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    text = show("洪泽区人民政府", "2023", "--lang", lang).stdout
    assert "\x1b" not in text
    assert max(cell_len(line) for line in text.splitlines()) <= 100
    zeros = [line for line in text.splitlines() if line.split()[-7:] == ["0"] * 7]
    ends = {tuple(cell_len(line[: i + 1]) for i, c in enumerate(line) if c == "0")[-7:] for line in zeros}
    assert len(zeros) > 15
    assert len(ends) == 1


def test_cells_outside_the_vintage_are_not_hidden(run: Run, published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        labels = "'政府集中采购', '采购项目数量'"
        connection.execute(
            "insert into marts.fct_printed_cells values"
            f"('r1', 'disclosures', 'procurement', 'projects', '4', 4, 'number', null, {labels}, '')"
        )
    text = run("show", "洪泽区人民政府", "2023", "--warehouse", published).stdout
    assert "政府集中采购 / 采购项目数量: 4" in text


def test_a_reader_that_stops_reading_is_not_mistaken_for_a_finding(published_once: Path) -> None:
    command = [sys.executable, "-m", "gouji", "show", "福州市", "2015", "--warehouse", published_once]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait() == EXIT_PIPE_CLOSED
