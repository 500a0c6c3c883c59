"""Names of which only the first line is left: 商业 for 商业企业, 本年新 for 本年新制作数量 and 本年新公开数量 alike.

Programs that take the text out of pages lose the lines behind the first in some cells. Such headers are told where all
that are printed, as they are read, can be those of the form in its order: each whole, or the beginning of what the form
has in that place. So two that were cut to the same are told apart by the form's order alone; nothing else is left.
What is left of the name of a row is told by the rows around it (``by_place``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.documents import Cell
from ingest.forms import load_forms
from ingest.header_columns import HeaderCell
from ingest.header_orders import as_read
from ingest.labels import Label, bare_key, load_labels
from ingest.rows import is_blank

SHORTEST_BEGINNING = 2
# Alone it must say more, for nothing beside it says where it stands.
SHORTEST_ALONE = 4


def told_by_order(table: str, headers: Sequence[HeaderCell]) -> Iterator[tuple[Cell, Label]]:
    """The columns that headers cut short stand for; none where the headers could be read in another way."""
    printed = [header for header in headers if not is_blank(header.cell.text) and header.may_head_columns]
    unknown = [n for n, header in enumerate(printed) if header.label is None]
    if not unknown or not (len(unknown) < len(printed) or len(bare_key(printed[0].cell.text)) >= SHORTEST_ALONE):
        return
    fitting = [way for way in as_read(table) if _fits(printed, way)]
    if len(fitting) == 1:
        for n in unknown:
            yield printed[n].cell, fitting[0][n]


def begins_header(text: str) -> bool:
    """Whether a text is the beginning of some header of sections 2 and 3, and nothing on its own (本年增/)."""
    tables = {column.table_code for column in load_forms().columns}
    return any(begins(text, label) for table in tables for way in as_read(table) for label in way)


def _fits(headers: Sequence[HeaderCell], way: Sequence[Label]) -> bool:
    return len(headers) == len(way) and all(
        header.label == label or (header.label is None and begins(header.cell.text, label))
        for header, label in zip(headers, way, strict=True)
    )


@lru_cache(maxsize=4096)
def begins(text: str, label: Label) -> bool:
    """Whether a text is the beginning of a wording of a label, and not all of it."""
    key = bare_key(text)
    if len(key) < SHORTEST_BEGINNING or any(character.isdigit() for character in key):
        return False
    wordings = [known for known, of in load_labels().keys_by_table.get(label.table_code, ()) if of == label]
    return key not in wordings and any(known.startswith(key) for known in wordings)
