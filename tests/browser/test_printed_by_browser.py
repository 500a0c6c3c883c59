"""Reports that a browser printed to PDF, the page ending at another row each time: `make test-browser`.

Browsers cut rows, headers and names wherever the page ends, draw no line there, and write their fonts as drawings.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from forge import distinct_primes, render
from ingest.report import read_report
from tests.browser.test_browser import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.skipif(
    not os.environ.get("GOUJI_BROWSER_WAREHOUSE"), reason="a suite of its own: make test-browser"
)

SECTION = "三、收到和处理"
LINE = "<p>　　工作说明。</p>"
LAYOUTS = ("html_spans", "html_one_table", "html_empty_header_cells", "html_word_paste")
STYLES = {
    "joined": "table{border-collapse:collapse;width:100%} td{border:1px solid #000;padding:3px;text-align:center}",
    "apart": "table{border:1px solid #999;border-spacing:2px;width:100%} td{border:1px solid #999;padding:2px}",
    "narrow": "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    " td{border:1px solid #000;padding:0 7px;font-size:26px;word-break:break-all;text-align:center}",
}
PAPER = ({"format": "A4", "scale": 0.8}, {"format": "A4", "landscape": True, "scale": 0.6})
# The least share of the figures that is read: headers cut in mid-word and figures cut in mid-number are not.
READ = {"joined": 0.98, "apart": 0.98, "narrow": 0.9}


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium.new_page()
        chromium.close()


def printed(page: Any, version: str, style: str, lines: int) -> bytes:
    html = render(distinct_primes(version), LAYOUTS[lines % len(LAYOUTS)]).content.decode()
    start = html.rindex("<p", 0, html.index(SECTION))
    sheet = f"<style>body{{font-family:'Noto Serif CJK SC'}} div{{width:auto!important}} {STYLES[style]}</style>"
    page.set_content(html[:start] + LINE * lines + html[start:] + sheet)
    content: bytes = page.pdf(**PAPER[lines % len(PAPER)], display_header_footer=True, print_background=True)
    return content


@pytest.mark.parametrize("version", ["form_2021", "form_2019"])
@pytest.mark.parametrize("style", STYLES)
def test_no_figure_is_read_wrong_and_nearly_all_are_read(page: Any, version: str, style: str) -> None:
    expected = {tuple(code): text for code, text in distinct_primes(version).cells.items()}
    count = 0
    for lines in range(0, 30, 3):
        report = read_report(printed(page, version, style, lines), "report.pdf")
        read = {tuple(cell[:3]): cell.printed_text for cell in report.alignment.cells if cell.problem_code is None}
        certain = {code: text for code, text in read.items() if text.isdecimal() or not text}
        assert certain == {code: expected[code] for code in certain}, (style, lines)
        count += len(certain)
    assert count >= READ[style] * 10 * len(expected)
