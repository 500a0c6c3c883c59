"""A page for each rule, in both languages, that says what its row says."""

from __future__ import annotations

import re

import pytest

from expectations.rule_pages import CLASSES, INDEX, PAGES, SCOPES, SEVERITIES, Row, read_rules, rule_pages

RULES = read_rules()
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_the_committed_pages_are_those_the_rules_make() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*")}
    assert committed.keys() == rule_pages(RULES).keys(), "run: make rule-docs"
    stale = [name for name, text in rule_pages(RULES).items() if committed[name] != text]
    assert stale == [], "run: make rule-docs"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule_id"])
def test_every_rule_is_explained_in_both_languages(rule: Row) -> None:
    for column in ("name", "message", "why", "remedy", "example"):
        assert CHINESE.search(rule[f"{column}_zh"]), column
        assert re.search("[A-Za-z]{3}", rule[f"{column}_en"]), column
    assert rule["class"] in CLASSES
    assert rule["severity"] in SEVERITIES
    assert rule["scope"] in SCOPES


def test_the_index_names_every_rule() -> None:
    index = rule_pages(RULES)[INDEX]
    assert [rule["rule_id"] for rule in RULES if f"({rule['rule_id']}.md)" not in index] == []
