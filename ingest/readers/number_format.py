"""A number as its format shows it: rounded, hidden, or a dash, but without separators of thousands.

What a cell holds and what it shows are different things: 0.3 may be held as 0.30000000000000004, 12.345678 shown as
12.35, and zero shown as a dash or as nothing. What is printed is what is shown.
"""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
# Spreadsheets calculate with so many significant digits; what floating point adds behind them is never shown.
SIGNIFICANT_DIGITS = 15
# The formats that a file names by number only (the standard's list; 5 to 8 and 37 to 44 as in Chinese editions).
ACCOUNTING = '_ * #,##0{0}_ ;_ * -#,##0{0}_ ;_ * "-"{1}_ ;_ @_ '
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "General", 13: "General",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: ACCOUNTING.format("", ""), 42: ACCOUNTING.format("", ""), 43: ACCOUNTING.format(".00", "??"),
    44: ACCOUNTING.format(".00", "??"), 48: "0.0E+0", 49: "@",
}  # fmt: skip
DATE_NUMBERS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
DATE_FORMAT = "yyyy-mm-dd"
EPOCH_1900 = dt.datetime(1899, 12, 30)
EPOCH_1904 = dt.datetime(1904, 1, 1)
LARGEST_DATE = 2958466
# Of anything a report counts, before its point or behind it; beyond, a format is not applied.
MOST_DIGITS = 30
TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<space>.) | \*(?P<fill>.)
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\] | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式) | (?P<date>[ymdhs]+|AM/PM|A/P|e(?![+-])) | (?P<exponent>E[+-]) | (?P<digit>[0#?])
    | (?P<mark>[.,%@;]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)")
ELAPSED = re.compile(r"^[hms]+$", re.IGNORECASE)


class Token(NamedTuple):
    """One piece of a format; ``kind`` is a group of ``TOKEN``, ``text`` what matched in it."""

    kind: str
    text: str


POINT, PERCENT, COMMA = Token("mark", "."), Token("mark", "%"), Token("mark", ",")


def format_code(number: int) -> str:
    """The format behind a number that stands for one; dates of every kind are shown alike."""
    return DATE_FORMAT if number in DATE_NUMBERS else BUILT_IN.get(number, GENERAL)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The parts of a format for positive, negative, zero and text."""
    sections: list[list[Token]] = [[]]
    for match in TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        if (kind, match[kind]) == ("mark", ";"):
            sections.append([])
        else:
            sections[-1].append(Token(kind, match[kind]))
    return tuple(map(tuple, sections))


def plain(number: Decimal) -> str:
    """A number with all its digits and no exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_decimal(value: float | str) -> Decimal:
    """A number as the spreadsheet knows it.

    Raises:
        ValueError: it is none.
    """
    return Decimal(f"{float(value):.{SIGNIFICANT_DIGITS}g}")


def shown_text(text: str, code: str) -> str:
    """A text under a format: as it is, unless the format has a part for text that hides or extends it."""
    sections = _sections(code)
    if len(sections) < 4:
        return text
    return "".join(text if token.text == "@" else _literal(token) for token in sections[3])


def shown_number(value: float | str, code: str, epoch: dt.datetime = EPOCH_1900) -> str:
    """A number under a format.

    Raises:
        ValueError: the value is no number.
    """
    number = as_decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        return str(number)
    tokens, sign = _section_for(number, _sections(code))
    kinds = {token.kind for token in tokens}
    if "date" in kinds or any(token.kind == "bracket" and ELAPSED.match(token.text) for token in tokens):
        return _date(number, epoch)
    if "exponent" in kinds or (Token("other", "/") in tokens and "digit" in kinds):
        return plain(number)
    if "digit" in kinds:
        return _with_digits(tokens, abs(number), sign)
    text = plain(abs(number))
    shown = "".join(text if token.kind == "general" or token.text == "@" else _literal(token) for token in tokens)
    return f"{sign}{shown}".strip()


def _section_for(number: Decimal, sections: Sequence[tuple[Token, ...]]) -> tuple[tuple[Token, ...], str]:
    """The part of the format that applies, and the sign that it leaves to print."""
    minus = "-" if number < 0 else ""
    conditions = [_condition(section) for section in sections]
    if any(conditions):
        chosen = (s for s, condition in zip(sections, conditions, strict=True) if _holds(number, condition))
        return next(chosen, sections[-1]), minus
    if number == 0 and len(sections) > 2:
        return sections[2], ""
    if number < 0 and len(sections) > 1:
        return sections[1], ""
    return sections[0], minus


def _condition(section: Sequence[Token]) -> re.Match[str] | None:
    brackets = (CONDITION.match(token.text) for token in section if token.kind == "bracket")
    return next(filter(None, brackets), None)


def _holds(number: Decimal, condition: re.Match[str] | None) -> bool:
    if condition is None:
        return True
    compare: dict[str, Callable[[Decimal, Decimal], bool]] = {
        "<=": operator.le, ">=": operator.ge, "<>": operator.ne, "=": operator.eq, "<": operator.lt, ">": operator.gt
    }  # fmt: skip
    return compare[condition[1]](number, Decimal(condition[2]))


def _literal(token: Token) -> str:
    """What a token prints as it stands; nothing for padding, colours and separators of thousands."""
    if token.kind in ("quoted", "escaped", "currency", "other"):
        return token.text
    return "%" if token.text == "%" and token.kind == "mark" else ""


def _with_digits(tokens: Sequence[Token], number: Decimal, sign: str) -> str:
    point = next((n for n, token in enumerate(tokens) if token == POINT), len(tokens))
    whole, places = tokens[:point], tokens[point + 1 :]
    decimals = sum(token.kind == "digit" for token in places)
    scaled = number.scaleb(2 * tokens.count(PERCENT) - 3 * _scaling_commas(tokens))
    if decimals > MOST_DIGITS:
        return sign + plain(number)
    with localcontext(prec=3 * MOST_DIGITS):
        rounded = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    before, _, behind = f"{rounded:f}".partition(".")
    text = (_whole_part(whole, before.lstrip("0")) + _places(places, behind)).strip()
    return f"{sign}{text}" if rounded else text


def _scaling_commas(tokens: Sequence[Token]) -> int:
    """Commas behind the last digit: each divides by a thousand."""
    last = max(n for n, token in enumerate(tokens) if token.kind == "digit")
    behind = tokens[last + 1 :]
    return next((n for n, token in enumerate(behind) if token != COMMA), len(behind))


def _whole_part(tokens: Sequence[Token], digits: str) -> str:
    """Digits are dealt out from the right; the leftmost place takes all that are left."""
    first = next((n for n, token in enumerate(tokens) if token.kind == "digit"), -1)
    parts: list[str] = [] if first >= 0 else [digits]
    for n in range(len(tokens) - 1, -1, -1):
        token = tokens[n]
        if token.kind != "digit":
            parts.append(_literal(token))
            continue
        dealt = digits if n == first else digits[-1:]
        digits = digits[: len(digits) - len(dealt)]
        parts.append(dealt or ("0" if token.text == "0" else ""))
    return "".join(reversed(parts))


def _places(tokens: Sequence[Token], digits: str) -> str:
    """Decimals; a place that may stay empty does when only zeros follow."""
    places = [token for token in tokens if token.kind == "digit"]
    shown = len(places)
    while shown and places[shown - 1].text != "0" and digits[shown - 1] == "0":
        shown -= 1
    literals = "".join(map(_literal, tokens))
    return (f".{digits[:shown]}" if shown else "") + literals


def _date(number: Decimal, epoch: dt.datetime) -> str:
    if not 0 <= number < LARGEST_DATE:
        return plain(number)
    moment = epoch + dt.timedelta(days=float(number))
    return moment.strftime("%Y-%m-%d" if number == int(number) else "%Y-%m-%d %H:%M")
