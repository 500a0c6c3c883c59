"""Word on stderr while somebody waits; nothing is imported or said where there is no need to wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from gouji.check.aside import Advance

# Fewer documents are read before a bar would have been drawn.
DOCUMENTS_WORTH_A_BAR = 20


@contextmanager
def reading_progress(*, quiet: bool) -> Iterator[Advance]:
    """What to tell how many documents are read, and of how many; it shows from a certain number on."""
    with ExitStack() as shown:
        bar: Advance | None = None

        def advance(done: int, total: int) -> None:
            nonlocal bar
            if quiet or total < DOCUMENTS_WORTH_A_BAR:
                return
            if bar is None:
                from gouji.progress import progress_on_stderr

                bar = shown.enter_context(progress_on_stderr().phase("读取 Reading"))
            bar(done, total)

        yield advance
