"""The ways in which reports are printed, one module a layout, all in one table."""

from __future__ import annotations

from collections.abc import Mapping

from forge.layouts import (
    csv_sheet,
    docx_tables,
    docx_word_split_runs,
    html_cells_repeated,
    html_empty_header_cells,
    html_in_layout_table,
    html_in_script,
    html_indicator,
    html_indicator_long,
    html_one_table,
    html_spans,
    html_split_tables,
    html_turned,
    html_word_paste,
    json_page,
    markdown_pipes,
    ofd_ruled,
    pdf_displaced_labels,
    pdf_ruled,
    pdf_ruled_repeated,
    pdf_text_only,
    pdftotext_layout,
    pdftotext_raw,
    text_blank_lines,
    text_boxed_cells,
    text_cells_indented,
    text_copied_paragraphs,
    text_copied_rows,
    text_double_tabs,
    text_extracted_cells,
    text_extracted_rows,
    text_indicator,
    text_indicator_long,
    text_pdf_lines,
    text_pdf_pieces,
    text_pipe_before,
    text_pipe_below,
    text_pipe_between,
    text_pipe_separated,
    text_pipe_terminated,
    text_rows_opened,
    text_rows_run_together,
    text_run_together,
    text_space_separated,
    text_tabs,
    xls_sheet,
    xlsx_sheet,
)
from forge.layouts.base import Layout

__all__ = ["LAYOUTS", "Layout", "find_layout"]

LAYOUTS: Mapping[str, Layout] = {
    module.LAYOUT.name: module.LAYOUT
    for module in (
        html_spans,
        html_one_table,
        html_empty_header_cells,
        html_word_paste,
        html_in_layout_table,
        html_in_script,
        html_split_tables,
        html_cells_repeated,
        html_turned,
        html_indicator,
        html_indicator_long,
        text_blank_lines,
        text_pipe_terminated,
        text_pipe_separated,
        text_boxed_cells,
        text_double_tabs,
        text_extracted_cells,
        text_extracted_rows,
        text_rows_opened,
        text_cells_indented,
        text_pipe_before,
        text_pipe_below,
        text_pipe_between,
        text_tabs,
        text_indicator,
        text_indicator_long,
        text_space_separated,
        text_copied_rows,
        text_copied_paragraphs,
        text_rows_run_together,
        text_run_together,
        markdown_pipes,
        csv_sheet,
        json_page,
        docx_tables,
        docx_word_split_runs,
        xlsx_sheet,
        xls_sheet,
        ofd_ruled,
        pdf_ruled,
        pdf_ruled_repeated,
        pdf_text_only,
        pdf_displaced_labels,
        pdftotext_layout,
        pdftotext_raw,
        text_pdf_pieces,
        text_pdf_lines,
    )
}


def find_layout(layout: Layout | str) -> Layout:
    """The layout of that name, or the layout itself.

    Raises:
        ValueError: there is none of that name.
    """
    if isinstance(layout, Layout):
        return layout
    if layout not in LAYOUTS:
        raise ValueError(f"unknown layout {layout!r}; there are {', '.join(LAYOUTS)}")
    return LAYOUTS[layout]
