"""What a quirk is: one habit of publishers, as changes to figures, form, tables, page or bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from forge.compose import compose
from forge.document import Encoding, PrintedReport
from forge.form import CellCode, Form, form_versions
from forge.model import ReportFigures

T = TypeVar("T")

# Families whose documents are characters, in an encoding of the publisher's choice.
WRITTEN = frozenset({"html", "text", "markdown"})
FAMILIES = WRITTEN | {"office", "ofd", "pdf"}
# Families that print any character; the fonts of forged PDFs hold neither radicals nor joints.
ANY_CHARACTER = FAMILIES - {"pdf"}
HTML_ONLY = frozenset({"html"})
# Families that say which cells are merged.
SPANNED = frozenset({"html", "office"})
FORMS = frozenset(form_versions())
LEGACY = frozenset({"form_pre2019"})
STATUTORY = FORMS - LEGACY


def unchanged(thing: T, chance: Random) -> T:
    """The change that changes nothing."""
    return thing


def unchanged_form(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """The form as the law prints it."""
    return form


@dataclass(frozen=True)
class Quirk:
    """One habit of publishers.

    ``families`` and ``forms`` say which layouts and vintages it applies to. The changes are applied in the order of the
    fields; each is pure given its source of chance.
    """

    name: str
    effect: str
    families: frozenset[str] = FAMILIES
    forms: frozenset[str] = FORMS
    change_figures: Callable[[ReportFigures, Random], ReportFigures] = unchanged
    change_form: Callable[[Form, ReportFigures, Random], Form] = unchanged_form
    change_report: Callable[[PrintedReport, Random], PrintedReport] = unchanged
    encoding: Encoding | None = None

    def applies_to(self, family: str, form_version: str) -> bool:
        """Whether it can be printed in a layout of this family, in this vintage of the form."""
        return family in self.families and form_version in self.forms

    def expected(self, figures: ReportFigures, seed: int = 0) -> Mapping[CellCode, str]:
        """What each cell prints once this quirk alone is applied."""
        return compose(figures, (self,), seed).expected
