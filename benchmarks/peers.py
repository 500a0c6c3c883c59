"""The libraries that the readers are measured against, each doing what its users do: extract the tables, no more."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

from ingest.readers import read
from ingest.report import read_reports

Work = Callable[[bytes], object]


@dataclass(frozen=True)
class Contender:
    """One way of reading a document; ``needs`` the module and the package it is measured with."""

    name: str
    does: str
    work: Work
    module: str = ""
    package: str = ""

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
