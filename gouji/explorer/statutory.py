"""The statutory tables as a clerk knows them: headers on levels, groups beside their rows, findings in cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.errors import Wording
from gouji.explorer.wording import say, word
from gouji.form import Block, Column, Row, TableLayout, table_layouts
from gouji.page import ABSENT, STATED_IN_PROSE, Page, Place
from gouji.report_tables import STATE_MARKS, label_as_printed
from gouji.severities import SEVERITIES
from ingest.forms import read_seed

if TYPE_CHECKING:
    from gouji.explorer.pages.report import Cell, Finding

# （七）总计 is the last row under 三、本年度办理结果, although it belongs to no group of outcomes.
LAST_RESULT = "processed"
# Labels of section 3 stand in up to three columns: the results, the group, the row.
LABEL_COLUMNS = {"requests": 3}
GROUP_COLUMNS_EN = {"法人或其他组织": "Legal persons and other organisations", "行政诉讼": "Administrative litigation"}


@dataclass(frozen=True, slots=True)
class Label:
    """A header cell; ``kind`` tells the style sheet what it heads."""

    text: str
    scope: str
    columns: int = 1
    rows: int = 1
    kind: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of figures: what is printed, what it is where it is no number, what marks it."""

    text: str
    state: str
    mark: str
    anchor: str
    row_label: str
    column_label: str
    columns: int = 1
    derived: Decimal | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def severity(self) -> str:
        """The gravest severity that marks it; empty where none does."""
        grades = [finding.severity for finding in self.findings]
        return min(grades, key=SEVERITIES.index) if grades else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the drawn table."""

    labels: tuple[Label, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One statutory table, drawn: header lines, then groups of lines."""

    code: str
    name: str
    head: tuple[Line, ...] = ()
    bodies: tuple[tuple[Line, ...], ...] = ()
    sentences: tuple[str, ...] = ()
    is_printed: bool = True
    findings: tuple[Finding, ...] = ()
    outside: tuple[Figure, ...] = ()

    @property
    def anchors(self) -> Iterator[str]:
        """The cells that are drawn."""
        yield from (figure.anchor for body in self.bodies for line in body for figure in line.figures)
        yield from (figure.anchor for figure in self.outside)


@dataclass(frozen=True)
class Drawing:
    """A report's cells and marks by place, in one language."""

    lang: str
    cells: Mapping[Place, Cell]
    marks: Mapping[Place, tuple[Finding, ...]]
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "page", Page(self.lang, {}, {}))

    def say(self, wording: Wording) -> str:
        """A wording in the language of the drawing."""
        return say(wording, self.lang)

    def at(self, table: str, row: str | None = None, column: str | None = None) -> tuple[Finding, ...]:
        """The findings that point at exactly this place."""
        return self.marks.get(Place(table, row, column), ())

    def label(self, wording: Wording, printed: Iterable[str | None]) -> str:
        """The label as this report words it."""
        return label_as_printed(wording, printed, self.page)

    def row_label(self, table: str, row: Row, columns: Iterable[Column]) -> str:
        """The label of a row as printed beside its cells."""
        return self.label(row.label, [cell.row_label for cell in self._printed(table, [row.code], columns)])

    def column_label(self, table: str, rows: Iterable[Row], column: Column) -> str:
        """The label of a column as printed above its cells."""
        cells = self._printed(table, [row.code for row in rows], [column])
        return self.label(column.label, [cell.column_label for cell in cells])

    def _printed(self, table: str, rows: Iterable[str], columns: Iterable[Column]) -> Iterator[Cell]:
        places = (Place(table, row, column.code) for row in rows for column in columns)
        return (self.cells[place] for place in places if place in self.cells and self.cells[place].cell_state != ABSENT)


def printed_tables(
    form_version: str | None, cells: Iterable[Cell], findings: Iterable[Finding], lang: str
) -> tuple[PrintedTable, ...]:
    """Every table of the report's vintage, in the order of the form."""
    marks: dict[Place, tuple[Finding, ...]] = {}
    for finding in findings:
        place = Place(finding.table_code, finding.row_code, finding.column_code)
        marks[place] = (*marks.get(place, ()), finding)
    drawing = Drawing(lang, {Place(c.table_code, c.row_code, c.column_code): c for c in cells}, marks)
    return tuple(_table(layout, drawing) for layout in table_layouts(form_version))


