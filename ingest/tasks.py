"""One document to read, and what becomes of it: its reports or a reason, never an exception."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ingest.containers.limits import ArchiveDamaged
from ingest.containers.members import Fault, Place
from ingest.containers.opening import OpenArchives
from ingest.containers.walk import document_id_of
from ingest.errors import Rejection
from ingest.readers import LARGEST_DOCUMENT
from ingest.report import read_reports
from ingest.shards import Outcome


class Task(NamedTuple):
    """One document to read, at one of its addresses; ``place`` and ``fault`` as in ``Found``."""

    document_id: str
    source_uri: str
    path: str
    place: Place | None = None
    fault: Fault | None = None


def read_document(task: Task, archives: OpenArchives) -> Outcome:
    """Read one document; nothing that a document contains can raise out of here."""
    try:
        content = content_of(task, archives)
        if document_id_of(content) != task.document_id:
            raise Rejection("unreadable_file", "changed while it was being read")
        return Outcome(task.document_id, task.source_uri, read_reports(content, task.source_uri))
    except Rejection as rejection:
        return Outcome(task.document_id, task.source_uri, None, rejection.reason_code, rejection.detail)
    except (OSError, ArchiveDamaged) as error:
        detail = getattr(error, "strerror", None) or str(error)
        return Outcome(task.document_id, task.source_uri, None, "unreadable_file", detail)
    except Exception as error:  # a fault of ours in one document must not lose the others
        return Outcome(task.document_id, task.source_uri, None, "reader_failed", f"{type(error).__name__}: {error}")


def content_of(task: Task, archives: OpenArchives) -> bytes:
    """The bytes of one document.

    Raises:
        Rejection, OSError, ArchiveDamaged: they cannot be had.
    """
    if task.fault is not None:
        raise Rejection(*task.fault)
    if task.place is not None:
        return archives.read(task.place)
    path = Path(task.path)
    if (size := path.stat().st_size) > LARGEST_DOCUMENT:
        raise Rejection("too_large", f"{size} > {LARGEST_DOCUMENT} bytes")
    return path.read_bytes()
