"""Numbers of pages among bare lines: a number alone on its line, which stands below a row as its last figure would.

Programs that take the text out of a PDF leave out blank cells and print the number of the page where it stands. So
behind a row that lacks a figure the number of the page may be taken for it (行政事业性收费, blank, and page 2). That a
text has pages is told by a number among its sentences; from there on, a number that pages could have reached is no
sure figure. Nor is it where rows have their figures on the line of their name.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.bare_items import FIGURES, PAGE, PAGE_AHEAD, Item
from ingest.documents import Line
from ingest.forms import SIDE_BY_SIDE
from ingest.looks import heads_column, table_labels, units

# A page has more lines than that, and a report fewer pages.
FEWEST_LINES = 8
LONGEST_NUMBER = 3
# A sentence cut at the end of its line has more characters; a short text with a figure below it may be a row.
SHORTEST_PROSE = 15
GO_ON = tuple("年月日号时分％%，。、；：）")


def with_page_numbers(items: Sequence[Item], lines: Sequence[Line], in_line: int = 0) -> list[Item]:
    """The items, figures that may be the number of a page as such, and what is no figure of any row as a mark.

    ``in_line``: how many rows of the text, besides those among the items, have their figures on the line of their name.
    """
    alone = [n for n in range(len(items)) if _stands_alone(items, lines, n)]
    pages = [n for n in alone if _is_in_prose(items, n)]
    told = {n: kind for n in alone if (kind := _kind_of(items, n, pages)) is not None}
    below_names = [n for n in alone if n not in told and _is_below_name(items, n)]
    in_line += sum(item.kind == "label" and _has_figure_beside(items, n) for n, item in enumerate(items))
    if in_line > len(below_names):
        # Where that is the rule, what stands below a name is no sure figure of it.
        told.update(dict.fromkeys(below_names, PAGE))
    return [item._replace(kind=told[n]) if n in told else item for n, item in enumerate(items)]


def _kind_of(items: Sequence[Item], number: int, pages: Sequence[int]) -> str | None:
    """What a number alone on its line is where it may be of a page: behind figures, ahead of them, or of no row."""
    above = next((n for n in range(number - 1, -1, -1) if items[n].kind != "mark"), None)
    below = next((n for n in range(number + 1, len(items)) if items[n].kind != "mark"), None)
    if below is not None and items[below].kind in FIGURES:
        is_ahead = above is not None and items[above].kind == "label" and _shares_line(items, below)
        return PAGE_AHEAD if is_ahead else None
    if above is not None and items[above].kind == "label" and heads_column(items[above].text):
        return "mark" if below is not None and _stands_above(items[above].text, items[below].text) else None
    # Figures behind a name stand on one line with it, so one on a line of its own is not sure to be theirs.
    is_behind = above is not None and items[above].kind in FIGURES and _shares_line(items, above)
    return PAGE if is_behind or any(_may_be_of_page(items[number], items[page]) for page in pages) else None


def _is_below_name(items: Sequence[Item], number: int) -> bool:
    """Whether a number is the only one below the name of a row, a line further down."""
    beside = (items[n].kind if 0 <= n < len(items) else "" for n in (number - 1, number + 1))
    above, below = beside
    return above == "label" and below not in FIGURES and not heads_column(items[number - 1].text)


def _has_figure_beside(items: Sequence[Item], number: int) -> bool:
    """Whether the figures of a row stand on one line with its name."""
    if number + 1 == len(items) or items[number + 1].kind not in FIGURES:
        return False
    return items[number + 1].first_line == items[number].first_line + items[number].lines - 1


def _stands_above(header: str, row: str) -> bool:
    """Whether a header is of the table of a row below it; in section 4 rows are headers too, which figures may part."""
    tables = {label.table_code for label in table_labels(header).labels if label.axis == "column"} - {SIDE_BY_SIDE}
    return any(label.axis == "row" and label.table_code in tables for label in table_labels(row).labels)


def _shares_line(items: Sequence[Item], number: int) -> bool:
    """Whether a figure stands on one line with a name or with another figure."""
    beside = (items[n] for n in (number - 1, number + 1) if 0 <= n < len(items))
    return any(other.first_line == items[number].first_line for other in beside)


def _stands_alone(items: Sequence[Item], lines: Sequence[Line], number: int) -> bool:
    """Whether an item is a whole number that fills its line."""
    item = items[number]
    if item.kind != "value" or not item.text.isdecimal() or len(item.text) > LONGEST_NUMBER:
        return False
    line = lines[item.first_line]
    return not line.is_cell and line.text == item.text


def _is_in_prose(items: Sequence[Item], number: int) -> bool:
    """Whether a number stands between sentences, or between one and a heading or the end.

    How often a page was looked at stands so too, but near its head, and what a sentence counts, above the unit.
    """
    if not 0 < int(items[number].text) * FEWEST_LINES <= items[number].first_line:
        return False
    above = items[number - 1] if number else None
    is_below = above is None or above.kind == "prose" or (above.kind == "unknown" and len(above.text) >= SHORTEST_PROSE)
    below = items[number + 1] if number + 1 < len(items) else None
    return is_below and (below is None or (below.kind in ("prose", "unknown", "label") and not _counts(below.text)))


def _counts(text: str) -> bool:
    """Whether a text goes on behind a number: 件，比上年增加, 年, ，其中."""
    return text.startswith(GO_ON) or text.startswith(tuple(units()))


def _may_be_of_page(item: Item, page: Item) -> bool:
    """Whether a number is of another page than a number among sentences, so many lines away that pages can be between.

    The number among sentences counts too: in a text of figures a line of each it can be a row's that nobody knows.
    """
    pages, lines = int(item.text) - int(page.text), item.first_line - page.first_line
    return pages != 0 and pages * lines > 0 and abs(lines) >= FEWEST_LINES * abs(pages)
