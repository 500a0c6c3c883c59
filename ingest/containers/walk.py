"""Every document at an address: the file itself or, where it is a container, everything inside it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath

from ingest.containers.limits import DEEPEST, ArchiveDamaged, ArchiveTooLarge, Budget
from ingest.containers.members import Archive, Fault, Member, Place
from ingest.containers.names import INNER, is_passed_over
from ingest.containers.opening import kind_of, open_archive
from ingest.errors import Rejection
from ingest.records import record
from ingest.sources import MANIFEST_NAME, ManifestEntry, Source, parse_manifest


@record
class Found:
    """One document at one of its addresses. ``place`` is where it stands in an archive; ``fault`` why it is rejected
    without being read."""

    source_uri: str
    path: str
    document_id: str
    byte_count: int
    place: Place | None = None
    fault: Fault | None = None


def document_id_of(content: bytes) -> str:
    """SHA-256 of the bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def unread(uri: str, path: str, fault: Fault, byte_count: int = 0) -> Found:
    """A document whose bytes cannot be had: it is known by its address."""
    return Found(uri, path, document_id_of(b"unreadable:" + uri.encode()), byte_count, None, fault)


@dataclass(slots=True)
class Walker:
    """Lists documents and tells them by their bytes. ``entries``: what manifests inside archives say.

    Inner archives, and TAR archives that are compressed, are copied to ``folder`` under numbers for names.
    """

    folder: Path
    entries: list[ManifestEntry] = field(default_factory=list)
    copies: int = 0

    def documents(self, source: Source) -> list[Found]:
        """What one file holds, each address once.

        Raises:
            InvalidManifest: a manifest inside an archive cannot be used.
        """
        try:
            with source.path.open("rb") as file:
                kind = kind_of(file, source.path.name)
                found = [] if kind else [_whole_file(source.uri, source.path)]
        except OSError as error:
            return [unread(source.uri, str(source.path), Fault("unreadable_file", error.strerror or str(error)))]
        if kind:
            found = self._archive(source, kind)
        distinct = {(one.source_uri, one.document_id): one for one in found}
        return list(distinct.values()) if source.members is None else _only(source, distinct.values())

    def _archive(self, source: Source, kind: str) -> list[Found]:
        """All of an archive, or none of one that is too large."""
        known = len(self.entries)
        try:
            return self._opened(source.path, source.uri, kind, 1, Budget())
        except ArchiveTooLarge as reason:
            del self.entries[known:]
            return [_whole_file(source.uri, source.path, Fault("too_large", str(reason)))]

    def _opened(self, path: Path, uri: str, kind: str, depth: int, budget: Budget) -> list[Found]:
        """What an archive holds; one that is damaged, or holds nothing, is itself a document that is rejected."""
        found: list[Found] = []
        try:
            with closing(open_archive(str(path), kind, self._next_copy(), budget)) as archive:
                for member in archive.members():
                    budget.take_member()
                    if not is_passed_over(member.name):
                        found.extend(self._member(archive, kind, member, f"{uri}{INNER}{member.name}", depth, budget))
        except ArchiveDamaged as damage:
            found.append(_whole_file(uri, path, Fault("damaged_document", f"{damage} ({len(found)} read before)")))
        return found or [_whole_file(uri, path, Fault("empty_file", "no document inside"))]

    def _member(
        self, archive: Archive, kind: str, member: Member, uri: str, depth: int, budget: Budget
    ) -> Iterator[Found]:
        try:
            if member.fault:
                raise Rejection(*member.fault)
            content = archive.read(member.position, member.size)
        except Rejection as rejection:
            yield unread(uri, archive.path, Fault.of(rejection), member.size)
            return
        budget.take(len(content))
        if PurePosixPath(member.name).name == MANIFEST_NAME:
            self.entries.extend(parse_manifest(content, uri))
        elif inner := kind_of(BytesIO(content), member.name):
            yield from self._inner(content, uri, inner, depth, budget)
        else:
            place = Place(archive.path, kind.partition("+")[0], member.position, member.size)
            yield Found(uri, archive.path, document_id_of(content), len(content), place)

    def _inner(self, content: bytes, uri: str, kind: str, depth: int, budget: Budget) -> list[Found]:
        if depth == DEEPEST:
            fault = Fault("nested_too_deeply", f"> {DEEPEST}")
            return [Found(uri, "", document_id_of(content), len(content), None, fault)]
        copy = self._next_copy()
        copy.write_bytes(content)
        return self._opened(copy, uri, kind, depth + 1, budget)

    def _next_copy(self) -> Path:
        self.copies += 1
        return self.folder / f"archive-{self.copies:06d}"


def _whole_file(uri: str, path: Path, fault: Fault | None = None) -> Found:
    with path.open("rb") as file:
        document_id = hashlib.file_digest(file, "sha256").hexdigest()
        return Found(uri, str(path), document_id, file.tell(), None, fault)


def _only(source: Source, found: Collection[Found]) -> list[Found]:
    """The members that a manifest names; one that is not there is a document that could not be read."""
    wanted = source.members or frozenset()
    taken = [one for one in found if one.source_uri in wanted or one.source_uri == source.uri]
    missing = sorted(wanted - {one.source_uri for one in taken})
    return taken + [unread(uri, str(source.path), Fault("unreadable_file", "not in the archive")) for uri in missing]
