"""One check from paths to result."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from gouji.check.engine import Opening

if TYPE_CHECKING:
    from gouji.check.model import CheckResult
    from gouji.check.reading import Advance


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
        meanwhile: done in a thread of its own while the models run, which leave Python idle.

    Raises:
        UnreadableInput: a path does not exist, or a manifest cannot be used.
        NothingToCheck: there is no document at any of the paths.
        BundleFailed: the models could not be compiled.
        GoujiError: the warehouse cannot be used; as ``bring_in``.
    """
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder, Opening(quiet=quiet) as opening:
        # Imported beside the opening: the readers take as long to import as DuckDB to open.
        from gouji.check.reading import read_inputs

        reading = read_inputs(paths, Path(folder), advance or _untold)
        engine = opening.engine()
        engine.fill(reading, Path(folder))
        earlier_count = None
        if against is not None:
            from gouji.check.earlier import bring_in

            earlier_count = bring_in(engine, against)
        Thread(target=_import_what_follows, args=(meanwhile,)).start()
        answers = engine.run()
        from gouji.check.results import read_results

        return read_results(answers, reading, earlier_count)


def _import_what_follows(meanwhile: Callable[[], None]) -> None:
    import gouji.check.results  # noqa: F401

    meanwhile()


def _untold(done: int, total: int) -> None:
    """Nobody is waiting for word."""
