"""Where a correction list goes: the file that was named, a file named for the agency, or stdout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gouji.corrections.markdown import as_markdown
from gouji.corrections.model import ReportCorrections
from gouji.corrections.workbook import as_workbook
from gouji.errors import DestinationNotWritable

# What file systems, or a shell, would take for something else than a letter of a name.
UNSAFE = frozenset('<>:"/\\|?*')


def format_of(form: str | None, output: Path | None) -> str:
    """The format asked for, else the one that the file is named for, else Markdown."""
    return form or ("xlsx" if output and output.suffix.lower() == ".xlsx" else "md")


def written(lists: Sequence[ReportCorrections], form: str, lang: str, output: Path | None) -> Path | None:
    """Write the lists; returns the file, None for stdout.

    Raises:
        DestinationNotWritable: the file cannot be written.
    """
    if form == "md" and output is None:
        click.echo(as_markdown(lists, lang), nl=False)
        return None
    file = output or Path(f"{file_stem(lists)}.xlsx")
    content = as_workbook(lists, lang) if form == "xlsx" else as_markdown(lists, lang).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as refusal:
        raise DestinationNotWritable(file, str(refusal)) from refusal
    return file


def file_stem(lists: Sequence[ReportCorrections]) -> str:
    """Agency and years, as a file may be called."""
    years = sorted({report.report_year for report in lists if report.report_year})
    period = [str(year) for year in dict.fromkeys((*years[:1], *years[-1:]))]
    name = "-".join((lists[0].agency_name or lists[0].report_id, *period, "corrections"))
    return "".join(character for character in name if character.isprintable() and character not in UNSAFE)
