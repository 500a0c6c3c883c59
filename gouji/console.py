"""Where results and errors go: results to stdout, everything else to stderr."""

from __future__ import annotations

import os
from typing import IO

from rich.console import Console
from rich.text import Text

from gouji.errors import GoujiError

# Wide enough for the widest statutory table (a label and seven columns) where no terminal sets the width.
PIPED_WIDTH = 100
# One fault often fails dozens of tests; the first of them say what it is.
DETAILS_SHOWN = 20
# 128 + SIGPIPE, as shells have it.
EXIT_PIPE_CLOSED = 141


class ResultsConsole(Console):
    """stdout; a reader that stops reading ends the command with the shell's code for that, not with 1 for findings."""

    def on_broken_pipe(self) -> None:
        """Say no more, and leave."""
        try:
            super().on_broken_pipe()
        except SystemExit:
            raise SystemExit(EXIT_PIPE_CLOSED) from None


def results_console(colour: str = "auto", file: IO[str] | None = None) -> Console:
    """stdout or a file; of a fixed width when it is no terminal.

    ``colour`` is ``auto`` (on a terminal, unless ``NO_COLOR`` is set to anything), ``always`` or ``never``.
    """
    console = _coloured(colour, file)
    if "COLUMNS" not in os.environ and not (console.file.isatty() if file is None else False):
        console.width = PIPED_WIDTH
    return console


def _coloured(colour: str, file: IO[str] | None) -> Console:
    if colour == "always":
        return ResultsConsole(
            file=file, highlight=False, soft_wrap=False, force_terminal=True, no_color=False, color_system="256"
        )
    if colour == "never" or os.environ.get("NO_COLOR"):
        return ResultsConsole(file=file, highlight=False, soft_wrap=False, no_color=True, color_system=None)
    return ResultsConsole(file=file, highlight=False, soft_wrap=False)


def print_error(error: GoujiError) -> None:
    """What is wrong, where, and what to do, in both languages, to stderr."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for label, wording in (("错误", error.problem.zh), ("Error", error.problem.en)):
        console.print(Text.assemble((f"{label}: ", "bold red"), wording))
    if error.where:
        console.print(Text(f"  {error.where}"))
    for detail in error.details[:DETAILS_SHOWN]:
        console.print(Text(f"  - {detail}"))
    if len(error.details) > DETAILS_SHOWN:
        console.print(f"  … 其余 {len(error.details) - DETAILS_SHOWN} 项未列出 more")
    for wording in (error.remedy.zh, error.remedy.en):
        console.print(Text.assemble(("→ ", "bold"), wording))
