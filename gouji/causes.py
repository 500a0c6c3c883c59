"""What a likely cause of a wrong figure, and the confidence in it, are called."""

from __future__ import annotations

from functools import lru_cache

from gouji.errors import Wording
from ingest.forms import read_seed

CONFIDENCES = {
    "certain": Wording("把握大", "certain"),
    "likely": Wording("把握较大", "likely"),
    "possible": Wording("可能之一", "possible"),
}
"""Of ``fct_findings.confidence``, the firmest first."""


@lru_cache
def cause_name(cause_code: str | None) -> Wording | None:
    """The name of a cause in ``explanation_causes``; its code where a newer warehouse knows one more."""
    if not cause_code:
        return None
    names = {row["cause_code"]: Wording(row["name_zh"], row["name_en"]) for row in read_seed("explanation_causes")}
    return names.get(cause_code, Wording(cause_code, cause_code))


def confidence_name(confidence: str | None) -> Wording | None:
    """How sure a suggestion is."""
    return CONFIDENCES.get(confidence, Wording(confidence, confidence)) if confidence else None
