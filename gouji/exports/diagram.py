"""The entity diagram of the marts in Mermaid, drawn from the keys that the models declare and test."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from gouji.exports.keys import MARTS_FOLDER, Keys, keys_of_marts
from gouji.transform import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "entities.md"
COMMAND = "python -m gouji.exports.diagram"
INTRODUCTION = f"""# Entities of the marts / 数据集市的实体关系

Drawn from the keys that the models declare and test; write it anew with `{COMMAND}`.
PK is what identifies a row, FK what refers to a row of another table. A reference may be empty where its column may be.

依据各模型声明并经检验的键绘制，可用 `{COMMAND}` 重新生成。PK 为主键，FK 为外键；列可为空者，引用亦可为空。
"""


def column_types(folder: Path = MARTS_FOLDER) -> dict[tuple[str, str], str]:
    """Type of each column by table and column, as the enforced contracts declare it."""
    return {
        (str(model["name"]), str(column["name"])): str(column["data_type"])
        for path in sorted(folder.glob("*.yml"))
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
        for column in model.get("columns", [])
    }


def draw(keys: Mapping[str, Keys], types: Mapping[tuple[str, str], str]) -> str:
    """The page, with every table of ``keys`` and every reference between two of them.

    A reference to what is no mart (a seed, say) is left out: the published schema does not hold it.
    """
    boxes = [line for table in sorted(keys) for line in _box(table, keys, types)]
    lines = [line for table in sorted(keys) for line in _references(table, keys)]
    return "\n".join([INTRODUCTION, "```mermaid", "erDiagram", *boxes, *lines, "```", ""])


def _box(table: str, keys: Mapping[str, Keys], types: Mapping[tuple[str, str], str]) -> list[str]:
    primary = keys[table].primary
    foreign = {key.column for key in keys[table].foreign if key.table in keys}
    lines = []
    for column in [*primary, *sorted(foreign - set(primary))]:
        marks = [mark for mark, holds in (("PK", column in primary), ("FK", column in foreign)) if holds]
        lines.append(f"        {types[table, column]} {column} {', '.join(marks)}")
    return [f"    {table} {{", *lines, "    }"]


def _references(table: str, keys: Mapping[str, Keys]) -> list[str]:
    own = keys[table]
    return [
        # A key of one column that is a reference too: at most one row for each row referred to.
        f'    {key.table} |o--o{"|" if own.primary == (key.column,) else "{"} {table} : "{key.column}"'
        for key in own.foreign
        if key.table in keys
    ]


def main() -> int:
    """Write the page."""
    PAGE.write_text(draw(keys_of_marts(), column_types()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
