"""What a place of the form is called, in both languages: as this report prints it, else as the form does."""

from __future__ import annotations

from functools import lru_cache

from gouji.check.visible import visible
from gouji.errors import Wording
from ingest.forms import read_seed


def row_label(table_code: str, row_code: str, printed: str | None) -> Wording:
    """A row's label; the code where the form has no such row."""
    return _label("form_rows", "row_code", table_code, row_code, printed)


def column_label(table_code: str, column_code: str, printed: str | None) -> Wording:
    """A column's label; the code where the form has no such column."""
    return _label("form_columns", "column_code", table_code, column_code, printed)


def _label(seed: str, code_column: str, table_code: str, code: str, printed: str | None) -> Wording:
    of_form = _names(seed, code_column).get((table_code, code), Wording(code, code))
    return Wording(visible("".join(printed.split())) if printed else of_form.zh, of_form.en)


@lru_cache
def _names(seed: str, code_column: str) -> dict[tuple[str, str], Wording]:
    """The newest vintage words a code that several have."""
    return {(row["table_code"], row[code_column]): Wording(row["label_zh"], row["name_en"]) for row in read_seed(seed)}
