"""Beside what could not be placed: the row of the form that it resembles most, and why it was not taken for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from gouji.check.model import NearestRow
from gouji.check.visible import visible
from gouji.errors import Wording
from ingest.forms import load_forms, read_seed

# Of 100; below this two labels share little more than the characters that all labels of the form have.
LEAST_LIKENESS = 50.0


def nearest_rows(rows: Iterable[tuple[Any, ...]]) -> tuple[NearestRow, ...]:
    """Rows of ``raw.unmapped_rows`` (table, label, text, locator, problem) beside the rows of the form."""
    return tuple(_nearest(*row) for row in rows)


def _nearest(table: str, label: str | None, text: str | None, locator: str | None, problem: str | None) -> NearestRow:
    # Imported for the few reports that have such a row.
    from rapidfuzz import fuzz, process

    from ingest.labels import label_key

    known = _labels(table)
    key = label_key((label or "")[:200])
    match = process.extractOne(key, list(known), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS) if key else None
    nearest = known[match[0]] if match else None
    return NearestRow(
        table_code=table,
        label=visible(label or ""),
        printed_text=visible(text or ""),
        locator=visible(locator or ""),
        problem=_problems()[problem or "row_unknown"],
        nearest=nearest[0] if nearest else None,
        row_code=nearest[1] if nearest else None,
    )


@lru_cache
def _labels(table_code: str) -> dict[str, tuple[str, str]]:
    from ingest.labels import label_key

    rows = [row for row in load_forms().rows if row.table_code == table_code]
    return {label_key(row.label): (row.label, row.code) for row in rows}


@lru_cache(maxsize=1)
def _problems() -> dict[str, Wording]:
    return {row["problem_code"]: Wording(row["message_zh"], row["message_en"]) for row in read_seed("cell_problems")}
