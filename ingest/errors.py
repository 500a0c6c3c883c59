"""The exceptions of ingest.

IngestError
├── InputNotFound        a path that does not exist; nothing was read
├── InvalidManifest      a manifest.csv that cannot be used
└── Rejection            one document cannot become a report; carries the reason code of ``seeds/reject_reasons.csv``
"""

from __future__ import annotations


class IngestError(Exception):
    """Base of everything ``ingest`` raises on purpose."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(f"{message_zh} / {message_en}")
        self.message_zh = message_zh
        self.message_en = message_en


class InputNotFound(IngestError):
    """A path given by the user does not exist."""


class InvalidManifest(IngestError):
    """A ``manifest.csv`` lacks its ``path`` column or holds a value that is none."""


class Rejection(Exception):
    """A document that is not taken, with the reason code that says why. Never leaves ``ingest``."""

    def __init__(self, reason_code: str, detail: str = "") -> None:
        super().__init__(f"{reason_code}: {detail}")
        self.reason_code = reason_code
        self.detail = detail
