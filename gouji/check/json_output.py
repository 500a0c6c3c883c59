"""The result for programs: ``--format json``."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from gouji import __version__
from gouji.check.model import CheckResult

SCHEMA_VERSION = "1.0"


def to_json(result: CheckResult) -> str:
    """One JSON object; text that could steer a terminal was spelt out before."""
    document = {"schema_version": SCHEMA_VERSION, "tool": {"name": "gouji", "version": __version__}}
    return json.dumps(document | asdict(result), ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    assert isinstance(value, date)
    return value.isoformat()
