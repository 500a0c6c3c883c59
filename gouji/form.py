"""The statutory tables laid out for reading: what stands under which heading, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from gouji.errors import Wording
from ingest.forms import read_seed
from ingest.records import record

# Headings that hold no figures have their Chinese wording in the seeds, under these codes.
RESULTS_HEADING = "results"
HEADINGS_EN = {RESULTS_HEADING: "Outcomes of the year", "litigation": "Administrative litigation"}


@record
class Column:
    """A column of figures."""

    code: str
    label: Wording


@record
class Row:
    """A row of figures, with the headings that the form prints above it."""

    code: str
    label: Wording
    headings: tuple[Wording, ...]


@record
class Block:
    """Rows that share their columns: a whole table, or one item of article 20."""

    heading: Wording | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@record
class TableLayout:
    """One statutory table."""

    code: str
    name: Wording
    blocks: tuple[Block, ...]


Seed = Mapping[str, str]


@lru_cache
def table_layouts(form_version: str | None) -> tuple[TableLayout, ...]:
    """The tables of a vintage; of all vintages laid over one another where the vintage is not known."""
    return tuple(
        TableLayout(table["table_code"], Wording(table["name_zh"], table["name_en"]), blocks)
        for table in read_seed("form_tables")
        if (blocks := _blocks(table["table_code"], form_version))
    )


def _blocks(table_code: str, form_version: str | None) -> tuple[Block, ...]:
    rows = _of_form("form_rows", table_code, form_version, "row_code")
    columns = _of_form("form_columns", table_code, form_version, "column_code")
    return tuple(
        Block(
            heading=_item_heading(item) if item else None,
            columns=tuple(
                Column(column["column_code"], Wording(column["label_zh"], column["name_en"]))
                for column in columns
                if column["item_code"] == item
            ),
            rows=_rows(table_code, [row for row in rows if row["item_code"] == item]),
        )
        for item in dict.fromkeys(row["item_code"] for row in rows)
    )


def _of_form(seed: str, table_code: str, form_version: str | None, code: str) -> list[Seed]:
    """Rows of a form seed for one table, each code once in an item; the newest vintage words it."""
    chosen = {
        (row["item_code"], row[code]): row
        for row in read_seed(seed)
        if row["table_code"] == table_code and form_version in (None, row["form_version"])
    }
    return sorted(chosen.values(), key=lambda row: (row["item_code"], int(row["ordinal"])))


def _rows(table_code: str, rows: Iterable[Seed]) -> tuple[Row, ...]:
    """The rows, each with the headings that open at it: the results with the first group, a group at its first row.

    A row that is itself labelled with the heading of its group stands for the whole group and opens nothing.
    """
    opened: set[Wording] = set()
    laid_out = []
    for row in rows:
        group = _heading(table_code, "group", row["group_code"])
        of_group = group if group and group.zh != row["label_zh"] else None
        results = _heading(table_code, "heading", RESULTS_HEADING) if row["group_code"] else None
        headings = tuple(heading for heading in (results, of_group) if heading and heading not in opened)
        opened.update(headings)
        name_en = row["name_en"].removeprefix(f"{of_group.en}: " if of_group else "")
        laid_out.append(Row(row["row_code"], Wording(row["label_zh"], name_en), headings))
    return tuple(laid_out)


@lru_cache
def _heading(table_code: str, axis: str, code: str) -> Wording | None:
    """The wording of a heading in the form, or None where the form prints none for the code."""
    names_en = {row["code"]: row["name_en"] for row in read_seed("outcome_groups")} | HEADINGS_EN
    for row in read_seed("label_variants"):
        if (row["table_code"], row["axis"], row["code"], row["kind"]) == (table_code, axis, code, "form"):
            return Wording(row["label_zh"], names_en.get(code, code))
    return None


def _item_heading(item_code: str) -> Wording:
    heading = _heading("disclosures", "heading", item_code)
    return Wording(heading.zh if heading else item_code, f"Article 20 ({item_code.rsplit('_', 1)[1]})")
