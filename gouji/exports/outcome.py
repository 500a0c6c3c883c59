"""What an export did."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.errors import Wording


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table that was written, with how many rows."""

    name: str
    row_count: int


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that was written; ``notes`` are what whoever reads it has to know."""

    tables: tuple[ExportedTable, ...]
    notes: tuple[Wording, ...] = ()
