"""What all kinds of archives have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ingest.errors import Rejection


class Fault(NamedTuple):
    """Why something cannot be read, known before anyone tries: a code of ``seeds/reject_reasons.csv``."""

    reason_code: str
    detail: str

    @classmethod
    def of(cls, rejection: Rejection) -> Fault:
        """The same as a value that can be handed to another process."""
        return cls(rejection.reason_code, rejection.detail)


class Place(NamedTuple):
    """Where the bytes of a member are: in which archive on disk (itself never inside another), and where in it."""

    archive: str
    kind: str
    position: int
    size: int


class Member(NamedTuple):
    """One document or archive in an archive. ``position`` and ``size`` mean something to its kind of archive only."""

    name: str
    position: int
    size: int
    fault: Fault | None = None


class Archive(Protocol):
    """One archive on disk, open."""

    @property
    def path(self) -> str:
        """The file that ``read`` reads: the archive, or a copy of it that can be read in any order."""

    def members(self) -> Iterator[Member]:
        """Its files, in its own order.

        Raises:
            ArchiveDamaged: it cannot be read further.
        """

    def read(self, position: int, size: int) -> bytes:
        """The bytes of one member.

        Raises:
            Rejection: that member cannot be read.
        """

    def close(self) -> None:
        """Let go of the file."""
