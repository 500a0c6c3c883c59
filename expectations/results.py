"""What an audit found, as values: what ``audit`` answers and ``python -m expectations --json`` prints."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from expectations import integrity, reconciliation


@dataclass(frozen=True)
class ExpectationResult:
    """The outcome of one expectation.

    ``evaluated_count`` is the number of rows examined (for a rule: of verdicts decided), ``unexpected_count`` the
    number of offending rows. ``success`` is None for a rule that could decide no verdict at all: it neither held nor
    failed.
    """

    suite: str
    expectation_id: str
    rule_id: str | None
    description_zh: str
    description_en: str
    severity: str
    success: bool | None
    evaluated_count: int
    unexpected_count: int
    exception_message: str | None = None

    @property
    def description(self) -> str:
        """Both languages in one line."""
        return f"{self.description_zh} / {self.description_en}"


@dataclass(frozen=True)
class AuditResult:
    """The outcome of both suites over one build; ``run_at`` is in UTC."""

    run_id: str
    run_at: datetime
    database: Path
    expectations: tuple[ExpectationResult, ...]

    @property
    def integrity_passed(self) -> bool:
        """Whether the build may be published: the suite was run, and every check of it held."""
        outcomes = [result.success for result in self.expectations if result.suite == integrity.SUITE]
        return bool(outcomes) and all(outcomes)

    @property
    def integrity_failures(self) -> tuple[ExpectationResult, ...]:
        """The pipeline faults found."""
        return tuple(result for result in self.expectations if result.suite == integrity.SUITE and not result.success)

    @property
    def severity_counts(self) -> dict[str, int]:
        """Failing verdicts of the publishers by severity, acknowledged ones included."""
        counts: Counter[str] = Counter()
        for result in self.expectations:
            if result.suite == reconciliation.SUITE and result.unexpected_count:
                counts[result.severity] += result.unexpected_count
        return dict(counts)

    def to_json(self) -> str:
        """One JSON object; ``from_json`` reads it back."""
        return json.dumps(
            {
                "run_id": self.run_id,
                "run_at": self.run_at.isoformat(),
                "database": str(self.database),
                "integrity_passed": self.integrity_passed,
                "severity_counts": self.severity_counts,
                "expectations": [asdict(result) for result in self.expectations],
            },
            ensure_ascii=False,
            indent=2,
        )

    @classmethod
    def from_json(cls, text: str) -> AuditResult:
        """Read what ``to_json`` wrote.

        Raises:
            ValueError: the text is not JSON.
            KeyError, TypeError: it is not the JSON of an audit.
        """
        content = json.loads(text)
        return cls(
            run_id=content["run_id"],
            run_at=datetime.fromisoformat(content["run_at"]),
            database=Path(content["database"]),
            expectations=tuple(ExpectationResult(**result) for result in content["expectations"]),
        )
