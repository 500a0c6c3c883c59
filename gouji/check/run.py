"""One check from paths to result."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.check.aside import Advance, Aside

if TYPE_CHECKING:
    from gouji.check.engine import Engine
    from gouji.check.model import CheckResult
    from gouji.check.raw_files import Reading


def check(
    paths: Sequence[Path],
    *,
    against: Path | None = None,
    advance: Advance | None = None,
    quiet: bool = False,
    meanwhile: Callable[[], None] = lambda: None,
) -> CheckResult:
    """Read the reports, run the models, gather what they found.

    Args:
        paths: files, folders, archives, and ``-`` for stdin.
        against: a published warehouse whose reports of the year before are brought in.
        advance: told how many documents are read, and of how many.
        quiet: say nothing on stderr.
        meanwhile: done while the documents are read.

    The documents are read in a process of their own where that is safe, while this one opens the database.

    Raises:
        UnreadableInput: a path does not exist, or a manifest cannot be used.
        NothingToCheck: there is no document at any of the paths.
        ReaderDied: a document ended the process that read it.
        BundleFailed: the models could not be compiled.
        GoujiError: the warehouse cannot be used; as ``bring_in``.
    """
    with (
        tempfile.TemporaryDirectory(prefix="gouji-") as folder,
        Aside(partial(_read, paths, Path(folder))) as reading_aside,
    ):
        # Not before: the threads of DuckDB make it unsafe to begin a process.
        from gouji.check.engine import Opening

        with Opening(quiet=quiet) as opening:
            meanwhile()
            from gouji.check.results import read_results

            reading = reading_aside.result(advance or _untold)
            engine = opening.engine()
            engine.fill(reading)
            earlier_count = _bring_in(engine, against) if against else None
            return read_results(engine.run(), reading, earlier_count)


def _read(paths: Sequence[Path], folder: Path, advance: Advance) -> Reading:
    from gouji.check.reading import read_inputs

    return read_inputs(paths, folder, advance)


def _bring_in(engine: Engine, against: Path) -> int:
    from gouji.check.earlier import bring_in

    return bring_in(engine, against)


def _untold(done: int, total: int) -> None:
    """Nobody is waiting for word."""
