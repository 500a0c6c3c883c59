"""Quirks: each applies where it says, and prints what it says it prints."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from forge import LAYOUTS, QUIRKS, ReportFigures, balanced, distinct_primes, plant, render
from forge.form import load_form, read_seed
from forge.grid import Grid, slots

APPLICABLE = [
    (layout.name, form, quirk.name)
    for layout in LAYOUTS.values()
    for form in sorted(layout.forms)
    for quirk in QUIRKS.values()
    if quirk.applies_to(layout.family, form)
]


def values(figures: ReportFigures, quirk: str, table: str, column: str) -> set[str]:
    expected = QUIRKS[quirk].expected(figures)
    return {text for cell, text in expected.items() if (cell.table, cell.column) == (table, column)}


def text_of(figures: ReportFigures, layout: str, *quirks: str, seed: int = 0) -> str:
    return render(figures, layout, quirks, seed=seed).content.decode()


@pytest.mark.parametrize(("layout", "form"), [(n, f) for n, layout in LAYOUTS.items() for f in sorted(layout.forms)])
def test_every_quirk_prints_what_it_expects_wherever_it_applies(layout: str, form: str) -> None:
    """Written out but in one vintage, which differs from the next in what is composed only: it takes longest."""
    figures = distinct_primes(form)
    is_written = form != "form_2019"
    for _, _, quirk in (case for case in APPLICABLE if case[:2] == (layout, form)):
        report = LAYOUTS[layout].compose(figures, (QUIRKS[quirk],), seed=2)
        assert dict(report.expected) == dict(QUIRKS[quirk].expected(figures, seed=2)), quirk
        assert report.expected.keys() <= figures.cells.keys()
        assert not is_written or LAYOUTS[layout].written(report)


def test_every_quirk_says_what_it_does_and_applies_somewhere() -> None:
    assert {quirk for _, _, quirk in APPLICABLE} == set(QUIRKS)
    assert all(quirk.effect for quirk in QUIRKS.values())


@pytest.mark.parametrize("quirk", sorted(QUIRKS))
def test_every_quirk_changes_the_document(quirk: str) -> None:
    layout, form, _ = next(case for case in APPLICABLE if case[2] == quirk and case[0] != "text_indicator")
    figures = balanced(1, form)
    zero = next(cell for cell in figures.cells if cell.row in ("normative_documents", "complaints"))
    figures = plant(figures, zero, "0")
    assert render(figures, layout, [quirk]).content != render(figures, layout).content


def test_blank_columns_are_expected_blank() -> None:
    figures = distinct_primes()
    assert values(figures, "total_column_blank", "requests", "total") == {""}
    assert values(figures, "u3000_blank", "requests", "total") == {""}
    assert "\u3000" in text_of(figures, "html_spans", "u3000_blank")
    assert values(figures, "only_natural_person_filled", "requests", "other_org") == {""}
    assert "" not in values(figures, "only_natural_person_filled", "requests", "natural_person")


def test_figures_carry_what_the_quirk_writes_beside_them() -> None:
    figures = plant(distinct_primes(), ("disclosures", "licensing", "decisions"), "1234567")
    assert values(figures, "unit_in_cell", "disclosures", "decisions") >= {"1234567件"}
    assert all(text.endswith("万元") for text in values(figures, "unit_in_cell", "disclosures", "amount"))
    assert "1,234,567" in values(figures, "thousands_separators", "disclosures", "decisions")
    assert "１２３４５６７" in values(figures, "fullwidth_digits", "disclosures", "decisions")
    issued = values(figures, "annotation_in_cell", "disclosures", "issued")
    assert any(re.fullmatch(r"\d+（其中修订\d+件）", text) for text in issued)


def test_a_known_dash_stands_for_zero_and_for_nothing_else() -> None:
    figures = plant(distinct_primes(), ("requests", "granted", "total"), "0")
    expected = QUIRKS["dash_for_zero"].expected(figures, seed=4)
    changed = {cell: text for cell, text in expected.items() if text != figures.cells[cell]}
    assert set(changed) == {("requests", "granted", "total")}
    assert set(changed.values()) <= {line["mark"] for line in read_seed("dash_marks")}


def test_padding_is_no_part_of_a_figure() -> None:
    figures = distinct_primes()
    assert dict(QUIRKS["nbsp_padding"].expected(figures)) == dict(figures.cells)
    assert "&nbsp;" in text_of(figures, "html_one_table", "nbsp_padding")


def test_sections_told_in_prose_print_no_cell() -> None:
    document = render(balanced(1), "html_spans", ["requests_in_prose", "challenges_in_prose"])
    assert {cell.table for cell in document.expected} == {"disclosures"}
    text = document.content.decode()
    assert "本机关未收到政府信息公开申请" in text
    assert "共收到政府信息公开申请" not in text


@pytest.mark.parametrize("quirk", ["label_variants", "misprint_labels", "shortened_labels"])
@pytest.mark.parametrize("form", ["form_2019", "form_2021"])
def test_other_labels_never_make_two_of_a_header_alike(quirk: str, form: str) -> None:
    figures = distinct_primes(form)
    for seed in range(20):
        grids = LAYOUTS["html_spans"].compose(figures, [QUIRKS[quirk]], seed).grids
        labels = Counter(_row_labels(grids[1]))
        assert labels.most_common(1)[0][1] == 1, labels.most_common(1)


def _row_labels(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(slot.cell.text for slot in line[:3]) for line in slots(grid)[3:]]


def test_misprints_and_short_forms_are_those_of_the_seeds() -> None:
    figures = distinct_primes()
    assert "结果维护" in text_of(figures, "html_spans", "misprint_labels")
    assert any("1.逾期不补正" in text_of(figures, "html_spans", "shortened_labels", seed=seed) for seed in range(9))
    assert "1、属于国家秘密" in text_of(figures, "html_spans", "numerals_dunhao")


def test_permuted_columns_keep_their_figures() -> None:
    figures = distinct_primes()
    report = LAYOUTS["html_spans"].compose(figures, [QUIRKS["columns_permuted"]])
    codes = [cell.code.column for cell in report.grids[1].rows[3].cells if cell.code]
    assert codes != [column.code for column in load_form("form_2021").tables[1].columns]
    assert dict(report.expected) == dict(figures.cells)


def test_a_missing_column_is_absent_and_a_foreign_row_expected_nowhere() -> None:
    figures = distinct_primes()
    expected = QUIRKS["column_missing"].expected(figures)
    missing = {cell.column for cell in figures.cells if cell not in expected}
    assert len(missing) == 1
    assert missing <= {column.code for column in load_form("form_2021").tables[1].columns if column.group_label}
    assert dict(QUIRKS["extra_row"].expected(figures)) == dict(figures.cells)
    assert "其他主动公开文件" in text_of(figures, "text_tabs", "extra_row")
    assert {cell.column for cell in QUIRKS["single_figure_column"].expected(distinct_primes("form_pre2019"))} == {
        "year"
    }


def test_labels_break_as_each_layout_breaks_lines() -> None:
    figures = distinct_primes()
    assert "商业\n\n企业" in text_of(figures, "text_blank_lines", "labels_split")
    assert "商业 企业 |" in text_of(figures, "text_pipe_terminated", "labels_split")
    assert "\t商业\n企业\n" in text_of(figures, "text_tabs", "labels_split")
    assert "商业<br>企业" in text_of(figures, "html_spans", "labels_split")


def test_radicals_fold_back_and_invisible_characters_drop_out() -> None:
    figures = balanced(2)
    plain = text_of(figures, "text_pipe_terminated")
    radicals = text_of(figures, "text_pipe_terminated", "kangxi_radicals")
    assert {"⼀", "⾏", "⽌"} <= set(radicals)
    folded = unicodedata.normalize("NFKC", radicals).translate(str.maketrans("⻅⻓⻚", "见长页"))
    assert folded == unicodedata.normalize("NFKC", plain)
    invisible = text_of(figures, "text_pipe_terminated", "zero_width")
    assert re.sub("[\u200b\u200c\ufeff]", "", invisible) == plain


def test_headings_restart_or_lose_their_numerals() -> None:
    restarted = text_of(balanced(2), "text_pipe_terminated", "restarted_numerals").splitlines()
    assert sum(line.startswith("四、") for line in restarted) == 2 + len(["四、结转下年度继续办理 |"])
    assert "\n存在的主要问题及改进情况\n" in text_of(balanced(2), "text_pipe_terminated", "unnumbered_headings")


def test_a_report_without_title_still_names_its_agency() -> None:
    figures = balanced(2)
    text = text_of(figures, "html_spans", "no_title")
    assert figures.title not in text
    assert figures.agency_name in text


@pytest.mark.parametrize(
    ("quirk", "codec", "mark", "declared"),
    [
        ("gb18030", "gb18030", b"", "gb2312"),
        ("utf16", "utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf8_bom", "utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("wrong_charset_declared", "utf-8", b"", "gb2312"),
    ],
)
def test_bytes_are_in_the_encoding_the_quirk_names(quirk: str, codec: str, mark: bytes, declared: str) -> None:
    content = render(balanced(2), "html_spans", [quirk]).content
    assert content.startswith(mark)
    assert f'charset="{declared}"' in content.removeprefix(mark).decode(codec)


def test_quirks_compose_and_their_order_is_kept() -> None:
    figures = plant(distinct_primes(), ("disclosures", "licensing", "decisions"), "1234")
    document = render(figures, "html_spans", ["thousands_separators", "unit_in_cell", "fullwidth_digits"])
    assert document.expected["disclosures", "licensing", "decisions"] == "１,２３４件"  # type: ignore[index]


def test_quirks_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(ValueError, match="different encodings"):
        render(balanced(1), "html_spans", ["gb18030", "utf16"])
    with pytest.raises(ValueError, match="does not apply"):
        render(balanced(1), "text_tabs", ["columns_permuted"])
    with pytest.raises(ValueError, match="unknown quirk"):
        render(balanced(1), "text_tabs", ["written_in_verse"])
