"""One check from paths to result."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from gouji.check.bundle import ready_bundle
from gouji.check.engine import open_engine
from gouji.check.model import CheckResult
from gouji.check.reading import read_inputs
from gouji.check.results import read_results


def check(paths: Sequence[Path], *, quiet: bool = False) -> CheckResult:
    """Read the reports, run the models, gather what they found.

    Raises:
        UnreadableInput: a path does not exist, or a manifest cannot be used.
        NothingToCheck: there is no document at any of the paths.
        BundleFailed: the models could not be compiled.
    """
    bundle = ready_bundle(quiet=quiet)
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        reading = read_inputs(paths, Path(folder), lambda done, total: None)
        with open_engine(bundle, reading, Path(folder)) as engine:
            engine.run()
            return read_results(engine, reading, None)
