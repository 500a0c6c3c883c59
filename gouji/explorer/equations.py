"""Equations as readers see them; whether they hold is decided in the warehouse, never here."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

OPERATORS = {"+": "＋", "-": "－", "=": "＝", "<=": "≤"}


def derived_value(equation: str | None, place: Collection[str | None], left_value: Decimal | None) -> Decimal | None:
    """What the left side of an equation comes to, where its right side is the one cell that a finding points at.

    A total is derived from its parts; a part cannot be told from a total, since any of the parts may be the wrong one.
    """
    left, equals, right = (equation or "").partition("=")
    if not equals or left.endswith("<") or left_value is None:
        return None
    return left_value if right.strip() in place else None


def spaced(equation: str) -> str:
    """An equation with typographic operators."""
    return re.sub(r" (<=|[-+=]) ", lambda found: f" {OPERATORS[found[1]]} ", equation)
