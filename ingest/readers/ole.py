"""Which of Microsoft's older formats an OLE compound file is, told by its streams and never by its name."""

from __future__ import annotations

import struct

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.readers.compound import CompoundFile, read_compound
from ingest.readers.doc import read_doc
from ingest.readers.package import rejects_damage
from ingest.readers.xls import read_xls

WORD, WORKBOOKS = "WordDocument", ("Workbook", "Book")
ENCRYPTED_PACKAGE = "EncryptedPackage"
# Streams of formats that are told apart only to be named.
OTHERS = {
    "PowerPoint Document": "PPT",
    "FileHeader": "HWP",
    "MatOST": "WPS (Microsoft Works)",
    "__properties_version1.0": "MSG",
}
# A Word file begins with its signature; a bit of the flags at this offset says that it is encrypted.
WORD_SIGNATURES = (0xA5EC, 0xA5DC)
FLAGS_AT, IS_ENCRYPTED = 10, 0x0100


@rejects_damage
def read_ole(content: bytes) -> Document:
    """Read a DOC, WPS, XLS or ET file.

    Raises:
        Rejection: ``unsupported_format`` with the format's name, ``encrypted_document``, ``damaged_document``,
            ``needs_libreoffice``.
    """
    file = read_compound(content)
    if ENCRYPTED_PACKAGE in file:
        raise Rejection("encrypted_document", "DOCX, XLSX")
    if WORD in file:
        if _is_encrypted(file):
            raise Rejection("encrypted_document", "DOC")
        return read_doc(content)
    if any(name in file for name in WORKBOOKS):
        return read_xls(content)
    raise Rejection("unsupported_format", next((name for stream, name in OTHERS.items() if stream in file), "OLE"))


def _is_encrypted(file: CompoundFile) -> bool:
    start = file.streams[WORD.upper()]
    if len(start) < FLAGS_AT + 2:
        return False
    signature, flags = struct.unpack_from("<H", start)[0], struct.unpack_from("<H", start, FLAGS_AT)[0]
    return signature in WORD_SIGNATURES and bool(flags & IS_ENCRYPTED)
