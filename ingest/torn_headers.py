"""Headers of sections 3 and 4 that the text of a page tears to pieces: words of several of them stand on one line.

Programs that take the text out of a PDF print a line for each height at which words stand, or a line for each piece
that was drawn. Both are read, and only where they leave one order of the columns:

- words at one height stand from left to right, so of all orders in which the columns could stand (members of a group
  beside each other) exactly one, the form's, must be able to give the lines that are printed;
- pieces in the order in which they were drawn spell the headers one after the other, row by row of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count

from ingest.documents import Line
from ingest.forms import SIDE_BY_SIDE
from ingest.header_orders import APPLICANTS, LITIGATION, NOTE, ORGANISATIONS, REQUESTS, Header, arrangements
from ingest.labels import Label, label_key, load_labels
from ingest.looks import PAGE_MARK
from ingest.normalise import squeeze

TOTAL = "total"
# Lines of headers of one table, those of section 4 on two lines each and pages between.
MOST_LINES = 45
LONGEST_NUMBER = 3
# Less than a second, once for headers that are torn alike; those of section 4 need most, some 120,000.
MOST_STEPS = 150_000

Words = tuple[tuple[str, ...], ...]
"""The words of the lines of one header, as labels are compared."""


class TooManyStepsError(Exception):
    """Words can be given to headers in more ways than are worth going through."""


def with_whole_headers(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of headers that were torn put together again, a header a line and in the order of the form."""
    whole: list[Line] = []
    number = 0
    while number < len(lines):
        found = _torn_at(lines, number)
        if found is None:
            whole.append(lines[number])
            number += 1
        else:
            taken, texts = found
            whole.extend(Line(text, lines[number].locator) for text in texts)
            number += taken
    return whole


def _torn_at(lines: Sequence[Line], start: int) -> tuple[int, tuple[str, ...]] | None:
    """How many lines a torn header takes that begins at a line, and its headers; None where none does."""
    table = _opens(lines, start)
    if table is None:
        return None
    words: list[tuple[str, ...]] = []
    for number, line in enumerate(lines[start : start + MOST_LINES], start=start):
        keys = _keys(line)
        is_page = not squeeze(line.text) or PAGE_MARK.match(squeeze(line.text)) or _is_page_number(lines, number, table)
        if not is_page and (line.is_cell or line.is_prose or not _are_pieces(keys, table)):
            break
        words.append(() if is_page else keys)
    is_torn = not all(_names_header(key, table) for keys in words for key in keys)
    texts = read_headers(table, tuple(words)) if is_torn else None
    return (len(words), texts) if texts is not None else None


def _keys(line: Line) -> tuple[str, ...]:
    return tuple(filter(None, map(label_key, line.text.split())))


def _are_pieces(keys: Sequence[str], table: str) -> bool:
    return bool(keys) and all(_is_piece(key, table) for key in keys)


def _is_page_number(lines: Sequence[Line], number: int, table: str) -> bool:
    """Whether a line is a number among pieces of headers, where no figure stands."""
    text = lines[number].text
    is_among = number + 1 < len(lines) and _are_pieces(_keys(lines[number + 1]), table)
    return is_among and text.isdecimal() and len(text) <= LONGEST_NUMBER


def _opens(lines: Sequence[Line], number: int) -> str | None:
    """The table whose headers begin at a line: 申请人情况, or 行政复议 with 行政诉讼 behind or below it."""
    text = lines[number].text
    if "申" in text and label_key(text) in _wordings(APPLICANTS):
        return REQUESTS
    if "本列" in text and label_key(text) and _is_piece(label_key(text), REQUESTS):
        return REQUESTS
    if "复" not in text:
        return None
    behind = lines[number + 1].text if number + 1 < len(lines) else ""
    words = [label_key(word) for word in f"{text} {behind}".split()]
    routes = _wordings(Label(SIDE_BY_SIDE, "row", "reconsideration"))
    return SIDE_BY_SIDE if len(words) > 1 and words[0] in routes and words[1] in _wordings(LITIGATION) else None


@lru_cache(maxsize=1024)
def read_headers(table: str, lines: Words) -> tuple[str, ...] | None:
    """The headers of a table in the order of the form, as printed; None where the lines leave another order open.

    Lines that take too long to go through count as open: their words are too short to tell headers apart.
    """
    form, *others = arrangements(table)
    if (
        not _heads_its_line(form[-1], lines)
        and (drawn := _spelled(form, [word for line in lines for word in line])) is not None
    ):
        return drawn
    steps = count(1)
    try:
        found = _placed(form, lines, steps)
        if found is None or any(_placed(other, lines, steps) is not None for other in others):
            return None
    except TooManyStepsError:
        return None
    return tuple(text for header, text in zip(form, found, strict=True) if text and header.label != NOTE)


