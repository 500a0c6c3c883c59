"""Texts in which two marks part every cell from the next: a pipe before and one behind each, or two tabs between.

``|规章||3||4|`` has three cells. Read mark by mark it would have a blank behind each, and with a row one cell short
nobody could tell which blanks are printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from ingest.readers.text_rows import TAKEN

PIPES = re.compile(r"\|+")
TABS = re.compile(r"\t+")
DOUBLE_BEFORE = re.compile(r"^\|\|[^|]+$")
# Fewer lines, or lone marks between them, are accidents.
FEWEST_ROWS = 5
FEWEST_LONE_MARKS = 10


def with_single_marks(lines: list[str]) -> list[str]:
    """As many lines, one mark between cells where all marks of the text are doubled."""
    pipes = [line for line in lines if "|" in line]
    if sum(1 for line in pipes if DOUBLE_BEFORE.match(line)) >= FEWEST_LONE_MARKS:
        return [_with_mark_before(line) for line in lines]
    if _all_doubled(pipes, PIPES, "| \t"):
        return [_with_one_pipe(line) if "||" in line else line for line in lines]
    if _all_doubled([line for line in lines if "\t" in line], TABS, "\t", even=True):
        # With pipes, for what begins with tabs is a row whose first cell is blank.
        return [_with_pipes(line) if "\t\t" in line else line for line in lines]
    if len(pipes) < FEWEST_LONE_MARKS:
        return lines
    return _with_single_lone_marks(lines)


def _with_pipes(line: str) -> str:
    return "|" + "|".join(line.rstrip(" \r").split("\t\t")) + "|"


def _with_mark_before(line: str) -> str:
    """A cell on its line with one pipe before it; a lone pipe closes the last cell of a row and says no more."""
    marks = line.strip()
    if marks in ("|", "||"):
        return "|" if marks == "||" else TAKEN
    return line.replace("||", "|", 1) if line.startswith("||") else line


def _with_one_pipe(line: str) -> str:
    return line.replace("||", "|") if PIPES.search(line.strip("| \t")) else line


def _all_doubled(marked: Sequence[str], marks: re.Pattern[str], around: str, *, even: bool = False) -> bool:
    """Whether marks stand in pairs wherever they part cells; with ``even``, a blank cell makes two pairs one run."""
    runs = [found for line in marked if (found := marks.findall(line.strip(around)))]
    lengths = [len(run) for run in chain.from_iterable(runs)]
    return len(runs) >= FEWEST_ROWS and all(n == 2 or (even and n % 2 == 0) for n in lengths)


def _with_single_lone_marks(lines: list[str]) -> list[str]:
    """Where each cell and each mark has a line of its own."""
    lone = [number for number, line in enumerate(lines) if "|" in line and line.strip() == "|"]
    if len(lone) < FEWEST_LONE_MARKS:
        return lines
    printed = [number for number, line in enumerate(lines) if line.strip(" \t\r")]
    place = {number: n for n, number in enumerate(printed)}
    runs: list[list[int]] = []
    for number in lone:
        if runs and place[number] == place[runs[-1][-1]] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    if any(len(run) % 2 for run in runs):
        return lines
    second = {number for run in runs for number in run[1::2]}
    return [TAKEN if number in second else line for number, line in enumerate(lines)]
