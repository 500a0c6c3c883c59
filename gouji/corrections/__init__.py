"""The correction list: what an agency would have to mend in its reports, ready to be sent to it.

One item per printed cell, or per row, sentence or report where no single cell is at fault, with everything that speaks
for it. ``read_corrections`` reads it from a warehouse; ``as_markdown`` and ``as_workbook`` write it.
"""

from gouji.corrections.markdown import as_markdown
from gouji.corrections.model import Change, Correction, Explanation, Reason, ReportCorrections
from gouji.corrections.read import read_corrections
from gouji.corrections.workbook import as_workbook

__all__ = [
    "Change",
    "Correction",
    "Explanation",
    "Reason",
    "ReportCorrections",
    "as_markdown",
    "as_workbook",
    "read_corrections",
]
