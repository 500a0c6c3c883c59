"""A report made ready for printing: its cells by place, and which findings mark which place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.text import Text

from gouji.errors import Wording
from gouji.reports import PrintedCell, ReportFinding, ReportPage
from gouji.severities import SEVERITIES, SEVERITY_STYLE
from ingest.records import record

ABSENT = "absent"
STATED_IN_PROSE = "stated_in_prose"


class Place(NamedTuple):
    """A cell; or with None a whole row, a whole column, a whole table."""

    table_code: str | None
    row_code: str | None = None
    column_code: str | None = None


@record
class Page:
    """What is printed where, in one language."""

    lang: str
    cells: Mapping[Place, PrintedCell]
    marks: Mapping[Place, tuple[ReportFinding, ...]]

    @classmethod
    def of(cls, report: ReportPage, lang: str) -> Page:
        """Sort a report's cells and findings by their place."""
        return cls.laid_out(report.cells, report.findings, lang)

    @classmethod
    def laid_out(cls, cells: Iterable[PrintedCell], findings: Iterable[ReportFinding], lang: str) -> Page:
        """Sort cells and findings by their place."""
        marks: dict[Place, tuple[ReportFinding, ...]] = defaultdict(tuple)
        for finding in findings:
            marks[Place(finding.table_code, finding.row_code, finding.column_code)] += (finding,)
        by_place = {Place(cell.table_code, cell.row_code, cell.column_code): cell for cell in cells}
        return cls(lang, by_place, dict(marks))

    def say(self, wording: Wording) -> str:
        """The wording in the language of the page."""
        return wording.zh if self.lang == "zh" else wording.en

    def prints(self, table_code: str) -> bool:
        """Whether the report prints any cell of a table."""
        return any(place.table_code == table_code and cell.cell_state != ABSENT for place, cell in self.cells.items())

    def sentences(self, table_code: str) -> tuple[str, ...]:
        """What the report says in place of a table; empty where it prints any cell of it, or says nothing."""
        cells = [cell for place, cell in self.cells.items() if place.table_code == table_code]
        if any(cell.cell_state not in (ABSENT, STATED_IN_PROSE) for cell in cells):
            return ()
        return tuple(dict.fromkeys(cell.printed_text or "" for cell in cells if cell.cell_state == STATED_IN_PROSE))

    def marked(self, text: str, place: Place, style: str = "") -> Text:
        """Text in the colour of its gravest finding, with the numbers of all of them."""
        findings = self.marks.get(place, ())
        if not findings:
            return Text(text, style=style)
        gravest = min(findings, key=lambda finding: SEVERITIES.index(finding.severity))
        numbers = "".join(f"[{finding.number}]" for finding in findings)
        return Text.assemble((f"{text} {numbers}".strip(), SEVERITY_STYLE[gravest.severity]))
