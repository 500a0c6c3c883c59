"""A real Superset on the samples: `make test-bi`; a default run of pytest passes it over."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from bi.superset.client import Superset, SupersetRefused
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
# As many charts are visible as the tab declares, and each has drawn a number, a picture or a table.
DRAWN = """count => {
    const shown = [...document.querySelectorAll('.dashboard-chart')].filter(chart => chart.offsetParent !== null);
    return shown.length === count && shown.every(chart => chart.querySelector('canvas, table, .header-line'));
}"""
# Not how long it takes, which is seconds, but when to give up on a machine that does ten things at once.
PATIENCE_MS = 600_000
# What the charts that have not drawn say instead.
UNDRAWN = """() => [...document.querySelectorAll('.dashboard-chart')]
    .filter(chart => chart.offsetParent !== null && !chart.querySelector('canvas, table, .header-line'))
    .map(chart => chart.closest('.dashboard-component-chart-holder')?.innerText ?? chart.innerText)"""
# Rows of each side of a join: seconds, and longer, until one outlasts what is asked beside it on a busy machine.
ROWS_OF_A_LONG_QUERY = (25_000, 50_000, 100_000)
# What Superset's pages say on the console whatever they show: a picture at its makers' that counts its users, out of
# reach from here.
SUPERSETS_OWN = ("ERR_NAME_NOT_RESOLVED", "ERR_INTERNET_DISCONNECTED")


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


def add_a_report(published: Path) -> None:
    """Publish the file with one report more, as a build does: a finished file takes the name of the old one."""
    fresh = published.with_name("fresh.duckdb")
    shutil.copyfile(published, fresh)
    with duckdb.connect(str(fresh)) as writing:
        another = "select * replace (uuid()::varchar as report_id) from marts.dim_reports limit 1"
        writing.execute(f"insert into marts.dim_reports {another}")
    fresh.replace(published)


def chart_number(client: Superset, name: str) -> int:
    return client.charts()[next(chart.label for chart in read_declaration().charts if chart.name == name)]


def test_the_file_is_replaced_while_it_is_shown(client: Superset, published: Path) -> None:
    number = chart_number(client, "reports_total")
    before = client.chart_data(number)[0]["reports"]
    add_a_report(published)
    assert client.chart_data(number)[0]["reports"] == before + 1


def test_the_file_is_replaced_while_a_long_query_runs(server: Running, client: Superset, published: Path) -> None:
    assert any(replaced_during_a_query(server, client, published, rows) for rows in ROWS_OF_A_LONG_QUERY), (
        "no query was long enough to prove anything"
    )


def replaced_during_a_query(server: Running, client: Superset, published: Path, rows: int) -> bool:
    """Whether the query was still running when the new file had been seen; it ends on the file that it began with."""
    number, database, name = chart_number(client, "reports_total"), client.databases()["gouji"], f"slow {rows}"
    before = client.chart_data(number)[0]["reports"]
    slow = (
        f"select max(a.range * b.range) as n, (select count(*) from marts.dim_reports) as reports "
        f"from range({rows}) as a, range({rows}) as b"
    )
    with ThreadPoolExecutor(1) as beside:
        running_query = beside.submit(server.client().query, database, slow, name)
        while client.query_state(name) != "running" and not running_query.done():
            pass
        started_first = not running_query.done()
        add_a_report(published)
        assert client.chart_data(number)[0]["reports"] == before + 1
        outlasted = started_first and not running_query.done()
        found = running_query.result()[0]["reports"]
    assert found == before or not started_first
    return outlasted


def test_nobody_can_write_the_published_file(client: Superset) -> None:
    for statement in ("delete from marts.dim_reports", "create table marts.mine as select 1 as one"):
        with pytest.raises(SupersetRefused):
            client.query(client.databases()["gouji"], statement)


def test_the_dashboard_opens_in_a_browser(server: Running) -> None:
    from playwright.sync_api import TimeoutError as OutOfPatience
    from playwright.sync_api import sync_playwright

    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        # As high as the longest tab: a picture of the full page would resize it, and Superset then lays it out again.
        page = chromium.new_page(viewport={"width": 1400, "height": 2600})
        page.set_default_timeout(PATIENCE_MS)
        said: list[str] = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(f"{server.address}/login/")
        page.fill("input#username", server.user)
        page.fill("input#password", server.password)
        page.press("input#password", "Enter")
        page.wait_for_url("**/superset/welcome/**")
        said.clear()  # the welcome page is Superset's own
        page.goto(f"{server.address}/superset/dashboard/gouji/")
        for number, tab in enumerate(read_declaration().tabs):
            page.get_by_role("tab", name=tab.label).click()
            charts = sum(len(row) for row in tab.rows)
            picture = SCREENSHOTS / f"superset-{number}.png"
            drawn = False
            try:
                while not drawn:  # Superset lays the page out again when its filters arrive: what is seen must last
                    page.wait_for_function(DRAWN, arg=charts)
                    page.screenshot(path=picture)
                    drawn = page.evaluate(DRAWN, charts)
            except OutOfPatience:
                page.screenshot(path=picture)
                pytest.fail(f"{tab.label}: not drawn: {page.evaluate(UNDRAWN)}")
            for wrong in ("Unexpected error", "Timeout error", "No results were returned", "No data"):
                assert page.get_by_text(wrong).locator("visible=true").count() == 0, wrong
        assert [line for line in said if not any(known in line for known in SUPERSETS_OWN)] == []
        chromium.close()
