"""Where the warehouse lies, and how an audited build takes the place of the published file.

    W/gouji.duckdb           live: what readers open; only ever replaced whole
    W/.build/gouji.duckdb    build: where ingest, dbt and the audit work
    W/.build/gouji.dbt/      what dbt compiles and logs

Both files have one stem, because the stem is the name of the catalogue inside the views of a DuckDB file.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from gouji.database import open_database
from gouji.errors import PublishFailed, WarehouseBusy, WarehouseNameInvalid, WarehouseNotWritable

try:
    import fcntl
except ImportError:  # Windows: DuckDB's own lock on the build file is then the only one
    fcntl = None  # type: ignore[assignment]

BUILD_FOLDER = ".build"
# DuckDB cuts a file name at its first dot, dbt at its last: with one suffix at most they agree on the catalogue's name.
USABLE_NAME = re.compile(r"\w[\w-]*(\.\w+)?")
# A catalogue named like a schema makes every `schema.table` ambiguous; the first three are DuckDB's own catalogues.
RESERVED_STEMS = frozenset({"main", "system", "temp", "raw", "seeds", "staging", "intermediate", "marts", "audit"})

STALE_LOG_ADVICE = (
    "若没有进程在使用，请用 duckdb 打开该数据库一次再关闭 / "
    "If nobody has it open, open and close the database once with duckdb"
)


@dataclass(frozen=True, slots=True)
class Warehouse:
    """The live file and everything beside it that belongs to it."""

    live_file: Path

    @classmethod
    def at(cls, path: Path) -> Warehouse:
        """The warehouse a user named.

        Raises:
            WarehouseNameInvalid: the name cannot be that of a catalogue, or a folder has it.
        """
        live_file = path.absolute()
        if live_file.is_dir() or not USABLE_NAME.fullmatch(live_file.name) or live_file.stem.lower() in RESERVED_STEMS:
            raise WarehouseNameInvalid(live_file)
        return cls(live_file)

    @property
    def build_folder(self) -> Path:
        """The folder of everything that is not published."""
        return self.live_file.parent / BUILD_FOLDER

    @property
    def build_file(self) -> Path:
        """The database that is worked on."""
        return self.build_folder / self.live_file.name

    @property
    def dbt_folder(self) -> Path:
        """What dbt writes; one per warehouse, so that builds of two warehouses do not share a cache."""
        return self.build_folder / f"{self.live_file.stem}.dbt"

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Hold the warehouse for one build; the steps of a build open and close the file, so DuckDB's lock has gaps.

        Raises:
            WarehouseBusy: another build is under way, or somebody is writing the live file.
            WarehouseNotWritable: the folder cannot be made or written.
        """
        with self._lock_file() as lock_file:
            if fcntl is not None:
                try:
                    fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as refusal:
                    raise WarehouseBusy(self.build_file) from refusal
            self._begin_from_what_is_published()
            if self.build_file.exists():
                with open_database(self.build_file, read_only=False):
                    pass  # a writer that knows nothing of our lock is met here, before any work is done
            yield

    def _lock_file(self) -> TextIO:
        try:
            self.build_folder.mkdir(parents=True, exist_ok=True)
            return (self.build_folder / f"{self.live_file.name}.lock").open("w")
        except OSError as refusal:
            raise WarehouseNotWritable(self.build_folder, str(refusal)) from refusal

    def _begin_from_what_is_published(self) -> None:
        """Without a build at hand the live file is where work goes on, so that no document is read twice."""
        refuse_pending_changes(self.live_file)
        try:
            if self.live_file.exists() and not self.build_file.exists():
                replace_with_copy(self.live_file, self.build_file)
            temporary_name(self.live_file).unlink(missing_ok=True)
        except OSError as refusal:
            raise WarehouseNotWritable(self.build_folder, str(refusal)) from refusal

    def publish(self) -> None:
        """Let the audited build file take the place of the live one."""
        publish(self.build_file, self.live_file)


def publish(build_file: Path, live_file: Path) -> None:
    """Replace the live file by the build file in one step; readers of the old file keep it until they let go.

    The copy is complete and on disk before it gets its name, so a crash at any moment leaves the old file or the new
    one, never a part. What a crash leaves under the temporary name is overwritten by the next run.

    Raises:
        PublishFailed: the copy could not be written or put in place; the live file is as it was.
    """
    checkpoint(build_file)
    refuse_pending_changes(live_file)
    try:
        replace_with_copy(build_file, live_file)
    except OSError as refusal:
        raise PublishFailed(live_file, str(refusal)) from refusal


def checkpoint(build_file: Path) -> None:
    """Bring every change into the file itself, so that copying the file copies everything.

    Raises:
        PublishFailed: a write-ahead log remains.
    """
    with open_database(build_file, read_only=False) as connection:
        connection.execute("force checkpoint")
    if write_ahead_log(build_file).exists():
        raise PublishFailed(write_ahead_log(build_file), "a write-ahead log remains after the checkpoint")


def refuse_pending_changes(live_file: Path) -> None:
    """A log beside the live file belongs to a writer; replacing the file under it would mix two databases.

    Raises:
        WarehouseBusy: there is such a log.
    """
    if write_ahead_log(live_file).exists():
        raise WarehouseBusy(write_ahead_log(live_file), STALE_LOG_ADVICE)


def write_ahead_log(database: Path) -> Path:
    """Where DuckDB keeps changes that are not in the file yet."""
    return database.with_name(f"{database.name}.wal")


def temporary_name(target: Path) -> Path:
    """Beside the target, because only within a file system is a replacement one step; fixed, so litter is reused."""
    return target.with_name(f".{target.name}.incoming")


def replace_with_copy(source: Path, target: Path) -> None:
    """Put a durable copy of ``source`` in the place of ``target`` in one step, or leave everything as it was."""
    incoming = temporary_name(target)
    try:
        shutil.copyfile(source, incoming)
        if target.exists():
            shutil.copymode(target, incoming)
        flush_to_disk(incoming)
        incoming.replace(target)
    except BaseException:
        incoming.unlink(missing_ok=True)
        raise
    flush_to_disk(target.parent)


def flush_to_disk(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on disk; Windows knows no such thing for folders."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
