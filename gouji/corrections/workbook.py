"""A correction list as a workbook: a sheet of items, and one of explanations where several are equally good."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gouji.corrections import wording as words
from gouji.corrections.model import Correction, ReportCorrections
from gouji.errors import Wording
from gouji.exports.xlsx import AS_TEXT, CHARACTERS_OF_A_CELL, CUT

ITEMS, EXPLANATIONS = Wording("更正清单", "Corrections"), Wording("其他解释", "Other explanations")
COMPONENT = Wording("不符的规则", "Failing rules")
CHANGES = Wording("改动", "Changes")
# Heading and width in characters; Chinese characters take two.
COLUMNS: tuple[tuple[Wording, int], ...] = (
    (words.NUMBER, 6), (words.REPORT, 32), (words.SEVERITY, 8), (words.PLACE, 44), (words.PRINTED, 14),
    (words.SUGGESTED, 12), (words.CONFIDENCE, 10), (words.CAUSE, 18), (words.REASONS, 70), (words.REMEDY, 40),
    (words.BASIS, 34), (words.SOURCE, 34),
)  # fmt: skip
EXPLANATION_COLUMNS = ((words.REPORT, 32), (COMPONENT, 32), (words.NUMBER, 6), (CHANGES, 90), (words.CONFIDENCE, 10))
HEADER_ROW = 3
Value = str | float | int | None


def as_workbook(reports: Sequence[ReportCorrections], lang: str = "zh") -> bytes:
    """The list in one language, ``zh`` or ``en``. Text is text: no cell is a formula or a link."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, AS_TEXT | {"in_memory": True}) as workbook:
        rows = [_item(report, item, lang) for report in reports for item in report.corrections]
        sheet = _sheet(workbook, words.say(ITEMS, lang), COLUMNS, rows, lang)
        _write_introduction(workbook, sheet, reports, lang)
        if any(report.explanations for report in reports):
            others = [row for report in reports for row in _explanations(report, lang)]
            _sheet(workbook, words.say(EXPLANATIONS, lang), EXPLANATION_COLUMNS, others, lang)
    return content.getvalue()


def _item(report: ReportCorrections, item: Correction, lang: str) -> list[Value]:
    return [
        item.number,
        words.heading(report, lang),
        words.severity(item, lang),
        item.place.words(lang),
        item.printed_text,
        None if item.suggested_value is None else float(item.suggested_value),
        words.confidence(item.confidence, lang),
        words.cause(item.cause_code, lang),
        "\n".join(words.reasons(item, lang)),
        "\n".join(words.remedies(item, lang)),
        words.bases(item),
        words.source(report),
    ]


def _explanations(report: ReportCorrections, lang: str) -> Iterable[list[Value]]:
    for explanation in report.explanations:
        yield [
            words.heading(report, lang),
            explanation.component_code,
            explanation.number,
            words.changes(explanation, lang),
            words.confidence(explanation.confidence, lang),
        ]


def _sheet(
    workbook: Workbook, name: str, columns: Sequence[tuple[Wording, int]], rows: Iterable[list[Value]], lang: str
) -> Worksheet:
    head = workbook.add_format({"bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True, "valign": "top"})
    body = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet = workbook.add_worksheet(name)
    for index, (label, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(HEADER_ROW, index, words.say(label, lang), head)
    last = HEADER_ROW
    for last, row in enumerate(rows, start=HEADER_ROW + 1):
        for index, value in enumerate(row):
            _write(sheet, last, index, value, body)
    sheet.autofilter(HEADER_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    return sheet


def _write(sheet: Worksheet, row: int, column: int, value: Value, cell_format: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, str):
        fits = len(value) <= CHARACTERS_OF_A_CELL
        sheet.write_string(row, column, value if fits else value[: CHARACTERS_OF_A_CELL - len(CUT)] + CUT, cell_format)
    else:
        sheet.write_number(row, column, value, cell_format)


def _write_introduction(workbook: Workbook, sheet: Worksheet, reports: Sequence[ReportCorrections], lang: str) -> None:
    sheet.write_string(0, 0, words.say(words.TITLE, lang), workbook.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, words.say(words.INTRODUCTION, lang))
    acknowledged = sum(report.acknowledged_count for report in reports)
    if acknowledged:
        sheet.write_string(2, 0, words.say(words.ACKNOWLEDGED, lang).format(acknowledged))
    elif not any(report.corrections for report in reports):
        sheet.write_string(2, 0, words.say(words.NOTHING, lang))
