"""The manifest of an exported folder: which files hold which table, with the meaning of every column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from gouji import __version__
from gouji.exports.catalogue import Mart
from gouji.exports.folder import MANIFEST, write_checksums
from gouji.exports.outcome import ExportedTable

# Raised when a name in the manifest changes its meaning or goes away; names may be added without.
MANIFEST_VERSION = 1


def write_manifest(folder: Path, export_format: str, marts: Sequence[Mart], tables: Sequence[ExportedTable]) -> None:
    """Write ``manifest.json`` and ``SHA256SUMS`` for the files that are in the folder."""
    digests = write_checksums(folder)
    rows = {table.name: table.row_count for table in tables}
    content = {
        "producer": "gouji",
        "producer_version": __version__,
        "manifest_version": MANIFEST_VERSION,
        "format": export_format,
        "tables": [
            {
                "name": mart.name,
                "description": mart.description,
                "row_count": rows[mart.name],
                "primary_key": list(mart.keys.primary),
                "foreign_keys": [
                    {"column": key.column, "table": key.table, "target_column": key.target_column}
                    for key in mart.keys.foreign
                ],
                "columns": [
                    {"name": column.name, "type": column.type, "description": column.description}
                    for column in mart.columns
                ],
                "files": [
                    {"path": path, "bytes": (folder / path).stat().st_size, "sha256": digest}
                    for path, digest in digests.items()
                    if Path(path).parts[0].split(".")[0] == mart.name
                ],
            }
            for mart in marts
        ],
    }
    (folder / MANIFEST).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
