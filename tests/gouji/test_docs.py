"""The documentation cannot drift: every command and option has help, and the README names every command."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from gouji.cli import COMMANDS, group

PROJECT_ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def command_of(name: str) -> click.Command:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_in_both_languages(name: str) -> None:
    text = command_of(name).help or ""
    assert CHINESE.search(text)
    assert re.search(r"[A-Za-z]{3}", text)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_in_both_languages(name: str) -> None:
    for parameter in command_of(name).params:
        if isinstance(parameter, click.Option):
            assert CHINESE.search(parameter.help or ""), parameter.opts


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_the_command(name: str) -> None:
    assert f"gouji {name}" in (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_module_is_a_command() -> None:
    modules = {file.stem for file in (PROJECT_ROOT / "gouji" / "commands").glob("*.py")} - {"__init__"}
    assert modules == set(COMMANDS)
