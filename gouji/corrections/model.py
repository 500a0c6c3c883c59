"""What stands in a correction list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouji.errors import Wording


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed, in the words of the form; None where it is no single row or column."""

    table: Wording | None
    row: Wording | None
    column: Wording | None

    def words(self, lang: str) -> str:
        """Table, row and column, as far as they are known."""
        known = (self.table, self.row, self.column)
        return " / ".join(wording.zh if lang == "zh" else wording.en for wording in known if wording)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fails, or a reading that failed; ``sentences`` are those of the prose that say otherwise."""

    severity: str
    rule_id: str | None
    rule_name: Wording | None
    legal_basis: str | None
    message: Wording
    remedy: Wording | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One item: a place, what it prints, what it most likely should print, and all that speaks for it."""

    number: int
    place: Place
    printed_text: str | None
    suggested_value: Decimal | None
    cause_code: str | None
    confidence: str | None
    reasons: tuple[Reason, ...]

    @property
    def severity(self) -> str:
        """That of its gravest reason, which stands first."""
        return self.reasons[0].severity


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of an explanation."""

    place: Place
    printed_value: Decimal | None
    suggested_value: Decimal | None
    cause_code: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Figures whose change together makes failing rules hold; one of several that explain as well as it does."""

    component_code: str
    number: int
    confidence: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ReportCorrections:
    """A report and its items, the gravest first. ``acknowledged_count`` findings are known and left out."""

    report_id: str
    agency_name: str | None
    report_year: int | None
    title: str | None
    source_uri: str | None
    published_date: date | None
    scope: str
    corrections: tuple[Correction, ...]
    explanations: tuple[Explanation, ...]
    acknowledged_count: int
