"""What a page is, and what it is given to answer one request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol, TypeVar

from duckdb import DuckDBPyConnection

from gouji.errors import Wording
from gouji.explorer.parameters import Parameter, Values


class DataclassType(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Row = TypeVar("Row", bound=DataclassType)


class NothingThere(LookupError):
    """The address is well formed, but the warehouse holds nothing under it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: a cursor on the file as it is now, and what was asked."""

    cursor: DuckDBPyConnection
    lang: str
    path: Mapping[str, str]
    values: Values

    def number(self, name: str) -> int:
        """A numeric parameter that has a default."""
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def rows(self, cls: type[Row], query: str, parameters: Mapping[str, object] | None = None) -> tuple[Row, ...]:
        """The rows of a query, its columns being the fields of ``cls``."""
        return rows_of(self.cursor, cls, query, parameters)

    def count(self, query: str, parameters: Mapping[str, object] | None = None) -> int:
        """The one number of a query."""
        row = self.cursor.execute(query, parameters or {}).fetchone()
        return int(row[0]) if row else 0

    def has_table(self, schema: str, table: str) -> bool:
        """Whether the warehouse was built with a table that those of earlier versions lack."""
        return has_table(self.cursor, schema, table)


def has_table(cursor: DuckDBPyConnection, schema: str, table: str) -> bool:
    """Whether the published file holds a table."""
    query = (
        "select count(*) from duckdb_tables() where database_name = 'warehouse' and schema_name = ? and table_name = ?"
    )
    row = cursor.execute(query, [schema, table]).fetchone()
    return bool(row and row[0])


def rows_of(
    cursor: DuckDBPyConnection, cls: type[Row], query: str, parameters: Mapping[str, object] | None = None
) -> tuple[Row, ...]:
    """The rows of a query as ``cls``; a query whose columns are not its fields is a defect and raises."""
    found = cursor.execute(query, parameters or {})
    names = [column[0] for column in found.description or ()]
    if names != [field.name for field in fields(cls)]:
        raise TypeError(f"{cls.__name__} has other fields than the query: {names}")
    return tuple(cls(*row) for row in found.fetchall())


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list this is."""

    page: int
    page_size: int
    total_count: int

    @property
    def last_page(self) -> int:
        """The number of the last page; 1 for an empty list."""
        return max(1, -(-self.total_count // self.page_size))

    @property
    def first_row(self) -> int:
        """The number of the first row on this page, from 1."""
        return (self.page - 1) * self.page_size + 1

    @property
    def last_row(self) -> int:
        """The number of the last row on this page."""
        return min(self.page * self.page_size, self.total_count)


LIMIT = "limit $page_size offset ($page - 1) * $page_size"
"""The end of a query of one page; takes the two parameters of :data:`gouji.explorer.parameters.PAGING`."""


@dataclass(frozen=True, slots=True)
class Page:
    """One address: what it takes, how it is read, and what comes back."""

    name: str
    path: str
    summary: Wording
    read: Callable[[Visit], DataclassType]
    answer: type[DataclassType]
    parameters: tuple[Parameter, ...] = ()
    view: Callable[[Any, str], Mapping[str, object]] | None = None
    """What the template needs besides the answer, made from the answer and the language."""

    @property
    def json_path(self) -> str:
        """The same address with ``.json``; the home page's is ``/index.json``."""
        return "/index.json" if self.path == "/" else f"{self.path}.json"
