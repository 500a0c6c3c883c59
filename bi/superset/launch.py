"""``make bi``: Superset in an environment of its own, on the published warehouse, with the assets imported.

Everything it needs and writes is under ``target/superset``; it listens on loopback only. Stop it with Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bi.superset.client import Superset
from gouji.transform import PROJECT_ROOT

FOLDER = Path(__file__).parent
REQUIREMENTS = FOLDER / "requirements.lock"
USER = "gouji"
DEFAULT_PORT = 8088
# It starts in 15 seconds on an idle machine; one that does ten things at once is given its time.
STARTING_SECONDS = 600
# What a single request may take before its worker is ended, in `superset_config.py` too.
SERVER_SECONDS = 300
LOOK_AGAIN_SECONDS = 0.5
# One request at a time in a process: DuckDB gives a second connection of one process the file that the first has open,
# so that a query beside a longer one would still see the file that was replaced.
WORKERS = 2


class SupersetDidNotStart(Exception):
    """It ended, or did not answer in time; the message says where its log is."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running Superset: where, and as whom to log in."""

    address: str
    user: str
    password: str

    def client(self) -> Superset:
        """A session with it."""
        return Superset(self.address, self.user, self.password)


def prepare(home: Path) -> None:
    """Make the environment and the metadata of Superset, where they are not made yet."""
    home.mkdir(parents=True, exist_ok=True)
    installed = home / "requirements.lock"
    if not installed.exists() or installed.read_bytes() != REQUIREMENTS.read_bytes():
        say("安装 Superset（数分钟）", "installing Superset (some minutes)")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home / "venv")], check=True)
        pip = [str(home / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=True)
        shutil.copyfile(REQUIREMENTS, installed)
    for name in ("secret_key", "password"):
        if not (home / name).exists():
            (home / name).write_text(secrets.token_urlsafe(42))
            (home / name).chmod(0o600)
    if not (home / "ready").exists():
        say("初始化 Superset", "setting up Superset")
        password = (home / "password").read_text()
        admin = [
            "--username",
            USER,
            "--firstname",
            "gouji",
            "--lastname",
            "gouji",
            "--email",
            "gouji@localhost.invalid",
        ]
        superset(home, "db", "upgrade")
        superset(home, "fab", "create-admin", *admin, "--password", password)
        superset(home, "init")
        (home / "ready").touch()


def superset(home: Path, *arguments: str) -> None:
    """Run one of Superset's own commands; its words go to a log."""
    with (home / "setup.log").open("a") as log:
        command = [str(home / "venv" / "bin" / "superset"), *arguments]
        subprocess.run(command, env=environment(home), stdout=log, stderr=log, check=True)


def environment(home: Path) -> dict[str, str]:
    """Superset's environment: our settings, and nothing of the project's own packages."""
    own = {
        "GOUJI_SUPERSET_HOME": str(home.resolve()),
        "SUPERSET_CONFIG_PATH": str(FOLDER / "superset_config.py"),
        "FLASK_APP": "superset",
        "PATH": f"{home.resolve() / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | own


@contextmanager
def running(home: Path, port: int) -> Iterator[Running]:
    """Superset, answering, until the block ends.

    Raises:
        SupersetDidNotStart: it does not answer.
    """
    serve = [str(home / "venv" / "bin" / "gunicorn"), "--workers", str(WORKERS), "--worker-class", "sync",
             "--timeout", str(SERVER_SECONDS), "--bind", f"127.0.0.1:{port}", "superset.app:create_app()"]  # fmt: skip
    log_file = home / "server.log"
    with log_file.open("w") as log, subprocess.Popen(serve, env=environment(home), stdout=log, stderr=log) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(server, address, log_file)
            yield Running(address, USER, (home / "password").read_text())
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], address: str, log_file: Path) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{address}/health").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(LOOK_AGAIN_SECONDS)
    raise SupersetDidNotStart(f"Superset 未能启动，日志见 {log_file} / Superset did not start; its log is {log_file}")


def say(zh: str, en: str) -> None:
    """A line on standard error, in both languages."""
    print(f"gouji: {zh} / {en}", file=sys.stderr, flush=True)


def main() -> int:
    """Start it and stay until it is stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("GOUJI_WAREHOUSE", PROJECT_ROOT / "warehouse" / "gouji.duckdb")
    parser.add_argument("--warehouse", type=Path, default=Path(default))
    parser.add_argument("--home", type=Path, default=PROJECT_ROOT / "target" / "superset")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    chosen = parser.parse_args()
    if not chosen.warehouse.exists():
        say(f"没有数据库 {chosen.warehouse}，请先 make build", f"no warehouse {chosen.warehouse}: run make build first")
        return 2
    prepare(chosen.home)
    with running(chosen.home, chosen.port) as server:
        server.client().import_assets(chosen.warehouse)
        login = f"{server.address}/superset/dashboard/gouji/  {server.user} / {server.password}"
        say(f"请打开 {login}（Ctrl-C 停止）", f"open {login} (Ctrl-C stops it)")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
