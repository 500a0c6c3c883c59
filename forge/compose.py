"""Figures and quirks to a report ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING

from forge.document import UTF_8, Block, Encoding, Heading, Paragraph, PrintedReport
from forge.form import Form
from forge.model import ReportFigures
from forge.tables import build_grid

if TYPE_CHECKING:
    from forge.quirks.base import Quirk

CHINESE_NUMERALS = "一二三四五六七八九十"
# Tables of sections 2 to 4 stand right below their heading; the one in the appendix has a caption.
CAPTIONED_SECTION = "appendix"


def compose(figures: ReportFigures, quirks: Sequence[Quirk] = (), seed: int = 0) -> PrintedReport:
    """The report as a layout prints it, every quirk applied in the order given.

    Raises:
        ValueError: two quirks ask for different encodings.
    """
    form = figures.form
    chances = {quirk.name: Random(f"{quirk.name} {seed}") for quirk in quirks}
    for quirk in quirks:
        figures = quirk.change_figures(figures, chances[quirk.name])
        form = quirk.change_form(form, figures, chances[quirk.name])
    encoding = _encoding(quirks)
    report = PrintedReport(
        title=figures.title,
        publisher=figures.agency_name,
        published_date=figures.published_date,
        metadata=_metadata(figures),
        blocks=tuple(_blocks(figures, form)),
        charset=encoding.declared,
        encoding=encoding,
    )
    for quirk in quirks:
        report = quirk.change_report(report, chances[quirk.name])
    return report


def _encoding(quirks: Sequence[Quirk]) -> Encoding:
    encodings = [quirk.encoding for quirk in quirks if quirk.encoding is not None]
    if len(encodings) > 1:
        raise ValueError("two quirks ask for different encodings")
    return encodings[0] if encodings else UTF_8


def _metadata(figures: ReportFigures) -> tuple[tuple[str, str], ...]:
    published = figures.published_date.isoformat()
    return (
        ("索引号", f"GJ-{figures.published_date:%Y%m}-{len(figures.agency_name):02d}{figures.report_year % 100:02d}"),
        ("主题分类", "政务公开"),
        ("发文机关", figures.agency_name),
        ("成文日期", published),
        ("标题", figures.title),
        ("发布日期", published),
    )


def _blocks(figures: ReportFigures, form: Form) -> Iterator[Block]:
    yield from _paragraphs(figures, "")
    numerals = iter(CHINESE_NUMERALS)
    for section, name in form.sections.items():
        tables = [table for table in form.tables if table.section == section]
        passages = list(_paragraphs(figures, section))
        if not tables and not passages:
            continue
        yield Heading(f"{next(numerals)}、{name}")
        yield from passages
        for table in tables:
            if table.section == CAPTIONED_SECTION:
                yield Paragraph(f"{figures.agency_name}{table.name}")
            if _prints(figures, table.code):
                yield build_grid(table, figures)
    yield from _paragraphs(figures, "closing")


def _prints(figures: ReportFigures, table: str) -> bool:
    return any(cell.table == table for cell in figures.cells)


def _paragraphs(figures: ReportFigures, section: str) -> Iterator[Paragraph]:
    return (Paragraph(passage.text) for passage in figures.prose if passage.section == section)
