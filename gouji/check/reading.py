"""What the user names -> outcomes, read by the same readers as the warehouse's, each document once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gouji.check.errors import NothingToCheck
from gouji.errors import UnreadableInput
from ingest.containers.opening import OpenArchives
from ingest.containers.walk import Found, Walker
from ingest.errors import IngestError
from ingest.shards import Outcome
from ingest.sources import ManifestEntry, Source, discover
from ingest.workers import Task, read_document

STDIN = Path("-")
STDIN_ADDRESS = "stdin"
"""The address of what comes through the pipe; its format is told by its bytes."""

Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Every address given, what manifests say of them, and what became of each different document."""

    found: tuple[Found, ...]
    entries: tuple[ManifestEntry, ...]
    outcomes: tuple[Outcome, ...]

    def addresses(self, document_id: str) -> tuple[str, ...]:
        """Where a document was found, as given."""
        return tuple(one.source_uri for one in self.found if one.document_id == document_id)


def read_inputs(paths: Sequence[Path], folder: Path, advance: Advance) -> Reading:
    """Read files, folders, archives, manifests and stdin (``-``).

    Args:
        paths: as the user gave them.
        folder: for what has to be unpacked.
        advance: told how many documents are done, and of how many.

    Raises:
        UnreadableInput: a path does not exist, or a manifest cannot be used.
        NothingToCheck: there is no document at any of the paths.
    """
    try:
        sources, given = discover([path for path in paths if path != STDIN])
        walker = Walker(folder)
        if STDIN in paths:
            sources = [_from_stdin(folder), *sources]
        found = [one for source in sources for one in walker.documents(source)]
    except IngestError as error:
        raise UnreadableInput(error.message_zh, error.message_en) from error
    if not found:
        raise NothingToCheck(paths)
    entries = {entry.source_uri: entry for entry in (*walker.entries, *given)}
    distinct = list({one.document_id: one for one in reversed(found)}.values())[::-1]
    return Reading(tuple(found), tuple(entries.values()), tuple(_outcomes(distinct, advance)))


def _from_stdin(folder: Path) -> Source:
    copy = folder / "stdin"
    copy.write_bytes(sys.stdin.buffer.read())
    return Source(STDIN_ADDRESS, copy)


def _outcomes(documents: Sequence[Found], advance: Advance) -> list[Outcome]:
    outcomes = []
    with OpenArchives() as archives:
        for done, one in enumerate(documents, start=1):
            task = Task(one.document_id, one.source_uri, one.path, one.place, one.fault)
            outcomes.append(read_document(task, archives))
            advance(done, len(documents))
    return outcomes
