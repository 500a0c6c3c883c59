"""How deep the property-based tests dig: few examples while developing, many in `make test-properties`."""

from __future__ import annotations

import os

DEPTH_VARIABLE = "GOUJI_TEST_DEPTH"


def examples(quick: int) -> int:
    """Examples to draw for a property: `quick` ones in `make test`, a multiple where the variable asks for depth."""
    return quick * int(os.environ.get(DEPTH_VARIABLE, "1"))
