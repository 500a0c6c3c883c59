"""An answer together with what it rests on."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
# Evidence is read by people in a column of a table; what is longer says no more.
LONGEST_EVIDENCE = 80


class Finding(NamedTuple, Generic[T]):
    """``value`` is None when nothing certain was found; ``evidence`` may then still say what was seen and set aside."""

    value: T | None = None
    evidence: str | None = None


def evidence(kind: str, text: str, note: str = "") -> str:
    """``kind: text (note)``, the text cut to what fits a column."""
    printed = text if len(text) <= LONGEST_EVIDENCE else f"{text[: LONGEST_EVIDENCE - 1]}…"
    return f"{kind}: {printed} ({note})" if note else f"{kind}: {printed}"
