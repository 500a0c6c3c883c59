"""Slips of whoever types a table into a page: a cell too many or too few, a span forgotten, a header left out.

A reader may give up on rows or on the whole table then; what it does read has to stand where it stood before the slip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from turbohtml import Element, parse

EMPTY = "<td></td>"
Slip = Callable[[Element, Random], object]


def slipped(content: bytes, slips: Sequence[Slip], chance: Random) -> bytes:
    """A page, one of its statutory tables with slips; as it is where it has no table for them."""
    page = parse(content.decode())
    tables = [table for table in page.select("table") if table.select_one("table") is None and _rows_of_figures(table)]
    if tables:
        table = chance.choice(tables)
        for slip in slips:
            try:
                slip(table, chance)
            except IndexError:  # the table has no such cell, or no longer
                continue
    return page.html.encode()


def _rows(table: Element) -> list[Element]:
    return table.select("tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if isinstance(cell, Element)]


def _is_figure(cell: Element) -> bool:
    return cell.text.strip().isdecimal()


def _rows_of_figures(table: Element) -> list[Element]:
    return [row for row in _rows(table) if any(map(_is_figure, _cells(row)))]


def _header(table: Element, chance: Random) -> Element:
    figures = _rows_of_figures(table)
    return chance.choice(_cells(chance.choice([row for row in _rows(table) if row not in figures])))


def _figures(table: Element, chance: Random) -> list[Element]:
    return [cell for cell in _cells(chance.choice(_rows_of_figures(table))) if _is_figure(cell)]


def _label(table: Element, chance: Random) -> Element:
    return chance.choice([cell for cell in _cells(chance.choice(_rows_of_figures(table))) if not _is_figure(cell)])


def header_left_out(table: Element, chance: Random) -> None:
    """A header cell less: those behind it stand over other columns."""
    _header(table, chance).decompose()


def header_doubled(table: Element, chance: Random) -> None:
    """A header cell twice."""
    header = _header(table, chance)
    header.insert_adjacent_html("afterend", header.html)


def header_blank(table: Element, chance: Random) -> None:
    """A header cell without its text."""
    _header(table, chance).set_text("")


def header_row_left_out(table: Element, chance: Random) -> None:
    """A whole row of headers less."""
    _header(table, chance).closest("tr").decompose()  # type: ignore[union-attr]


def cell_before_header(table: Element, chance: Random) -> None:
    """An empty cell among the headers."""
    _header(table, chance).insert_adjacent_html("beforebegin", EMPTY)


def figure_left_out(table: Element, chance: Random) -> None:
    """A figure less: those behind it move up."""
    chance.choice(_figures(table, chance)).decompose()


def figure_doubled(table: Element, chance: Random) -> None:
    """A figure twice: those behind it move down."""
    figure = chance.choice(_figures(table, chance))
    figure.insert_adjacent_html("afterend", figure.html)


def figures_merged(table: Element, chance: Random) -> None:
    """A figure in the place of two."""
    figures = _figures(table, chance)
    place = chance.randrange(len(figures) - 1) if len(figures) > 1 else 1
    figures[place + 1].decompose()
    figures[place].attrs["colspan"] = "2"


def label_left_out(table: Element, chance: Random) -> None:
    """A row without its name."""
    _label(table, chance).decompose()


def label_blank(table: Element, chance: Random) -> None:
    """A name without its text."""
    _label(table, chance).set_text("")


def span_forgotten(table: Element, chance: Random) -> None:
    """A cell that reached over several takes one place."""
    name = chance.choice(("colspan", "rowspan"))
    del chance.choice(table.select(f"[{name}]")).attrs[name]


def span_mistyped(table: Element, chance: Random) -> None:
    """A cell reaches one place too far, or not far enough."""
    name = chance.choice(("colspan", "rowspan"))
    cell = chance.choice(table.select(f"[{name}]"))
    cell.attrs[name] = str(int(str(cell.attr(name))) + chance.choice((-1, 1)))


def spans_lost(table: Element, chance: Random) -> None:
    """No cell reaches further than its own place."""
    name = chance.choice(("colspan", "rowspan"))
    for cell in table.select(f"[{name}]"):
        del cell.attrs[name]


def blank_column(table: Element, _: Random) -> None:
    """An empty cell at the end of every row."""
    for row in _rows(table):
        _cells(row)[-1].insert_adjacent_html("afterend", EMPTY)


def blank_in_row(table: Element, chance: Random) -> None:
    """An empty cell at the start or at the end of one row of figures."""
    cells = _cells(chance.choice(_rows_of_figures(table)))
    chance.choice((cells[0], cells[-1])).insert_adjacent_html(chance.choice(("beforebegin", "afterend")), EMPTY)


def cut_in_two(table: Element, chance: Random) -> None:
    """The table goes on in another one, without headers."""
    rows = _rows(table)
    below = rows[chance.randrange(1, len(rows)) if len(rows) > 1 else 1 :]
    table.insert_adjacent_html("afterend", f"<table>{''.join(row.html for row in below)}</table>")
    for row in below:
        row.decompose()


SLIPS: tuple[Slip, ...] = (
    header_left_out,
    header_doubled,
    header_blank,
    header_row_left_out,
    cell_before_header,
    figure_left_out,
    figure_doubled,
    figures_merged,
    label_left_out,
    label_blank,
    span_forgotten,
    span_mistyped,
    spans_lost,
    blank_column,
    blank_in_row,
    cut_in_two,
)
# A cell less and a cell more in one row keep its number of cells: nobody can tell that anything is wrong.
WIDENING = frozenset((figure_doubled, header_doubled, cell_before_header, span_mistyped, blank_column, blank_in_row))


def some_slips(chance: Random) -> list[Slip]:
    """One slip, or two that do not hide each other."""
    first = chance.choice(SLIPS)
    others = [slip for slip in SLIPS if first is not figure_left_out and slip is not figure_left_out]
    others = [slip for slip in others if not (first is figures_merged and slip in WIDENING)]
    others = [slip for slip in others if not (slip is figures_merged and first in WIDENING)]
    return [first, chance.choice(others)] if others and chance.random() < 1 / 3 else [first]
