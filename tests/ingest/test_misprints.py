"""What differs from a label by a character is a misprint of it; what differs by a word is another row."""

from __future__ import annotations

import pytest

from ingest.forms import INDICATORS, read_seed
from ingest.labels import load_labels
from ingest.misprints import is_misprint, tells_otherwise


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("属于行政查寻事项", "属于行政查询事项"),
        ("属于行政询查事项", "属于行政查询事项"),
        ("没有现成成信息需要另行制作", "没有现成信息需要另行制作"),
        ("没有现成信息需另行制作", "没有现成信息需要另行制作"),
    ],
)
def test_a_character_here_and_there_is_a_misprint(printed: str, known: str) -> None:
    assert is_misprint(printed, known, is_closed=True)


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("主动公开政府信息目录数", "主动公开政府信息数"),
        ("从事政府信息公开工作专职人员数", "从事政府信息公开工作人员数"),
        ("本年办结政府信息公开申请数量", "本年新收政府信息公开申请数量"),
        ("上年书面结转申请数量", "上年度结转申请数量"),
    ],
)
@pytest.mark.parametrize("is_closed", [True, False])
def test_a_word_more_or_another_word_is_another_row(printed: str, known: str, is_closed: bool) -> None:
    assert not is_misprint(printed, known, is_closed)


def test_where_rows_are_no_closed_list_a_wording_that_lacks_something_is_another_row() -> None:
    assert is_misprint("依申请公开信息数", "依申请公开信息总数", is_closed=True)
    assert not is_misprint("依申请公开信息数", "依申请公开信息总数", is_closed=False)


@pytest.mark.parametrize(
    ("printed", "known"),
    [("未按时办结数", "按时办结数"), ("上年制发件数", "本年制发件数"), ("传真申请人数", "传真申请数")],
)
def test_words_that_tell_labels_apart(printed: str, known: str) -> None:
    assert tells_otherwise(printed, known)


def test_words_that_mean_the_same_tell_nothing() -> None:
    assert not tells_otherwise("去年项目数量", "上一年项目数量")


def test_every_word_is_the_same_as_one_of_the_list() -> None:
    words = {row["word"]: row["same_as"] for row in read_seed("telling_words")}
    assert {same for same in words.values() if same and words.get(same) != ""} == set()


@pytest.mark.parametrize(
    "text",
    [
        "依申请公开信息目录数", "主动公开政府信息目录数", "未按时办结数", "新增主动公开规范性文件数",
        "全文电子化的主动公开信息数", "参加政府网站访谈次数", "申请撤销数", "不予受理申请数",
        "行政复议受理数", "行政诉讼败诉数", "传真申请人数",
    ],
)  # fmt: skip
def test_indicators_of_a_province_are_none_of_the_national_form(text: str) -> None:
    index = load_labels()
    assert not [label for label in index.match(text).labels if label.table_code == INDICATORS]
    assert index.match_fuzzy(text, INDICATORS).labels == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [("从事政府信息公开工作专职人员数", "staff_full_time"), ("从事政府信息公开工作兼职人员数", "staff_part_time")],
)
def test_staff_is_told_by_whether_it_is_full_time(text: str, code: str) -> None:
    assert [label.code for label in load_labels().match(text).labels] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "行政处罚（罚款金额）", "行政处罚（万元）", "行政处罚（累计）", "行政许可（其中：网上办理）",
        "本年处理决定数量（%）", "本年处理决定数量（上半年）", "主动公开信息数（历年累计）",
        "其他对外管理服务事宜（占比）",
    ],
)  # fmt: skip
def test_a_bracket_can_say_that_a_figure_is_another(text: str) -> None:
    index = load_labels()
    assert index.match(text).labels == ()
    assert not any(index.match_fuzzy(text, table).labels for table in index.keys_by_table)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("行政处罚（件）", "penalty"),
        ("行政处罚（不含交通违法）", "penalty"),
        ("现行有效件数（历史累计）", "in_force"),
        ("本年收费金额（万元）", "amount"),
        ("本年增/减（增长/减少）", "item_change"),
        ("处理决定数量（指2020年受理并办结的数量，其中含网上办理）", "decisions"),
    ],
)
def test_other_brackets_change_nothing(text: str, code: str) -> None:
    assert {label.code for label in load_labels().match(text).labels} == {code}
