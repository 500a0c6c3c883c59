"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

DEFAULT_WAREHOUSE = Path("warehouse/gouji.duckdb")

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

warehouse_option: Decorator = click.option(
    "--warehouse",
    type=click.Path(path_type=Path),
    default=DEFAULT_WAREHOUSE,
    show_default=True,
    metavar="FILE",
    help="The published DuckDB file; work goes on in .build beside it. 已发布的数据库文件。",
)

jobs_option: Decorator = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="processors",
    metavar="N",
    help="Processes that read documents. 并行读取的进程数。",
)

lang_option: Decorator = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of labels and notes. 标签与说明所用语言。",
)


def paths_argument(*, required: bool) -> Decorator:
    """Files, folders, archives or manifests; ``ingest`` says which of them do not exist."""
    metavar = "PATH..." if required else "[PATH]..."
    return click.argument("paths", nargs=-1, required=required, type=click.Path(path_type=Path), metavar=metavar)
