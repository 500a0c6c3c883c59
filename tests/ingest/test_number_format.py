"""Numbers as a spreadsheet shows them."""

from __future__ import annotations

import pytest

from ingest.readers.number_format import EPOCH_1904, GENERAL, format_code, shown_number, shown_text

ACCOUNTING, ACCOUNTING_WITH_PLACES = format_code(41), format_code(43)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (5.0, GENERAL, "5"),
        (-18, GENERAL, "-18"),
        (12.345678, GENERAL, "12.345678"),
        (0.1 + 0.2, GENERAL, "0.3"),
        (123456789012, GENERAL, "123456789012"),
        ("1e3", "G/通用格式", "1000"),
        (5, "@", "5"),
    ],
)
def test_without_a_format_a_number_is_plain(value: float | str, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (5, "0.00", "5.00"),
        (12.345678, "0.00", "12.35"),
        (2.5, "0", "3"),
        (-0.3, "0", "0"),
        (0.5, "#.00", ".50"),
        (1.5, "0.##", "1.5"),
        (2, "0.#", "2"),
        (7, "000", "007"),
        (1234567, "#,##0", "1234567"),
        (1234.5, ACCOUNTING_WITH_PLACES, "1234.50"),
        (123456, "0.0,", "123.5"),
        (0.123, "0.0%", "12.3%"),
        (12345, "0.00E+00", "12345"),
        (0.25, "# ?/?", "0.25"),
    ],
)
def test_places_round_and_thousands_are_not_parted(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0, ACCOUNTING, "-"),
        (-5, ACCOUNTING, "-5"),
        (0, "0;-0;;@", ""),
        (5, ";;;", ""),
        (-18, "0_);(0)", "(18)"),
        (12, "[Red]-0", "-12"),
        (5, '[>=10]"多";0', "5"),
        (50, '[>=10]"多";0', "多"),
    ],
)
def test_zero_may_be_a_dash_and_anything_may_be_hidden(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12, '0"件"', "12件"),
        (12, 'General"件"', "12件"),
        (12, "[$¥-804]#,##0", "¥12"),
        (123456, r"0\.0000", "12.3456"),
        (5, r"0\.0000", "0.0005"),
    ],
)
def test_what_the_format_adds_is_shown(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_dates_are_written_one_way() -> None:
    assert shown_number(44581, 'yyyy"年"m"月"d"日"') == "2022-01-20"
    assert shown_number(44581.5, format_code(22)) == "2022-01-20 12:00"
    assert shown_number(0, "yyyy-mm-dd", EPOCH_1904) == "1904-01-01"
    assert shown_number(-1, "yyyy-mm-dd") == "-1"


def test_text_is_hidden_or_extended_only_by_a_part_for_text() -> None:
    assert shown_text("规章", GENERAL) == "规章"
    assert shown_text("规章", "0;-0;;") == ""
    assert shown_text("5", '0;0;0;@"件"') == "5件"


def test_numbers_beyond_counting_and_texts_that_are_none() -> None:
    assert shown_number(1e300, "0") == "1E+300"
    assert shown_number(-1e-300, "General") == "-1E-300"
    assert shown_number("inf", "0") == "Infinity"
    with pytest.raises(ValueError, match="could not convert"):
        shown_number("五", "0")
