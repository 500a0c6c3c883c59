"""Names of the formats, apart from what writes them: the command line lists them without loading anything."""

from __future__ import annotations

from typing import Literal, get_args

ExportFormat = Literal["parquet", "csv", "xlsx", "postgresql"]
EXPORT_FORMATS: tuple[str, ...] = get_args(ExportFormat)
