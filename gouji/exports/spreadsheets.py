"""What a spreadsheet does to text, and how it is kept from doing so."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

# Text that begins so is a formula to a spreadsheet (OWASP, CSV injection); full-width signs are to some of them.
FORMULA_START = r"^\s*[=+\-@\t\r\n＝＋－＠]"
# Signed numbers and lone dashes are what these reports print; no spreadsheet computes anything from them.
HARMLESS = r"^[+\-－]?[\d,]*(\.\d+)?%?$|^[-－]+$"
APOSTROPHE = "'"


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run; other text and all figures stay as they are."""
    return frame.with_columns(
        pl.when(_is_formula(name)).then(APOSTROPHE + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name in text_columns(frame)
    )


def _is_formula(name: str) -> pl.Expr:
    return pl.col(name).str.contains(FORMULA_START) & ~pl.col(name).str.contains(HARMLESS)


def text_columns(frame: pl.DataFrame) -> Iterable[str]:
    """Names of the columns that hold text."""
    return [name for name, kind in frame.schema.items() if kind == pl.String]
