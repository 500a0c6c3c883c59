"""``python -m forge samples [DEST]`` writes the sample reports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from forge.samples import write_samples

DEFAULT_DESTINATION = Path(__file__).resolve().parents[1] / "samples"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m forge", description="Write reports that look like published ones.")
    commands = parser.add_subparsers(dest="command", required=True)
    samples = commands.add_parser("samples", help="write the sample reports, byte for byte the same on every run")
    samples.add_argument("destination", metavar="DEST", nargs="?", type=Path, default=DEFAULT_DESTINATION)
    chosen = parser.parse_args(arguments)
    count = write_samples(chosen.destination)
    print(f"{count} files written to {chosen.destination}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
