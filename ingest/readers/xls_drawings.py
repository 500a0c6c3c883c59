"""Pictures and text boxes over the worksheets of an XLS workbook: which cells they begin and end in.

Drawings stand in records of their own ([MS-XLS] 2.4.172 MsoDrawing), cut anywhere, each shape followed by a record
that says what it is; put together they are a tree of containers ([MS-ODRAW] 2.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from ingest.readers.sheets import Anchor

# Records of the workbook.
BEGIN, END, WORKSHEET, OBJECT, TEXT, DRAWING, GOES_ON = 0x0809, 0x000A, 0x0085, 0x005D, 0x01B6, 0x00EC, 0x003C
# Records of the tree: a container has this version, and a shape is one of this type.
CONTAINER, SHAPE, PLACE, PLAYS_PART = 0xF, 0xF004, 0xF010, 0xF011
# Kinds of objects: a group, a chart and a picture print something; a comment is shown to who points at it.
PRINTS, COMMENT = frozenset((0x00, 0x05, 0x08)), 0x19
KIND_AT, LENGTH_AT = 4, 10
PLACE_SIZE, HEADER = 18, 8
# Nobody draws trees as deep.
DEEPEST = 16


class _Record(NamedTuple):
    kind: int
    content: bytes


class _Object(NamedTuple):
    kind: int
    has_text: bool

    @property
    def prints(self) -> bool:
        """Whether it shows anything: lines and boxes without words print nothing (the slash of a header)."""
        return self.kind in PRINTS or (self.has_text and self.kind != COMMENT)


def drawn_over(stream: bytes) -> list[list[Anchor]]:
    """What is drawn over each worksheet of a workbook's stream, in the order in which they are listed.

    Never raises: what is cut short ends there.
    """
    listed = [record.content for record in _records(stream, 0) if record.kind == WORKSHEET]
    starts = [_number(content, 0, 4) for content in listed if content[5:6] == b"\0"]
    return [list(_drawn(list(_records(stream, start)))) for start in starts]


def _number(content: bytes, at: int, size: int = 2) -> int:
    return int.from_bytes(content[at : at + size], "little")


def _records(stream: bytes, start: int) -> Iterator[_Record]:
    """The records from one beginning to its end; those of a chart inside are passed over."""
    depth, at, before = 0, start, 0
    while at + 4 <= len(stream):
        kind, length = _number(stream, at), _number(stream, at + 2)
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        # What goes on is of the kind that it goes on from.
        before = kind = before if kind == GOES_ON else kind
        if depth == 1:
            yield _Record(kind, stream[at + 4 : at + 4 + length])
        at += 4 + length


def _drawn(records: list[_Record]) -> Iterator[Anchor]:
    places = list(_places(b"".join(record.content for record in records if record.kind == DRAWING), DEEPEST))
    objects = list(_objects(records))
    # Where they do not belong together it is not known what each is: then everything prints.
    shown = [each.prints for each in objects] if len(objects) == len(places) else [True] * len(places)
    yield from (place for place, prints in zip(places, shown, strict=True) if place is not None and prints)


def _objects(records: list[_Record]) -> Iterator[_Object]:
    """What the shapes are, in order; the text of one follows it."""
    kinds = [number for number, record in enumerate(records) if record.kind == OBJECT]
    for number, following in zip_longest(kinds, kinds[1:], fillvalue=len(records)):
        text = next((record.content for record in records[number:following] if record.kind == TEXT), b"")
        yield _Object(_number(records[number].content, KIND_AT), _number(text, LENGTH_AT) > 0)


def _places(tree: bytes, depth: int) -> Iterator[Anchor | None]:
    """Where each shape stands that an object belongs to; None for one inside a group."""
    for version, kind, inside in _nodes(tree):
        if kind == SHAPE:
            parts = {kind: content for _, kind, content in _nodes(inside)}
            if PLAYS_PART in parts:
                yield _anchor(parts.get(PLACE, b""))
        elif version & CONTAINER == CONTAINER and depth:
            yield from _places(inside, depth - 1)


def _nodes(tree: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The version, the type and the content of each record of one container."""
    at = 0
    while at + HEADER <= len(tree):
        end = at + HEADER + _number(tree, at + 4, 4)
        yield _number(tree, at), _number(tree, at + 2), tree[at + HEADER : end]
        at = end


def _anchor(place: bytes) -> Anchor | None:
    """Its cells; one that lies on the edge of a cell ends in the cell before."""
    if len(place) != PLACE_SIZE:
        return None
    left, top, right, over, bottom, below = (_number(place, at) for at in (2, 6, 10, 12, 14, 16))
    return Anchor(top, left, bottom - (not below and bottom > top), right - (not over and right > left))
