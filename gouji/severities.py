"""How grave a finding is, and from where on it turns into an exit code."""

from __future__ import annotations

SEVERITIES = ("critical", "error", "warning", "notice")
"""Gravest first, as ``fct_findings.severity`` has them."""

NEVER = "never"
FAIL_ON = (*SEVERITIES, NEVER)
"""What ``--fail-on`` takes."""

SEVERITY_ZH = {"critical": "严重", "error": "错误", "warning": "警告", "notice": "提示"}
SEVERITY_STYLE = {"critical": "bold white on red", "error": "bold red", "warning": "yellow", "notice": "cyan"}


def at_or_above(threshold: str) -> tuple[str, ...]:
    """The severities that ``--fail-on threshold`` stops at; none for ``never``."""
    if threshold == NEVER:
        return ()
    return SEVERITIES[: SEVERITIES.index(threshold) + 1]
