"""Which office format a ZIP holds."""

from __future__ import annotations

from importlib import import_module

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.readers.doc import read_ods, read_odt
from ingest.readers.package import Package, rejects_damage

# A part that only this format has, and its reader, imported when the first such document is met.
MAIN_PARTS = (
    ("word/", "ingest.readers.docx", "read_docx"),
    ("xl/worksheets/", "ingest.readers.xlsx", "read_xlsx"),
    ("OFD.xml", "ingest.readers.ofd", "read_ofd"),
)
# The first bytes of the member ``mimetype``.
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.presentation": "ODP",
    b"application/epub+zip": "EPUB",
}
READ_BY_LIBREOFFICE = {
    b"application/vnd.oasis.opendocument.text": ("ODT", read_odt),
    b"application/vnd.oasis.opendocument.spreadsheet": ("ODS", read_ods),
}
OPEN_MANIFEST, ENCRYPTION = "META-INF/manifest.xml", b":encryption-data"
OTHER_PARTS = {"ppt/": "PPTX", "xl/workbook.bin": "XLSB"}


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
    for part, module, reader in MAIN_PARTS:
        if any(member.startswith(part) for member in package.names):
            document: Document = getattr(import_module(module), reader)(package)
            return document
    if "mimetype" in package.names:
        kind = package.read("mimetype").strip()
        if kind in READ_BY_LIBREOFFICE:
            name, read_open = READ_BY_LIBREOFFICE[kind]
            if ENCRYPTION in package.read(OPEN_MANIFEST):
                raise Rejection("encrypted_document", name)
            return read_open(content)
        raise Rejection("unsupported_format", OPEN_DOCUMENTS.get(kind, "ZIP"))
    raise Rejection("unsupported_format", "ZIP")
