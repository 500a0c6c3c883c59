"""The libraries that the readers are measured against, each doing what its users do: extract the tables, no more."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

from ingest.readers import read
from ingest.report import read_reports

Work = Callable[[bytes], object]
# What is made from the seeds is kept in caches smaller than this.
SMALLEST_CACHE_OF_DOCUMENTS = 256


@dataclass(frozen=True)
class Contender:
    """One way of reading a document; ``needs`` the module and the package it is measured with."""

    name: str
    does: str
    work: Work
    module: str = ""
    package: str = ""
    prepare: Callable[[], None] | None = None
    """Done before each document and not measured."""

    @property
    def is_installed(self) -> bool:
        """Whether it can be measured here."""
        return not self.module or find_spec(self.module) is not None

    @property
    def title(self) -> str:
        """Its name, with the version measured."""
        return f"{self.name} {version(self.package)}" if self.package else self.name


def gouji(suffix: str) -> Contender:
    """The whole way: bytes to raw rows, labels matched, identity told."""
    return Contender("gouji", "bytes to raw rows", lambda content: read_reports(content, f"document{suffix}"))


def gouji_cold(suffix: str) -> Contender:
    """The same with everything forgotten that was found out from documents read before."""
    return replace(gouji(suffix), name="gouji, nothing remembered", prepare=forget)


def forget() -> None:
    """Clear the caches that reading documents fills; what is read from the seeds once in a process stays."""
    for module in [module for name, module in sys.modules.items() if name.startswith("ingest.")]:
        for member in list(vars(module).values()):
            size = member.cache_parameters()["maxsize"] if hasattr(member, "cache_parameters") else 0
            if size is None or size >= SMALLEST_CACHE_OF_DOCUMENTS:
                member.cache_clear()


def gouji_tables(suffix: str) -> Contender:
    """As much as the peers do: bytes to tables and lines."""
    return Contender("gouji, reader only", "bytes to tables", lambda content: read(content, f"document{suffix}"))


def pandas_tables(content: bytes) -> object:
    """``pandas.read_html`` over lxml."""
    return import_module("pandas").read_html(io.BytesIO(content), flavor="lxml")


def turbohtml_tables(content: bytes) -> object:
    """The parser that gouji uses, its own table extraction."""
    return import_module("turbohtml").parse(content.decode()).tables()


def soup_tables(content: bytes) -> object:
    """BeautifulSoup over Python's own parser: the text of each cell."""
    soup = import_module("bs4").BeautifulSoup(content, "html.parser")
    return [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in soup.find_all("tr")]


def docx_tables(content: bytes) -> object:
    """python-docx: the text of each cell of each row."""
    document = import_module("docx").Document(io.BytesIO(content))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def pdf_tables(content: bytes) -> object:
    """pdfplumber: the tables of each page."""
    with import_module("pdfplumber").open(io.BytesIO(content)) as document:
        return [page.extract_tables() for page in document.pages]


PEERS = {
    "html": (
        Contender("pandas.read_html (lxml)", "bytes to tables", pandas_tables, "lxml", "pandas"),
        Contender("turbohtml .tables()", "bytes to tables", turbohtml_tables, "turbohtml", "turbohtml"),
        Contender("BeautifulSoup", "bytes to tables", soup_tables, "bs4", "beautifulsoup4"),
    ),
    "docx": (Contender("python-docx", "bytes to tables", docx_tables, "docx", "python-docx"),),
    "pdf": (Contender("pdfplumber", "bytes to tables", pdf_tables, "pdfplumber", "pdfplumber"),),
}
"""By family of layouts; the first of each is the one that ratios are told against."""


def contenders(family: str, suffix: str) -> list[Contender]:
    """All that read the files of a family of layouts."""
    return [gouji(suffix), gouji_cold(suffix), gouji_tables(suffix), *PEERS[family]]
