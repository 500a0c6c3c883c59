"""Printed labels -> codes: exact, variant, near miss, and never two answers at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.forms import load_forms, read_seed
from ingest.labels import Label, bare_key, is_subheading, label_key, load_labels
from ingest.nesting import parents

INDEX = load_labels()


def codes(text: str, table: str) -> set[str]:
    return {label.code for label in INDEX.match(text).labels if label.table_code == table}


@pytest.mark.parametrize(
    ("text", "table", "code"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "requests", "partially_granted"),
        ("(二)部分公开(区分处理的,只计这一情况,不计其他情形)", "requests", "partially_granted"),
        ("2、其他法律行政法规禁止公开", "requests", "denied_forbidden_by_law"),
        ("3 .危及“三安全一稳定”", "requests", "denied_three_securities_one_stability"),
        ("⼀、本年新收政府信息公开申请数量", "requests", "received"),
        ("规    章", "disclosures", "rules"),
        ("商业\n企业", "requests", "commercial_enterprise"),
        ("现行有效件数（历史累计）", "disclosures", "in_force"),
        ("现行有效件", "disclosures", "in_force"),
        ("本年增/减", "disclosures", "item_change"),
        ("本年增/减（如-8）", "disclosures", "item_change"),
        ("采购总金额(万元)", "disclosures", "amount"),
        ("行政许可（指2019年事项数）", "disclosures", "licensing"),
        ("第二十条 第（一）项", "disclosures", "item_20_1"),
        ("结果维护", "legal_challenges", "upheld"),
        ("行政法复议", "legal_challenges", "reconsideration"),
        ("其中：1.政府网站公开数", "legacy_indicators", "proactive_website"),
        ("2018年", "legacy_indicators", "year"),
        ("\u200b总\u200b计", "requests", "processed"),
    ],
)
def test_printed_wording_finds_its_code(text: str, table: str, code: str) -> None:
    assert code in codes(text, table)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("（三）不予公开1.属于国家秘密", "denied_state_secret"),
        ("（五）不予处理 2、重复申请", "not_processed_duplicate"),
        ("三、本年度办理结果（三）不予公开1.属于国家秘密", "denied_state_secret"),
        ("三、本年度办理结果（一）予以公开", "granted"),
        ("三、本年度办理结果 （七）总计", "processed"),
        ("（六）其他处理3.其他", "other_reason"),
    ],
)
def test_a_row_behind_the_headings_it_stands_under_is_that_row(text: str, code: str) -> None:
    assert [label.code for label in INDEX.match(text).labels] == [code]


@pytest.mark.parametrize("text", ["（三）不予公开2.重复申请", "（三）不予公开", "不予公开的情形", "本年度办理结果"])
def test_a_row_of_another_group_is_not_told_by_its_heading(text: str) -> None:
    assert not [label for label in INDEX.match(text).labels if label.axis == "row"]


def test_every_label_of_every_form_finds_its_own_code() -> None:
    forms = load_forms()
    for axis, entries in (("row", forms.rows), ("column", forms.columns)):
        for entry in entries:
            assert Label(entry.table_code, axis, entry.code) in INDEX.match(entry.label).labels, entry.label


def test_no_variant_means_two_codes_on_one_axis() -> None:
    meanings: dict[tuple[str, str, str], set[str]] = {}
    for row in read_seed("label_variants"):
        key = (row["table_code"], row["axis"], label_key(row["label_zh"]))
        meanings.setdefault(key, set()).add(row["code"])
    repeated = [found for found in meanings.values() if len(found) > 1]
    # A label that stands below two totals is told apart by its total, so each of its rows must be part of another.
    totals = [{parents().get(code, "") for code in found} for found in repeated]
    assert [
        found for found, above in zip(repeated, totals, strict=True) if len(above) < len(found) or "" in above
    ] == []


@pytest.mark.parametrize(
    ("text", "table", "code"),
    [
        ("8.属于行政查寻事项", "requests", "denied_administrative_inquiry"),
        ("1.本机关不掌握相关政俯信息", "requests", "unavailable_not_held"),
        ("行政事业牲收费", "disclosures", "fees"),
    ],
)
def test_a_near_miss_finds_the_only_label_near(text: str, table: str, code: str) -> None:
    match = INDEX.match_fuzzy(text, table)
    assert [label.code for label in match.labels] == [code]
    assert match.matched_by == "fuzzy"


@pytest.mark.parametrize("text", ["结果维正", "行政", "其", "社会组织"])
def test_a_near_miss_between_two_labels_is_no_match(text: str) -> None:
    assert INDEX.match_fuzzy(text, "legal_challenges").labels == ()


def test_numbering_is_told_from_a_subheading() -> None:
    assert is_subheading("（二）依申请公开情况")
    assert not is_subheading("三、收到和处理政府信息公开申请情况")


@pytest.mark.parametrize("text", ["政府信息公开申请数量", "本年政府信息公开申请数量", "上年政府信息公开申请数量"])
def test_what_lacks_the_word_that_labels_differ_by_is_no_near_miss(text: str) -> None:
    assert INDEX.match_fuzzy(text, "requests").labels == ()


@given(st.text(max_size=80))
def test_matching_never_raises(text: str) -> None:
    label_key(text)
    bare_key(text)
    INDEX.match(text)
    for table in INDEX.keys_by_table:
        assert len(INDEX.match_fuzzy(text, table).labels) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "上年处理决定数量", "去年处理决定数量", "上年新收政府信息公开申请数量", "本年结转政府信息公开申请数量",
        "上年制发件数", "行政复核", "行政处理", "反复申请", "书面申请数", "现行失效件数", "政府公告公开数",
    ],
)  # fmt: skip
def test_words_that_say_something_else_are_no_misprint(text: str) -> None:
    index = load_labels()
    assert not any(index.match_fuzzy(text, table).labels for table in index.keys_by_table)
