"""The reports that the quick start builds: written from fixed seeds, byte for byte the same on every run."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from forge.document import UTF_8, Heading, Paragraph, PrintedReport
from forge.figures import balanced, chained, plant
from forge.form import UNDIVIDED
from forge.layouts.html_page import write_body, write_page, write_table
from forge.model import SYNTHETIC_NOTICE, ReportFigures
from forge.rendering import render

MANIFEST_COLUMNS = ("path", "source_uri", "agency_name", "region_code", "report_year", "scope", "published_date")
MANIFEST_ENTRIES: tuple[Mapping[str, str], ...] = (
    {
        "path": "gb18030_nested_tables.htm",
        "source_uri": "https://www.example.com/rongxian/zwgk/ndbg/2022.htm",
        "published_date": "2023-01-28",
    },
    {
        "path": "sections_in_prose.txt",
        "agency_name": "太湖县林业局",
        "region_code": "340825",
        "report_year": "2021",
        "scope": "own",
    },
)

# In the planted report the outcomes of natural persons sum to the first number, and （七）总计 says the second.
PLANTED_SUM = "27"
PLANTED_TOTAL = "21"
UNREADABLE_BYTES = 2_048


@dataclass(frozen=True)
class Sample:
    """One file of the samples and what it is there to show."""

    name: str
    content: bytes
    agency: str
    year: str
    form: str
    layout: str
    shows: str


@dataclass(frozen=True)
class Recipe:
    """How one sample report is forged."""

    name: str
    figures: ReportFigures
    layout: str
    shows: str
    quirks: tuple[str, ...] = ()
    seed: int = 0

    def forged(self) -> Sample:
        """The sample, rendered."""
        document = render(self.figures, self.layout, self.quirks, seed=self.seed)
        return Sample(
            name=self.name + document.suffix,
            content=document.content,
            agency=self.figures.agency_name,
            year=str(self.figures.report_year),
            form=self.figures.form_version,
            layout=self.layout,
            shows=self.shows,
        )


def build_samples() -> tuple[Sample, ...]:
    """Every sample document, in the order the README lists them."""
    recipes = (*_chain(), *_legacy(), *_dumped_texts(), *_marked_texts(), *_planted(), *_pages())
    return (*(recipe.forged() for recipe in recipes), _not_a_report(), _unreadable())


def build_files() -> Mapping[str, bytes]:
    """The content of every file in the samples folder, by name."""
    samples = build_samples()
    documents = {sample.name: sample.content for sample in samples}
    return {**documents, "manifest.csv": _manifest(), "README.md": _readme(samples).encode()}


def write_samples(destination: Path) -> int:
    """Write the samples into a folder, which is made if it is not there; the number of files written."""
    destination.mkdir(parents=True, exist_ok=True)
    files = build_files()
    for name, content in files.items():
        (destination / name).write_bytes(content)
    return len(files)


def planted_imbalance() -> ReportFigures:
    """A consistent report in which one cell alone is mistyped: （七）总计 of 自然人."""
    cell = ("requests", "processed", "natural_person")
    reports = (
        balanced(seed, "form_2021", agency_name="阆中市住房和城乡建设局", report_year=2022, quiet=True)
        for seed in range(10_000)
    )
    balances = next(report for report in reports if report.text(*cell) == PLANTED_SUM)
    return plant(balances, cell, PLANTED_TOTAL)


def _chain() -> tuple[Recipe, ...]:
    # Seeds by which something is carried over, pending and repealed, though the agency has little to report.
    first = balanced(745, "form_2019", agency_name="昌黎县水务局", report_year=2020, quiet=True)
    second = chained(first, 17, form_version="form_2021", quiet=True)
    third = chained(second, 94, quiet=True)
    return (
        Recipe("chain_2020", first, "html_spans", "first year of a chain: the trial form, proper spans"),
        Recipe("chain_2021", second, "html_one_table", "second year: the form of 2021, carries over from the first"),
        Recipe("chain_2022", third, "html_word_paste", "third year: pasted from a word processor"),
    )


def _legacy() -> tuple[Recipe, ...]:
    lanxi = balanced(21, "form_pre2019", agency_name="兰溪市统计局", report_year=2018)
    zhenping = balanced(22, "form_pre2019", agency_name="镇平县教育体育局", report_year=2017)
    halfwidth = ("halfwidth_punctuation",)
    return (
        Recipe("indicator_table", lanxi, "text_indicator", "up to 2018: one cell a line, no unit printed", halfwidth),
        Recipe("indicator_units", zhenping, "html_indicator", "up to 2018: a unit to each indicator"),
    )


def _dumped_texts() -> tuple[Recipe, ...]:
    wushan = balanced(31, agency_name="武山县自然资源局", report_year=2021, quiet=True)
    anhua = balanced(
        32, agency_name="安化县人民政府", report_year=2022, scope="summary", published_date=date(2023, 3, 20)
    )
    district = balanced(33, "form_2019", agency_name="高新区自然资源局", report_year=2021, quiet=True)
    taihu = balanced(34, agency_name="太湖县林业局", report_year=2021, quiet=True)
    return (
        Recipe(
            "one_cell_a_line",
            wushan,
            "text_blank_lines",
            "half-width brackets, headers broken in two, misprinted labels",
            ("halfwidth_punctuation", "labels_split", "spaced_labels", "misprint_labels"),
        ),
        Recipe(
            "county_summary_pipes",
            anhua,
            "text_pipe_terminated",
            "a county's summary of all its departments; headers of section 4 have lost their second line",
            ("halfwidth_punctuation", "labels_split", "headers_truncated"),
        ),
        Recipe(
            "ambiguous_region_tabs",
            district,
            "text_tabs",
            "the trial form still used for 2021; many cities have a 高新区; the total column is blank",
            ("total_column_blank", "restarted_numerals"),
        ),
        Recipe(
            "sections_in_prose",
            taihu,
            "text_tabs",
            "sections 3 and 4 are sentences; no title, the manifest names the agency",
            ("requests_in_prose", "challenges_in_prose", "unit_in_cell", "no_title", "unnumbered_headings"),
        ),
    )


def _marked_texts() -> tuple[Recipe, ...]:
    xinjian = balanced(35, agency_name="新建区民政局", report_year=2023)
    huantai = balanced(36, agency_name="桓台县交通运输局", report_year=2023)
    return (
        Recipe("lone_pipes", xinjian, "text_pipe_separated", "labels in known variants", ("label_variants",)),
        Recipe(
            "pipe_table",
            huantai,
            "markdown_pipes",
            "shortened labels, a dash for each zero",
            ("shortened_labels", "dash_for_zero"),
            seed=11,
        ),
    )


def _planted() -> tuple[Recipe, ...]:
    shows = f"one mistyped cell: （七）总计 of 自然人 says {PLANTED_TOTAL} beside outcomes that sum to {PLANTED_SUM}"
    return (Recipe("planted_imbalance", planted_imbalance(), "html_one_table", shows),)


def _pages() -> tuple[Recipe, ...]:
    rongxian = balanced(41, agency_name="容县市场监督管理局", report_year=2022)
    huize = balanced(42, agency_name="会泽县农业农村局", report_year=2021, alternative=UNDIVIDED, quiet=True)
    anji = balanced(43, agency_name="安吉县文化和广电旅游体育局", report_year=2023)
    return (
        Recipe(
            "gb18030_nested_tables",
            rongxian,
            "html_in_layout_table",
            "GB18030 declared as GB2312; thousands separators; the manifest gives its address and date",
            ("gb18030", "thousands_separators"),
        ),
        Recipe(
            "undivided_2021",
            huize,
            "html_empty_header_cells",
            "（六）其他处理 as one row under the form of 2021; empty cells in place of rowspan",
            ("numerals_dunhao", "unit_in_cell"),
        ),
        Recipe(
            "split_over_pages",
            anji,
            "html_split_tables",
            "the requests table cut by a page break; page marks and annotated figures",
            ("page_marks", "annotation_in_cell"),
        ),
    )


def _not_a_report() -> Sample:
    agency = "桓台县交通运输局"
    title = "关于调整部分公交线路首末班时间的通告"
    notice = "因道路施工，自下周一起3路、7路公交车首班提前十分钟，末班时间不变，请市民提前安排出行。"
    page = PrintedReport(
        title=title,
        publisher=agency,
        published_date=date(2023, 5, 8),
        metadata=(("发文机关", agency), ("标题", title)),
        blocks=(Heading("通告"), Paragraph(notice), Paragraph(SYNTHETIC_NOTICE)),
        charset=UTF_8.declared,
        encoding=UTF_8,
    )
    content = UTF_8.encode(write_page(page, write_body(page, write_table)))
    shows = "a page of the same sites that is no annual report: rejected with a reason"
    return Sample("not_a_report.html", content, agency, "", "", "", shows)


def _unreadable() -> Sample:
    content = Random("unreadable").randbytes(UNREADABLE_BYTES)
    return Sample("unreadable.bin", content, "", "", "", "", "bytes that are no document: rejected with a reason")


def _manifest() -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, MANIFEST_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(MANIFEST_ENTRIES)
    return file.getvalue().encode()


def _readme(samples: tuple[Sample, ...]) -> str:
    columns = ("name", "agency", "year", "form", "layout", "shows")
    lines = [" | ".join(str(getattr(sample, column)) or "-" for column in columns) for sample in samples]
    table = "\n".join(f"| {line} |" for line in lines)
    return f"""# Samples

Written by `python -m forge samples`; a test fails when these files and the program differ. Place names are real so that
regions can be inferred; agencies' figures are not, and every document says so in a sentence of its own:
{SYNTHETIC_NOTICE}

| file | agency | year | form | layout | what it shows |
|---|---|---|---|---|---|
{table}

`manifest.csv` overrides what cannot be read from two of the documents; every other file is inferred from its content.
"""
