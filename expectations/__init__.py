"""The gate between what dbt built and what may be published.

Two suites, run with Great Expectations over the finished build file: *integrity* (this pipeline's own faults, which
stop publishing) and *reconciliation* (the publishers' faults, which are recorded and published). ``rules/`` holds the
equations as data; nothing in this package restates one.
"""

from expectations.errors import AuditError
from expectations.gate import audit
from expectations.results import AuditResult, ExpectationResult

__all__ = ["AuditError", "AuditResult", "ExpectationResult", "audit"]
