"""Files that are a ZIP of parts: equal parts make equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

# ZIP knows no earlier day; a fixed one keeps equal documents equal bytes.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, str]) -> bytes:
    """The file that these parts make, in their order."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, NO_DATE), content.encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()
