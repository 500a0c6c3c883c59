"""Changing the labels of a form: which kind of label is which, and which known variants each has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from forge.form import Form, FormTable, form_versions, label_variants, load_form

# 一、 （一） 1. 1、 — what stands before the wording of a label.
NUMERAL = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])")


@dataclass(frozen=True)
class Label:
    """One label of a form; ``axis`` is ``row``, ``column``, ``group``, ``heading`` or ``section``."""

    version: str
    table: str
    axis: str
    code: str
    text: str

    @property
    def numeral(self) -> str:
        """What stands before the wording, if anything."""
        match = NUMERAL.match(self.text)
        return match.group() if match else ""

    def reworded(self, wording: str) -> str:
        """The label's own numeral with another wording."""
        return self.numeral + wording


LabelChange = Callable[[Label], str]


def relabel(form: Form, change: LabelChange) -> Form:
    """A copy of the form whose every label is what ``change`` makes of it."""
    sections = {code: change(Label(form.version, "", "section", code, name)) for code, name in form.sections.items()}
    tables = tuple(_relabel_table(form.version, table, change) for table in form.tables)
    return replace(form, tables=tables, sections=sections)


def _relabel_table(version: str, table: FormTable, change: LabelChange) -> FormTable:
    def changed(axis: str, code: str, text: str) -> str:
        return change(Label(version, table.code, axis, code, text))

    return replace(
        table,
        rows=tuple(replace(row, label=changed("row", row.code, row.label)) for row in table.rows),
        columns=tuple(replace(c, label=changed("column", c.code, c.label)) for c in table.columns),
        groups={code: changed("group", code, text) for code, text in table.groups.items()},
        headings={code: changed("heading", code, text) for code, text in table.headings.items()},
    )


@lru_cache(maxsize=4096)
def known_variants(label: Label, kind: str) -> tuple[str, ...]:
    """The known variants of a label, of one kind, that belong to its own vintage.

    The seeds do not say which vintage a variant was seen in. Agencies carry row labels over from one vintage to the
    next; of a column, a variant belongs to the vintage whose label it resembles most.
    """
    wordings = [
        variant.label
        for variant in label_variants()
        if (variant.table, variant.axis, variant.code, variant.kind) == (label.table, label.axis, label.code, kind)
    ]
    return tuple(label.reworded(wording) for wording in wordings if _belongs(wording, label))


def _belongs(wording: str, label: Label) -> bool:
    if label.axis != "column":
        return True
    own = _likeness(wording, label.text)
    return all(_likeness(wording, other) <= own for other in _labels_in_other_vintages(label))


@lru_cache(maxsize=4096)
def _labels_in_other_vintages(label: Label) -> tuple[str, ...]:
    others: list[str] = []
    for version in form_versions():
        table = load_form(version).table(label.table)
        if version != label.version and table is not None:
            others += [column.label for column in table.columns if column.code == label.code]
    return tuple(others)


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(a=left, b=NUMERAL.sub("", right), autojunk=False).ratio()
