"""The exposures name what is really read: each mart that the sources of an application name, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parents[2]
EXPOSURES = yaml.safe_load((PROJECT / "models" / "_exposures.yml").read_text("utf-8"))["exposures"]
MARTS = sorted(path.stem for path in (PROJECT / "models" / "marts").glob("*.sql"))
SOURCES = ("*.py", "*.toml", "*.html")


@pytest.mark.parametrize("exposure", EXPOSURES, ids=lambda exposure: str(exposure["name"]))
def test_an_exposure_names_the_marts_that_its_sources_name(exposure: dict[str, Any]) -> None:
    named = {mart for folder in exposure["meta"]["folders"] for mart in _marts_in(PROJECT / folder)}
    assert {f"ref('{mart}')" for mart in named} == set(exposure["depends_on"])


def test_every_exposure_is_described_in_both_languages() -> None:
    for exposure in EXPOSURES:
        english, _, chinese = exposure["description"].partition(" / ")
        assert english.isascii(), exposure["name"]
        assert re.search("[一-鿿]", chinese), exposure["name"]


def _marts_in(folder: Path) -> Iterator[str]:
    known = re.compile(rf"\b(?:{'|'.join(MARTS)})\b")
    for pattern in SOURCES:
        for path in folder.rglob(pattern):
            yield from known.findall(path.read_text("utf-8"))
