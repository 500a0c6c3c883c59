"""The result for programs: ``--format json``, as ``docs/check-schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from gouji import __version__
from gouji.check.model import CheckedReport, CheckResult, Finding, RejectedDocument, Rule

SCHEMA_VERSION = "1.1"
"""Raised in its second part when something is added, in its first when anything is renamed, removed or redefined."""

VERDICTS = ("pass", "fail", "not_evaluable")
Json = dict[str, object]


def to_json(result: CheckResult) -> str:
    """One JSON object; text that could steer a terminal was spelt out before."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "gouji", "version": __version__},
        "summary": _summary(result),
        "reports": [_report(report) for report in result.reports],
        "rejected": [_rejected(one) for one in result.rejected],
        "rules": [_rule(rule) for rule in result.rules.values()],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain)


def _summary(result: CheckResult) -> Json:
    verdicts = [report.verdict for report in result.reports]
    return {
        "report_count": len(verdicts),
        "reconciled_count": verdicts.count("reconciled"),
        "discrepant_count": verdicts.count("discrepant"),
        "not_evaluable_count": verdicts.count("not_evaluable"),
        "rejected_count": len(result.rejected),
        "open_findings": dict(result.open_findings()),
        "earlier_report_count": result.earlier_count,
    }


def _report(report: CheckedReport) -> Json:
    return {
        "report_id": report.report_id,
        "document_id": report.document_id,
        "path": report.path,
        "other_paths": report.other_paths,
        "title": report.title,
        "agency_name": report.agency_name,
        "region_code": report.region_code,
        "report_year": report.report_year,
        "form_version": report.form_version,
        "scope": report.scope,
        "source_format": report.source_format,
        "published_date": report.published_date,
        "verdict": report.verdict,
        "duplicate_of": report.duplicate_of,
        "equation_counts": {verdict: report.count(verdict) for verdict in VERDICTS},
        "findings": [_finding(finding) for finding in report.findings],
        "explanations": _plain_rows(report.explanations),
        "unknown_rows": _plain_rows(report.unknown_rows),
        "rule_results": _plain_rows(report.results),
        "printed_cells": _plain_rows(report.cells),
    }


def _finding(finding: Finding) -> Json:
    shown = finding.shown
    return {
        "finding_id": finding.finding_id,
        "number": shown.number,
        "rule_id": shown.rule_id,
        "severity": shown.severity,
        "table_code": shown.table_code,
        "row_code": shown.row_code,
        "column_code": shown.column_code,
        "printed_text": finding.printed_text,
        "suggested_value": shown.suggested_value,
        "message": {"zh": shown.message_zh, "en": shown.message_en},
        "problem": asdict(finding.problem),
        "is_acknowledged": shown.is_acknowledged,
        "cause_code": finding.cause_code,
        "confidence": finding.confidence,
        "supporting_rule_ids": finding.supporting_rule_ids,
        "component_code": finding.component_code,
        "equation": asdict(finding.equation) if finding.equation else None,
        "nearest_row": asdict(finding.nearest) if finding.nearest else None,
    }


def _rejected(rejected: RejectedDocument) -> Json:
    told = asdict(rejected)
    told["nearest_rows"] = told.pop("nearest")
    return told


def _rule(rule: Rule) -> Json:
    told = asdict(rule)
    told["class"] = told.pop("rule_class")
    return told


def _plain_rows(rows: Iterable[object]) -> list[Json]:
    return [asdict(row) for row in rows]  # type: ignore[call-overload]


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    assert isinstance(value, date)
    return value.isoformat()
