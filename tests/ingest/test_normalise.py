"""The normal form: what folds together, what stays, and what holds for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.forms import read_seed
from ingest.labels import load_labels
from ingest.normalise import RADICAL_PAIRS, _fold, normalise_text, simplified, squeeze

FIRST_RADICAL, LAST_RADICAL = 0x2E80, 0x2EF3
# Radicals whose Unicode name says which character they are, by that name.
NAMED = {
    "SEE": "见", "SPEECH": "讠", "SHELL": "贝", "CART": "车", "GOLD": "钅", "LONG": "长", "GATE": "门", "LEAF": "页",
    "WIND": "风", "FLY": "飞", "EAT": "饣", "HORSE": "马", "FISH": "鱼", "BIRD": "鸟", "SALT": "卤", "FROG": "黾",
    "EVEN": "齐", "TOOTH": "齿", "DRAGON": "龙", "TURTLE": "龟", "SILK": "纟", "TANNED LEATHER": "韦",
}  # fmt: skip
WRITTEN = st.text(st.characters(exclude_characters="&"), max_size=60)


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("國(guó)務(wù)院", "国务院"),
        ("國（guó）務（wù）院辦公廳", "国务院办公厅"),
        ("区县(qū xiàn)公开", "区县公开"),
        ("行政訴訟", "行政诉讼"),
        ("總計", "总计"),
        ("乾县", "乾县"),
        ("总&nbsp;计", "总 计"),
        ("&#12288;总计&#x3000;", "总计"),
        ("&amp;nbsp;总计", "总计"),
        ("总\u00ad计\u200b", "总计"),
        ("无\u0335锡", "无锡"),
        ("⼀、⾏政许可", "一、行政许可"),
        ("⻅⻓⻔⻋", "见长门车"),
        ("１,２３４", "1,234"),
        ("采购总金额（A类）", "采购总金额(A类)"),
        ("PDF(pdf)", "PDF(pdf)"),
    ],
)
def test_what_looks_alike_folds_together(printed: str, normal: str) -> None:
    assert normalise_text(printed) == normal


def test_every_radical_has_the_character_it_is_named_for() -> None:
    radicals = dict(zip(RADICAL_PAIRS[::2], RADICAL_PAIRS[1::2], strict=True))
    assigned = [chr(code) for code in range(FIRST_RADICAL, LAST_RADICAL + 1) if unicodedata.name(chr(code), "")]
    assert [r for r in assigned if r not in radicals and unicodedata.normalize("NFKC", r) == r] == []
    assert len(radicals) == len(RADICAL_PAIRS) // 2
    for radical, character in radicals.items():
        _, prefix, word = unicodedata.name(radical).partition("C-SIMPLIFIED ")
        if prefix:
            assert character == NAMED[word], radical
    assert not set(radicals) & set(radicals.values())


def test_traditional_characters_fold_once_and_for_all() -> None:
    table = simplified()
    assert not {chr(code) for code in table} & set(table.values())
    labels = {row["label_zh"] for row in read_seed("form_rows")} | {
        row["label_zh"] for row in read_seed("label_variants")
    }
    used = set("".join(labels))
    traditional = {row["traditional"] for row in read_seed("traditional_characters")}
    assert set("開請數關據圖復訴訟務國區縣總計許可處罰強制項類") - set("可制") <= traditional | used


def test_a_label_in_traditional_characters_is_the_same_label() -> None:
    assert (
        load_labels().match("本年新收政府信息公開申請數量").labels
        == load_labels().match("本年新收政府信息公开申请数量").labels
    )


@pytest.mark.parametrize("printed", ["政府資訊公開申請", "政府資\n訊公開申請", "政府資 訊公開申請"])
def test_words_of_traditional_editions_are_those_of_the_form(printed: str) -> None:
    assert squeeze(printed) == "政府信息公开申请"


def test_in_simplified_characters_such_a_word_means_what_it_says() -> None:
    assert squeeze("资讯中心") == "资讯中心"


@given(st.text(max_size=80))
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)
    assert " " not in squeeze(text)


@given(WRITTEN)
def test_digits_keep_their_order(text: str) -> None:
    def digits(of: str) -> list[str]:
        return [
            character for character in unicodedata.normalize("NFKC", of) if character.isascii() and character.isdigit()
        ]

    assert digits(normalise_text(text)) == digits(text)


@given(st.text(st.sampled_from("&#1;x38amp nbsp国(guó)（）総總\u0301\u3000"), max_size=40))
def test_entities_and_brackets_in_any_order_come_to_rest(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)


@given(st.text(st.sampled_from("总計（）()[]【】１1aＡ&；;～—–- \n\u3000\u00a0\u0301\u200b·“”guó⼀ﬁ"), max_size=12))
def test_characters_that_fold_one_by_one_fold_as_the_whole_does(text: str) -> None:
    whole = text
    while (folded := _fold(whole)) != whole:
        whole = folded
    assert normalise_text(text) == whole