def _heads_its_line(total: Header, lines: Words) -> bool:
    """Whether 总计 stands left of another header: what was drawn is not printed in that order, so it stands there."""
    return (
        any(word in _wordings(total.label) for line in lines for word in line[:-1])
        and total.label.table_code == REQUESTS
    )


def _spelled(form: Sequence[Header], words: Sequence[str]) -> tuple[str, ...] | None:
    """The headers that words spell one after the other, in the order of the form; None where they spell none."""
    if form[0].label.table_code == SIDE_BY_SIDE:
        return _spelled_in_order(form, words)
    *others, total = form
    group = next(n for n, header in enumerate(others) if header.label == ORGANISATIONS)
    # 总计 stands beside its group, so it is drawn before the columns of it, behind them or at the height of one.
    for place in range(group + 1, len(form)):
        if found := _spelled_in_order([*others[:place], total, *others[place:]], words):
            where = len(found) - len(form) + place
            return (*found[:where], *found[where + 1 :], found[where])
    for n, word in enumerate(words):
        is_behind = word in _wordings(total.label) and re.match(_pattern(others[: group + 1]), "".join(words[:n]))
        if is_behind and (found := _spelled_in_order(others, [*words[:n], *words[n + 1 :]])):
            return (*found, word)
    return None


def _spelled_in_order(headers: Sequence[Header], words: Sequence[str]) -> tuple[str, ...] | None:
    found = re.fullmatch(_pattern(headers), "".join(words))
    if found is None:
        return None
    return tuple(
        "\n".join(_pieces(words, *found.span(n)))
        for n, header in enumerate(headers, start=1)
        if found[n] and header.label != NOTE
    )


def _pattern(headers: Sequence[Header]) -> str:
    """What headers one after the other spell, each in any of its wordings."""
    wordings = ("|".join(sorted(_wordings(header.label))) for header in headers)
    lacks = ("?" if _may_lack(header) else "" for header in headers)
    return "".join(f"({wording}){lack}" for wording, lack in zip(wordings, lacks, strict=True))


def _pieces(words: Sequence[str], start: int, end: int) -> Iterator[str]:
    """The words between two places of what they spell together, cut there."""
    place = 0
    for word in words:
        if piece := word[max(start - place, 0) : max(end - place, 0)]:
            yield piece
        place += len(word)


def _may_lack(header: Header) -> bool:
    return header.label in (NOTE, APPLICANTS)


def _placed(headers: Sequence[Header], lines: Words, steps: Iterator[int]) -> list[str] | None:
    """What is printed of each header where words of one line stand from left to right; None if they cannot.

    Raises:
        TooManyStepsError: more than ``MOST_STEPS`` were taken.
    """
    order = sorted(range(len(headers)), key=lambda n: headers[n].place)
    done: set[tuple[int, tuple[str, ...]]] = set()

    def read(number: int, texts: tuple[str, ...]) -> tuple[str, ...] | None:
        if number == len(lines):
            return texts if all(map(_is_whole, headers, texts)) else None
        if (number, texts) in done:
            return None
        done.add((number, texts))
        return next(filter(None, (read(number + 1, after) for after in _with_line(lines[number], 0, texts))), None)

    def _with_line(words: Sequence[str], first: int, texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if not words:
            yield texts
            return
        for position in range(first, len(order)):
            n = order[position]
            text = f"{texts[n]}\n{words[0]}" if texts[n] else words[0]
            if text.replace("\n", "") in _beginnings(headers[n].label):
                if next(steps) > MOST_STEPS:
                    raise TooManyStepsError
                yield from _with_line(words[1:], position + 1, (*texts[:n], text, *texts[n + 1 :]))

    found = read(0, ("",) * len(headers))
    return list(found) if found is not None else None


def _is_whole(header: Header, text: str) -> bool:
    return text.replace("\n", "") in _form_wordings(header.label) or (not text and _may_lack(header))


@lru_cache(maxsize=64)
def _wordings(label: Label) -> frozenset[str]:
    known = load_labels().keys_by_table[label.table_code]
    return frozenset(key for key, other in known if other == label)


@lru_cache(maxsize=64)
def _form_wordings(label: Label) -> frozenset[str]:
    """What the forms themselves print: with all variants there are more ways to give words to headers."""
    return frozenset(key for key, labels in load_labels().exact.items() if label in labels)


@lru_cache(maxsize=64)
def _beginnings(label: Label) -> frozenset[str]:
    return frozenset(key[:end] for key in _form_wordings(label) for end in range(1, len(key) + 1))


@lru_cache(maxsize=4096)
def _is_piece(key: str, table: str) -> bool:
    """Whether a word stands inside a header of a table, or is one."""
    return any(key in wording for header in arrangements(table)[0] for wording in _wordings(header.label))


def _names_header(key: str, table: str) -> bool:
    return any(key in _wordings(header.label) for header in arrangements(table)[0])
