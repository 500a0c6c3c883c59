"""``--watch``: check again whenever one of the named files is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from gouji.check.own_files import OWN_FILES
from gouji.errors import GoujiError

Changes = Iterable[object]
"""Yields something whenever a watched file was written."""


def watch(check_once: Callable[[], int], changes: Changes, tell: Callable[[GoujiError], int]) -> int:
    """Check now and after every change until Ctrl-C; the exit code of the last check. Errors do not end it."""
    code = _checked(check_once, tell)
    with suppress(KeyboardInterrupt):
        for _ in changes:
            code = _checked(check_once, tell)
    return code


def _checked(check_once: Callable[[], int], tell: Callable[[GoujiError], int]) -> int:
    try:
        return check_once()
    except GoujiError as error:
        return tell(error)


def saved(paths: Sequence[Path], output: Path | None) -> Iterator[object]:
    """Changes of the paths, those of one save together; what the check itself writes is none.

    Of a file its folder is watched, because most programs save by putting a new file in the place of the old one.
    """
    from watchfiles import watch as changes_below

    folders = sorted({(path if path.is_dir() else path.parent).resolve() for path in paths})
    return changes_below(*folders, watch_filter=lambda _, name: concerns(Path(name), paths, output))


def concerns(changed: Path, paths: Sequence[Path], output: Path | None) -> bool:
    """Whether a changed file is one of those to check, or in one of the folders."""
    if changed.name.startswith(OWN_FILES) or (output is not None and changed == output.resolve()):
        return False
    named = [path.resolve() for path in paths]
    return any(changed == path or (path.is_dir() and path in changed.parents) for path in named)
