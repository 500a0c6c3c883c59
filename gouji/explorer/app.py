"""The application: routes in the order they are tried, and what every request passes through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from gouji.corrections import ReportCorrections, as_markdown, as_workbook, read_corrections
from gouji.explorer import charts, downloads
from gouji.explorer.language import language_of
from gouji.explorer.openapi import document
from gouji.explorer.pages import PAGES
from gouji.explorer.pages.charts import CHARTS, ChartAddress
from gouji.explorer.pages.mart import published_table
from gouji.explorer.pages.report import read as read_report
from gouji.explorer.pages.report import read_header
from gouji.explorer.plain import to_json
from gouji.explorer.respond import Endpoint, entity_tag, finished, page_endpoint, problems
from gouji.explorer.security import Guard
from gouji.explorer.store import SWITCH_SECONDS, Snapshot, Store
from gouji.explorer.visit import Visit

STATIC = Path(__file__).with_name("static")
# A table of millions of rows takes its time; one that takes longer was forgotten by its reader.
DOWNLOAD_SECONDS = 900.0
TABLE_FORMATS = {
    "csv": (downloads.table_as_csv, "text/csv; charset=utf-8"),
    "parquet": (downloads.table_as_parquet, "application/vnd.apache.parquet"),
}
LIST_FORMATS: Mapping[str, tuple[Callable[[Sequence[ReportCorrections], str], str | bytes], str]] = {
    "md": (as_markdown, "text/markdown; charset=utf-8"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def create_app(warehouse: Path, host: str = "127.0.0.1", switch_seconds: float = SWITCH_SECONDS) -> Starlette:
    """The explorer over a published warehouse.

    Args:
        warehouse: the published file.
        host: where the server listens; other names in a Host header are refused.
        switch_seconds: how long a request waits for a file that was just replaced.

    Raises:
        WarehouseMissing, WarehouseNotBuilt, WarehouseUnreadable: there is nothing to explore.
    """
    store = Store(warehouse, switch_seconds)
    handlers = cast("Mapping[Any, ExceptionHandler]", problems())
    return Starlette(
        routes=routes(store),
        exception_handlers=handlers,
        middleware=[Middleware(Guard, host=host), Middleware(GZipMiddleware)],
    )


def routes(store: Store) -> list[Route | Mount]:
    """Addresses with an ending before those without: an identifier may hold a dot."""
    openapi = to_json(document(PAGES))
    found: list[Route | Mount] = [
        Route("/openapi.json", lambda request: finished(request, Response(openapi, media_type="application/json"))),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    found += [Route(chart.path, chart_endpoint(chart, store)) for chart in CHARTS]
    found += [Route(f"/data/{{mart}}.{ending}", table_endpoint(ending, store)) for ending in TABLE_FORMATS]
    found += [Route("/reports/{report_id}/findings.csv", findings_endpoint(store))]
    found += [
        Route(f"/reports/{{report_id}}/corrections.{ending}", corrections_endpoint(ending, store))
        for ending in LIST_FORMATS
    ]
    found += [Route(page.json_path, page_endpoint(page, store, as_json=True)) for page in PAGES]
    found += [Route(page.path, page_endpoint(page, store, as_json=False)) for page in PAGES]
    return found


def chart_endpoint(chart: ChartAddress, store: Store) -> Endpoint:
    """A chart in the language and colour scheme asked for."""

    def respond(request: Request) -> Response:
        language, snapshot = language_of(request), store.snapshot()
        scheme = request.query_params.get("scheme", "light")
        tag = entity_tag(request, snapshot, language)
        if tag in request.headers.get("if-none-match", ""):
            return finished(request, Response(status_code=304), tag)
        with snapshot.cursor() as cursor:
            read = chart.chart(Visit(cursor, language, request.path_params, {}))
        drawn = charts.draw(read, language, scheme if scheme in charts.SCHEMES else "light")
        return finished(request, Response(drawn, media_type="image/svg+xml"), tag)

    return respond


def table_endpoint(ending: str, store: Store) -> Endpoint:
    """A whole table, streamed."""
    write, media_type = TABLE_FORMATS[ending]

    def respond(request: Request) -> Response:
        snapshot, path = store.snapshot(), request.path_params
        with snapshot.cursor() as cursor:
            table = published_table(Visit(cursor, language_of(request), path, {}), path["mart"]).name

        def pieces(held: Snapshot) -> Iterator[bytes]:
            with held.cursor(DOWNLOAD_SECONDS) as cursor, closing(write(cursor, table)) as written:
                yield from written

        return _attached(StreamingResponse(pieces(snapshot), media_type=media_type), f"{table}.{ending}")

    return respond


def findings_endpoint(store: Store) -> Endpoint:
    """The findings of a report, a line each."""

    def respond(request: Request) -> Response:
        language = language_of(request)
        with store.snapshot().cursor() as cursor:
            report = read_report(Visit(cursor, language, request.path_params, {}))
        body = downloads.findings_as_csv(report.findings)
        found = finished(request, Response(body, media_type="text/csv; charset=utf-8"))
        return _attached(found, f"findings-{report.header.report_id}.csv")

    return respond


def corrections_endpoint(ending: str, store: Store) -> Endpoint:
    """The correction list of a report, to be sent to the agency."""
    write, media_type = LIST_FORMATS[ending]

    def respond(request: Request) -> Response:
        language = language_of(request)
        with store.snapshot().cursor() as cursor:
            header = read_header(Visit(cursor, language, request.path_params, {}), request.path_params["report_id"])
            lists = read_corrections(cursor, [header.report_id], "warehouse.marts")
        found = finished(request, Response(write(lists, language), media_type=media_type))
        return _attached(found, f"corrections-{header.report_id}.{ending}")

    return respond


def _attached(response: Response, name: str) -> Response:
    """To be saved, not shown; names of tables and identifiers of reports are plain ASCII, or else left out."""
    plain = "".join(
        character for character in name if character.isascii() and (character.isalnum() or character in "-_.")
    )
    response.headers["content-disposition"] = f'attachment; filename="{plain}"'
    return response
