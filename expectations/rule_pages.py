"""``python -m expectations.rule_pages``: a page for each rule, and their index, written from the rows of the rules.

Nothing about a rule is said here: names, equations, reasons, remedies and examples are columns of
``reconciliation_rules.csv``, so a page cannot say something else than the build does.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "expectations" / "rules" / "reconciliation_rules.csv"
PAGES = ROOT / "docs" / "rules"
INDEX = "README.md"

CLASSES = {
    "stated": "表格明示 stated on the form",
    "implied": "列义推定 implied by its rows and columns",
    "chain": "跨年衔接 chain between years",
    "rollup": "上下级汇总 roll-up between agencies",
    "narrative": "文表一致 narrative against table",
    "plausibility": "合理性 plausibility",
}
SEVERITIES = {"critical": "严重 critical", "error": "错误 error", "warning": "警告 warning", "notice": "提示 notice"}
SCOPES = {
    "column": "逐列 each column",
    "row": "逐行 each row",
    "cell": "逐格 each cell",
    "section": "逐部分 each section",
    "report": "整份报告 the report",
}

Row = Mapping[str, str]


def read_rules(path: Path = RULES) -> tuple[Row, ...]:
    """The rules in the order of the file, a mapping of column to text each."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def rule_pages(rules: Sequence[Row]) -> dict[str, str]:
    """The text of every page by its file name, the index among them."""
    pages = {f"{rule['rule_id']}.md": rule_page(rule) for rule in rules}
    return {INDEX: index_page(rules), **pages}


def rule_page(rule: Row) -> str:
    """What one rule says, why it is flagged, how to mend it, and an example, in Chinese and English."""
    return f"""\
# {rule["rule_id"]}

**{rule["name_zh"]}** · {rule["name_en"]}

    {rule["equation"]}

| | |
|---|---|
| 类别 class | {_named(CLASSES, rule["class"])} |
| 严重程度 severity | {_named(SEVERITIES, rule["severity"])} |
| 适用版本 vintages | {_codes(rule["form_versions"])} |
| 所在表 table | {_codes(rule["table_code"])} |
| 判定对象 holds for | {_named(SCOPES, rule["scope"])}; `scope_code` = `{rule["scope_template"]}` |
{_minimum(rule)}| 依据 legal basis | {rule["legal_basis"]} |
| 起始版本 since | {rule["since_version"]} |

## 中文

**为何提示。** {rule["why_zh"]}

**如何改正。** {rule["remedy_zh"]}

**举例。** {rule["example_zh"]}

**提示文字。** {rule["message_zh"]}

## English

**Why it is flagged.** {rule["why_en"]}

**How to mend it.** {rule["remedy_en"]}

**Example.** {rule["example_en"]}

**Message.** {rule["message_en"]}

[全部规则 All rules]({INDEX})
"""


def index_page(rules: Sequence[Row]) -> str:
    """Every rule in a line, by class, and how equations are written."""
    sections = [_section(code, [rule for rule in rules if rule["class"] == code]) for code in CLASSES]
    return _INTRODUCTION + "\n".join(section for section in sections if section) + _GRAMMAR


def write_pages(folder: Path = PAGES) -> int:
    """Write every page, and remove those of rules that are no more; how many there are."""
    pages = rule_pages(read_rules())
    folder.mkdir(parents=True, exist_ok=True)
    for stale in set(folder.glob("*.md")) - {folder / name for name in pages}:
        stale.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(pages)


def _named(names: Mapping[str, str], code: str) -> str:
    return names.get(code, code)


def _codes(text: str) -> str:
    return ", ".join(f"`{code}`" for code in text.split())


def _minimum(rule: Row) -> str:
    base = rule["minimum_base"]
    return f"| 起算数 least figure compared | {base} |\n" if base else ""


def _section(code: str, rules: Sequence[Row]) -> str:
    if not rules:
        return ""
    lines = [
        f"| [{rule['rule_id']}]({rule['rule_id']}.md) | {rule['name_zh']} {rule['name_en']} | "
        f"{_named(SEVERITIES, rule['severity'])} | `{rule['equation']}` |"
        for rule in rules
    ]
    return "\n".join(
        [f"## {CLASSES[code]}\n", "| rule | name | severity | equation |", "|---|---|---|---|", *lines, ""]
    )


_INTRODUCTION = """\
# 勾稽规则 Reconciliation rules

Written by `make rule-docs` from `expectations/rules/reconciliation_rules.csv`, the same rows that the build evaluates.
本页由 `make rule-docs` 生成，来源即判定所用的规则表。

A verdict is `pass`, `fail` or `not_evaluable` with a reason: a blank is never read as 0. Severities can be chosen in
`dbt_project.yml` (`rule_severities`).

"""

_GRAMMAR = """
## How equations are written

Terms are codes of rows, columns, groups of rows or kinds of cells, with `+` and `-`; sides are compared with `=`, `<=`,
or `in [lower, upper] *` (within these multiples of the right side). A term may say which reports it is read from:

| | |
|---|---|
| `(t)`, or nothing | this report |
| `(t-1)` | the current report of the year before; after a merger (`seeds/agency_successions.csv`) all, added up |
| `(members)` | the reports that a summary covers (`seeds/rollup_members.csv`), added up, if all are at hand |
| `(reference)` | what an amount is held against: its header's unit if the cell names another, or last year's report |

Reasons of `not_evaluable`: `no_prior_report: 2020`, `scope_differs: 2020`, `form_differs: 2020`, `agency_split: name`,
`incomplete_coverage: 3 of 7`, `coverage_unknown: 3 at hand`, `unlisted_member: name`, `not_a_summary: own`,
`small_figures: 100`, `unmapped_row: label`, `overlapping_row: code`, `unreadable: term`, `absent: term`, `blank: term`,
`dash: term`, `zero: term`, `unstated`, `units_differ`. A rule about single cells that can be applied to none says so
once, with `scope_code` = `report`.
"""

if __name__ == "__main__":
    print(f"{write_pages()} pages in {PAGES.relative_to(ROOT)}")
