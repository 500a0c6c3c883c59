"""An equation in words: of a rule, by the labels of the form; of a finding, with the figures of its report.

The terminal, the pages of ``check`` and the explorer all say it from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from gouji.check.model import Equation, Term
from gouji.errors import Wording
from gouji.page import Page
from ingest.forms import read_seed

IN_PROSE = Wording("正文", "prose")
IN_TABLE = Wording("表格", "table")
PERIODS = {
    "t-1": Wording("上年", "last year"),
    "reference": Wording("参照数", "reference"),
    "members": Wording("所覆盖 {} 份报告合计", "the {} reports it covers"),
}
TERM_AT = Wording("{}({})", "{} ({})")
FAILS = {"=": "≠", "<=": ">", "in": "∉"}
AT_PERIOD = {
    "t-1": Wording("上年报告的{}", "{} (last year's report)"),
    "members": Wording("所覆盖各报告的{}之和", "{} (sum of the reports it covers)"),
    "reference": Wording("参照的{}", "{} (reference)"),
}
BETWEEN = Wording("{} 介于{}的 {} 至 {} 倍之间", "{} is between {} and {} times {}")
CODE = re.compile(r"([a-z_]+)(?:\(([\w-]+)\))?")
# "6.属于四类过程性信息": behind a plus sign the number of an item would be read as a figure.
ITEM_NUMBER = re.compile(r"^\d+[.．、]\s*")
BOUNDS = re.compile(r" in \[([\d.]+), ([\d.]+)\] \* ")


def plain(value: Decimal | None) -> str:
    """A figure as it would be printed: no exponent, no zeros behind the point."""
    return "" if value is None else f"{value.normalize():f}"


def formula_text(equation: str, page: Page) -> str:
    """The equation of a rule with the labels of the form in place of its codes."""

    def named(found: re.Match[str]) -> str:
        name = page.say(_names().get(found[1], Wording(found[1], found[1])))
        return page.say(AT_PERIOD[found[2]]).format(name) if found[2] in AT_PERIOD else name

    if bounds := BOUNDS.search(equation):
        left = CODE.sub(named, equation[: bounds.start()])
        right = CODE.sub(named, equation[bounds.end() :])
        parts = (left, right, bounds[1], bounds[2]) if page.lang == "zh" else (left, bounds[1], bounds[2], right)
        return page.say(BETWEEN).format(*parts)
    return CODE.sub(named, equation).replace("<=", "≤")


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Wording]:
    """Columns, rows and groups of rows by their codes, which the forms share; the newest vintage words them."""
    columns = {row["column_code"]: Wording(row["label_zh"], row["name_en"]) for row in read_seed("form_columns")}
    rows = {row["row_code"]: Wording(row["name_zh"], row["name_en"]) for row in read_seed("form_rows")}
    groups = {row["code"]: Wording(row["name_zh"], row["name_en"]) for row in read_seed("outcome_groups")}
    others = {row["code"]: Wording(row["name_zh"], row["name_en"]) for row in read_seed("equation_names")}
    return columns | rows | groups | others


def equation_text(equation: Equation, page: Page) -> str:
    """Both sides with their figures and sums; terms that are 0 are left out where others remain."""
    fails = FAILS[equation.comparison]
    if equation.comparison == "in":
        fails = f"{fails} {equation.formula.partition(' in ')[2].rpartition('*')[0].strip()} ×"
    if not equation.terms:
        formula = formula_text(equation.formula, page)
        if equation.left_value is None or equation.right_value is None:
            return formula
        return f"{plain(equation.left_value)} {fails} {plain(equation.right_value)}  ({formula})"
    sides = (("left", equation.left_value), ("right", equation.right_value))
    return f" {fails} ".join(_side(equation, side, value, page) for side, value in sides)


def _side(equation: Equation, side: str, value: Decimal | None, page: Page) -> str:
    terms = [term for term in equation.terms if term.side == side]
    told = [term for term in terms if term.value] or terms[:1]
    covered = [term for term in told if term.period == "members"]
    words = [_term(equation, term, page) for term in told if term.period != "members"]
    if covered:
        all_covered = sum(term.period == "members" for term in terms)
        words.append(f"+ {page.say(PERIODS['members']).format(all_covered)} {plain(value)}")
    text = " ".join(words).removeprefix("+ ")
    return text if len(words) == 1 else f"{text} = {plain(value)}"


def _term(equation: Equation, term: Term, page: Page) -> str:
    sign = "- " if term.sign < 0 else "+ "
    return f"{sign}{_name(equation, term, page)} {plain(term.value)}"


def _name(equation: Equation, term: Term, page: Page) -> str:
    """What tells a term from the others of its equation: the row where it holds for a column, and so on."""
    period = page.say(PERIODS[term.period]) if term.period in PERIODS else ""
    if term.row_label is None or term.column_label is None:
        return period or page.say(IN_PROSE if term.side == "left" else IN_TABLE)
    labels = {"column": [term.row_label], "row": [term.column_label]}
    words = "·".join(
        ITEM_NUMBER.sub("", page.say(label))
        for label in labels.get(equation.scope, [term.row_label, term.column_label])
    )
    return page.say(TERM_AT).format(words, period) if period else words
