"""Every word of the pages, from ``wording.toml``, in Chinese and in English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from gouji.errors import Wording

CATALOGUE = Path(__file__).with_name("wording.toml")
LANGUAGES = ("zh", "en")


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Wording]:
    """``section.key`` to its wording."""
    sections = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return {
        f"{section}.{key}": Wording(zh=texts[0], en=texts[1])
        for section, entries in sections.items()
        for key, texts in entries.items()
    }


def say(wording: Wording, lang: str) -> str:
    """A wording in one language."""
    return wording.zh if lang == "zh" else wording.en


def word(key: str, lang: str, **figures: object) -> str:
    """The entry ``key`` with its figures filled in.

    Raises:
        KeyError: the catalogue has no such entry.
    """
    text = say(catalogue()[key], lang)
    return text.format(**figures) if figures else text


def name_of(section: str, code: str | None, lang: str) -> str:
    """What a code is called; the code itself, readable, where the catalogue does not know it."""
    if code is None:
        return "—"
    found = catalogue().get(f"{section}.{code}")
    return say(found, lang) if found else code.replace("_", " ")
