"""Descriptions of tables and columns, as the database has them: English, a slash, Chinese."""

from __future__ import annotations

SEPARATOR = " / "


def english(description: str) -> str:
    """The English half."""
    return " ".join(description.rpartition(SEPARATOR)[0].split()) or " ".join(description.split())


def chinese(description: str) -> str:
    """The Chinese half; the whole where there is but one."""
    return " ".join(description.rpartition(SEPARATOR)[2].split())
