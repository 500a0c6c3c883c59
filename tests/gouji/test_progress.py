"""Progress on stderr, watched and unwatched."""

from __future__ import annotations

import io

from rich.console import Console

from gouji.progress import BarProgress, LineProgress


def test_unwatched_progress_is_a_line_for_every_tenth() -> None:
    stream = io.StringIO()
    with LineProgress(stream).phase("读取 Reading") as advance:
        for done in range(1, 101):
            advance(done, 100)
    assert stream.getvalue().splitlines() == ["读取 Reading", *(f"  {tenth}0/100" for tenth in range(1, 11))]


def test_few_documents_make_few_lines() -> None:
    stream = io.StringIO()
    with LineProgress(stream).phase("读取 Reading") as advance:
        advance(0, 0)
        advance(1, 2)
        advance(2, 2)
    assert stream.getvalue().splitlines() == ["读取 Reading", "  1/2", "  2/2"]


def test_watched_progress_ends_full_for_every_phase() -> None:
    stream = io.StringIO()
    progress = BarProgress(Console(file=stream, force_terminal=True, width=80))
    with progress.phase("读取 Reading") as advance:
        advance(3, 5)
    with progress.phase("审计 Auditing"):
        pass
    assert "5/5" in stream.getvalue()
    assert "1/1" in stream.getvalue()
