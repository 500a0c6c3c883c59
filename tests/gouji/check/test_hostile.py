"""A report written to do harm is shown as the text it is, in every format."""

from __future__ import annotations

import html
import json
import re
import time
from pathlib import Path

import pytest

from gouji.check.model import CheckResult
from gouji.check.outputs import FORMATS, in_format
from gouji.check.run import check
from gouji.check.sarif_output import to_sarif
from gouji.check.visible import LONGEST_SHOWN, visible
from tests.conftest import SAMPLES
from tests.gouji.check.test_formats import assert_harmless

SCRIPT = "<script>alert(document.domain)</script>"
FORMULA = '=HYPERLINK("http://evil.example","click")'
# Clears the screen, sets the title, rings, moves up; the last one in one byte.
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b1A\r"
OVERRIDE = "\u202e\u2066evil\u2069\u200b"
LONG_LABEL = "长" * 350_000
MARKUP = "[bold red]not[/bold red] :bomb: {{ 7 * 7 }} {0}"


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = (SAMPLES / "planted_imbalance.html").read_text(encoding="utf-8")
    agency = "阆中市住房和城乡建设局"
    assert agency in text
    text = text.replace(f"{agency}2022年", html.escape(f"{agency}{SCRIPT}{OVERRIDE}{MARKUP}2022年"))
    rows = "".join(
        f"<tr><td colspan=3>{html.escape(label)}</td><td>{html.escape(cell)}</td>" + "<td>0</td>" * 6 + "</tr>"
        for label, cell in ((LONG_LABEL, "1"), (f"4.{SCRIPT}{ESCAPES}", FORMULA), (MARKUP, MARKUP + ESCAPES + OVERRIDE))
    )
    head, total, tail = text.partition("（七）总计")
    start = head.rindex("<tr")
    path = tmp_path_factory.mktemp("hostile") / f"{MARKUP.partition(' ')[0].replace('/', '')}<b>.html"
    path.write_text(head[:start] + rows + head[start:] + total + tail, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def hostile(bundle: Path, hostile_file: Path) -> CheckResult:
    return check([hostile_file], quiet=True)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("output_format", FORMATS)
def test_no_format_lets_anything_through(hostile: CheckResult, output_format: str, lang: str) -> None:
    text = in_format(hostile, output_format, lang)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)
    assert len(text) < 2_000_000
    if output_format == "html":
        assert_harmless(text)
        assert SCRIPT not in text


def test_what_was_hostile_is_still_told(hostile: CheckResult) -> None:
    [report] = hostile.reports
    text = "".join(in_format(hostile, "text", "zh").split())
    assert "<U+001B>[2J" in text
    assert "".join(MARKUP.split()) in text
    assert any("…(+" in row.label for row in report.unknown_rows)
    assert {one.shown.rule_id for one in report.findings} >= {"requests.balance"}


def test_colours_are_the_only_escapes(hostile: CheckResult) -> None:
    text = in_format(hostile, "text", "zh", "always")
    assert set(re.findall("\x1b[^m]{0,12}", text)) <= set(re.findall(r"\x1b\[[0-9;]*", text))


def test_machine_formats_stay_parsable(hostile: CheckResult) -> None:
    assert json.loads(in_format(hostile, "json", "zh"))["reports"]
    [run] = json.loads(to_sarif(hostile, "zh"))["runs"]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]}
    assert all(re.fullmatch(r"[A-Za-z0-9%/:._~!-]+", uri) for uri in uris)


def test_a_long_label_costs_no_time(hostile_file: Path, bundle: Path) -> None:
    """Comparing it with the labels of the form must not go over all of it: that would take minutes."""
    started = time.process_time()
    check([hostile_file], quiet=True)
    assert time.process_time() - started < 20


def test_visible_spells_out_and_cuts() -> None:
    assert visible("a\x1b[2Jb") == "a<U+001B>[2Jb"
    assert visible("\u202eabc") == "<U+202E>abc"
    assert visible("第一行\r\n第二行") == "第一行\n第二行"
    assert visible("长" * 1_000) == "长" * LONGEST_SHOWN + "…(+600)"
