"""Names of rows that were torn to lines, their figures in line behind or between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Line
from ingest.lines_of_rows import TornRow, in_line, torn_row

FIGURES = ("3", "0", "5", "0", "0", "1", "9")
REFUSED = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"


def lines_of(texts: Sequence[str]) -> list[Line]:
    return [Line(text, f"line {n}") for n, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("text", "head", "figures"),
    [
        ("规章 3 5 7", "规章", ("3", "5", "7")),
        ("行政事业性收费 105 万元", "行政事业性收费", ("105 万元",)),
        ("3 5", "", ("3", "5")),
        ("行政许可 1, 033 -", "行政许可", ("1,033", "-")),
        ("完善公开制度", "完善公开制度", ()),
    ],
)
def test_figures_end_a_line(text: str, head: str, figures: tuple[str, ...]) -> None:
    assert in_line(text) == (head, figures)


@given(cuts=st.sets(st.sampled_from([6, 11, 16, 21, 27]), min_size=1, max_size=3), data=st.data())
def test_a_name_is_put_together_around_its_figures(cuts: set[int], data: st.DataObject) -> None:
    places = [0, *sorted(cuts), len(REFUSED)]
    parts = [REFUSED[start:end] for start, end in pairwise(places)]
    line = data.draw(st.integers(0, len(parts) - 1))
    parts[line] += " " + " ".join(FIGURES)
    lines = lines_of([*parts, "2.重复申请 1 2 3 4 5 6 7"])
    name = "\n".join(in_line(part).head for part in parts)
    assert torn_row(lines, 0) == TornRow(name, FIGURES, line, len(parts))


def test_figures_stand_alone_between_or_below_the_lines_of_a_name() -> None:
    upper, lower = "5.要求行政机关确认或重新出具", "已获取信息"
    for order in ([upper, "3 5", lower], [upper, lower, "3 5"]):
        lines = lines_of(order)
        assert torn_row(lines, 0) == TornRow(f"{upper}\n{lower}", ("3", "5"), order.index("3 5"), 3)


@pytest.mark.parametrize(
    "texts",
    [
        ["1.属于国家秘密 3 5", "2.其他法律行政法规禁止公开 7 9"],
        ["1.属于国家秘密", "2.其他法律行政法规禁止公开 7 9"],
        ["3 5", "5.要求行政机关确认或重新出具", "已获取信息"],
        ["5.要求行政机关确认或重新出具", "3 5", "已获取信息 7 9"],
        ["5.要求行政机关确认或重新出具", "2.重复申请 7 9"],
        ["完善公开制度，规范办理", "流程 3 5"],
        ["5.要求行政机关确认或重新出具", "已获取信息", "3", "5"],
        ["要求行政机关确认或重新出具", "5.", "已获取信息"],
    ],
)
def test_lines_of_several_rows_are_not_one(texts: list[str]) -> None:
    assert torn_row(lines_of(texts), 0) is None
