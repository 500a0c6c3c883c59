"""Blank cells of one line are told together; nothing else is, and nothing is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.check.model import CheckResult, Equation, Finding
from gouji.check.notices import notices
from gouji.check.outputs import in_format
from gouji.errors import Wording
from gouji.reports import ReportFinding

ROWS, COLUMNS = ("received", "carried_in", "granted"), ("natural_person", "other_org", "total")
BROKEN = Equation(
    "requests.balance", Wording("", ""), "received = processed", "=", "column", "total", Decimal(3), Decimal(4),
    Decimal(-1), (),
)  # fmt: skip


def finding(number: int, row: str | None, column: str | None, severity: str = "notice") -> Finding:
    shown = ReportFinding(
        number, "requests.applicants", severity, "requests", row, column, Decimal(0), "空", "blank", False, None
    )
    return Finding(shown, str(number), "", Wording("空", "blank"), "left_blank", None, (), None, None, None)


FINDINGS = st.lists(
    st.tuples(
        st.sampled_from(("blank", "broken", "other", "acknowledged", "whole_row", "critical")),
        st.sampled_from(ROWS),
        st.sampled_from(COLUMNS),
    ),
    max_size=12,
)


@given(FINDINGS)
def test_every_finding_is_in_one_notice_and_what_fails_stands_alone(drawn: list[tuple[str, str, str]]) -> None:
    kinds = {
        "blank": lambda f: f,
        "broken": lambda f: replace(f, equation=BROKEN),
        "other": lambda f: replace(f, cause_code=None),
        "acknowledged": lambda f: replace(f, shown=replace(f.shown, is_acknowledged=True)),
        "whole_row": lambda f: replace(f, shown=replace(f.shown, column_code=None)),
        "critical": lambda f: replace(f, shown=replace(f.shown, severity="critical")),
    }
    found = [kinds[kind](finding(n, row, column)) for n, (kind, row, column) in enumerate(drawn, start=1)]
    told = notices(found)
    assert sorted(f.shown.number for notice in told for f in notice.findings) == [f.shown.number for f in found]
    assert [notice.first.shown.number for notice in told] == sorted(notice.first.shown.number for notice in told)
    plain = {f.finding_id for f, (kind, _, _) in zip(found, drawn, strict=True) if kind == "blank"}
    for notice in told:
        if len(notice.findings) > 1:
            assert {f.finding_id for f in notice.findings} <= plain
            rows, columns = ({getattr(f.shown, at) for f in notice.findings} for at in ("row_code", "column_code"))
            assert 1 in (len(rows), len(columns))


def test_a_column_is_told_before_its_rows() -> None:
    blanks = [finding(n, row, "total") for n, row in enumerate(ROWS, start=1)]
    told = notices([*blanks, finding(4, "received", "other_org")])
    assert [notice.numbers for notice in told] == ["[1]–[3]", "[4]"]


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("zh", "“总计”栏：23 格未填数字，按勾稽关系应为"),
        ("en", "column “Total”: 23 cells print no figure; the others imply"),
    ],
)
def test_a_blank_column_is_one_notice_for_people_and_all_findings_for_programs(
    checked: CheckResult, lang: str, message: str
) -> None:
    [report] = [report for report in checked.reports if report.path.endswith("ambiguous_region_tabs.txt")]
    alone = CheckResult((report,), (), checked.rules, None)
    text, page = in_format(alone, "text", lang), in_format(alone, "html", lang)
    assert message in " ".join(text.split())
    assert text.count("requests.applicants") == 1
    assert re.search(r"\[1\] [^\n]*: 32\n", text)
    assert page.count(message) == 1
    assert page.count("<li><span") == 23
    assert len(json.loads(in_format(alone, "json", lang))["reports"][0]["findings"]) == 23
    assert len(json.loads(in_format(alone, "sarif", lang))["runs"][0]["results"]) == 23
