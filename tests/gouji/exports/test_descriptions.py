"""Every mart and every column of one is described in English and in Chinese, and the entity diagram is current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from gouji.exports.diagram import PAGE, column_types, draw
from gouji.exports.keys import MARTS_FOLDER, ForeignKey, Keys, keys_of_marts

PARTED = " / "
HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")


def is_in_both_languages(description: str) -> bool:
    """English with a word in it, a slash between blanks, then Chinese: as in ``The report. / 报告。``."""
    english, parted, chinese = description.strip().rpartition(PARTED)
    return bool(parted and WORD.search(english) and HAN.search(chinese))


def described(folder: Path) -> dict[str, str]:
    """Description by ``table`` and by ``table.column``; empty where there is none."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            found[model["name"]] = model.get("description", "")
            for column in model.get("columns", []):
                found[f"{model['name']}.{column['name']}"] = column.get("description", "")
    return found


def test_every_mart_and_column_is_described_in_both_languages() -> None:
    descriptions = described(MARTS_FOLDER)
    assert descriptions
    assert [name for name, text in descriptions.items() if not is_in_both_languages(text)] == []


def test_every_mart_has_a_description_and_an_enforced_contract() -> None:
    """A contract that is enforced is what keeps a column out of the table that the yml does not name."""
    models = [
        model
        for path in MARTS_FOLDER.glob("*.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
    ]
    enforced = {model["name"] for model in models if model["config"]["contract"]["enforced"]}
    assert enforced == {path.stem for path in MARTS_FOLDER.glob("*.sql")}


@pytest.mark.parametrize("text", ["", "The report.", "报告。", "One. / one.", "报告。 / 报告。", "A/报告。"])
def test_a_description_in_one_language_is_found(text: str) -> None:
    assert not is_in_both_languages(text)


def test_a_column_added_without_chinese_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(
        "models: [{name: a, description: One. / 一。, columns: [{name: b, description: Two.}, {name: c}]}]",
        encoding="utf-8",
    )
    assert [name for name, text in described(tmp_path).items() if not is_in_both_languages(text)] == ["a.b", "a.c"]


def test_the_entity_diagram_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == draw(keys_of_marts(), column_types()), "python -m gouji.exports.diagram"


def test_the_diagram_shows_keys_and_leaves_out_what_is_no_mart() -> None:
    to_mart, to_seed = ForeignKey("a_id", "a", "a_id"), ForeignKey("code", "codes", "code")
    keys = {
        "a": Keys(("a_id",), (), ()),
        "b": Keys(("a_id", "year"), (), (to_mart, to_seed)),
        "c": Keys(("a_id",), (), (to_mart,)),
    }
    types = {(table, "a_id"): "varchar" for table in keys} | {("b", "year"): "integer"}
    page = draw(keys, types)
    assert '    a |o--o{ b : "a_id"' in page
    assert '    a |o--o| c : "a_id"' in page
    assert "        varchar a_id PK, FK" in page
    assert "        integer year PK\n" in page
    assert "codes" not in page
