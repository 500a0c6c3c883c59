"""One expectation, as data: a query for what must not be there, and a count of what was looked at.

A query that looks at nothing finds nothing. So each check also counts its *population* (the rows it examined) and its
*premise* (rows elsewhere that could not exist without the population). An empty population is right only where the
premise is empty too; otherwise the check fails with one unexpected row that says so.

Great Expectations fills ``{...}`` in a query, so no query holds a brace of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

ALWAYS = "select 1"
NEVER = "select 0"


@dataclass(frozen=True)
class Check:
    """One expectation over the build file.

    ``unexpected_sql`` yields (report_id, scope_code, detail), all text, one row per offender and none when all is well.
    ``population_sql`` and ``premise_sql`` yield one whole number each, of rows.
    ``severity`` is the severity of a failure: a rule's own in *reconciliation*, ``critical`` in *integrity*.
    """

    expectation_id: str
    description_zh: str
    description_en: str
    unexpected_sql: str
    population_sql: str
    premise_sql: str = ALWAYS
    severity: str = "critical"
    rule_id: str | None = None

    @property
    def description(self) -> str:
        """Both languages, as Data Docs and the audit schema show them."""
        return f"{self.description_zh} / {self.description_en}"

    @property
    def query(self) -> str:
        """The offenders, and one row more when the check reached nothing although it should have."""
        return f"""
with unexpected (report_id, scope_code, detail) as (
    {self.unexpected_sql.strip()}
)
select report_id, scope_code, detail
from unexpected
union all
select
    cast(null as varchar) as report_id,
    cast(null as varchar) as scope_code,
    'reached no rows' as detail
where ({self.population_sql.strip()}) = 0 and ({self.premise_sql.strip()}) > 0
""".strip()


@dataclass(frozen=True)
class PlannedCheck:
    """A check as it will be run over one build: how many rows it examines, or what keeps it from being run."""

    check: Check
    evaluated_count: int
    obstacle: str | None = None

    @property
    def query(self) -> str:
        """The check's own query; one offender in its place where that query cannot be run."""
        if self.obstacle is None:
            return self.check.query
        return "select null as report_id, null as scope_code, 'could not be evaluated' as detail"


def count_of(relation: str) -> str:
    """SQL for the number of rows of a table, or of a query in brackets."""
    return f"select count(*) from {relation} as counted"


def quoted(text: str) -> str:
    """Text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
