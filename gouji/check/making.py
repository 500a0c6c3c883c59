"""Making the models of a check and asking them: parents first, only what something can come of, two at a time.

Planning a statement takes DuckDB longer than running it on one report, and it plans each on one thread. So statements
that do not need one another run side by side, on a cursor and in a thread each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from queue import PriorityQueue, SimpleQueue
from threading import Thread
from typing import Any

from duckdb import DuckDBPyConnection

from ingest.records import record

# The longest line of models that need one another is about half of all: a third thread finds nothing to do.
MOST_AT_A_TIME = 2
# Planning takes about as long as the statement is long, beside what every statement costs; in characters.
COST_OF_ANY = 500
# Before every job: after a failure what still waits is not begun.
NOW = float("-inf")


Rows = list[tuple[Any, ...]]


@record
class Job:
    """A statement that may run when its ``parents``, quoted relations, are made.

    It gives nothing if all of one of its ``gates`` are empty.
    """

    name: str
    sql: str
    parents: tuple[str, ...]
    gates: tuple[frozenset[str], ...]


@record
class Model(Job):
    """A model to make, called by its quoted relation.

    It is empty, too, if its ``probe`` gives no row: a query that is planned sooner, where there is one.
    """

    sql_if_empty: str
    probe: str | None


@record
class Question(Job):
    """A query of what was made."""


@dataclass(slots=True)
class Made:
    """What is known of relations: which are empty, and which of these do not exist yet."""

    connection: DuckDBPyConnection
    empty: set[str]
    postponed: dict[str, str] = field(default_factory=dict)
    """Relation -> the statement that makes it without rows."""

    def is_passed_over(self, job: Job) -> bool:
        """Whether nothing can come of a job; a model is then only made if something that runs names it."""
        if not any(gate <= self.empty for gate in job.gates):
            return False
        if isinstance(job, Model):
            self._postpone(job)
        return True

    def _postpone(self, model: Model) -> None:
        self.empty.add(model.name)
        self.postponed[model.name] = model.sql_if_empty

    def supply(self, relations: Iterable[str]) -> None:
        """Make those of the relations that are empty and were postponed."""
        for relation in relations:
            if relation in self.postponed:
                self.connection.execute(self.postponed.pop(relation))

    def add(self, model: Model, told: Rows) -> None:
        """A model is done; creating a table tells how many rows it got, and its probe alone tells nothing."""
        if not told:
            self._postpone(model)
        elif told == [(0,)]:
            self.empty.add(model.name)


def done(connection: DuckDBPyConnection, job: Job) -> Rows:
    """What a job gives; nothing for a model whose probe shows that it has no row."""
    if isinstance(job, Model) and job.probe and not connection.execute(job.probe).fetchall():
        return []
    return connection.execute(job.sql).fetchall()


def make(connection: DuckDBPyConnection, models: Iterable[Model], read: Iterable[str], empty: Set[str]) -> None:
    """Make models one after another, on this connection and so within its transaction.

    Args:
        models: parents first.
        read: the relations that are asked for afterwards, and must therefore exist.
        empty: the relations that are there and known to have no row.
    """
    made = Made(connection, set(empty))
    for model in models:
        if not made.is_passed_over(model):
            made.supply(model.parents)
            made.add(model, done(connection, model))
    made.supply(read)


def make_and_ask(
    connection: DuckDBPyConnection, models: Sequence[Model], questions: Sequence[Question], empty: Set[str]
) -> dict[str, Rows]:
    """Make models and ask questions, several at a time, each committed as it is done; the answers by question.

    Args:
        models: parents first.
        questions: only of these models and of what is there.
        empty: the relations that are there and known to have no row.

    Raises:
        duckdb.Error: a statement failed.
    """
    made = Made(connection, set(empty))
    jobs: dict[str, Job] = {job.name: job for job in (*models, *questions)}
    urgency = _urgency(list(jobs.values()))
    answers: dict[str, Rows] = {question.name: [] for question in questions}
    order = TopologicalSorter({job.name: jobs.keys() & set(job.parents) for job in jobs.values()})
    order.prepare()
    with Hands(connection, min(MOST_AT_A_TIME, os.cpu_count() or 1)) as hands:
        while order.is_active():
            for name in order.get_ready():
                if made.is_passed_over(jobs[name]):
                    order.done(name)
                else:
                    made.supply(jobs[name].parents)
                    hands.give(jobs[name], urgency[name])
            if hands.busy:
                job, rows = hands.next_done()
                if isinstance(job, Model):
                    made.add(job, rows)
                else:
                    answers[job.name] = rows
                order.done(job.name)
    return answers


def _urgency(jobs: Sequence[Job]) -> dict[str, int]:
    """How much is to be done from a job to the end of the longest line behind it."""
    behind: dict[str, int] = {}
    for job in reversed(jobs):
        cost = behind.get(job.name, 0) + len(job.sql) + COST_OF_ANY
        behind[job.name] = cost
        behind.update({parent: max(cost, behind.get(parent, 0)) for parent in job.parents})
    return behind


class Hands:
    """Threads that run statements, each with a cursor of its own."""

    def __init__(self, connection: DuckDBPyConnection, count: int) -> None:
        self.busy = 0
        self._todo: PriorityQueue[tuple[float, str, Job | None]] = PriorityQueue()
        self._done: SimpleQueue[tuple[Job, Rows | Exception]] = SimpleQueue()
        self._threads = [Thread(target=self._work, args=(connection.cursor(),), daemon=True) for _ in range(count)]

    def __enter__(self) -> Hands:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for _thread in self._threads:
            self._todo.put((NOW, "", None))
        for thread in self._threads:
            thread.join()

    def give(self, job: Job, urgency: int) -> None:
        """A job whose parents are made; the most urgent is taken first."""
        self.busy += 1
        self._todo.put((-urgency, job.name, job))

    def next_done(self) -> tuple[Job, Rows]:
        """Wait for a job and what it gave.

        Raises:
            duckdb.Error: it failed.
        """
        job, outcome = self._done.get()
        self.busy -= 1
        if isinstance(outcome, Exception):
            raise outcome
        return job, outcome

    def _work(self, cursor: DuckDBPyConnection) -> None:
        while (job := self._todo.get()[-1]) is not None:
            try:
                self._done.put((job, done(cursor, job)))
            except Exception as error:
                self._done.put((job, error))
