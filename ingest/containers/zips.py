"""ZIP archives."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from ingest.containers.limits import LARGEST_MEMBER, ArchiveDamaged, Budget
from ingest.containers.members import Fault, Member
from ingest.containers.names import decode_name
from ingest.errors import Rejection

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
# Members by which a ZIP is one document: Office, OpenDocument and EPUB, OFD.
DOCUMENT_MARKS = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml", "word/document.xml", "xl/workbook.xml"))
DOCUMENT_SUFFIXES = frozenset(
    (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp", ".ofd", ".epub", ".wps", ".et")
)
IS_ENCRYPTED = 0x1
NAME_IS_UTF8 = 0x800
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    NotImplementedError,
)


def is_document(file: BinaryIO, name: str) -> bool:
    """Whether a ZIP is one document inside; where it cannot be opened its name tells."""
    try:
        with zipfile.ZipFile(file) as package:
            return not DOCUMENT_MARKS.isdisjoint(member.replace("\\", "/") for member in package.namelist())
    except DAMAGE:
        return PurePosixPath(name).suffix.lower() in DOCUMENT_SUFFIXES


class ZipArchive:
    """A ZIP; members are known by their position in its directory, for names may repeat."""

    def __init__(self, path: str, budget: Budget | None = None) -> None:
        """Open it.

        Raises:
            ArchiveDamaged: it has no directory that can be read.
            ArchiveTooLarge: its directory announces more than ``budget`` allows.
        """
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except DAMAGE as damage:
            raise ArchiveDamaged(str(damage)) from damage
        if budget is not None:
            members = self._zip.infolist()
            budget.foresee(sum(info.file_size for info in members if info.file_size <= LARGEST_MEMBER), len(members))

    def members(self) -> Iterator[Member]:
        """Its files."""
        for position, info in enumerate(self._zip.infolist()):
            if not info.is_dir():
                yield Member(_name(info), position, info.file_size, _fault(info))

    def read(self, position: int, size: int) -> bytes:
        """Unpack one member, its checksum verified."""
        try:
            with self._zip.open(self._zip.infolist()[position]) as file:
                return file.read(LARGEST_MEMBER + 1)
        except NotImplementedError as error:
            raise Rejection("unsupported_format", f"ZIP: {error}") from error
        except RuntimeError as error:
            raise Rejection("encrypted_document", str(error)) from error
        except DAMAGE as damage:
            raise Rejection("damaged_document", f"{type(damage).__name__}: {damage}") from damage

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


def _name(info: zipfile.ZipInfo) -> str:
    """A name without the flag is read as CP437, from which its bytes can be had back; then come the separators."""
    name = info.orig_filename
    if not info.flag_bits & NAME_IS_UTF8:
        try:
            name = decode_name(name.encode("cp437"))
        except UnicodeEncodeError:
            name = info.filename
    return decode_name(name.encode("utf-8", errors="replace")).replace("\\", "/")


def _fault(info: zipfile.ZipInfo) -> Fault | None:
    if info.flag_bits & IS_ENCRYPTED:
        return Fault("encrypted_document", "ZIP")
    if info.file_size > LARGEST_MEMBER:
        return Fault("too_large", f"{info.file_size} > {LARGEST_MEMBER} bytes unpacked")
    return None