def _table(layout: TableLayout, drawing: Drawing) -> PrintedTable:
    name, findings = drawing.say(layout.name), drawing.at(layout.code)
    own = [cell for place, cell in drawing.cells.items() if place.table_code == layout.code]
    states = {cell.cell_state for cell in own}
    if states <= {ABSENT}:
        return PrintedTable(layout.code, name, is_printed=False, findings=findings)
    if states <= {ABSENT, STATED_IN_PROSE}:
        sentences = dict.fromkeys(cell.printed_text or "" for cell in own if cell.cell_state == STATED_IN_PROSE)
        return PrintedTable(layout.code, name, sentences=tuple(sentences), findings=findings)
    draw = {"requests": _requests, "legal_challenges": _legal_challenges}.get(layout.code, _blocks)
    head, bodies = draw(layout, drawing)
    return PrintedTable(layout.code, name, head, bodies, findings=findings, outside=_outside(layout, own, drawing))


Drawn = tuple[tuple[Line, ...], tuple[tuple[Line, ...], ...]]


def _placed(block: Block, table: str, drawing: Drawing) -> tuple[tuple[Row, ...], tuple[Column, ...]]:
    """The rows and columns of a block that the report expects or prints."""
    rows = tuple(r for r in block.rows if any(Place(table, r.code, c.code) in drawing.cells for c in block.columns))
    columns = tuple(c for c in block.columns if any(Place(table, r.code, c.code) in drawing.cells for r in block.rows))
    return rows, columns


def _blocks(layout: TableLayout, drawing: Drawing) -> Drawn:
    """Section 2 and the indicator tables: each item under a heading of its own, sharing the width of the table."""
    placed = [(block, *_placed(block, layout.code, drawing)) for block in layout.blocks]
    placed = [(block, rows, columns) for block, rows, columns in placed if rows]
    width = max((len(columns) for _, _, columns in placed), default=1)
    bodies = []
    for block, rows, columns in placed:
        spans = _spans(len(columns), width)
        lines = (
            [Line((Label(drawing.say(block.heading), "rowgroup", width + 1, kind="item"),))] if block.heading else []
        )
        lines.append(Line(tuple(_column_labels(layout.code, rows, columns, spans, drawing))))
        for row in rows:
            lines += [Line((Label(drawing.say(h), "rowgroup", width + 1, kind="group"),)) for h in row.headings]
            lines.append(
                Line(
                    (_row_label(layout.code, row, columns, drawing),),
                    _figures(layout.code, row, columns, drawing, spans),
                )
            )
        bodies.append(tuple(lines))
    return (), tuple(bodies)


def _spans(count: int, width: int) -> tuple[int, ...]:
    """How many of ``width`` columns each of ``count`` takes; the last takes what is left."""
    each = width // count
    return (*(each for _ in range(count - 1)), width - each * (count - 1))


def _column_labels(
    table: str, rows: Sequence[Row], columns: Sequence[Column], spans: Sequence[int], drawing: Drawing
) -> Iterator[Label]:
    subject = "indicator" if table == "legacy_indicators" else "subject"
    yield Label(word(f"form.{subject}", drawing.lang), "col", kind="subject")
    for column, span in zip(columns, spans, strict=True):
        text = drawing.column_label(table, rows, column)
        yield Label(text, "col", span, findings=drawing.at(table, None, column.code))


def _row_label(table: str, row: Row, columns: Sequence[Column], drawing: Drawing, span: int = 1) -> Label:
    text = drawing.row_label(table, row, columns)
    return Label(text, "row", span, kind="row", findings=drawing.at(table, row.code))


def _figures(
    table: str, row: Row, columns: Sequence[Column], drawing: Drawing, spans: Sequence[int] = ()
) -> tuple[Figure, ...]:
    row_label = drawing.row_label(table, row, columns)
    widths = spans or [1] * len(columns)
    return tuple(
        _figure(Place(table, row.code, column.code), row_label, drawing.say(column.label), drawing, width)
        for column, width in zip(columns, widths, strict=True)
    )


def _figure(place: Place, row_label: str, column_label: str, drawing: Drawing, width: int = 1) -> Figure:
    cell, findings = drawing.cells.get(place), drawing.marks.get(place, ())
    text = " ".join((cell.printed_text or "").split()) if cell else ""
    state = cell.cell_state if cell else ""
    mark = drawing.say(STATE_MARKS[state]) if state in STATE_MARKS else ""
    suggestions = (f.suggested_value if f.suggested_value is not None else f.derived_value for f in findings)
    return Figure(
        text="0" if state == STATED_IN_PROSE else text,
        state=state,
        mark=mark,
        anchor=".".join(part or "" for part in place),
        row_label=row_label,
        column_label=column_label,
        columns=width,
        derived=next((value for value in suggestions if value is not None), None),
        findings=findings,
    )


def _requests(layout: TableLayout, drawing: Drawing) -> Drawn:
    """Section 3: applicants above, the results and their groups beside the rows."""
    block = layout.blocks[0]
    rows, columns = _placed(block, layout.code, drawing)
    return _applicants(layout.code, rows, columns, drawing), (
        tuple(_request_lines(layout.code, rows, columns, drawing)),
    )


