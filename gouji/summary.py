"""What a build achieved, read back from the published file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from gouji.acknowledgements import Acknowledgement, read_acknowledgements
from gouji.database import read_marts
from gouji.severities import SEVERITIES

WORST_FINDINGS_SHOWN = 5

CELL_STATES = ("number", "blank", "dash", "stated_in_prose", "unreadable", "absent")
"""In the order of how much they tell, as ``fct_printed_cells.cell_state`` has them."""


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """Addresses in; distinct documents = accepted + rejected."""

    source_count: int
    document_count: int
    accepted_count: int
    rejected: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """Verdicts of the rules of one severity; ``acknowledged`` are those of the failed that are known discrepancies."""

    severity: str
    passed: int
    failed: int
    not_evaluable: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class WorstFinding:
    """A finding as the summary lists it; without a rule where a cell could not be read."""

    severity: str
    rule_id: str | None
    agency_name: str | None
    report_year: int | None
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class AcknowledgementCounts:
    """Entries of known_discrepancies.csv about reports that are here; ``lapsed`` are those that count for nothing."""

    entry_count: int
    lapsed: tuple[Acknowledgement, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of the closing summary."""

    documents: DocumentCounts
    agency_count: int
    report_count: int
    quarantined_count: int
    acknowledgements: AcknowledgementCounts
    cell_states: tuple[tuple[str, int], ...]
    verdicts: tuple[VerdictCounts, ...]
    open_by_severity: tuple[tuple[str, int], ...]
    worst: tuple[WorstFinding, ...]

    def open_findings(self, severities: Collection[str]) -> int:
        """Findings of these severities that nobody has acknowledged."""
        return sum(count for severity, count in self.open_by_severity if severity in severities)


def read_summary(database: Path) -> Summary:
    """Read the summary from a file whose marts are built.

    Raises:
        WarehouseMissing, WarehouseNotBuilt: there is nothing to read.
    """
    with read_marts(database) as connection:
        return Summary(
            documents=_documents(connection),
            agency_count=_count(connection, "marts.dim_agencies"),
            report_count=_count(connection, "marts.dim_reports where is_current"),
            quarantined_count=_count(connection, "marts.dim_reports where is_quarantined"),
            acknowledgements=_acknowledgements(connection, read_acknowledgements()),
            cell_states=_cell_states(connection),
            verdicts=_verdicts(connection),
            open_by_severity=_open_by_severity(connection),
            worst=_worst(connection),
        )


def _count(connection: DuckDBPyConnection, relation: str) -> int:
    row = connection.execute(f"select count(*) from {relation}").fetchone()
    return int(row[0]) if row else 0


def _documents(connection: DuckDBPyConnection) -> DocumentCounts:
    rejected = connection.execute(
        "select reason_code, count(distinct document_id) from raw.rejects group by all order by 2 desc, 1"
    ).fetchall()
    return DocumentCounts(
        source_count=_count(connection, "raw.sources"),
        document_count=_count(connection, "(select distinct document_id from raw.sources)"),
        accepted_count=_count(connection, "raw.documents"),
        rejected=tuple((str(code), int(count)) for code, count in rejected),
    )


def _acknowledgements(connection: DuckDBPyConnection, entries: Sequence[Acknowledgement]) -> AcknowledgementCounts:
    """Whether an entry counts is for the models to say: its day has not passed and the figures are as they were."""
    known = {row[0] for row in connection.execute("select report_id from marts.dim_reports").fetchall()}
    counted = set(
        connection.execute(
            "select report_id, rule_id, scope_code from marts.fct_rule_results where is_acknowledged"
        ).fetchall()
    )
    here = [entry for entry in entries if entry.report_id in known]
    return AcknowledgementCounts(len(here), tuple(entry for entry in here if entry.place not in counted))


def _cell_states(connection: DuckDBPyConnection) -> tuple[tuple[str, int], ...]:
    query = "select cell_state, count(*) from marts.fct_printed_cells group by all"
    counts = {str(state): int(count) for state, count in connection.execute(query).fetchall()}
    return tuple((state, counts[state]) for state in CELL_STATES if state in counts)


def _verdicts(connection: DuckDBPyConnection) -> tuple[VerdictCounts, ...]:
    rows = connection.execute("""
        select
            severity,
            count(*) filter (verdict = 'pass'),
            count(*) filter (verdict = 'fail'),
            count(*) filter (verdict = 'not_evaluable'),
            count(*) filter (verdict = 'fail' and is_acknowledged)
        from marts.fct_rule_results
        group by all
    """).fetchall()
    counts = {str(severity): VerdictCounts(str(severity), *map(int, figures)) for severity, *figures in rows}
    return tuple(counts[severity] for severity in SEVERITIES if severity in counts)


def _open_by_severity(connection: DuckDBPyConnection) -> tuple[tuple[str, int], ...]:
    query = "select severity, count(*) from marts.fct_findings where not is_acknowledged group by all"
    counts = {str(severity): int(count) for severity, count in connection.execute(query).fetchall()}
    return tuple((severity, counts[severity]) for severity in SEVERITIES if severity in counts)


def _worst(connection: DuckDBPyConnection) -> tuple[WorstFinding, ...]:
    rows = connection.execute(
        """
        select
            findings.severity, findings.rule_id, agencies.agency_name, reports.report_year,
            findings.message_zh, findings.message_en
        from marts.fct_findings as findings
        inner join marts.dim_reports as reports using (report_id)
        left join marts.dim_agencies as agencies using (agency_id)
        where not findings.is_acknowledged
        order by list_position(?, findings.severity), reports.report_year desc, findings.finding_id
        limit ?
        """,
        [list(SEVERITIES), WORST_FINDINGS_SHOWN],
    ).fetchall()
    return tuple(WorstFinding(*row) for row in rows)
