"""TAR archives. A compressed one is unpacked once into a copy, so that members can be read in any order."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple, cast

from ingest.containers.limits import LARGEST_MEMBER, ArchiveDamaged, Budget
from ingest.containers.members import Fault, Member
from ingest.containers.names import decode_name
from ingest.errors import Rejection

BLOCK = 512
"""Bytes; headers are one block, and an archive ends with blocks of zeros."""

COPIED_BYTES = 1024 * 1024
SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
DAMAGE = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


class Compression(NamedTuple):
    """A way to compress a whole file, told by its first bytes."""

    kind: str
    signature: bytes
    open: Callable[[BinaryIO], IO[bytes]]


def _open_gzip(file: BinaryIO) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(file))


def _open_bzip2(file: BinaryIO) -> IO[bytes]:
    return bz2.open(file)


def _open_xz(file: BinaryIO) -> IO[bytes]:
    return lzma.open(file)


COMPRESSIONS = (
    Compression("gz", b"\x1f\x8b", _open_gzip),
    Compression("bz2", b"BZh", _open_bzip2),
    Compression("xz", b"\xfd7zXZ\x00", _open_xz),
)


def is_header(block: bytes) -> bool:
    """Whether a block is the header of a TAR member: its checksum says so."""
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def unpack(path: str, compression: Compression, copy: Path, budget: Budget) -> None:
    """Unpack a compressed file into a copy.

    Raises:
        ArchiveDamaged: it cannot be unpacked whole; its checksum is one over everything, so nothing of it is sure.
        ArchiveTooLarge: it is larger than ``budget`` allows.
    """
    try:
        with Path(path).open("rb") as packed, compression.open(packed) as file, copy.open("wb") as target:
            while block := file.read(COPIED_BYTES):
                budget.take(len(block))
                target.write(block)
    except DAMAGE as damage:
        raise ArchiveDamaged(f"{type(damage).__name__}: {damage}") from damage


class TarArchive:
    """A TAR without compression; members are known by where their bytes begin."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._file = Path(path).open("rb")  # noqa: SIM115 - closed by close()

    def members(self) -> Iterator[Member]:
        """Its files; a hard link is the file it links to under another name."""
        contents: dict[str, tuple[int, int]] = {}
        try:
            with tarfile.open(fileobj=self._file, mode="r:", errors="surrogateescape") as archive:
                while (info := archive.next()) is not None:
                    archive.members = []  # type: ignore[attr-defined]  # it remembers every member it has met
                    if info.islnk() and info.linkname in contents:
                        yield Member(_name(info), *contents[info.linkname])
                    elif info.isreg():
                        contents[info.name] = (info.offset_data, info.size)
                        yield Member(_name(info), info.offset_data, info.size, _fault(info))
                end = archive.offset
        except DAMAGE as damage:
            raise ArchiveDamaged(f"{type(damage).__name__}: {damage}") from damage
        self._file.seek(end)
        if self._file.read(BLOCK) != bytes(BLOCK):
            raise ArchiveDamaged("the mark at its end is missing")

    def read(self, position: int, size: int) -> bytes:
        """The bytes of one member."""
        self._file.seek(position)
        content = self._file.read(size)
        if len(content) != size:
            raise Rejection("damaged_document", f"{len(content)} of {size} bytes")
        return content

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _name(info: tarfile.TarInfo) -> str:
    return decode_name(info.name.encode("utf-8", errors="surrogateescape")).removeprefix("./")


def _fault(info: tarfile.TarInfo) -> Fault | None:
    if info.issparse():
        return Fault("unsupported_format", "TAR: sparse file")
    if info.size > LARGEST_MEMBER:
        return Fault("too_large", f"{info.size} > {LARGEST_MEMBER} bytes")
    return None
