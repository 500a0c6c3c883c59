"""A report ready to be laid out: title, metadata and blocks in reading order, whatever the file format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from forge.form import CellCode
from forge.grid import Grid, map_words, printed_texts


@dataclass(frozen=True)
class Heading:
    """The heading of a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of prose."""

    text: str


Block = Heading | Paragraph | Grid


@dataclass(frozen=True)
class Encoding:
    """How characters become bytes: the codec, the name a page declares, and a mark before the first character."""

    codec: str
    declared: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """The bytes of a document."""
        return self.mark + text.encode(self.codec)


UTF_8 = Encoding("utf-8", "utf-8")


@dataclass(frozen=True)
class PrintedReport:
    """What a layout writes. ``title`` is empty where the report prints none; ``charset`` is what a page declares."""

    title: str
    publisher: str
    published_date: date
    metadata: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    charset: str
    encoding: Encoding

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables, in printed order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @property
    def expected(self) -> Mapping[CellCode, str]:
        """What each printed cell says; cells that are not printed are absent."""
        return printed_texts(self.grids)

    def map_grids(self, change: Callable[[Grid], Grid]) -> PrintedReport:
        """A copy with every table changed."""
        blocks = tuple(change(block) if isinstance(block, Grid) else block for block in self.blocks)
        return replace(self, blocks=blocks)

    def map_headings(self, change: Callable[[str], str]) -> PrintedReport:
        """A copy with every section heading changed."""
        blocks = tuple(Heading(change(block.text)) if isinstance(block, Heading) else block for block in self.blocks)
        return replace(self, blocks=blocks)

    def map_words(self, change: Callable[[str], str]) -> PrintedReport:
        """A copy with all wording changed: title, metadata, headings, paragraphs and labels, but no figure."""
        return replace(
            self,
            title=change(self.title),
            metadata=tuple((key, change(value)) for key, value in self.metadata),
            blocks=tuple(_map_block(block, change) for block in self.blocks),
        )


def _map_block(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Grid):
        return map_words(block, change)
    return replace(block, text=change(block.text))
