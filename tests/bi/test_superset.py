"""A real Superset on the samples: `make test-bi`; a default run of pytest passes it over."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bi.superset.client import Superset
from bi.superset.declared import read_declaration
from bi.superset.launch import Running, prepare, running

HOME = os.environ.get("GOUJI_SUPERSET_HOME")
WAREHOUSE = os.environ.get("GOUJI_BI_WAREHOUSE")
pytestmark = [
    pytest.mark.skipif(not (HOME and WAREHOUSE), reason="a suite of its own: make test-bi"),
    # Drivers and pages of others warn of what is theirs to mend.
    pytest.mark.filterwarnings("default"),
]
CHROMIUM = "/usr/bin/chromium"
SCREENSHOTS = Path(__file__).resolve().parents[2] / "target" / "screenshots"
DRAWN = "div[data-test='grid-content'] [data-test-viz-type]"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file that the tests may replace."""
    copy = tmp_path_factory.mktemp("published") / "gouji.duckdb"
    shutil.copyfile(str(WAREHOUSE), copy)
    return copy


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    prepare(Path(str(HOME)))
    with running(Path(str(HOME)), port) as started:
        started.client().import_assets(published)
        yield started


@pytest.fixture
def client(server: Running) -> Superset:
    return server.client()


def test_every_chart_of_the_dashboard_returns_data(client: Superset) -> None:
    numbers = client.charts()
    rows = {chart.name: client.chart_data(numbers[chart.label]) for chart in read_declaration().charts}
    assert [name for name, found in rows.items() if not found] == []


def test_datasets_have_descriptions_and_metrics(client: Superset) -> None:
    declared = read_declaration()
    numbers = client.datasets()
    for dataset in declared.datasets:
        found = client.dataset(numbers[dataset.name])
        assert [c["column_name"] for c in found["columns"] if not c["description"]] == []
        assert {m["metric_name"] for m in found["metrics"]} == {metric.name for metric in dataset.metrics}
    assert "fct_printed_cells" in numbers


def test_importing_again_changes_nothing(client: Superset, published: Path) -> None:
    before = client.charts(), client.datasets()
    client.import_assets(published)
    assert (client.charts(), client.datasets()) == before


def test_the_file_is_replaced_while_it_is_shown(client: Superset, published: Path) -> None:
    declared = read_declaration()
    label = next(chart.label for chart in declared.charts if chart.name == "reports_total")
    number = client.charts()[label]
    before = client.chart_data(number)[0]["reports"]
    fresh = published.with_name("fresh.duckdb")
    shutil.copyfile(published, fresh)
    with duckdb.connect(str(fresh)) as writing:
        writing.execute(
            "insert into marts.dim_reports select * replace ('added' as report_id) from marts.dim_reports limit 1"
        )
    fresh.replace(published)
    assert client.chart_data(number)[0]["reports"] == before + 1


def test_the_dashboard_opens_in_a_browser(server: Running) -> None:
    from playwright.sync_api import sync_playwright

    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": 1400, "height": 1500})
        said: list[str] = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{server.address}/login/")
        page.fill("input#username", server.user)
        page.fill("input#password", server.password)
        page.press("input#password", "Enter")
        page.wait_for_url("**/superset/welcome/**")
        page.goto(f"{server.address}/superset/dashboard/gouji/")
        for number, tab in enumerate(read_declaration().tabs):
            page.get_by_role("tab", name=tab.label).click()
            page.wait_for_load_state("networkidle")
            assert page.get_by_text("Unexpected error").count() == 0
            page.screenshot(path=SCREENSHOTS / f"superset-{number}.png", full_page=True)
        assert said == []
        chromium.close()
