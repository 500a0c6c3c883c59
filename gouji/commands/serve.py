"""``gouji serve``: the explorer in a browser, read-only."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.options import warehouse_option

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
LARGEST_PORT = 65_535


@click.command("serve")
@warehouse_option
@click.option(
    "--host",
    default=DEFAULT_HOST,
    show_default=True,
    metavar="HOST",
    help="Address to listen on; other than loopback, everybody who reaches it can read. 监听地址。",
)
@click.option(
    "--port",
    type=click.IntRange(0, LARGEST_PORT),
    default=DEFAULT_PORT,
    show_default=True,
    metavar="PORT",
    help="Port to listen on; 0 takes a free one. 监听端口，0 为任一空闲端口。",
)
def command(warehouse: Path, host: str, port: int) -> None:
    """Explore a published warehouse in a browser, read-only. 在浏览器中查阅已发布的数据，只读。

    A build that replaces the file is followed without a restart.
    """
    from gouji.explorer.server import serve
    from gouji.warehouse import Warehouse

    serve(Warehouse.at(warehouse).live_file, host, port)
