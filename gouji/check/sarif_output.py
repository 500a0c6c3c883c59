"""The result for code scanning: ``--format sarif``, SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/).

Place of a finding: the document as artifact; table, row and column as logical locations, since a report has no lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from urllib.parse import quote

from gouji import __version__
from gouji.check.model import CheckedReport, CheckResult, Finding, RejectedDocument, Rule
from gouji.errors import Wording

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "gouji/findingId/v1"
LEVELS: Mapping[str, str] = {"critical": "error", "error": "error", "warning": "warning", "notice": "note"}
"""Severity of a finding -> level of a result."""

UNPLACED_RULE = "form.unplaced"
"""The rule of findings that are about no equation: what is printed where the form has nothing, or cannot be read."""

UNPLACED = Wording("所印内容与法定表式不符", "What is printed does not fit the statutory form")

Json = dict[str, object]


def to_sarif(result: CheckResult, lang: str) -> str:
    """One log with one run; rejected documents are notifications of the run, which is then not a success."""
    rules = [*(_rule(rule, lang) for rule in result.rules.values()), _unplaced_rule(lang)]
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    driver = {"name": "gouji", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run: Json = {
        "tool": {"driver": driver},
        "invocations": [
            {
                "executionSuccessful": not result.rejected,
                "toolExecutionNotifications": [_notification(one, lang) for one in result.rejected],
            }
        ],
        "results": list(_results(result.reports, index, lang)),
    }
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _say(wording: Wording, lang: str) -> str:
    return wording.zh if lang == "zh" else wording.en


def _rule(rule: Rule, lang: str) -> Json:
    told = _say(rule.name, lang)
    full = "\n".join(filter(None, (told, rule.equation, rule.legal_basis)))
    return {
        "id": rule.rule_id,
        "shortDescription": {"text": told},
        "fullDescription": {"text": full},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"class": rule.rule_class, "scope": rule.scope},
    }


def _unplaced_rule(lang: str) -> Json:
    text = {"text": _say(UNPLACED, lang)}
    return {"id": UNPLACED_RULE, "shortDescription": text, "fullDescription": text}


def _results(reports: Iterable[CheckedReport], index: Mapping[str, int], lang: str) -> Iterable[Json]:
    return (_result(report, finding, index, lang) for report in reports for finding in report.findings)


def _result(report: CheckedReport, finding: Finding, index: Mapping[str, int], lang: str) -> Json:
    shown = finding.shown
    rule_id = shown.rule_id or UNPLACED_RULE
    location: Json = {"physicalLocation": _artifact(report.path)}
    if named := _logical(finding):
        location["logicalLocations"] = named
    told: Json = {
        "ruleId": rule_id,
        "level": LEVELS[shown.severity],
        "message": {"text": _say(Wording(shown.message_zh, shown.message_en), lang)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.finding_id},
        "properties": {"severity": shown.severity, "reportId": report.report_id},
    }
    if rule_id in index:
        told["ruleIndex"] = index[rule_id]
    if shown.is_acknowledged:
        told["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return told


def _logical(finding: Finding) -> list[Json]:
    """Table, row and column as far as the finding names them; a whole column has no row."""
    shown = finding.shown
    places = (("table", shown.table_code), ("row", shown.row_code), ("column", shown.column_code))
    named: list[Json] = []
    path: list[str] = []
    for kind, code in places:
        if code is not None:
            path.append(code)
            named.append({"name": code, "fullyQualifiedName": "/".join(path), "kind": kind})
    return named


def _artifact(path: str) -> Json:
    """The address as a URI: a relative one stays relative, so that a repository's viewer finds the file."""
    return {"artifactLocation": {"uri": as_uri(path)}}


def as_uri(path: str) -> str:
    """A path, a web address or a place in an archive as a URI reference."""
    if PurePath(path).is_absolute():
        return "file://" + quote(path)
    if path.startswith(("http://", "https://", "file://")):
        return quote(path, safe="/:?#[]@!$&'()*+,;=%~")
    return quote(path, safe="/!~")


def _notification(rejected: RejectedDocument, lang: str) -> Json:
    told = (rejected.problem, rejected.expected, rejected.found, rejected.remedy)
    words = [rejected.detail, *(_say(wording, lang) for wording in told if wording)]
    return {
        "descriptor": {"id": rejected.reason_code},
        "level": "error",
        "message": {"text": "\n".join(filter(None, words))},
        "locations": [{"physicalLocation": _artifact(rejected.path)}],
    }
