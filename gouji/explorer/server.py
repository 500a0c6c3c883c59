"""Listening, and saying where."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path

import uvicorn

from gouji.errors import AddressNotUsable
from gouji.explorer.app import create_app
from gouji.explorer.warming import warm_up

# Requests are short; more waiting than this are not readers.
CONNECTIONS_WAITING = 256
# A download under way may hold up the end of the server for this long.
GRACE_SECONDS = 3


def serve(warehouse: Path, host: str, port: int) -> None:
    """Serve the explorer until interrupted.

    Raises:
        WarehouseError: the warehouse cannot be explored.
        AddressNotUsable: the address is taken or not ours.
    """
    app = create_app(warehouse, host)
    listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    print(f"勾稽 {warehouse}\n→ http://{shown}:{listening.getsockname()[1]}/   (Ctrl-C 结束 to stop)", file=sys.stderr)
    threading.Thread(target=warm_up, daemon=True).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, backlog=CONNECTIONS_WAITING,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address.

    Raises:
        AddressNotUsable: the address is taken, not allowed, or not one of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(CONNECTIONS_WAITING)  # from here on nobody who was told the address is turned away
    except OSError as refusal:
        raise AddressNotUsable(host, port, str(refusal)) from refusal
    return bound
