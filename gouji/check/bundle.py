"""The bundle: the models as dbt compiled them and every table that no report can change, in one DuckDB file.

It lies in ``target/`` of the checkout, or in the user's cache where that cannot be written, under a name
made from everything it was made from. A change of a model, a seed or a rule therefore makes it stale at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from gouji import __version__

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
COMPILED_FROM = ("models", "macros", "seeds", "expectations", "dbt_project.yml", "profiles.yml")
COMPILED_SUFFIXES = frozenset((".sql", ".yml", ".csv"))
MAKERS = ("graph.py", "queries.py", "gates.py", "steps.py", "bundle_build.py")
"""Modules that decide what is in a bundle: with others, a bundle is another."""

KEY_DIGITS = 16
PREFIX = "check-"
COMPILING = "编译模型（首次使用或模型有变） Compiling the models (first use, or they have changed)"


def bundle_key() -> str:
    """Changes whenever anything does that the bundle is made from."""
    makers = [Path(__file__).with_name(name) for name in MAKERS]
    return key_of(__version__, [*project_files(COMPILED_FROM, COMPILED_SUFFIXES), *makers])


def key_of(first: str, files: Iterable[Path]) -> str:
    """A name for a text and for files of the project, by their paths in it and their bytes."""
    digest = hashlib.sha256(first.encode())
    for file in files:
        digest.update(str(file.relative_to(PROJECT_ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:KEY_DIGITS]


def project_files(names: Iterable[str], suffixes: Collection[str]) -> Iterator[Path]:
    """Files of the project of these names, and those with a suffix in folders of these names, in a stable order."""
    for name in names:
        path = PROJECT_ROOT / name
        if path.is_file():
            yield path
        for folder, folders, files in os.walk(path):
            folders.sort()
            yield from (Path(folder, f) for f in sorted(files) if f[f.rfind(".") :] in suffixes)


def bundle_folders() -> tuple[Path, ...]:
    """Where a bundle may lie, the place that is preferred first."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return PROJECT_ROOT / "target", cache / "gouji"


def find_bundle() -> Path | None:
    """The bundle that fits the project as it is, None if it has to be made."""
    name = f"{PREFIX}{bundle_key()}.duckdb"
    return next((folder / name for folder in bundle_folders() if (folder / name).is_file()), None)


def ready_bundle(*, quiet: bool = False) -> Path:
    """The bundle that fits the project; made now, with a word on stderr, if there is none.

    Raises:
        BundleFailed: dbt cannot compile the project, or no folder can be written.
    """
    if found := find_bundle():
        return found
    from gouji.check.bundle_build import make_bundle

    if quiet:
        return make_bundle(lambda done, total: None)
    from gouji.progress import progress_on_stderr

    with progress_on_stderr().phase(COMPILING) as advance:
        return make_bundle(advance)
