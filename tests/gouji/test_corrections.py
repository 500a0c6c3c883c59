"""``gouji corrections``: a list that an agency can work through, in both languages and both forms."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest
from click.testing import Result

from gouji.corrections import as_markdown, as_workbook, read_corrections

Run = Callable[..., Result]
AGENCY = "淮安市洪泽区人民政府"
FORMULA = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture
def corrections(run: Run, published_once: Path) -> Callable[..., Result]:
    return lambda *arguments: run("corrections", *arguments, "--warehouse", published_once)


def test_markdown_names_place_figure_cause_and_reasons(corrections: Callable[..., Result]) -> None:
    ended = corrections(AGENCY, "2023")
    assert ended.exit_code == 0
    text = ended.stdout.replace("\\", "")
    assert text.startswith("# 政府信息公开工作年度报告更正清单\n")
    assert f"## {AGENCY} 2023 （本机关）" in text
    assert "1. **严重** 收到和处理政府信息公开申请情况 / （七）总计 / 自然人" in text
    for line in ("原文: 275", "建议值: 261", "可能原因: 相邻数字颠倒", "把握: 把握较大", "[requests.balance]"):
        assert line in text
    assert "正文: “全年共收到政府信息公开申请258件。”" in text


def test_what_was_acknowledged_is_counted_and_not_listed(corrections: Callable[..., Result]) -> None:
    text = corrections(AGENCY, "2023").stdout
    assert "另有 1 项已确认" in text
    assert "行政复议" not in text


def test_claims_that_nothing_contradicts_are_not_quoted(corrections: Callable[..., Result]) -> None:
    assert "242" not in corrections(AGENCY, "2023").stdout


def test_equally_good_explanations_are_all_listed(corrections: Callable[..., Result]) -> None:
    text = corrections(AGENCY, "2023").stdout.replace("\\", "")
    assert "1. 收到和处理政府信息公开申请情况 / （七）总计 / 自然人: 275 → 261 (一位数字误植)" in text
    assert "258 → 272 (数字有误)" in text
    assert "3 → 17" not in text


def test_the_english_list_has_no_chinese_wording_of_ours(corrections: Callable[..., Result]) -> None:
    text = corrections(AGENCY, "2023", "--lang", "en").stdout
    assert "Suggested: 261" in text
    assert "Natural persons: 261 is not 275" in text
    assert "Likely cause: Digits transposed" in text
    assert "建议值" not in text
    assert "可能原因" not in text


def test_all_years_without_a_year(corrections: Callable[..., Result]) -> None:
    assert "2015" in corrections("福州市人民政府").stdout
    assert "未发现问题" in corrections("福州市人民政府").stdout


def test_workbook_is_named_for_the_agency(
    run: Run, published_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("corrections", AGENCY, "2023", "--format", "xlsx", "--warehouse", published_once)
    assert (ended.exit_code, ended.stdout) == (0, f"{AGENCY}-2023-corrections.xlsx\n")
    book = openpyxl.load_workbook(tmp_path / f"{AGENCY}-2023-corrections.xlsx")
    assert book.sheetnames == ["更正清单", "其他解释"]
    rows = list(book["更正清单"].iter_rows(min_row=4, values_only=True))
    items = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [(item["序号"], item["原文"], item["建议值"]) for item in items] == [(1, "275", 261), (2, None, None)]
    assert items[0]["如何更正"] == "逐栏核对台账"


@pytest.mark.parametrize("name", ["list.xlsx", "list.md"])
def test_the_ending_of_the_file_decides(corrections: Callable[..., Result], tmp_path: Path, name: str) -> None:
    ended = corrections(AGENCY, "2023", "--output", tmp_path / "new" / name)
    assert ended.exit_code == 0
    content = (tmp_path / "new" / name).read_bytes()
    assert content.startswith(b"PK" if name.endswith("xlsx") else b"# ")


def test_a_file_that_cannot_be_written_is_said(corrections: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = corrections(AGENCY, "2023", "--output", tmp_path / "file" / "list.md")
    assert ended.exit_code == 2
    assert "list.md" in ended.stderr


def test_unknown_agency_and_year_are_said(corrections: Callable[..., Result]) -> None:
    assert corrections("北京市").exit_code == 2
    assert "2015" in corrections("福州市", "2023").stderr


def test_findings_about_one_cell_are_one_item(published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute("""
            insert into marts.fct_findings
            select 'f4', report_id, 'legal_challenges.results', 'error', table_code, row_code, column_code,
                printed_text, suggested_value, '另一式；共同的解释', 'another; shared', false, confidence,
                cause_code, ''
            from marts.fct_findings where finding_id = 'f1'
        """)
        connection.execute(
            "update marts.fct_findings set message_zh = message_zh || '；共同的解释' where finding_id = 'f1'"
        )
        [report] = read_corrections(connection, ["r1"])
    [item] = [item for item in report.corrections if item.suggested_value is not None]
    assert [reason.rule_id for reason in item.reasons] == ["requests.balance", "legal_challenges.results"]
    assert as_markdown([report]).count("共同的解释") == 1


def test_no_cell_begins_a_formula_and_no_line_is_markup(published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute(
            "update marts.fct_findings set printed_text = ?, message_zh = ?", [FORMULA, "<b>*粗*</b>\n# 题"]
        )
        lists = read_corrections(connection, ["r1"])
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(lists)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == FORMULA for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    text = as_markdown(lists)
    assert "<b>" not in text
    assert "\n# 题" not in text
