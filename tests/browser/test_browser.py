"""The explorer in Debian's Chromium: `make test-browser`; a default run of pytest passes it over."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WAREHOUSE = os.environ.get("GOUJI_BROWSER_WAREHOUSE")
pytestmark = pytest.mark.skipif(not WAREHOUSE, reason="a suite of its own: make test-browser")

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
SCREENSHOTS = Path(__file__).resolve().parents[2] / "target" / "screenshots"
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    command = [sys.executable, "-m", "gouji", "serve", "--port", "0", "--warehouse", str(WAREHOUSE)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = (re.search(r"http://[\d.]+:\d+", line) for line in server.stderr)
        yield next(found[0] for found in told if found)
        server.terminate()


@pytest.fixture(scope="module")
def pages(base: str) -> dict[str, str]:
    def items(path: str) -> list[dict[str, Any]]:
        with urllib.request.urlopen(base + path) as answer:
            return list(json.load(answer)["items"])

    reports = items("/reports.json?page_size=500")
    agency = max(items("/agencies.json"), key=lambda row: row["report_count"])["agency_id"]
    broken = next(row["report_id"] for row in reports if row["reconciliation_status"] == "discrepant")
    legacy = next(row["report_id"] for row in reports if row["form_version"] == "form_pre2019")
    return {
        "home": "/", "agencies": "/agencies", "agency": f"/agencies/{agency}", "reports": "/reports",
        "report": f"/reports/{broken}", "legacy": f"/reports/{legacy}", "cells": f"/reports/{broken}/cells",
        "rules": "/rules", "rule": "/rules/requests.balance", "data": "/data", "mart": "/data/fct_requests",
        "metrics": "/data/metrics", "loads": "/loads",
    }  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_open_without_errors_or_strangers(
    browser: Any, base: str, pages: dict[str, str], lang: str, scheme: str, size: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The checker is put into the page as a script, which the policy refuses to everybody else.
    for checked in (False, True):
        context = browser.new_context(
            viewport=SIZES[size], color_scheme=scheme, locale={"zh": "zh-CN", "en": "en-US"}[lang], bypass_csp=checked
        )
        page, said, asked = context.new_page(), [], []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        for name, path in pages.items():
            page.goto(base + path)
            if checked:
                found = Axe().run(page).response["violations"]
                assert not [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in GRAVE], name
                continue
            for image in page.locator("img[loading=lazy]").all():
                image.scroll_into_view_if_needed()
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"{name}-{lang}-{scheme}-{size}.png", full_page=True)
        if not checked:
            assert said == []
            assert [url for url in asked if not url.startswith(base)] == []
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_a_check_is_legible_and_prints(browser: Any, tmp_path: Path, lang: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    samples = Path(__file__).resolve().parents[2] / "samples"
    files = [str(samples / name) for name in ("planted_imbalance.html", "ambiguous_region_tabs.txt", "unreadable.bin")]
    made = tmp_path / "check.html"
    command = [
        sys.executable,
        "-m",
        "gouji",
        "check",
        *files,
        "--format",
        "html",
        "--lang",
        lang,
        "--output",
        str(made),
    ]
    assert subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 2
    for size, viewport in SIZES.items():
        context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)
        page, asked = context.new_page(), []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(made.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"check-{lang}-{scheme}-{size}.png", full_page=True)
        assert asked == [made.as_uri()]
        found = Axe().run(page).response["violations"]
        assert not [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in GRAVE]
        context.close()


def test_search_sort_and_language_work(browser: Any, base: str, pages: dict[str, str]) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(base)
    page.fill("#find", "lzszf")
    page.press("#find", "Enter")
    assert "阆中市住房和城乡建设局" in page.inner_text("main")
    page.goto(f"{base}/reports")
    page.click("a.sort >> nth=0")
    names = page.locator("tbody th").all_inner_texts()
    assert page.get_attribute("th[aria-sort=ascending]", "scope") == "col"
    page.click("a.sort >> nth=0")
    assert (
        page.locator("tbody th").all_inner_texts() == names[::-1]
        or page.locator("th[aria-sort=descending]").count() == 1
    )
    page.click("a.language")
    assert page.get_attribute("html", "lang") == "en"
    page.goto(f"{base}/rules")
    assert "Reconciliation rules" in page.inner_text("h1")


def test_a_marked_cell_shows_its_equation_to_the_keyboard(browser: Any, base: str, pages: dict[str, str]) -> None:
    page = browser.new_page()
    page.goto(base + pages["report"])
    tip = page.locator("td.marked .tip").first
    assert not tip.is_visible()
    page.locator("td.marked .figure").first.focus()
    assert tip.is_visible()
    assert "Total processed 21" in tip.inner_text()
    # Whole, although the table it hangs from scrolls sideways: the last line of the note is what lies there.
    box = tip.bounding_box()
    assert box is not None
    page.evaluate("y => scrollBy(0, y - innerHeight / 2)", box["y"])
    box = tip.bounding_box()
    assert box is not None
    hit = "([x, y]) => document.elementFromPoint(x, y)?.closest('.tip') !== null"
    assert page.evaluate(hit, [box["x"] + box["width"] / 2, box["y"] + box["height"] - 4])
