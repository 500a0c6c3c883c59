"""Forged figures as rows of ``raw``, as ingest leaves them: for what starts after reading and needs many reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from forge.model import ReportFigures

READER_VERSION = "forged"

Rows = list[tuple[str | int | date | None, ...]]

COLUMNS: Mapping[str, Sequence[str]] = {
    "documents": ("document_id", "source_format", "encoding", "byte_count", "reader_version", "load_id"),
    "sources": ("source_uri", "document_id", "byte_count", "load_id"),
    "reports": (
        "report_id", "document_id", "report_ordinal", "title", "form_version", "agency_name", "region_code",
        "report_year", "scope", "published_date",
    ),
    "cells": ("report_id", "table_code", "row_code", "column_code", "printed_text", "matched_by", "cell_ordinal"),
}  # fmt: skip


def report_id_of(name: str) -> str:
    """The report a name of the caller's choice stands for; names take the place of bytes."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def raw_rows(reports: Iterable[tuple[str, ReportFigures]], region_code: str | None = None) -> dict[str, pl.DataFrame]:
    """Frames for ``raw.documents``, ``sources``, ``reports`` and ``cells``; columns left out stay null.

    Args:
        reports: a name for each, which its ``report_id`` is made from, and its figures.
        region_code: where all their agencies are; without it no two reports are known to be of one agency.
    """
    rows: dict[str, Rows] = {table: [] for table in COLUMNS}
    for name, figures in reports:
        document_id, report_id = hashlib.sha256(name.encode()).hexdigest(), report_id_of(name)
        rows["documents"].append((document_id, "text", "utf-8", 0, READER_VERSION, READER_VERSION))
        rows["sources"].append((name, document_id, 0, READER_VERSION))
        rows["reports"].append(
            (report_id, document_id, 1, figures.title, figures.form_version, figures.agency_name, region_code,
             figures.report_year, figures.scope, figures.published_date)
        )  # fmt: skip
        rows["cells"].extend(
            (report_id, *cell, text, "forged", ordinal) for ordinal, (cell, text) in enumerate(figures.cells.items(), 1)
        )
    return {table: pl.DataFrame(rows[table], schema=list(names), orient="row") for table, names in COLUMNS.items()}
