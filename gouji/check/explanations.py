"""What is likely to have gone wrong, from ``fct_explanations`` where the project has it."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.check.engine import Engine
from gouji.check.model import Suggestion


def read_suggestions(engine: Engine) -> Mapping[str, tuple[Suggestion, ...]]:
    """Suggestions by report; empty where there are none."""
    return {}
