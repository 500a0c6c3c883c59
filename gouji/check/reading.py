"""What the user names -> outcomes, read by the same readers as the warehouse's, each document once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gouji.check.errors import NothingToCheck
from gouji.check.own_files import OWN_FILES
from gouji.errors import UnreadableInput
from ingest.containers.opening import OpenArchives
from ingest.containers.walk import Found, Walker
from ingest.errors import IngestError
from ingest.records import record
from ingest.shards import Outcome
from ingest.sources import ManifestEntry, Source, discover
from ingest.tasks import Task, read_document

if TYPE_CHECKING:
    from gouji.check.model import RejectedDocument

STDIN = Path("-")
STDIN_ADDRESS = "stdin"
"""The address of what comes through the pipe; its format is told by its bytes."""

Advance = Callable[[int, int], None]


@record
class Reading:
    """Every address given, what manifests say of them, and what became of each different document."""

    found: tuple[Found, ...]
    entries: tuple[ManifestEntry, ...]
    outcomes: tuple[Outcome, ...]
    rejected: tuple[RejectedDocument, ...]
    """One for each address of a document that could not be read."""

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
        found = [one for source in sources if _is_document(source, paths) for one in walker.documents(source)]
    except IngestError as error:
        raise UnreadableInput(error.message_zh, error.message_en) from error
    if not found:
        raise NothingToCheck(paths)
    entries = {entry.source_uri: entry for entry in (*walker.entries, *given)}
    distinct = list({one.document_id: one for one in reversed(found)}.values())[::-1]
    with OpenArchives() as archives:
        outcomes = _outcomes(distinct, archives, advance)
        rejected = tuple(_rejected(found, outcomes, archives))
    return Reading(tuple(found), tuple(entries.values()), tuple(outcomes), rejected)


def _is_document(source: Source, paths: Sequence[Path]) -> bool:
    """Whether it is no file of a word processor's own, unless it was named."""
    return not source.path.name.startswith(OWN_FILES) or source.path in paths


def _from_stdin(folder: Path) -> Source:
    copy = folder / "stdin"
    copy.write_bytes(standard_input().read())
    return Source(STDIN_ADDRESS, copy)


def standard_input() -> BinaryIO:
    """The bytes that come through the pipe."""
    return sys.stdin.buffer


def _outcomes(documents: Sequence[Found], archives: OpenArchives, advance: Advance) -> list[Outcome]:
    outcomes = []
    for done, one in enumerate(documents, start=1):
        task = Task(one.document_id, one.source_uri, one.path, one.place, one.fault)
        outcomes.append(read_document(task, archives))
        advance(done, len(documents))
    return outcomes


def _rejected(
    found: Sequence[Found], outcomes: Sequence[Outcome], archives: OpenArchives
) -> Iterator[RejectedDocument]:
    refused = {outcome.document_id: outcome for outcome in outcomes if outcome.document is None}
    if refused:
        from gouji.check.unread import rejected_document

        for one in found:
            if one.document_id in refused:
                yield rejected_document(refused[one.document_id], one, archives)
