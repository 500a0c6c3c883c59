"""DuckDB for Great Expectations: rows are taken before the cursor is gone.

A DuckDB connection has one result at a time, and Great Expectations reads a result after its connection went back to
the pool. Buffering each result as soon as it exists is all that is needed for every expectation to work.
"""

from __future__ import annotations

from duckdb_engine import Dialect
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg2 import PGExecutionContext_psycopg2
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy

DIALECT_NAME = "duckdb_buffered"


class BufferingContext(PGExecutionContext_psycopg2):
    """Fetches the whole result of a statement as soon as it has been executed."""

    def post_exec(self) -> None:
        """Replace the live cursor by its rows, wherever there are any."""
        super().post_exec()  # type: ignore[no-untyped-call]
        if self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(self.cursor)


class BufferedDuckDB(Dialect):
    """The dialect of duckdb-engine with buffered results; its URL is ``duckdb_buffered://``."""

    execution_ctx_cls = BufferingContext
    supports_statement_cache = False


def register_dialect() -> None:
    """Make ``duckdb_buffered://`` known to SQLAlchemy; calling it again changes nothing."""
    registry.register(DIALECT_NAME, __name__, BufferedDuckDB.__name__)
