"""Reports with one fault in different standing: open, acknowledged, acknowledged for other figures, or too late."""

from __future__ import annotations

from collections.abc import Iterator

from forge.figures import balanced, plant
from forge.model import ReportFigures
from forge.raw_rows import report_id_of

ACKNOWLEDGED = (
    "report_id",
    "rule_id",
    "scope_code",
    "printed_values",
    "reason",
    "evidence",
    "acknowledged_by",
    "expires_on",
)
AS_OF = "2024-06-30"
FAULTY = balanced(11, agency_name="甲县水务局")
# 30 more carried out than there were: the first rule, and no other of its column, says so.
FAULT = ("requests", "carried_out", "natural_person")
FAULTY_TEXT = str(int(FAULTY.text(*FAULT)) + 30)
LEFT = sum(int(FAULTY.text("requests", row, "natural_person")) for row in ("received", "carried_in"))
VALUES = f"{LEFT} vs {LEFT + 30}"
BALANCE, APPLICANTS = "requests.balance", "requests.applicants"

# Name of the report, figures that were acknowledged (None: not at all), last day.
STANDINGS = {
    "open": (None, ""),
    "acknowledged": (VALUES, ""),
    "acknowledged to this day": (VALUES, AS_OF),
    "acknowledged until yesterday": (VALUES, "2024-06-29"),
    "acknowledged for other figures": (f"{LEFT} vs {LEFT + 29}", ""),
}
COUNTED = {"acknowledged", "acknowledged to this day"}
REPEATED = "repeated in error"
"""A sound report for which somebody noted a discrepancy that is not there."""


def reports() -> dict[str, ReportFigures]:
    """A report for each standing, each of an agency of its own, and one without a fault."""
    agencies = {
        name: f"{numeral}县水务局" for name, numeral in zip((*STANDINGS, REPEATED), "乙丙丁戊己庚", strict=True)
    }
    sound = {name: balanced(11, agency_name=agency) for name, agency in agencies.items()}
    return {
        name: figures if name == REPEATED else plant(figures, FAULT, FAULTY_TEXT) for name, figures in sound.items()
    }


def entries() -> Iterator[tuple[str, ...]]:
    """Rows of the file; the total of the row that the fault is in is acknowledged wherever its column is."""
    why = ("台账如此", "复函", "张三")
    for name, (values, expires_on) in STANDINGS.items():
        if values:
            yield report_id_of(name), BALANCE, "natural_person", values, *why, expires_on
    yield report_id_of(REPEATED), BALANCE, "total", "1 vs 2", *why, ""
    yield report_id_of("a report that was never read"), BALANCE, "total", "1 vs 2", *why, ""
