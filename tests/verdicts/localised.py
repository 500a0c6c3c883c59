"""Reports with one fault each, and some without any."""

from __future__ import annotations

from benchmarks.localisation import all_reports, clean_reports, faulty_reports
from forge.figures import CellCode, balanced, plant
from forge.model import ReportFigures

FAULTS = faulty_reports(120)
CLEAN = clean_reports(40)
WHOLE = balanced(3, agency_name="丙县水务局")
RECEIVED = [CellCode("requests", "received", column) for column in ("natural_person", "commercial_enterprise")]
ROUTE = [CellCode("legal_challenges", "reconsideration", column) for column in ("upheld", "corrected", "other_result")]


def more(cell: CellCode, difference: int) -> str:
    return str(int(WHOLE.cells[cell]) + difference)


OFFSETTING = plant(plant(WHOLE, RECEIVED[0], more(RECEIVED[0], 1)), RECEIVED[1], more(RECEIVED[1], -1))
PROCESSED = ("requests", "processed", "natural_person")
# What real reports were found to print: statutory-forms, figures that are wrong in the original.
SECTION_4_ZERO = WHOLE
for _cell, _text in [*zip(ROUTE, ("10", "1", "0"), strict=True),
                     (CellCode("legal_challenges", "reconsideration", "pending"), "0"),
                     (CellCode("legal_challenges", "reconsideration", "total"), "0")]:  # fmt: skip
    SECTION_4_ZERO = plant(SECTION_4_ZERO, _cell, _text)
# One column in which the outcomes come to 27 and the total beside them says 21; all other equations hold.
REQUESTS_TOTAL = "processed"
BESIDE_27 = WHOLE
for _cell, _text in WHOLE.cells.items():
    if _cell.table == "requests" and _cell.column in ("natural_person", "total"):
        _figures = {
            "granted": "20",
            "partially_granted": "7",
            REQUESTS_TOTAL: "27",
            "received": "30",
            "carried_out": "3",
        }
        BESIDE_27 = plant(BESIDE_27, _cell, _figures.get(_cell.row, "0"))
    elif _cell.table == "requests":
        BESIDE_27 = plant(BESIDE_27, _cell, "0")
TOTAL_21 = plant(BESIDE_27, ("requests", REQUESTS_TOTAL, "natural_person"), "21")
BOTH_TOTALS_21 = plant(TOTAL_21, ("requests", REQUESTS_TOTAL, "total"), "21")
LEGACY = balanced(5, "form_pre2019", agency_name="丁市水务局")
for _row, _text in (("proactive_total", "2026"), ("proactive_website", "1795"), ("proactive_gazette", "0")):
    LEGACY = plant(LEGACY, ("legacy_indicators", _row, "year"), _text)
NAMED = {
    "offsetting": OFFSETTING, "section 4": SECTION_4_ZERO, "channels": LEGACY, "21 beside 27": TOTAL_21,
    "21 in both": BOTH_TOTALS_21,
}  # fmt: skip


def reports() -> dict[str, ReportFigures]:
    """All of them, by name."""
    return all_reports(FAULTS) | CLEAN | NAMED
