"""The cookbook: its questions, their SQL and the answers on the samples. As a program it writes the answers anew.

python -m tests.gouji.cookbook warehouse/gouji.duckdb
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

COOKBOOK = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"
RECIPE = re.compile(
    r"^## (?P<question>[^\n]+)\n(?P<prose>.*?)```sql\n(?P<sql>.+?)```\n\n(?P<answer>(?:\|[^\n]*\n)+)", re.M | re.S
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question, its query, and its answer as a Markdown table."""

    question: str
    sql: str
    answer: str


def recipes(text: str) -> tuple[Recipe, ...]:
    """Every recipe, in order."""
    return tuple(Recipe(found["question"], found["sql"], found["answer"]) for found in RECIPE.finditer(text))


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The answer as a Markdown table; nothing printed is an empty cell, and a share has four digits."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    rows = [[_printed(value) for value in row] for row in cursor.fetchall()]
    lines = [names, ["---"] * len(names), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.4f}"
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").lstrip("-").isdigit() else text


def main() -> None:
    """Write the answers anew."""
    text = COOKBOOK.read_text(encoding="utf-8")
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        for recipe in recipes(text):
            text = text.replace(
                recipe.sql + "```\n\n" + recipe.answer, recipe.sql + "```\n\n" + ask(connection, recipe.sql)
            )
    COOKBOOK.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
