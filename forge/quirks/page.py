"""Quirks of the page and its bytes: characters, headings, page marks and encodings."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import replace
from random import Random

from forge.document import UTF_8, Encoding, Heading, PrintedReport
from forge.grid import Grid, GridRow, Role, cut_row, insert_page_mark, map_places
from forge.quirks.base import ANY_CHARACTER, HTML_ONLY, STATUTORY, WRITTEN, Quirk

HALFWIDTH = str.maketrans("（），：；", "(),:;")
# What text extracted from PDF holds in place of ideographs: the Kangxi radicals, and those of the supplement that NFKC
# leaves alone.
KANGXI = range(0x2F00, 0x2FD6)
SUPPLEMENT = {"见": "⻅", "长": "⻓", "页": "⻚"}
RADICALS = str.maketrans({unicodedata.normalize("NFKC", chr(code)): chr(code) for code in KANGXI} | SUPPLEMENT)
ZERO_WIDTH = ("\u200b", "\u200c", "\ufeff")
PAGE_MARKS = ("- 4 -", "— 4 —")
MARKED_TABLES = ("requests", "legacy_indicators")
RESTARTED = "一二三四四五六七"
NUMERAL_SEPARATOR = "、"
UNNUMBERED_HEADINGS = 2
TRUNCATED_TO = 2
# As the form itself breaks them.
FIRST_LINES = {
    "本年新制作数量": "本年新",
    "本年新公开数量": "本年新",
    "本年增/减": "本年增/",
    "商业企业": "商业",
    "科研机构": "科研",
    "社会公益组织": "社会公益",
    "法律服务机构": "法律服务",
}
ALIKE = ("本年新制作数量", "本年新公开数量")
# Families whose documents may have been made of pages by a program that leaves halves of rows as rows.
TURNED_INTO_TABLES = frozenset({"html", "office", "markdown"})
SHORTEST_CUT_LABEL = 4
NO_LINE_BEGINS = frozenset("、.，：）)”")


def _halfwidth(report: PrintedReport, chance: Random) -> PrintedReport:
    return report.map_words(lambda text: text.translate(HALFWIDTH))


def _radicals(report: PrintedReport, chance: Random) -> PrintedReport:
    return report.map_words(lambda text: text.translate(RADICALS))


def _zero_width(report: PrintedReport, chance: Random) -> PrintedReport:
    def with_invisible(text: str) -> str:
        if len(text) < 2:
            return text
        place = chance.randrange(1, len(text))
        return text[:place] + chance.choice(ZERO_WIDTH) + text[place:]

    return report.map_words(with_invisible)


def _page_marks(report: PrintedReport, chance: Random) -> PrintedReport:
    mark = chance.choice(PAGE_MARKS)

    def marked(grid: Grid) -> Grid:
        if grid.table not in MARKED_TABLES:
            return grid
        return insert_page_mark(grid, chance.randrange(len(grid.rows) // 2, len(grid.rows) - 1), mark)

    return report.map_grids(marked)


def _row_cut(report: PrintedReport, chance: Random) -> PrintedReport:
    """One half has all figures, as where they stand at one height, or some are in either."""

    def halved(grid: Grid) -> Grid:
        rows = [n for n, row in enumerate(grid.rows) if _can_be_cut(row)]
        if grid.table not in MARKED_TABLES or not rows:
            return grid
        index = chance.choice(rows)
        label = next(cell for cell in grid.rows[index].cells if cell.role is Role.LABEL)
        upper = chance.choice((range(0), range(99), range(0, 99, 2)))
        places = [place for place in range(1, len(label.text)) if label.text[place] not in NO_LINE_BEGINS]
        return cut_row(grid, index, chance.choice(places), upper)

    return report.map_grids(halved)


def _can_be_cut(row: GridRow) -> bool:
    """Whether a row has figures, and a name long enough for two lines."""
    lengths = [len(cell.text) for cell in row.cells if cell.role is Role.LABEL]
    return any(cell.code for cell in row.cells) and bool(lengths) and lengths[0] >= SHORTEST_CUT_LABEL


def _headers_truncated(report: PrintedReport, chance: Random) -> PrintedReport:
    """The first header is whole, as if only it had fitted on one line."""
    return report.map_grids(lambda grid: _truncate(grid) if grid.table == "legal_challenges" else grid)


def _truncate(grid: Grid) -> Grid:
    places = [(r, c) for r, row in enumerate(grid.rows) for c, cell in enumerate(row.cells) if cell.role is Role.HEADER]
    truncated = frozenset(places[1:])
    return map_places(grid, truncated, lambda text: text[:TRUNCATED_TO])


def _first_lines(report: PrintedReport, chance: Random) -> PrintedReport:
    """Two that would read alike are cut only as the form has them: in another order nobody could tell them apart."""

    def cut(grid: Grid) -> Grid:
        headers = [cell.text for row in grid.rows for cell in row.cells if cell.role is Role.HEADER]
        alike = [text for text in headers if text in ALIKE]
        keeps = set(ALIKE) if tuple(alike) != ALIKE else set()
        places = [
            (r, c)
            for r, row in enumerate(grid.rows)
            for c, cell in enumerate(row.cells)
            if cell.role is Role.HEADER and cell.text in FIRST_LINES and cell.text not in keeps
        ]
        return map_places(grid, frozenset(places), lambda text: FIRST_LINES[text])

    return report.map_grids(cut)


def _restarted_numerals(report: PrintedReport, chance: Random) -> PrintedReport:
    numerals = iter(RESTARTED)
    return report.map_headings(lambda text: next(numerals) + NUMERAL_SEPARATOR + _without_numeral(text))


def _unnumbered_headings(report: PrintedReport, chance: Random) -> PrintedReport:
    headings = [block.text for block in report.blocks if isinstance(block, Heading)]
    unnumbered = headings[-UNNUMBERED_HEADINGS:]
    return report.map_headings(lambda text: _without_numeral(text) if text in unnumbered else text)


def _without_numeral(heading: str) -> str:
    return heading.partition(NUMERAL_SEPARATOR)[2] or heading


def _no_title(report: PrintedReport, chance: Random) -> PrintedReport:
    metadata = tuple(pair for pair in report.metadata if pair[1] != report.title)
    return replace(report, title="", metadata=metadata)


def _wrong_charset(report: PrintedReport, chance: Random) -> PrintedReport:
    wrong = "gb2312" if report.encoding.codec == UTF_8.codec else UTF_8.declared
    return replace(report, charset=wrong)


PAGE_QUIRKS = (
    Quirk("halfwidth_punctuation", "brackets, commas and colons are half-width", change_report=_halfwidth),
    Quirk("kangxi_radicals", "radicals stand in place of ideographs", families=ANY_CHARACTER, change_report=_radicals),
    Quirk("zero_width", "invisible characters inside words", families=ANY_CHARACTER, change_report=_zero_width),
    Quirk("page_marks", "a page mark between two rows of the longest table", change_report=_page_marks),
    Quirk(
        "row_cut_by_page",
        "a row of the longest table stands as two, as the end of a page cut its label",
        families=TURNED_INTO_TABLES,
        change_report=_row_cut,
    ),
    Quirk(
        "headers_truncated",
        "headers of section 4 have lost their second line, all but the first",
        forms=STATUTORY,
        change_report=_headers_truncated,
    ),
    Quirk(
        "headers_first_line",
        "headers of sections 2 and 3 that stand on two lines have lost the second",
        forms=STATUTORY,
        change_report=_first_lines,
    ),
    Quirk("restarted_numerals", "the numeral 四 heads two sections", change_report=_restarted_numerals),
    Quirk("unnumbered_headings", "the last headings have no numeral", change_report=_unnumbered_headings),
    Quirk("no_title", "neither the page nor its metadata has a title", change_report=_no_title),
    Quirk("gb18030", "bytes in GB18030, declared as GB2312", families=WRITTEN, encoding=Encoding("gb18030", "gb2312")),
    Quirk(
        "utf16",
        "bytes in UTF-16 with a mark",
        families=WRITTEN,
        encoding=Encoding("utf-16-le", "utf-16", codecs.BOM_UTF16_LE),
    ),
    Quirk(
        "utf8_bom",
        "bytes in UTF-8 with a mark",
        families=WRITTEN,
        encoding=Encoding("utf-8", "utf-8", codecs.BOM_UTF8),
    ),
    Quirk(
        "wrong_charset_declared",
        "the page declares an encoding that it is not in",
        families=HTML_ONLY,
        change_report=_wrong_charset,
    ),
)
