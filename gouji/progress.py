"""Progress on stderr: bars on a terminal, a few plain lines everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

Advance = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

# Plain lines go to logs: one per tenth tells that work goes on without filling them.
LINES_PER_PHASE = 10


class Progress(Protocol):
    """What a long command reports to while it works."""

    @contextmanager
    def phase(self, title: str) -> Iterator[Advance]:
        """One step of the work, from here to the end of the block."""
        yield  # type: ignore[misc]


class BarProgress:
    """A bar per phase; phases that never say how much there is show a spinner."""

    def __init__(self, console: Console) -> None:
        self._bars = RichProgress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )

    @contextmanager
    def phase(self, title: str) -> Iterator[Advance]:
        """Show a bar; it stays, filled, when the phase is over."""
        task = self._bars.add_task(title, total=None)

        def advance(done: int, total: int) -> None:
            self._bars.update(task, completed=done, total=total)

        with self._bars:
            yield advance
            total = self._bars.tasks[-1].total or 1
            self._bars.update(task, completed=total, total=total)
        self._bars.remove_task(task)


class LineProgress:
    """A line when a phase begins and one for every tenth of it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @contextmanager
    def phase(self, title: str) -> Iterator[Advance]:
        """Say that the phase begins, then how far it is."""
        tenth = 0
        print(title, file=self._stream, flush=True)

        def advance(done: int, total: int) -> None:
            nonlocal tenth
            reached = done * LINES_PER_PHASE // total if total else 0
            if reached > tenth:
                tenth = reached
                print(f"  {done}/{total}", file=self._stream, flush=True)

        yield advance


def progress_on_stderr() -> Progress:
    """Bars if somebody is watching, lines if not."""
    console = Console(stderr=True)
    return BarProgress(console) if console.is_terminal else LineProgress(sys.stderr)
