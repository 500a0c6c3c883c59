"""One check from paths to result."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from gouji.check.bundle import ready_bundle
from gouji.check.engine import open_engine
from gouji.check.model import CheckResult
from gouji.check.reading import Advance, read_inputs
from gouji.check.results import read_results


def check(
    paths: Sequence[Path], *, against: Path | None = None, advance: Advance | None = None, quiet: bool = False
) -> CheckResult:
    """Read the reports, run the models, gather what they found.

    Args:
        paths: files, folders, archives, and ``-`` for stdin.
        against: a published warehouse whose reports of the year before are brought in.
        advance: told how many documents are read, and of how many.
        quiet: say nothing on stderr.

    Raises:
        UnreadableInput: a path does not exist, or a manifest cannot be used.
        NothingToCheck: there is no document at any of the paths.
        BundleFailed: the models could not be compiled.
        GoujiError: the warehouse cannot be used; as ``bring_in``.
    """
    bundle = ready_bundle(quiet=quiet)
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        reading = read_inputs(paths, Path(folder), advance or _untold)
        with open_engine(bundle, reading, Path(folder)) as engine:
            earlier_count = None
            if against is not None:
                from gouji.check.earlier import bring_in

                earlier_count = bring_in(engine, against)
            engine.run()
            return read_results(engine, reading, earlier_count)


def _untold(done: int, total: int) -> None:
    """Nobody is waiting for word."""
