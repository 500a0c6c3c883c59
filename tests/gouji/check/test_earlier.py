"""``--against``: chain rules from last year's report in a warehouse give the verdicts that the warehouse has."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from forge.figures import plant
from forge.samples import _chain
from gouji.check.equation_words import equation_text
from gouji.check.errors import UnusableWarehouse
from gouji.check.model import CheckResult, RuleResult
from gouji.check.run import check
from gouji.page import Page
from tests.conftest import SAMPLES, Built

pytestmark = pytest.mark.usefixtures("bundle")

# Other bytes, so that it is another document than the one in the warehouse: a draft of the same report.
DRAFT_MARK = b"<!-- draft -->"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("draft") / "draft.html"
    path.write_bytes((SAMPLES / "chain_2022.html").read_bytes() + DRAFT_MARK)
    return path


@pytest.fixture(scope="module")
def compared(built: Built, draft: Path, bundle: Path) -> CheckResult:
    assert bundle.is_file()
    return check([draft], against=built.live_file, quiet=True)


def test_it_has_the_verdicts_that_the_warehouse_has(built: Built, compared: CheckResult) -> None:
    [report] = compared.reports
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        rows = connection.execute("""
            select fct_rule_results.* exclude (report_id) from marts.fct_rule_results
            inner join marts.dim_reports using (report_id) where source_uri like '%chain_2022.html'
        """).fetchall()
    found = {(
        one.rule_id, one.scope_code, one.left_value, one.right_value, one.residual, one.verdict, one.reason,
        one.severity, one.is_acknowledged, one.implied_value,
    ) for one in report.results}  # fmt: skip
    assert found == set(rows)


def test_only_the_draft_is_reported_on(compared: CheckResult, draft: Path) -> None:
    assert compared.earlier_count == 1
    assert [report.path for report in compared.reports] == [draft.as_posix()]
    assert compared.reports[0].lacks_earlier_year == 0


def test_without_it_chain_rules_wait(draft: Path) -> None:
    [report] = check([draft], quiet=True).reports
    assert report.lacks_earlier_year > 0
    assert all(not _is_chain(one) or one.verdict == "not_evaluable" for one in report.results)


def _is_chain(result: RuleResult) -> bool:
    return result.rule_class == "chain"


def test_what_does_not_follow_from_last_year_shows_both_years(built: Built, tmp_path: Path) -> None:
    cell = ("requests", "carried_in", "natural_person")
    [recipe] = [recipe for recipe in _chain() if recipe.name == "chain_2022"]
    printed = int(recipe.figures.text(*cell))
    wrong = tmp_path / "wrong.html"
    wrong.write_bytes(replace(recipe, figures=plant(recipe.figures, cell, str(printed + 5))).forged().content)
    [report] = check([wrong], against=built.live_file, quiet=True).reports
    [finding] = [one for one in report.findings if one.equation and one.equation.rule_id == "requests.carry_over"]
    assert finding.equation is not None
    terms = [(term.side, term.period, term.value) for term in finding.equation.terms]
    assert terms == [("left", "t", printed + 5), ("right", "t-1", printed)]
    told = equation_text(finding.equation, Page("zh", {}, {}))
    assert told == f"二、上年结转政府信息公开申请数量 {printed + 5} ≠ 四、结转下年度继续办理(上年) {printed}"


def test_the_warehouse_is_not_touched(built: Built, draft: Path) -> None:
    before = built.live_file.read_bytes()
    check([draft], against=built.live_file, quiet=True)
    assert built.live_file.read_bytes() == before


def test_a_warehouse_that_does_not_fit_is_told(built: Built, draft: Path, tmp_path: Path) -> None:
    old = tmp_path / "gouji.duckdb"
    shutil.copy(built.live_file, old)
    with duckdb.connect(str(old)) as connection:
        connection.execute("alter table raw.cells drop column matched_by")
    with pytest.raises(UnusableWarehouse) as refused:
        check([draft], against=old, quiet=True)
    assert "matched_by" in refused.value.details[0]


def test_no_warehouse_at_all(run: Callable[..., Result], draft: Path, tmp_path: Path) -> None:
    ended = run("check", "--quiet", draft, "--against", tmp_path / "none.duckdb")
    assert ended.exit_code == 2
    assert "none.duckdb" in ended.stderr
