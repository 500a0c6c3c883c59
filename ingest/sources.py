"""What the user names -> the files to read: files, folders (walked in order), archives as one file, and manifests."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ingest.containers.names import INNER, address_of
from ingest.errors import InputNotFound, InvalidManifest

MANIFEST_NAME = "manifest.csv"
SCOPES = frozenset(("own", "summary", "unknown"))
YEAR = re.compile(r"^(?:19|20)\d\d$")
REGION_CODE = re.compile(r"^\d{6}$")


class Source(NamedTuple):
    """One file to read. ``uri`` is its path as the user gave it; ``members`` the addresses wanted of an archive, None
    for whatever the file holds."""

    uri: str
    path: Path
    members: frozenset[str] | None = None


class ManifestEntry(NamedTuple):
    """What a manifest says of one file; None where it says nothing."""

    source_uri: str
    original_uri: str | None
    agency_name: str | None
    region_code: str | None
    report_year: int | None
    scope: str | None
    published_date: datetime.date | None


def discover(paths: Sequence[Path]) -> tuple[list[Source], list[ManifestEntry]]:
    """Files below ``paths`` in a stable order, each once, and the entries of the manifests beside them.

    Hidden files and a folder's README are passed over.
    A path that is itself a ``manifest.csv`` stands for the files, and members of archives, that it lists.

    Raises:
        InputNotFound: a path does not exist.
        InvalidManifest: a manifest cannot be used.
    """
    sources: dict[str, Source] = {}
    manifests: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise InputNotFound(f"找不到 {path}，请检查路径", f"{path} does not exist; check the path")
        for file in _files(path):
            if file.name == MANIFEST_NAME:
                manifests[file] = None
                continue
            sources[address_of(file)] = Source(address_of(file), file)
            if (beside := file.parent / MANIFEST_NAME).is_file():
                manifests[beside] = None
        if path.name == MANIFEST_NAME and path.is_file():
            for source in _listed(read_manifest(path)):
                sources.setdefault(source.uri, source)
    entries = {entry.source_uri: entry for manifest in manifests for entry in read_manifest(manifest)}
    return list(sources.values()), list(entries.values())


def _listed(entries: Sequence[ManifestEntry]) -> Iterator[Source]:
    """The files that a manifest lists; members of one archive together."""
    members: dict[str, set[str]] = {}
    for entry in entries:
        archive, inner, _ = entry.source_uri.partition(INNER)
        if inner and Path(archive).is_file():
            members.setdefault(archive, set()).add(entry.source_uri)
        else:
            yield Source(entry.source_uri, Path(entry.source_uri))
    for archive, wanted in members.items():
        yield Source(archive, Path(archive), frozenset(wanted))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir(), key=lambda p: p.name):
        if entry.name.startswith(".") or entry.stem.lower() == "readme":
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry


def read_manifest(path: Path) -> list[ManifestEntry]:
    """Entries of one ``manifest.csv``; its ``path`` column is relative to the folder it stands in.

    Raises:
        InvalidManifest: no ``path`` column, not UTF-8, or a value that is none.
    """
    return parse_manifest(path.read_bytes(), address_of(path))


def parse_manifest(content: bytes, address: str) -> list[ManifestEntry]:
    """Entries of the manifest at an address, which may be inside an archive.

    Raises:
        InvalidManifest: no ``path`` column, not UTF-8, or a value that is none.
    """
    try:
        rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidManifest(
            f"{address} 不是 UTF-8 编码的 CSV", f"{address} is not a CSV file in UTF-8: {error}"
        ) from error
    if rows and "path" not in rows[0]:
        raise InvalidManifest(f"{address} 缺少 path 列", f"{address} has no column named path")
    manifest = PurePosixPath(address)
    return [_entry(manifest, number, row) for number, row in enumerate(rows, start=2) if (row["path"] or "").strip()]


def _entry(manifest: PurePosixPath, line: int, row: dict[str, str | None]) -> ManifestEntry:
    def value(name: str) -> str | None:
        return (row.get(name) or "").strip() or None

    def checked(name: str, pattern: re.Pattern[str]) -> str | None:
        text = value(name)
        if text is not None and not pattern.match(text):
            raise _invalid(manifest, line, name, text)
        return text

    year = checked("report_year", YEAR)
    scope = value("scope")
    if scope is not None and scope not in SCOPES:
        raise _invalid(manifest, line, "scope", scope)
    return ManifestEntry(
        source_uri=(manifest.parent / (value("path") or "")).as_posix(),
        original_uri=value("source_uri"),
        agency_name=value("agency_name"),
        region_code=checked("region_code", REGION_CODE),
        report_year=int(year) if year else None,
        scope=scope,
        published_date=_date(manifest, line, value("published_date")),
    )


def _date(manifest: PurePosixPath, line: int, text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise _invalid(manifest, line, "published_date", text or "") from None


def _invalid(manifest: PurePosixPath, line: int, name: str, text: str) -> InvalidManifest:
    return InvalidManifest(
        f"{manifest} 第 {line} 行 {name} 的值 {text!r} 无效", f"{manifest} line {line}: {text!r} is no valid {name}"
    )
