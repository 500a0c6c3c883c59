"""How much of an archive is taken, and why no more."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.readers import LARGEST_DOCUMENT

LARGEST_MEMBER = LARGEST_DOCUMENT
"""Bytes of one member, unpacked. No reader takes more, and a worker holds one member in memory."""

LARGEST_ARCHIVE = 8 * 1024**3
"""Bytes of everything in one archive, unpacked, inner archives too: 60,000 reports of 125 KB with room to spare."""

MOST_MEMBERS = 100_000
"""Members of one archive: twice the agencies that report in a year. More is a bomb, or a crawl to be cut."""

DEEPEST = 3
"""Archives inside one another: a province's of its cities' of their counties' reports."""


class ArchiveTooLarge(Exception):
    """An archive that unpacks to more than is taken: a bomb, or better cut into pieces. None of it is read."""


class ArchiveDamaged(Exception):
    """An archive that cannot be opened, or not to its end. What was read whole before stands."""


@dataclass(slots=True)
class Budget:
    """What is left of the limits for one archive and everything inside it."""

    bytes_left: int = LARGEST_ARCHIVE
    members_left: int = MOST_MEMBERS

    def take_member(self) -> None:
        """Count a member.

        Raises:
            ArchiveTooLarge: it is one too many.
        """
        self.members_left -= 1
        if self.members_left < 0:
            raise ArchiveTooLarge("too many members")

    def take(self, byte_count: int) -> None:
        """Count unpacked bytes.

        Raises:
            ArchiveTooLarge: they are too many.
        """
        self.foresee(byte_count)
        self.bytes_left -= byte_count

    def foresee(self, byte_count: int, member_count: int = 0) -> None:
        """Refuse what announces itself to be too large, before unpacking it.

        Raises:
            ArchiveTooLarge: it does.
        """
        if byte_count > self.bytes_left:
            raise ArchiveTooLarge("too many bytes unpacked")
        if member_count > self.members_left:
            raise ArchiveTooLarge("too many members")
