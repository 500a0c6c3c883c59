"""Answers as JSON: the fields of the dataclasses, in their order, with nothing a browser or a terminal would act on."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal

# Characters that reverse, hide or end what stands around them; JSON may escape any character.
UNSAFE = re.compile("[<>&\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def to_json(answer: object) -> bytes:
    """An answer as UTF-8 JSON."""
    text = json.dumps(plain(answer), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A lone surrogate can come out of no DuckDB file, but must not end a request if it does.
    return UNSAFE.sub(_escaped, text).encode("utf-8", "replace")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def plain(value: object) -> object:
    """Dataclasses as objects, tuples as arrays, figures as numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def number(value: Decimal) -> int | float | str:
    """An exact number: a whole one as such, another as a float that prints the same, else its digits as text."""
    if value == value.to_integral_value():
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else str(value)
