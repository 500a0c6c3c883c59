"""A real PostgreSQL server for a test session, on a port of its own, trusted, gone with the session."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian keeps the server's programs out of the PATH; a superuser may not run them, so its own user does.
SERVER_PROGRAMS = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin")
SERVER_USER = "postgres"
REQUIRED = "GOUJI_REQUIRE_POSTGRESQL"


def find_programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, or None where no server is installed."""
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).parent] if on_path else []
    folders += [folder for pattern in SERVER_PROGRAMS for folder in sorted(Path("/").glob(pattern[1:]))]
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


@contextmanager
def running_server(programs: Path, folder: Path) -> Iterator[str]:
    """The address of a server that has been started, without a database's name."""
    data, port = folder / "data", free_port()
    as_server = ["runuser", "-u", SERVER_USER, "--"] if os.geteuid() == 0 else []
    if as_server:
        shutil.chown(folder, SERVER_USER)
    initdb = [programs / "initdb", "-D", data, "-A", "trust", "-U", SERVER_USER, "-E", "UTF8", "--no-sync"]
    subprocess.run([*as_server, *map(str, initdb)], check=True, capture_output=True, cwd="/")
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*as_server, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    start = [*control, "-o", settings, "-l", str(folder / "log"), "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    try:
        yield f"postgresql://{SERVER_USER}@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd="/")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
