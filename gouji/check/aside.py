"""Work in a process of its own, so that both cores are used: reading and opening a database are each one thread's work.

A forked process begins at once with what is imported already, where a spawned one would import it again for longer
than a check may take. Forking is safe only while nothing else runs in this process.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from signal import SIGKILL
from typing import BinaryIO, Generic, NamedTuple, TypeVar, cast

from gouji.check.errors import ReaderDied

Result = TypeVar("Result")
Advance = Callable[[int, int], None]
"""Told how much is done, and of how much."""

# They start threads that Python does not know of; a process forked from among them may wait for ever.
WITH_THREADS_OF_THEIR_OWN = ("duckdb", "polars")


class Advanced(NamedTuple):
    """So much is done."""

    done: int
    total: int


class Returned(NamedTuple):
    """What came of the work."""

    value: object


class Raised(NamedTuple):
    """What the work failed with."""

    error: Exception


def can_fork() -> bool:
    """Whether nothing but the thread that asks runs here. On other systems than Linux forking is never safe."""
    is_alone = threading.active_count() == 1 and not any(name in sys.modules for name in WITH_THREADS_OF_THEIR_OWN)
    return sys.platform == "linux" and is_alone


class Aside(Generic[Result]):
    """A function at work in a process of its own; where there can be none, it is called when its result is asked for.

    Used as a context, which ends the process. The function is told whom to tell how much is done.
    """

    def __init__(self, work: Callable[[Advance], Result]) -> None:
        self._work = work
        self._process: int | None = None
        self._pipe: BinaryIO | None = None
        self._ending = ExitStack()

    def __enter__(self) -> Aside[Result]:
        if can_fork():
            ours, theirs = os.pipe()
            self._process = os.fork()
            if self._process == 0:
                os.close(ours)
                _work_and_end(self._work, theirs)
            os.close(theirs)
            self._pipe = self._ending.enter_context(os.fdopen(ours, "rb"))
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()
        if self._process is not None:
            os.kill(self._process, SIGKILL)
            self._wait()

    def result(self, advance: Advance) -> Result:
        """Wait for what the function gives.

        Raises:
            ReaderDied: its process ended without giving anything.
            Exception: whatever the function raised.
        """
        if self._pipe is None:
            return self._work(advance)
        while isinstance(said := self._hear(), Advanced):
            advance(*said)
        if said is None:
            raise ReaderDied(self._wait())
        if isinstance(said, Raised):
            raise said.error
        return cast(Result, said.value)

    def _hear(self) -> Advanced | Returned | Raised | None:
        """What the process says next; None where it ended, in the middle of a word or before one."""
        assert self._pipe is not None
        try:
            return cast("Advanced | Returned | Raised", pickle.load(self._pipe))
        except (EOFError, pickle.UnpicklingError):
            return None

    def _wait(self) -> int:
        """Its exit code, negative for the signal that ended it."""
        assert self._process is not None
        _, status = os.waitpid(self._process, 0)
        self._process = None
        return os.waitstatus_to_exitcode(status)


def _work_and_end(work: Callable[[Advance], object], pipe: int) -> None:
    """What the forked process does. It ends at once, or it would go on with what its parent is doing."""
    code = 1
    try:
        with os.fdopen(pipe, "wb") as out:

            def say(what: Advanced | Returned | Raised) -> None:
                out.write(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))
                out.flush()

            try:
                say(Returned(work(lambda done, total: say(Advanced(done, total)))))
            except Exception as error:
                error.add_note(traceback.format_exc())
                say(Raised(error))
        code = 0
    finally:
        os._exit(code)
