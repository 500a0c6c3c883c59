"""Several reports in one document: where each begins, and what to do where that is not certain.

A report may begin where a line is a title, or the heading of the first section. It does begin there if the form starts
anew behind it: cells that were already printed, or sections that were. A link to last year's report at the foot of the
page, a title repeated on each page or a table of contents begin nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from ingest.aligned import AlignedCell, Alignment
from ingest.documents import Block, Document, Line, Table
from ingest.errors import Rejection
from ingest.forms import INDICATORS, CellKey
from ingest.identity.reading import read_report as lay_out
from ingest.identity.titles import FULL_RANK, LONGEST_TITLE, PRINTED, Title, parse_title
from ingest.locate import is_statutory, locate
from ingest.looks import LONGEST_LABEL
from ingest.normalise import squeeze
from ingest.plans import read_tables
from ingest.sections import assign_sections, is_report_in_prose, section_of

# A title is broken over at most so many lines: whose, of which year, what.
MOST_TITLE_LINES = 3
LONGEST_TITLE_LINE = 45
# Titles are told from printed text, in traditional characters too.
REPORT_WORDS = ("报告", "年报", "总结", "報告", "年報", "總結")
DISCLOSURE_WORDS = ("公开", "公開")
FIRST_SECTION = "overview"
# Behind another report's title two sections again are no chance; without a title it takes one more.
FEWEST_SECTIONS_AGAIN = 2
FEWEST_SECTIONS_AGAIN_UNTITLED = 3
REPEATED = "row_repeated"
_PROBLEM = itemgetter(AlignedCell._fields.index("problem_code"))


class _Form(NamedTuple):
    """What a stretch of a document prints of the form."""

    figures: Mapping[CellKey, str]
    sections: frozenset[str]
    is_in_prose: bool


@dataclass(frozen=True)
class _Part:
    """A stretch of a document, and the title it stands under."""

    title: Title | None
    blocks: tuple[Block, ...]

    @cached_property
    def size(self) -> int:
        """Lines and rows: what ``form`` costs to find out."""
        return sum(block.row_count if isinstance(block, Table) else 1 for block in self.blocks)

    @cached_property
    def form(self) -> _Form:
        """Read on demand: most documents hold one report, which is read elsewhere."""
        located = locate(Document("", "", self.blocks))
        alignment = read_tables(located).alignment
        figures = {(c.table_code, c.row_code, c.column_code): squeeze(c.printed_text) for c in alignment.cells}
        paragraphs = assign_sections(located.prose)
        sections = frozenset(p.section_code for p in paragraphs if p.section_code)
        return _Form(figures, sections, is_report_in_prose(paragraphs))

    @property
    def is_filled(self) -> bool:
        """Whether it could be a report of its own."""
        return bool(self.form.figures) or self.form.is_in_prose


def split_reports(document: Document) -> tuple[Document, ...]:
    """The reports of a document, each as a document of its own; a report printed twice alike counts once.

    Raises:
        Rejection: ``several_reports`` where the form begins again and no title says whose.
    """
    starts = _starts(document.blocks)
    if not starts:
        return (document,)
    parts = _joined(_parts(document.blocks, starts))
    reports = [part for n, part in enumerate(parts) if not any(_same(part, before) for before in parts[:n])]
    if len(reports) == 1:
        return (document if len(parts) == 1 else replace(document, blocks=reports[0].blocks),)
    return tuple(Document(document.source_format, document.encoding, report.blocks) for report in reports)


def is_of_several_reports(document: Document, alignment: Alignment) -> bool:
    """Whether what was read as one report are several that cannot be parted.

    That is so where titles of different reports stand in it, and every table is printed again with different figures.
    """
    if REPEATED not in map(_PROBLEM, alignment.cells):
        return False
    repeated = {cell.table_code for cell in alignment.cells if cell.problem_code == REPEATED}
    if repeated != {cell.table_code for cell in alignment.cells}:
        return False
    return _disagree([title for _, title in _titles(document.blocks)])


def _titles(blocks: Sequence[Block]) -> Iterator[tuple[int, Title]]:
    """The titles of reports among the blocks, each with the block it begins in."""
    for number, block in enumerate(blocks):
        if isinstance(block, Line) and not _names_report(block.text):
            continue
        text = _title_text(block)
        if text is None or not _names_report(text):
            continue
        start, title = number, _parsed(text)
        for first in range(number - 1, max(number - MOST_TITLE_LINES, -1), -1):
            above = _title_text(blocks[first])
            if (
                above is None
                or len(above) > LONGEST_TITLE_LINE
                or (title and title.rank == FULL_RANK)
                or _parsed(above)
            ):
                break
            text = above + text
            longer = _parsed(text)
            if longer is not None and longer.rank == FULL_RANK:
                start, title = first, longer
        if title is not None and title.rank:
            yield start, title


def _names_report(text: str) -> bool:
    for word in REPORT_WORDS:  # noqa: SIM110 - this is asked of every line, and a generator doubles the time
        if word in text:
            return True
    return False


def _title_text(block: Block) -> str | None:
    """The text that may be a title: a short line, or the only cell in the first row of a table."""
    if isinstance(block, Table):
        if not block.row_count:
            return None
        printed, text = block.texts, ""
        for cell in block.layout.own(0):
            if printed[cell].strip():
                if text:
                    return None
                text = printed[cell]
    else:
        text = block.text
    return text if text.strip() and len(text) <= LONGEST_TITLE else None


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Title | None:
    if not any(word in text for word in DISCLOSURE_WORDS) or not _names_report(text):
        return None
    lines = lay_out(None, {}, [text]).lines
    return parse_title("".join(lines), PRINTED) if lines else None


def _starts(blocks: tuple[Block, ...]) -> dict[int, Title | None]:
    """Where a report may begin; empty where one glance tells that there is only one, as in most documents."""
    titles, sections = dict(_titles(blocks)), list(_first_sections(blocks))
    is_titled_first = not any(
        isinstance(block, Table) and is_statutory(block) for block in blocks[: min(titles, default=0)]
    )
    if len(sections) <= 1 and is_titled_first and not _disagree(list(titles.values())):
        return {}
    starts = {**dict.fromkeys(sections), **titles}
    return {} if _begins_last(blocks[: max(starts, default=0)]) else starts


def _begins_last(blocks: tuple[Block, ...]) -> bool:
    """Whether nothing above the last place where a report may begin can be one, so that there is only one."""
    located = locate(Document("", "", blocks))
    return not located.parts and not is_report_in_prose(assign_sections(located.prose))


def _disagree(titles: Sequence[Title]) -> bool:
    """Whether some two titles are those of different reports."""
    return any(not title.agrees(other) for n, title in enumerate(titles) for other in titles[:n])


def _parts(blocks: tuple[Block, ...], starts: Mapping[int, Title | None]) -> Iterator[_Part]:
    """The stretches between the places where a report may begin."""
    first, title = 0, starts.get(0)
    for start in sorted(starts.keys() - {0}):
        yield _Part(title, blocks[first:start])
        first, title = start, starts[start]
    yield _Part(title, blocks[first:])


def _first_sections(blocks: Sequence[Block]) -> Iterator[int]:
    for number, block in enumerate(blocks):
        if isinstance(block, Line) and len(block.text) <= LONGEST_LABEL and section_of(block.text) == FIRST_SECTION:
            yield number


def _joined(parts: Iterator[_Part]) -> list[_Part]:
    """Parts put together into reports; of headings between two reports those go with the second that agree with it."""
    reports = [next(parts)]
    between: list[_Part] = []
    for part in parts:
        current = reports[-1]
        if part.size < current.size and not part.is_filled:
            between.append(part)
        elif not current.is_filled:
            reports[-1] = _together(current, *between, part)
            between = []
        elif not part.is_filled:
            between.append(part)
        else:
            own = _heading_of(between, part)
            headed = _together(*between[own:], part)
            if _begins_again(current, headed):
                _require_title(headed, reports)
                reports[-1:] = [_together(*between[:own], before=current), headed]
            else:
                reports[-1] = _together(*between, part, before=current)
            between = []
    return [*reports[:-1], _together(*between, before=reports[-1])]


def _require_title(part: _Part, before: Sequence[_Part]) -> None:
    """Without a title it is not certain where a report begins, unless it only repeats one."""
    if part.title is None and not any(_same(part, report) for report in before):
        raise Rejection("several_reports", "the form begins again without a title")


def _heading_of(between: Sequence[_Part], part: _Part) -> int:
    """Where among unfilled parts the heading of ``part`` begins: with the first that bears its title."""
    title = part.title or next((heading.title for heading in reversed(between) if heading.title), None)
    headings = (n for n, heading in enumerate(between) if title and heading.title and heading.title.agrees(title))
    return next(headings, len(between))


def _together(*parts: _Part, before: _Part | None = None) -> _Part:
    """Parts as one, under the last title above them; ``before`` is a report that keeps its own."""
    whole = (*([before] if before else []), *parts)
    if len(whole) == 1:
        return whole[0]
    title = next((part.title for part in reversed(parts) if part.title), None)
    return _Part((before.title or title) if before else title, tuple(block for part in whole for block in part.blocks))


def _begins_again(current: _Part, part: _Part) -> bool:
    """Whether a part is another report than the one before it."""
    now, then = part.form, current.form
    sections_again = len(now.sections & then.sections)
    printed_again = not now.figures.keys().isdisjoint(then.figures)
    if part.title and current.title:
        vintages = {INDICATORS in {table for table, _, _ in form.figures} for form in (now, then) if form.figures}
        starts_anew = printed_again or len(vintages) > 1 or sections_again >= FEWEST_SECTIONS_AGAIN
        return starts_anew and not part.title.agrees(current.title)
    if part.title and printed_again:
        return True
    return sections_again >= FEWEST_SECTIONS_AGAIN_UNTITLED and (printed_again or now.is_in_prose or then.is_in_prose)


def _same(part: _Part, before: _Part) -> bool:
    agree = part.title is None or before.title is None or part.title.agrees(before.title)
    return agree and part.form == before.form and (bool(part.form.figures) or _text(part) == _text(before))


def _text(part: _Part) -> str:
    """Its prose from the first section on; titles and what stands around them may differ."""
    lines = [squeeze(block.text) for block in part.blocks if isinstance(block, Line)]
    first = next((n for n, line in enumerate(lines) if section_of(line)), 0)
    return "".join(lines[first:])
