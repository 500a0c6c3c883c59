"""Quirks of figures: what stands in a cell beside, or instead of, a plain number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from forge.form import CellCode, read_seed
from forge.model import Passage, ReportFigures
from forge.prose import NIL_OVERVIEW, nil_challenges, nil_requests
from forge.quirks.base import STATUTORY, Quirk

CellChange = Callable[[CellCode, str], str]

FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NO_BREAK_SPACE = "\u00a0"
WIDE_SPACE = "\u3000"
# What agencies write after a figure, where it is not 件.
UNITS = {"prior_items": "项", "item_change": "项", "projects": "次", "amount": "元"}
DOCUMENT_ANNOTATIONS = {"issued": "（其中修订{part}件）", "repealed": "（含自然失效{part}件）"}
LEGACY_ANNOTATED = {"year": "（含补录{part}件）"}


def change_cells(figures: ReportFigures, change: CellChange) -> ReportFigures:
    """A copy in which every cell prints what ``change`` makes of it."""
    return replace(figures, cells={cell: change(cell, text) for cell, text in figures.cells.items()})


def _each_cell(change: CellChange) -> Callable[[ReportFigures, Random], ReportFigures]:
    return lambda figures, chance: change_cells(figures, change)


def _blank_total(cell: CellCode, text: str) -> str:
    return "" if (cell.table, cell.column) == ("requests", "total") else text


def _blank_organisations(cell: CellCode, text: str) -> str:
    return "" if cell.table == "requests" and cell.column != "natural_person" else text


def _wide_blank(cell: CellCode, text: str) -> str:
    return _blank_total(cell, text) or WIDE_SPACE


def _thousands(cell: CellCode, text: str) -> str:
    whole, point, places = text.partition(".")
    return f"{int(whole):,}{point}{places}" if whole.removeprefix("-").isdecimal() else text


def _padded(cell: CellCode, text: str) -> str:
    return f"{NO_BREAK_SPACE}{text}" if len(text) % 2 else f"{text}{NO_BREAK_SPACE}"


def _unit_in_cell(figures: ReportFigures, chance: Random) -> ReportFigures:
    columns = {
        (table.code, column.item, column.code): column.unit for table in figures.form.tables for column in table.columns
    }
    items = {(table.code, row.code): row.item for table in figures.form.tables for row in table.rows}

    def with_unit(cell: CellCode, text: str) -> str:
        if cell.table not in ("disclosures", "legacy_indicators"):
            return text
        unit = columns[cell.table, items[cell.table, cell.row], cell.column]
        return f"{text}{unit or UNITS.get(cell.column, '件')}"

    return change_cells(figures, with_unit)


def _annotated(cell: CellCode, text: str) -> str:
    annotation = {
        "normative_documents": DOCUMENT_ANNOTATIONS.get(cell.column),
        "proactive_total": LEGACY_ANNOTATED.get(cell.column),
    }.get(cell.row)
    return text + annotation.format(part=int(text) // 2) if annotation and text.isdecimal() else text


def _dash_for_zero(figures: ReportFigures, chance: Random) -> ReportFigures:
    mark = chance.choice([line["mark"] for line in read_seed("dash_marks")])
    return change_cells(figures, lambda cell, text: mark if text == "0" else text)


def _requests_in_prose(figures: ReportFigures, chance: Random) -> ReportFigures:
    told = figures.without_table("requests").with_passages("requests", NIL_OVERVIEW)
    nil = Passage("requests", "nil_requests", nil_requests(figures))
    return replace(told, requests_in_prose=True, prose=(*told.prose, nil))


def _challenges_in_prose(figures: ReportFigures, chance: Random) -> ReportFigures:
    told = figures.without_table("legal_challenges").with_passages("legal_challenges", nil_challenges(figures))
    return replace(told, challenges_in_prose=True)


FIGURE_QUIRKS = (
    Quirk(
        "total_column_blank",
        "the 总计 column of section 3 is blank",
        forms=STATUTORY,
        change_figures=_each_cell(_blank_total),
    ),
    Quirk(
        "only_natural_person_filled",
        "every column of section 3 but 自然人 is blank",
        forms=STATUTORY,
        change_figures=_each_cell(_blank_organisations),
    ),
    Quirk(
        "unit_in_cell",
        "figures of section 2 and of the statistical table carry their unit",
        change_figures=_unit_in_cell,
    ),
    Quirk(
        "annotation_in_cell",
        "figures of documents say in brackets what is among them",
        change_figures=_each_cell(_annotated),
    ),
    Quirk(
        "fullwidth_digits",
        "digits are full-width",
        change_figures=_each_cell(lambda cell, text: text.translate(FULLWIDTH)),
    ),
    Quirk("thousands_separators", "commas part the thousands", change_figures=_each_cell(_thousands)),
    Quirk("dash_for_zero", "one of the known dash marks stands for zero", change_figures=_dash_for_zero),
    Quirk("nbsp_padding", "a no-break space before or after each figure", change_figures=_each_cell(_padded)),
    Quirk(
        "u3000_blank",
        "the 总计 column of section 3 is blank, and every blank cell holds a wide space",
        forms=STATUTORY,
        change_figures=_each_cell(_wide_blank),
    ),
    Quirk(
        "requests_in_prose",
        "a sentence saying that there was none stands in place of section 3",
        forms=STATUTORY,
        change_figures=_requests_in_prose,
    ),
    Quirk(
        "challenges_in_prose",
        "a sentence saying that there was none stands in place of section 4",
        forms=STATUTORY,
        change_figures=_challenges_in_prose,
    ),
)
