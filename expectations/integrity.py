"""The suite *integrity*: what must hold of any build, whatever the agencies printed. One failure stops publishing."""

from __future__ import annotations

from expectations.cell_checks import CELL_CHECKS
from expectations.checks import Check
from expectations.document_checks import DOCUMENT_CHECKS
from expectations.figure_checks import FIGURE_CHECKS
from expectations.generated_checks import generated_checks
from expectations.verdict_checks import VERDICT_CHECKS

SUITE = "integrity"


def integrity_checks() -> tuple[Check, ...]:
    """Every integrity check, in the order in which data flows."""
    return (*DOCUMENT_CHECKS, *CELL_CHECKS, *FIGURE_CHECKS, *VERDICT_CHECKS, *generated_checks())
