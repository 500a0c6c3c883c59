"""Which files are containers, by their bytes, and how each kind is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ingest.containers import tars, zips
from ingest.containers.limits import Budget
from ingest.containers.members import Archive, Place

ZIP, TAR, WARC = "zip", "tar", "warc"

WARC_SIGNATURE = b"WARC/"
WARC_SUFFIXES = (".warc", ".warc.gz")


def _open_warc(path: str) -> Archive:
    """Imports what reads WARC files when the first one is met: most runs never meet one."""
    from ingest.containers.warcs import WarcArchive

    return WarcArchive(path)


OPENERS: dict[str, Callable[[str], Archive]] = {
    ZIP: zips.ZipArchive,
    TAR: tars.TarArchive,
    WARC: _open_warc,
}


def kind_of(file: BinaryIO, name: str) -> str | None:
    """The kind of container (``zip``, ``warc+gz``, ``tar+xz`` …), None for a document."""
    start = file.read(tars.BLOCK)
    if not start:
        return None
    if start.startswith(zips.SIGNATURES):
        return None if zips.is_document(file, name) else ZIP
    for compression in tars.COMPRESSIONS:
        if start.startswith(compression.signature):
            inner = _kind_of_start(_first_block(file, compression), name)
            return inner and f"{inner}+{compression.kind}"
    return _kind_of_start(start, name)


def _first_block(file: BinaryIO, compression: tars.Compression) -> bytes:
    file.seek(0)
    try:
        return compression.open(file).read(tars.BLOCK)
    except tars.DAMAGE:
        return b""


def _kind_of_start(start: bytes, name: str) -> str | None:
    """By the first bytes; where those are damaged a container still goes by its name, so that it is rejected as one."""
    if start.startswith(WARC_SIGNATURE):
        return WARC
    if tars.is_header(start) or name.lower().endswith(tars.SUFFIXES):
        return TAR
    return WARC if name.lower().endswith(WARC_SUFFIXES) else None


def open_archive(path: str, kind: str, copy: Path, budget: Budget) -> Archive:
    """Open a container; ``copy`` is where it may be unpacked to if it cannot be read in any order as it is.

    Raises:
        ArchiveDamaged: it cannot be opened.
        ArchiveTooLarge: it unpacks to more than ``budget`` allows.
    """
    kind, _, packed = kind.partition("+")
    if kind == ZIP:
        return zips.ZipArchive(path, budget)
    compression = next((known for known in tars.COMPRESSIONS if known.kind == packed), None)
    by_record = kind == WARC and packed == "gz" and _is_by_record(path)
    if compression is None or by_record:
        return OPENERS[kind](path)
    tars.unpack(path, compression, copy, budget)
    return OPENERS[kind](str(copy))


def _is_by_record(path: str) -> bool:
    from ingest.containers.warcs import is_one_gzip_member

    return not is_one_gzip_member(path)


class OpenArchives:
    """Archives that stay open between the members a worker reads; only the last, for members come in order."""

    def __init__(self) -> None:
        self._path = ""
        self._archive: Archive | None = None

    def read(self, place: Place) -> bytes:
        """The bytes of one member.

        Raises:
            Rejection: it cannot be read.
            ArchiveDamaged: its archive has changed since it was listed.
        """
        if self._archive is None or self._path != place.archive:
            self.close()
            self._path, self._archive = place.archive, OPENERS[place.kind](place.archive)
        return self._archive.read(place.position, place.size)

    def close(self) -> None:
        """Let go of the file."""
        if self._archive is not None:
            self._archive.close()
        self._archive = None

    def __enter__(self) -> OpenArchives:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
