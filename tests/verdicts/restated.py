"""A report and two that supersede it: one corrects a figure, one rewrites another and leaves a row out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forge.figures import CellCode, balanced, plant
from forge.model import ReportFigures

AGENCY, REGION_CODE = "安化县财政局", "430923"
SOUND = replace(balanced(23, agency_name=AGENCY), published_date=date(2023, 2, 1))
CORRECTED = CellCode("requests", "processed", "natural_person")
WRONG_TEXT = str(int(SOUND.cells[CORRECTED]) + 6)
FIRST = replace(plant(SOUND, CORRECTED, WRONG_TEXT), published_date=date(2023, 1, 20))
REWRITTEN = CellCode("disclosures", "licensing", "decisions")
LEFT_OUT = CellCode("disclosures", "rules", "issued")
RAISED = CellCode("disclosures", "penalty", "decisions")
_rewritten = plant(plant(SOUND, REWRITTEN, f"{SOUND.cells[REWRITTEN]}件"), RAISED, str(int(SOUND.cells[RAISED]) + 1))
LAST = replace(
    _rewritten,
    cells={cell: text for cell, text in _rewritten.cells.items() if cell != LEFT_OUT},
    published_date=date(2023, 3, 1),
)


# A file that its agency mended in place: the same address, the same date, other bytes.
FAULTY_FILE = plant(balanced(29, agency_name="岚皋县水务局"), CORRECTED, "99999")
MENDED_FILE = balanced(29, agency_name="岚皋县水务局")
# Another that was changed and changed back: what stood there first stands there again.
KEPT_FILE = balanced(31, agency_name="镇坪县水务局")
WITHDRAWN_FILE = plant(KEPT_FILE, CORRECTED, "99998")


def reports() -> dict[str, ReportFigures]:
    """In the order of publishing; the last is one that merely repeats the first."""
    repeated = replace(FIRST, published_date=date(2023, 1, 25))
    return {"first": FIRST, "corrected": SOUND, "last": LAST, "first once more": repeated}
