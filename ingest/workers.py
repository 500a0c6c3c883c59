"""Read many documents in spawned processes, a chunk each; a document that kills its worker is rejected, not the run.

Threads gain nothing (the work is Python) and a forked Polars hangs, so workers are spawned and hand over Parquet files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from ingest.containers.opening import OpenArchives
from ingest.shards import Outcome, Shard
from ingest.tasks import Task, read_document

# A spawned worker costs about as long to start as this many documents take to read.
DOCUMENTS_PER_CHUNK = 200
FEWEST_DOCUMENTS_TO_SPAWN = 400

Progress = Callable[[int, int], None]


class Chunk(NamedTuple):
    """Documents for one worker and where it leaves its shard."""

    name: str
    tasks: tuple[Task, ...]
    folder: str
    reader_version: str
    load_id: str


def read_chunk(chunk: Chunk) -> int:
    """Read a chunk and write its shard; returns the number of documents."""
    shard = Shard(chunk.reader_version, chunk.load_id)
    with OpenArchives() as archives:
        for task in chunk.tasks:
            shard.add(read_document(task, archives))
    shard.write(Path(chunk.folder), chunk.name)
    return len(chunk.tasks)


def read_all(
    tasks: Sequence[Task], folder: Path, reader_version: str, load_id: str, jobs: int, progress: Progress
) -> None:
    """Read all documents into shards in ``folder``."""
    size = DOCUMENTS_PER_CHUNK
    chunks = [
        Chunk(f"{start:08d}", tuple(tasks[start : start + size]), str(folder), reader_version, load_id)
        for start in range(0, len(tasks), size)
    ]
    progress(0, len(tasks))
    if jobs <= 1 or len(tasks) < FEWEST_DOCUMENTS_TO_SPAWN:
        _read_here(tasks, folder, reader_version, load_id, progress)
        return
    lost = _read_spawned(chunks, jobs, len(tasks), progress)
    for chunk in lost:
        _read_one_by_one(chunk)
    progress(len(tasks), len(tasks))


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    Thread(target=_wait_for_end_of_parent, daemon=True).start()


def _wait_for_end_of_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_here(tasks: Sequence[Task], folder: Path, reader_version: str, load_id: str, progress: Progress) -> None:
    shard = Shard(reader_version, load_id)
    with OpenArchives() as archives:
        for done, task in enumerate(tasks, start=1):
            shard.add(read_document(task, archives))
            progress(done, len(tasks))
    shard.write(folder, "00000000")


def _read_spawned(chunks: Sequence[Chunk], jobs: int, total: int, progress: Progress) -> list[Chunk]:
    """Read chunks in parallel; returns those whose worker died or that were waiting when it did."""
    lost: list[Chunk] = []
    done = 0
    with _pool(jobs) as pool:
        futures = {pool.submit(read_chunk, chunk): chunk for chunk in chunks}
        for future in as_completed(futures):
            try:
                done += future.result()
                progress(done, total)
            except BrokenProcessPool:
                lost.append(futures[future])
    return lost


def _read_one_by_one(chunk: Chunk) -> None:
    """Find the document that kills its worker: each in a process of its own, until it is known."""
    for number, task in enumerate(chunk.tasks):
        single = chunk._replace(name=f"{chunk.name}-{number:04d}", tasks=(task,))
        try:
            with _pool(1) as pool:
                pool.submit(read_chunk, single).result()
        except BrokenProcessPool:
            shard = Shard(chunk.reader_version, chunk.load_id)
            shard.add(Outcome(task.document_id, task.source_uri, None, "reader_failed", "the reading process died"))
            shard.write(Path(chunk.folder), single.name)
