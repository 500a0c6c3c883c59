"""What dbt found when it read the project, kept so that a build need not wait for it: a fifth of building the samples.

It lies beside the bundle of a check, under a name made from every file that dbt reads, tests and texts included, from
where the project lies, and from the version of dbt. A change of any of them makes it stale at once. The name of the
catalogue stands in it, too, for it stands in every relation that dbt found: each warehouse file of another name has its
own.
"""

from __future__ import annotations

import os
import shutil
from importlib.metadata import version
from pathlib import Path

from gouji.check.bundle import COMPILED_FROM, COMPILED_SUFFIXES, PROJECT_ROOT, bundle_folders, key_of, project_files

PREFIX = "parsed-"
# A check runs no tests, so its bundle is made from less.
READ_BY_DBT = (*COMPILED_FROM, "tests/dbt", "packages.yml", "dependencies.yml", "selectors.yml")
SUFFIXES_READ = COMPILED_SUFFIXES | {".md", ".yaml"}
LEFT_BY_DBT = "partial_parse.msgpack"
"""The file in dbt's target folder."""


def parsed_name(catalogue: str) -> str:
    """The name of the file that fits the project as it is, and a database of this name."""
    return f"{_of_project()}{catalogue}.msgpack"


def _of_project() -> str:
    """How the names of all files begin that fit the project as it is."""
    place = f"{PROJECT_ROOT}\0{version('dbt-core')}"
    return f"{PREFIX}{key_of(place, project_files(READ_BY_DBT, SUFFIXES_READ))}-"


def find_parsed(name: str) -> Path | None:
    """The file of that name, None where dbt has to read the project."""
    return next((folder / name for folder in bundle_folders() if (folder / name).is_file()), None)


def keep_parsed(target: Path, name: str) -> None:
    """Keep what a run of dbt left in its target folder; what was kept of the project as it was before is removed.

    Where no folder can be written, or the project changed while dbt read it, nothing is kept: the next build takes
    longer, and that is all.
    """
    current = _of_project()
    if not name.startswith(current):
        return
    for folder in bundle_folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = folder / f".{name}.{os.getpid()}"
            shutil.copyfile(target / LEFT_BY_DBT, unfinished)
            for kept in folder.glob(f"{PREFIX}*.msgpack"):
                if not kept.name.startswith(current):
                    kept.unlink(missing_ok=True)
            unfinished.replace(folder / name)
        except OSError:
            continue
        return
