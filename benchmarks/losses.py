"""What a document may lose: under which quirks a layout no longer prints enough to read every cell, as data.

Everything not listed must be read whole, or in the share of ``FEWEST_EXACT``. A loss excuses cells that are not read;
it never excuses one read wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus import Case


@dataclass(frozen=True)
class Loss:
    """``quirks`` together cost the layouts cells; no ``layouts``: any layout."""

    layouts: frozenset[str]
    quirks: frozenset[str]
    reason: str

    def explains(self, case: Case) -> bool:
        """Whether a document may have lost cells in this way."""
        return self.quirks <= set(case.quirks) and (not self.layouts or case.layout in self.layouts)


ANY: frozenset[str] = frozenset()
NO_PLACE = frozenset({"text_blank_lines"})
ONE_RUN = frozenset({"text_pipe_separated"})
LONE_TABS = frozenset({"text_copied_paragraphs"})
ON_ITS_SIDE = frozenset({"html_turned"})
REPEATED = frozenset({"html_cells_repeated"})
PIPE_AFTER_EACH = frozenset({"text_pipe_terminated"})
BLANKS_LEFT_OUT = frozenset(
    ("text_boxed_cells", "text_cells_indented", "text_double_tabs", "text_extracted_cells", "text_extracted_rows")
    + ("text_pipe_before", "text_pipe_below", "text_rows_opened")
)
A_LINE_EACH = frozenset(
    ("text_cells_indented", "text_extracted_cells", "text_pipe_before", "text_pipe_below", "text_pipe_between")
    + ("text_rows_opened",)
)
BARE_LINES = frozenset({"text_indicator"})
NOT_TO_SCALE = frozenset({"pdftotext_layout"})
WORD_BY_WORD = frozenset({"pdftotext_raw"})
BY_PIECE = frozenset({"text_pdf_pieces"})
BY_LINE = frozenset({"text_pdf_lines"})
SPACES_BETWEEN = frozenset({"text_space_separated"})
NOTHING_BETWEEN = frozenset({"text_rows_run_together", "text_run_together"})

# Where a label stands above and below its figures, and no line is ruled, which is whose cannot always be told. Of
# documents that lost nothing by their quirks so many cells in a hundred must be read all the same; elsewhere all.
FEWEST_EXACT = {"pdf_text_only": 97.0, "pdf_displaced_labels": 97.0, "pdftotext_layout": 97.0}

_BLANKS = ("only_natural_person_filled", "total_column_blank", "u3000_blank")
_CUT = ("headers_truncated", "headers_first_line")
_NO_TRACE = "a blank cell leaves no line, so a row of fewer figures cannot be placed"
_LEFT_OUT = "blank cells are left out, so a row of fewer figures cannot be placed"
_NOT_TO_SCALE = "text is not to scale, so a column without figures is not told"
_NO_HEADER = "among bare lines a column that is not printed and one whose header was not understood look alike"
_NO_ROW_END = "a blank at the end of a row cannot be told from one at the start of the next"

LOSSES = (
    *(Loss(NO_PLACE, frozenset({quirk}), _NO_TRACE) for quirk in _BLANKS[:-1]),
    Loss(NO_PLACE, frozenset({"u3000_blank"}), "a line of a wide space is a cell only where several rows prove it"),
    *(Loss(ONE_RUN, frozenset({quirk}), _NO_ROW_END) for quirk in _BLANKS),
    *(Loss(BLANKS_LEFT_OUT, frozenset({quirk}), _LEFT_OUT) for quirk in _BLANKS),
    *(
        Loss(layout, frozenset({"column_missing"}), _NO_HEADER)
        for layout in (NO_PLACE, ONE_RUN, LONE_TABS, PIPE_AFTER_EACH, A_LINE_EACH)
    ),
    Loss(ANY, frozenset({"abridged_labels"}), "what is left of a label may be one of several, or of none"),
    Loss(BARE_LINES, frozenset({"labels_split"}), "a header cut over lines stands beside one that is only a year"),
    Loss(
        ANY,
        frozenset({"headers_truncated", "columns_permuted"}),
        "结果 stands for 结果维持 and 结果纠正 alike; only the form's order could tell them apart",
    ),
    *(
        Loss(REPEATED, frozenset({quirk}), "two headers cut to the same (结果, 本年新) side by side may be one")
        for quirk in _CUT
    ),
    Loss(ON_ITS_SIDE, frozenset({"headers_first_line"}), "names of columns cut short stand below each other unproven"),
    Loss(NOT_TO_SCALE, frozenset({"headers_first_line"}), "headers cut short are told by their order, not by places"),
    Loss(
        ON_ITS_SIDE,
        frozenset({"headers_truncated"}),
        "too few results are whole to prove that the table is on its side",
    ),
    Loss(ON_ITS_SIDE, frozenset({"row_cut_by_page"}), "what was cut is a column of the table as it is printed"),
    Loss(ANY, frozenset({"dash_for_zero", "unit_in_cell"}), "a dash mark with a unit behind it is no figure"),
    *(Loss(NOT_TO_SCALE, frozenset({quirk}), _NOT_TO_SCALE) for quirk in _BLANKS),
    Loss(NOT_TO_SCALE, frozenset({"groups_in_labels"}), "of a label on three lines each line may be one of its own"),
    Loss(ANY, frozenset({"groups_in_labels", "pinyin_in_brackets"}), "a label twice as long as any is taken for prose"),
    Loss(NOT_TO_SCALE, frozenset({"traditional_words"}), "half a word (資 of 資訊) is no part of any label"),
    *(
        Loss(layout, frozenset({"explained_labels"}), "of a label on a dozen lines most look like sentences")
        for layout in (NOT_TO_SCALE, BY_PIECE)
    ),
    Loss(WORD_BY_WORD, ANY, "words are printed column by column as well as row by row, so no figure is surely a row's"),
    *(Loss(BY_PIECE, frozenset({quirk}), _LEFT_OUT) for quirk in _BLANKS),
    Loss(BY_PIECE, frozenset({"column_missing"}), _NO_HEADER),
    Loss(BY_PIECE, frozenset({"page_marks"}), "two numbers below each other are more than the number of a page"),
    *(Loss(BY_PIECE, frozenset({quirk}), "headers cut short spell none") for quirk in _CUT),
    Loss(BY_PIECE, frozenset({"mojibake"}), "spaces stand in labels where bytes were lost"),
    Loss(BY_LINE, ANY, "words of several headers on one line can leave open in what order the columns stand"),
    *(Loss(SPACES_BETWEEN, frozenset({quirk}), _NO_TRACE) for quirk in _BLANKS),
    Loss(SPACES_BETWEEN, frozenset({"column_missing"}), _NO_HEADER),
    Loss(SPACES_BETWEEN, frozenset({"labels_split"}), "a label that a space cuts is two words"),
    *(
        Loss(SPACES_BETWEEN, frozenset({quirk}), "words of which one is no label are no row of headers")
        for quirk in _CUT
    ),
    Loss(SPACES_BETWEEN, frozenset({"nbsp_padding"}), "figures set apart look like columns kept by spaces"),
    Loss(SPACES_BETWEEN, frozenset({"mojibake"}), "spaces stand in labels where bytes were lost"),
    Loss(NOTHING_BETWEEN, ANY, "figures with nothing between them can be cut in more than one way"),
    Loss(ANY, frozenset({"mojibake", "fullwidth_digits"}), "bytes of full-width digits are lost for good"),
)


def losses_of(case: Case) -> tuple[Loss, ...]:
    """The losses that a document may have; none: it must be read whole."""
    return tuple(loss for loss in LOSSES if loss.explains(case))
