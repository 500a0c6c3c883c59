"""Primary and foreign keys of the marts, from where they are declared and tested: the models' own yml files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from gouji.transform import PROJECT_ROOT

MARTS_FOLDER = PROJECT_ROOT / "models" / "marts"
REFERENCE = re.compile(r"ref\('(\w+)'\)")


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values are all found in a column of another table."""

    column: str
    table: str
    target_column: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What identifies a row of a table, and what its rows refer to."""

    primary: tuple[str, ...]
    unique: tuple[str, ...]
    foreign: tuple[ForeignKey, ...]


NO_KEYS = Keys((), (), ())


@lru_cache
def keys_of_marts(folder: Path = MARTS_FOLDER) -> dict[str, Keys]:
    """Keys by table, as the tests ``primary_key``, ``unique`` and ``relationships`` of each model declare them."""
    return {
        str(model["name"]): _keys_of(model)
        for path in sorted(folder.glob("*.yml"))
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
    }


def _keys_of(model: dict[str, Any]) -> Keys:
    primary = [test["primary_key"]["arguments"]["columns"] for test in _tests(model, "primary_key")]
    columns = model.get("columns", [])
    return Keys(
        primary=tuple(primary[0]) if primary else (),
        unique=tuple(str(column["name"]) for column in columns if "unique" in column.get("data_tests", [])),
        foreign=tuple(
            _foreign_key(str(column["name"]), test["relationships"]["arguments"])
            for column in columns
            for test in _tests(column, "relationships")
            # One that holds for a part of the rows only is no foreign key of a database.
            if "where" not in test["relationships"].get("config", {})
        ),
    )


def _tests(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [test for test in node.get("data_tests", []) if isinstance(test, dict) and name in test]


def _foreign_key(column: str, arguments: dict[str, str]) -> ForeignKey:
    target = REFERENCE.fullmatch(arguments["to"])
    assert target is not None, arguments
    return ForeignKey(column, target[1], arguments["field"])