def _applicants(table: str, rows: Sequence[Row], columns: Sequence[Column], drawing: Drawing) -> tuple[Line, ...]:
    groups = {
        row["column_code"]: row["group_label_zh"] for row in read_seed("form_columns") if row["table_code"] == table
    }
    upper: list[Label] = []
    lower: list[Label] = []
    for column in columns:
        text, findings = drawing.column_label(table, rows, column), drawing.at(table, None, column.code)
        group = groups.get(column.code, "")
        if not group:
            upper.append(Label(text, "col", rows=2, findings=findings))
            continue
        lower.append(Label(text, "col", findings=findings))
        if not any(label.kind == group for label in upper):
            count = sum(groups.get(other.code) == group for other in columns)
            upper.append(Label(_group_name(group, drawing.lang), "colgroup", count, kind=group))
    corner = Label(word("form.balance_note", drawing.lang), "col", LABEL_COLUMNS[table], 3, kind="corner")
    applicants = Label(word("form.applicants", drawing.lang), "colgroup", len(columns))
    return Line((corner, applicants)), Line(tuple(upper)), Line(tuple(lower))


def _group_name(group: str, lang: str) -> str:
    return group if lang == "zh" else GROUP_COLUMNS_EN.get(group, group)


def _request_lines(table: str, rows: Sequence[Row], columns: Sequence[Column], drawing: Drawing) -> Iterator[Line]:
    group_of = {row["row_code"]: row["group_code"] for row in read_seed("form_rows") if row["table_code"] == table}
    codes = [row.code for row in rows]
    grouped = [group_of.get(code, "") for code in codes]
    first = next((position for position, group in enumerate(grouped) if group), len(rows))
    last = codes.index(LAST_RESULT) if LAST_RESULT in codes else len(rows) - 1
    results = rows[first].headings[:1] if first < len(rows) else ()
    headed = {grouped[i]: i for i, row in enumerate(rows) if grouped[i] and any(h not in results for h in row.headings)}
    for position, row in enumerate(rows):
        labels: list[Label] = []
        if position == first and results:
            labels.append(Label(drawing.say(results[0]), "rowgroup", rows=last - first + 1, kind="results"))
        if headed.get(grouped[position]) == position:
            size = _group_size(grouped, position)
            labels.append(Label(drawing.say(row.headings[-1]), "rowgroup", rows=size, kind="group"))
        span = LABEL_COLUMNS[table]
        if first <= position <= last:
            span -= 2 if grouped[position] in headed else 1
        labels.append(_row_label(table, row, columns, drawing, span))
        yield Line(tuple(labels), _figures(table, row, columns, drawing))


def _group_size(grouped: Sequence[str], position: int) -> int:
    """How many rows from here on belong to the group of this one."""
    end = position
    while end < len(grouped) and grouped[end] == grouped[position]:
        end += 1
    return end - position


def _legal_challenges(layout: TableLayout, drawing: Drawing) -> Drawn:
    """Section 4: the routes beside one another, as the form prints them, on one line of figures."""
    block = layout.blocks[0]
    rows, columns = _placed(block, layout.code, drawing)
    names = [drawing.row_label(layout.code, row, columns) for row in rows]
    litigation = [row for row in rows if row.code != "reconsideration"]
    upper = [
        Label(name, "colgroup", len(columns), 2, findings=drawing.at(layout.code, row.code))
        for row, name in zip(rows, names, strict=True)
        if row not in litigation
    ]
    if litigation:
        upper.append(Label(_group_name("行政诉讼", drawing.lang), "colgroup", len(columns) * len(litigation)))
    middle = [
        Label(name, "colgroup", len(columns), findings=drawing.at(layout.code, row.code))
        for row, name in zip(rows, names, strict=True)
        if row in litigation
    ]
    results = [
        Label(drawing.column_label(layout.code, rows, c), "col", findings=drawing.at(layout.code, None, c.code))
        for _ in rows
        for c in columns
    ]
    figures = tuple(figure for row in rows for figure in _figures(layout.code, row, columns, drawing))
    return (Line(tuple(upper)), Line(tuple(middle)), Line(tuple(results))), ((Line((), figures),),)


def _outside(layout: TableLayout, own: Collection[Cell], drawing: Drawing) -> tuple[Figure, ...]:
    """Cells that the report's vintage has no place for; hiding them would hide what was printed."""
    placed = {(row.code, column.code) for block in layout.blocks for row in block.rows for column in block.columns}
    return tuple(
        _figure(
            Place(layout.code, cell.row_code, cell.column_code),
            cell.row_label or cell.row_code,
            cell.column_label or cell.column_code,
            drawing,
        )
        for cell in own
        if (cell.row_code, cell.column_code) not in placed and cell.cell_state != ABSENT
    )
