"""What a layout is: a way of writing a report, and where it applies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forge.compose import compose
from forge.document import PrintedReport
from forge.model import ReportFigures
from forge.quirks.base import FORMS, LEGACY, STATUTORY, Quirk

__all__ = ["FORMS", "LEGACY", "STATUTORY", "Layout"]


@dataclass(frozen=True)
class Layout:
    """One way in which reports are printed.

    ``family`` is one of ``forge.quirks.base.FAMILIES``; ``suffix`` begins with a dot; ``write`` makes text, which the
    report's encoding turns into bytes, or the bytes themselves; ``habits`` are quirks that always come with the layout,
    before any other.
    """

    name: str
    summary: str
    family: str
    suffix: str
    forms: frozenset[str]
    write: Callable[[PrintedReport], str | bytes]
    habits: tuple[Quirk, ...] = ()

    def compose(self, figures: ReportFigures, quirks: Sequence[Quirk] = (), seed: int = 0) -> PrintedReport:
        """The report this layout would write.

        Raises:
            ValueError: the layout does not print this vintage, or a quirk does not apply to the layout or vintage.
        """
        if figures.form_version not in self.forms:
            raise ValueError(f"layout {self.name} does not print {figures.form_version}")
        for quirk in quirks:
            if not quirk.applies_to(self.family, figures.form_version):
                raise ValueError(f"quirk {quirk.name} does not apply to {self.name} with {figures.form_version}")
        return compose(figures, (*self.habits, *quirks), seed)

    def render(self, figures: ReportFigures, quirks: Sequence[Quirk] = (), seed: int = 0) -> bytes:
        """The document as bytes.

        Raises:
            ValueError: as ``compose``.
        """
        return self.written(self.compose(figures, quirks, seed))

    def written(self, report: PrintedReport) -> bytes:
        """A composed report as bytes."""
        written = self.write(report)
        return written if isinstance(written, bytes) else report.encoding.encode(written)
