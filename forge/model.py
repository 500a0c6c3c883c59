"""What one report says: its identity, its figures as printed text, and its prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from forge.form import CellCode, Form, load_form

# Ends every forged document, whoever reads it and wherever it turns up.
SYNTHETIC_NOTICE = "本文件为 gouji 合成样本，机构与数字均属虚构，不代表任何真实机关。"


@dataclass(frozen=True)
class Passage:
    """One paragraph of prose: the section it stands in (empty before the first) and what it is about."""

    section: str
    topic: str
    text: str


@dataclass(frozen=True)
class ReportFigures:
    """The content of one report, before it is laid out.

    ``cells`` holds the text each cell prints, in printed order; ``alternative`` says how （六）其他处理 is printed.
    A table whose ``*_in_prose`` flag is set has no cells, and a sentence stands in its place.
    """

    form_version: str
    agency_name: str
    report_year: int
    scope: str
    published_date: date
    alternative: str
    cells: Mapping[CellCode, str]
    prose: tuple[Passage, ...] = ()
    requests_in_prose: bool = False
    challenges_in_prose: bool = False

    @property
    def form(self) -> Form:
        """The vintage of the form the report uses, as the report prints it."""
        return load_form(self.form_version).printed_as(self.alternative)

    @property
    def title(self) -> str:
        """The title, as agencies word it."""
        return f"{self.agency_name}{self.report_year}年政府信息公开工作年度报告"

    def text(self, table: str, row: str, column: str) -> str:
        """What one cell prints; empty where the report does not print it."""
        return self.cells.get(CellCode(table, row, column), "")

    def without_table(self, code: str) -> ReportFigures:
        """A copy that prints no cell of that table."""
        return replace(self, cells={cell: text for cell, text in self.cells.items() if cell.table != code})

    def with_passages(self, topic: str, text: str) -> ReportFigures:
        """A copy in which every passage about ``topic`` reads ``text``."""
        prose = tuple(replace(p, text=text) if p.topic == topic else p for p in self.prose)
        return replace(self, prose=prose)
