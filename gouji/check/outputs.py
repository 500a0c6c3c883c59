"""A result in one of the formats, to stdout or to a file; only what a format needs is imported."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.check.errors import OutputNotWritable

# The choices below are part of the help, which imports nothing heavy.
if TYPE_CHECKING:
    from gouji.check.model import CheckResult

COLOURS = ("auto", "always", "never")
MODULES = {
    "text": "gouji.check.text",
    "json": "gouji.check.json_output",
    "html": "gouji.check.html_output",
    "sarif": "gouji.check.sarif_output",
}
FORMATS = tuple(MODULES)


def get_ready(output_format: str) -> None:
    """Do what can be done of telling a result before there is one: import, and compile the template of the page."""
    import_module(MODULES[output_format])
    if output_format == "html":
        from gouji.check.html_output import template

        template()


def write_result(result: CheckResult, output_format: str, lang: str, colour: str, output: Path | None) -> None:
    """Tell the result.

    Raises:
        OutputNotWritable: the file cannot be written.
    """
    if output_format == "text" and output is None:
        from gouji.check.text import print_result
        from gouji.console import results_console

        print_result(results_console(colour), result, lang)
        return
    text = in_format(result, output_format, lang, colour)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(f"{text.rstrip()}\n", encoding="utf-8")
    except OSError as error:
        raise OutputNotWritable(output, str(error)) from error


def in_format(result: CheckResult, output_format: str, lang: str, colour: str = "auto") -> str:
    """The whole result as text of a format."""
    if output_format == "json":
        from gouji.check.json_output import to_json

        return to_json(result)
    if output_format == "sarif":
        from gouji.check.sarif_output import to_sarif

        return to_sarif(result, lang)
    if output_format == "html":
        from gouji.check.html_output import to_html

        return to_html(result, lang)
    return _plain_text(result, lang, colour)


def _plain_text(result: CheckResult, lang: str, colour: str) -> str:
    """As for a pipe: a file is no terminal."""
    from io import StringIO

    from gouji.check.text import print_result
    from gouji.console import results_console

    written = StringIO()
    print_result(results_console(colour, written), result, lang)
    return written.getvalue()
