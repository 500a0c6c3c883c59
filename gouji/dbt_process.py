"""``python -m gouji.dbt_process PARSED ARGUMENT...``: dbt, spared reading the project where it was read before.

``PARSED`` is a file that ``parsed_project`` found; where it is missing or of no use dbt reads the project itself.
Exit codes as of dbt: 0, 1 where a node failed, 2 where it could not begin.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest


def main(arguments: Sequence[str]) -> int:
    """Run dbt with the arguments behind the first."""
    parsed, *rest = arguments
    ended = dbtRunner(manifest=manifest_in(Path(parsed))).invoke(rest)
    if ended.exception is not None:
        print(ended.exception, file=sys.stderr)
        return 2
    return 0 if ended.success else 1


def manifest_in(file: Path) -> Manifest | None:
    """What dbt found in the project; None where it has to look again."""
    try:
        manifest = Manifest.from_msgpack(file.read_bytes())
    except Exception:  # missing, cut short, or written by another version: dbt declares no error for these
        return None
    # Hooks read it, and only reading the project makes it.
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    return manifest


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
