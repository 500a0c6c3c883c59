"""The published file as the explorer sees it: opened read-only, followed when a build replaces it.

Every file is attached to an in-memory database of its own. Opened directly, DuckDB would give back the database it
already has open under that path, which is the file that was replaced.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb
from duckdb import DuckDBPyConnection

from gouji.errors import GoujiError, WarehouseMissing, WarehouseNotBuilt, WarehouseUnreadable
from gouji.explorer.opening import derive

CATALOGUE = "warehouse"

# A page is answered in a fraction of a second; what takes this long would hold a thread for nothing.
QUERY_SECONDS = 5.0
# How long a reader waits for a file that was just replaced before he is shown the former one once more.
SWITCH_SECONDS = 0.25

SETTINGS = (
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
)
LOCKS = ("set enable_external_access = false", "set lock_configuration = true")
"""After the file is attached nothing on this machine can be read through a query, whatever the query says."""


class Identity(NamedTuple):
    """What tells one file from the one that takes its place."""

    device: int
    inode: int
    size: int
    modified_ns: int

    @classmethod
    def of(cls, path: Path) -> Identity:
        """The identity of the file that has the name now.

        Raises:
            WarehouseMissing: there is none.
        """
        try:
            status = path.stat()
        except OSError as missing:
            raise WarehouseMissing(path) from missing
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

    @property
    def tag(self) -> str:
        """Short enough for an entity tag."""
        return f"{self.inode:x}-{self.size:x}-{self.modified_ns:x}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published file, open for as long as anybody holds this."""

    identity: Identity
    connection: DuckDBPyConnection

    @contextmanager
    def cursor(self, seconds: float = QUERY_SECONDS) -> Iterator[DuckDBPyConnection]:
        """A cursor for one request, whose queries are interrupted when the time is over."""
        cursor = self.connection.cursor()
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield cursor
        finally:
            timer.cancel()
            cursor.close()


def open_snapshot(path: Path) -> Snapshot:
    """Attach the file and derive what the pages need beside it.

    Raises:
        WarehouseMissing, WarehouseNotBuilt, WarehouseUnreadable: it cannot be explored.
    """
    identity = Identity.of(path)
    connection = duckdb.connect(":memory:")
    try:
        for setting in SETTINGS:
            connection.execute(setting)
        attach(connection, path)
        derive(connection)
        for lock in LOCKS:
            connection.execute(lock)
    except BaseException:
        connection.close()
        raise
    return Snapshot(identity, connection)


def attach(connection: DuckDBPyConnection, path: Path) -> None:
    """Attach a published file under the name all queries use."""
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as {CATALOGUE} (read_only)")
    except duckdb.Error as refusal:
        raise WarehouseUnreadable(path, str(refusal)) from refusal
    built = connection.execute(
        "select count(*) from duckdb_tables() "
        "where database_name = ? and schema_name = 'marts' and table_name = 'dim_reports'",
        [CATALOGUE],
    ).fetchone()
    if not built or not built[0]:
        raise WarehouseNotBuilt(path)


class Store:
    """Gives each request the file as it is now."""

    def __init__(self, path: Path, switch_seconds: float = SWITCH_SECONDS) -> None:
        self.path = path
        self._switch_seconds = switch_seconds
        self._current = open_snapshot(path)
        self._opening = threading.Lock()
        self._failed: Identity | None = None

    def snapshot(self) -> Snapshot:
        """The newest file that is ready.

        The check is one ``stat``. A replaced file is opened beside the running requests; the former one answers until
        the new one is ready, or for good while the new one cannot be opened.
        """
        current = self._current
        try:
            identity = Identity.of(self.path)
        except WarehouseMissing:
            return current
        if identity not in (current.identity, self._failed) and self._opening.acquire(blocking=False):
            opener = threading.Thread(target=self._switch, args=(identity,), daemon=True)
            opener.start()
            opener.join(self._switch_seconds)
        return self._current

    def _switch(self, identity: Identity) -> None:
        try:
            self._current = open_snapshot(self.path)
            self._failed = None
        except (GoujiError, duckdb.Error):
            self._failed = identity
        finally:
            self._opening.release()
