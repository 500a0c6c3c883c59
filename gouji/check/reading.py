"""What the user names -> raw rows, read by the same readers as the warehouse's, each document once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import BinaryIO

from gouji.check.aside import Advance, Aside
from gouji.check.errors import NothingToCheck
from gouji.check.model import RejectedDocument
from gouji.check.own_files import OWN_FILES
from gouji.check.raw_files import Files, Reading, together
from gouji.check.raw_rows import rows_of_documents, rows_of_run, write_rows
from gouji.errors import UnreadableInput
from ingest.containers.opening import OpenArchives
from ingest.containers.walk import Found, Walker
from ingest.errors import IngestError
from ingest.records import record
from ingest.shards import Outcome
from ingest.sources import Source, discover
from ingest.tasks import Task, read_document

STDIN = Path("-")
STDIN_ADDRESS = "stdin"
"""The address of what comes through the pipe; its format is told by its bytes."""

# Forking takes as long as reading one or two documents.
DOCUMENTS_WORTH_A_PROCESS = 10


@record
class Part:
    """What became of some of the documents."""

    files: Files
    refused: tuple[Outcome, ...]


def read_inputs(paths: Sequence[Path], folder: Path, advance: Advance) -> Reading:
    """Read files, folders, archives, manifests and stdin (``-``).

    Args:
        paths: as the user gave them.
        folder: for what has to be unpacked, and for the rows.
        advance: told how many documents are done, and of how many.

    Raises:
        UnreadableInput: a path does not exist, or a manifest cannot be used.
        NothingToCheck: there is no document at any of the paths.
        ReaderDied: a document ended the process that read it.
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
    same: dict[str, list[Found]] = {}
    for one in found:
        same.setdefault(one.document_id, []).append(one)
    parts = _in_parts([first for first, *_ in same.values()], folder, advance)
    run = write_rows(rows_of_run(found, entries.values()), folder, "run")
    refused = {outcome.document_id: outcome for part in parts for outcome in part.refused}
    return Reading(
        {document_id: tuple(one.source_uri for one in places) for document_id, places in same.items()},
        together([*(part.files for part in parts), run]),
        tuple(_rejected(found, refused)),
    )


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


def _in_parts(documents: Sequence[Found], folder: Path, advance: Advance) -> Sequence[Part]:
    """Read the documents, many of them in as many processes as there are cores."""
    count = min(os.cpu_count() or 1, 1 + len(documents) // DOCUMENTS_WORTH_A_PROCESS)
    shares = [documents[number::count] for number in range(count)]
    total, done_before = len(documents), 0

    def tell(done: int, _: int) -> None:
        advance(done_before + done, total)

    with ExitStack() as others:
        works = [partial(_read_part, share, folder, str(number)) for number, share in enumerate(shares)]
        asides = [others.enter_context(Aside(work)) for work in works[1:]]
        parts = [works[0](tell)]
        for share, aside in zip(shares, asides, strict=False):
            done_before += len(share)
            parts.append(aside.result(tell))
    return parts


def _read_part(documents: Sequence[Found], folder: Path, name: str, advance: Advance) -> Part:
    outcomes = []
    with OpenArchives() as archives:
        for done, one in enumerate(documents, start=1):
            outcomes.append(read_document(_task(one), archives))
            advance(done, len(documents))
    files = write_rows(rows_of_documents(outcomes), folder, name)
    return Part(files, tuple(outcome for outcome in outcomes if outcome.document is None))


def _task(one: Found) -> Task:
    return Task(one.document_id, one.source_uri, one.path, one.place, one.fault)


def _rejected(found: Sequence[Found], refused: Mapping[str, Outcome]) -> Iterator[RejectedDocument]:
    if refused:
        from gouji.check.unread import rejected_document

        with OpenArchives() as archives:
            for one in found:
                if one.document_id in refused:
                    yield rejected_document(refused[one.document_id], one, archives)
