"""A folder of files that takes its place whole: whoever looks sees the old export or the new one."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gouji.errors import DestinationNotOurs, DestinationNotWritable

MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
CHUNK = 1 << 20


@contextmanager
def folder_in_one_step(destination: Path) -> Iterator[Path]:
    """A new folder to write into; at the end of the block it takes the place of the destination.

    Raises:
        DestinationNotOurs: something that no export wrote is there already.
        DestinationNotWritable: the folder cannot be written.
    """
    destination = destination.absolute()
    if destination.exists() and not is_ours(destination):
        raise DestinationNotOurs(destination)
    incoming = destination.with_name(f".{destination.name}.incoming")
    outgoing = destination.with_name(f".{destination.name}.outgoing")
    try:
        for litter in (incoming, outgoing):
            shutil.rmtree(litter, ignore_errors=True)
        incoming.mkdir(parents=True)
        yield incoming
        if destination.exists():
            destination.rename(outgoing)
        incoming.rename(destination)
    except OSError as refusal:
        raise DestinationNotWritable(destination, str(refusal)) from refusal
    finally:
        if not destination.exists() and outgoing.exists():
            outgoing.rename(destination)
        for litter in (incoming, outgoing):
            shutil.rmtree(litter, ignore_errors=True)


def is_ours(folder: Path) -> bool:
    """Whether an export may replace it: it is empty, or its manifest says that gouji wrote it."""
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    try:
        return str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["producer"]) == "gouji"
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_checksums(folder: Path) -> dict[str, str]:
    """Write what ``sha256sum --check`` reads, for every file of the folder; digests by relative path."""
    digests = {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    lines = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
    (folder / CHECKSUMS).write_text(lines, encoding="utf-8")
    return digests


def sha256_of(path: Path) -> str:
    """The digest of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
