"""Which office format a ZIP holds."""

from __future__ import annotations

from collections.abc import Callable

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.readers.docx import read_docx
from ingest.readers.package import Package, rejects_damage
from ingest.readers.xlsx import read_xlsx

# A part that only this format has.
MAIN_PARTS: tuple[tuple[str, Callable[[Package], Document]], ...] = (
    ("word/", read_docx),
    ("xl/worksheets/", read_xlsx),
)
# The first bytes of the member ``mimetype``.
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "ODT",
    b"application/vnd.oasis.opendocument.spreadsheet": "ODS",
    b"application/vnd.oasis.opendocument.presentation": "ODP",
    b"application/ofd": "OFD",
    b"application/epub+zip": "EPUB",
}
OTHER_PARTS = {"ppt/": "PPTX", "OFD.xml": "OFD", "xl/workbook.bin": "XLSB"}


@rejects_damage
def read_zipped(content: bytes) -> Document:
    """Read a document that is a ZIP inside.

    Raises:
        Rejection: ``unsupported_format`` with the format's name, ``encrypted_document``, ``too_large``,
            ``damaged_document``.
    """
    package = Package(content)
    for part, name in OTHER_PARTS.items():
        if any(member.startswith(part) for member in package.names):
            raise Rejection("unsupported_format", name)
    for part, reader in MAIN_PARTS:
        if any(member.startswith(part) for member in package.names):
            return reader(package)
    if "mimetype" in package.names:
        kind = package.read("mimetype").strip()
        raise Rejection("unsupported_format", OPEN_DOCUMENTS.get(kind, "ZIP"))
    raise Rejection("unsupported_format", "ZIP")
