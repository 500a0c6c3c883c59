"""Every query of the cookbook runs on the samples and gives the answer that is printed under it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.conftest import Built
from tests.gouji.cookbook import COOKBOOK, Recipe, ask, recipes

RECIPES = recipes(COOKBOOK.read_text(encoding="utf-8"))
LEAST_RECIPES = 20


@pytest.fixture(scope="module")
def warehouse(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.question for recipe in RECIPES])
def test_the_answer_is_the_one_printed(warehouse: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    assert ask(warehouse, recipe.sql) == recipe.answer


def test_every_recipe_was_found() -> None:
    text = COOKBOOK.read_text(encoding="utf-8")
    assert len(RECIPES) == text.count("```sql") >= LEAST_RECIPES
