"""A folder of forged reports with its manifest, so that agency, region, year and scope are given and not inferred."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from forge import render
from forge.form import read_seed
from forge.model import ReportFigures

LAYOUTS = {"form_pre2019": "html_indicator", "form_2019": "html_spans", "form_2021": "html_spans"}
MANIFEST_COLUMNS = ("path", "agency_name", "region_code", "report_year", "scope", "published_date")


class Place(NamedTuple):
    """A county, whose agencies no other test uses."""

    name: str
    code: str


@dataclass(frozen=True)
class Filed:
    """One report of the corpus, and the agency's region."""

    figures: ReportFigures
    place: Place

    @cached_property
    def content(self) -> bytes:
        return render(self.figures, LAYOUTS[self.figures.form_version]).content

    @cached_property
    def report_id(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:16]


def counties() -> list[Place]:
    """Counties whose name no other region has, in the order of their codes."""
    counts = Counter(line["region_name"] for line in read_seed("regions"))
    return [
        Place(line["region_name"], line["region_code"])
        for line in read_seed("regions")
        if line["region_level"] == "county" and line["region_name"].endswith("县") and counts[line["region_name"]] == 1
    ]


def write(reports: Iterable[Filed], folder: Path) -> None:
    """Write every report and the manifest that describes them."""
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        manifest = csv.writer(file)
        manifest.writerow(MANIFEST_COLUMNS)
        for report in reports:
            figures, name = report.figures, f"{report.report_id}.html"
            (folder / name).write_bytes(report.content)
            manifest.writerow(
                (
                    name,
                    figures.agency_name,
                    report.place.code,
                    figures.report_year,
                    figures.scope,
                    figures.published_date,
                )
            )
