"""What the XML office formats share: parts inside a ZIP, their relationships, and the ways in which they break."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import ParamSpec, TypeVar
from xml.etree import ElementTree

from ingest.errors import Rejection

LARGEST_CONTENT = 64 * 1024 * 1024
"""Bytes of all parts unpacked. More is a bomb, or no report."""

# Office writes the namespaces of one of two editions of the standard; they differ in nothing a reader looks at.
STRICT_NAMESPACES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
IS_ENCRYPTED = 0x1
# Bytes within which a part has named its namespaces.
WHERE_DECLARED = 8192
# Everything that unpacking and parsing raise on bytes that are not what they claim to be.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ElementTree.ParseError,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

P = ParamSpec("P")
T = TypeVar("T")


def rejects_damage(read: Callable[P, T]) -> Callable[P, T]:
    """A reader that says ``damaged_document`` where its file is not put together as its format demands."""

    @wraps(read)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(*args, **kwargs)
        except DAMAGE as damage:
            raise Rejection("damaged_document", f"{type(damage).__name__}: {damage}") from damage

    return guarded


def parse_xml(content: bytes) -> ElementTree.Element:
    """One part, parsed; a document type, which these formats forbid, is damage.

    Raises:
        xml.etree.ElementTree.ParseError: it is not XML.
    """
    start = content[:WHERE_DECLARED]
    if b"<!DOCTYPE" in start or b"<!ENTITY" in content:
        raise ElementTree.ParseError("a document type")
    for strict, usual in STRICT_NAMESPACES.items():
        if strict in start:
            content = content.replace(strict, usual)
    return ElementTree.fromstring(content)


class Package:
    """The parts of one office document by name."""

    def __init__(self, content: bytes) -> None:
        """Open a ZIP.

        Raises:
            Rejection: ``too_large`` or ``encrypted_document``.
            zipfile.BadZipFile: it is none.
        """
        self._zip = zipfile.ZipFile(BytesIO(content))
        members = self._zip.infolist()
        size = sum(member.file_size for member in members)
        if size > LARGEST_CONTENT:
            raise Rejection("too_large", f"{size} > {LARGEST_CONTENT} bytes unpacked")
        if any(member.flag_bits & IS_ENCRYPTED for member in members):
            raise Rejection("encrypted_document", "ZIP")
        # Some programs write the separators of their own system.
        self._members = {member.filename.replace("\\", "/").lstrip("/"): member for member in members}
        self.names = frozenset(self._members)

    def read(self, name: str) -> bytes:
        """The bytes of one part.

        Raises:
            KeyError: there is no such part.
        """
        return self._zip.read(self._members[name])

    def xml(self, name: str) -> ElementTree.Element:
        """One part, parsed.

        Raises:
            KeyError: there is no such part.
            xml.etree.ElementTree.ParseError: it is not XML.
        """
        return parse_xml(self.read(name))

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part by id: the last word of the type, and the part pointed at."""
        folder = dirname(part)
        name = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
        if name not in self.names:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                normpath(join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in self.xml(name)
            if relation.get("TargetMode") != "External"
        }

    def main_part(self, default: str) -> str:
        """The part the package is about, ``default`` where the package does not say."""
        targets = (target for kind, target in self.relations("").values() if kind == "officeDocument")
        return next((target for target in targets if target in self.names), default)
