"""Every mart and every column of it is described in English and in Chinese: "English. / 中文。"."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

MARTS = Path(__file__).parents[2] / "models" / "marts"
BOTH_LANGUAGES = re.compile(r"[A-Za-z]{3}.*? / .*[\u4e00-\u9fff]", re.DOTALL)


def undescribed(properties: str) -> Iterator[str]:
    """Names of the models and columns in a properties file that lack a description in either language."""
    for model in yaml.safe_load(properties).get("models", []):
        described = {model["name"]: model} | {
            f"{model['name']}.{column['name']}": column for column in model["columns"]
        }
        for name, item in described.items():
            if not BOTH_LANGUAGES.search(item.get("description", "")):
                yield name


@pytest.mark.parametrize("path", sorted(MARTS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_mart_column_is_described_in_both_languages(path: Path) -> None:
    assert list(undescribed(path.read_text("utf-8"))) == []


def test_every_mart_has_a_properties_file() -> None:
    assert {path.stem for path in MARTS.glob("*.sql")} <= {path.stem for path in MARTS.glob("*.yml")}


@pytest.mark.parametrize("description", ["", "Only English.", "只有中文。", "English without a stroke. 中文。"])
def test_a_column_described_in_one_language_is_named(description: str) -> None:
    column = {"name": "x", "description": description}
    mart = {"name": "fct_x", "description": "One row per x. / 每个 x 一行。", "columns": [column]}
    assert list(undescribed(yaml.safe_dump({"models": [mart]}))) == ["fct_x.x"]


def test_a_column_without_a_description_is_named() -> None:
    mart = {"name": "fct_x", "description": "One row per x. / 每个 x 一行。", "columns": [{"name": "x"}]}
    assert list(undescribed(yaml.safe_dump({"models": [mart]}))) == ["fct_x.x"]
