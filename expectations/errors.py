"""What can keep an audit from being run. A fault that an audit *finds* is a result, never an exception.

AuditError
├── UnreadableDatabase    no such file, not a DuckDB file, or held open by somebody else
├── NotABuild             a DuckDB file in which dbt has built nothing
└── ForeignFolder         the folder meant for Data Docs holds files that are not Data Docs
"""


class AuditError(Exception):
    """The audit could not be run; says which file or folder stands in the way."""


class UnreadableDatabase(AuditError):
    """The database file cannot be opened."""


class NotABuild(AuditError):
    """The database lacks the schemas that a build holds."""


class ForeignFolder(AuditError):
    """The folder for Data Docs is in use for something else, and replacing it would delete that."""
