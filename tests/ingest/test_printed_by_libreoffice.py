"""Reports that a word processor printed to PDF, the page ending at another row each time: `make test-properties`.

Word and LibreOffice break rows and headers over pages, which no layout of forge does.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from forge import distinct_primes, render
from ingest.readers import doc
from ingest.report import read_report
from tests.depth import examples

LAYOUTS = ("html_spans", "html_word_paste", "html_one_table")
SECTION = "三、收到和处理"
LINE = "<p>　　工作说明。</p>"
# Lines above section 3: enough for the page to end anywhere in its header and in its first rows.
MOST_LINES = 24

pytestmark = [
    pytest.mark.skipif(examples(1) == 1, reason="a suite of its own: make test-properties"),
    pytest.mark.skipif(doc.find_libreoffice() is None, reason="LibreOffice is not installed here"),
]


def converted(folder: Path, files: list[Path], to: str) -> None:
    command = [str(doc.find_libreoffice()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--infilter=HTML (StarWriter)"] if files[0].suffix == ".html" else []
    subprocess.run([*command, "--convert-to", to, "--outdir", str(folder), *map(str, files)], check=True)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("printed")
    pages = []
    for version in ("form_2021", "form_2019"):
        for lines in range(0, MOST_LINES, 4):
            page = render(distinct_primes(version), LAYOUTS[lines // 4 % len(LAYOUTS)]).content.decode()
            start = page.rindex("<p", 0, page.index(SECTION))
            pages.append(folder / f"{version}-{lines}.html")
            pages[-1].write_text(page[:start] + LINE * lines + page[start:], encoding="utf-8")
    converted(folder, pages, "docx:MS Word 2007 XML")
    converted(folder, [page.with_suffix(".docx") for page in pages], "pdf")
    return pages


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_every_figure_is_read(printed: list[Path], suffix: str) -> None:
    for page in printed:
        file = page.with_suffix(suffix)
        version = page.name.partition("-")[0]
        cells = read_report(file.read_bytes(), file.name).alignment.cells
        read = {tuple(cell[:3]): cell.printed_text for cell in cells if cell.problem_code is None}
        assert read == {tuple(code): text for code, text in distinct_primes(version).cells.items()}, file.name
