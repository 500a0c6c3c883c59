"""One answer as a page or as JSON; and what is said where there is none."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import duckdb
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from gouji import __version__
from gouji.explorer.language import language_of, remember
from gouji.explorer.parameters import Parameter, ParameterInvalid, Values
from gouji.explorer.plain import to_json
from gouji.explorer.store import Snapshot, Store
from gouji.explorer.templating import render
from gouji.explorer.visit import NothingThere, Page, Visit
from gouji.explorer.wording import LANGUAGES, word

Endpoint = Callable[[Request], Response]

NOT_FOUND, BAD_REQUEST, TOO_SLOW, DEFECT = 404, 400, 503, 500
ERROR_WORDS = {BAD_REQUEST: "bad_request", NOT_FOUND: "not_found", 405: "bad_method", TOO_SLOW: "too_slow"}
# Always asked again, because a build may replace the file at any moment; answered with 304 while it has not.
CACHE_CONTROL = "private, no-cache"


def values_of(request: Request, parameters: tuple[Parameter, ...]) -> Values:
    """The declared parameters of a request; unknown ones are left alone.

    Raises:
        ParameterInvalid: a value is not one the parameter takes.
    """
    return {parameter.name: parameter.parse(request.query_params.get(parameter.name)) for parameter in parameters}


def page_endpoint(page: Page, store: Store, *, as_json: bool) -> Endpoint:
    """The endpoint of a page, or of its JSON."""

    def respond(request: Request) -> Response:
        language, snapshot = language_of(request), store.snapshot()
        tag = entity_tag(request, snapshot, language)
        if tag in request.headers.get("if-none-match", ""):
            return finished(request, Response(status_code=304), tag)
        values = values_of(request, page.parameters)
        with snapshot.cursor() as cursor:
            answer = page.read(Visit(cursor, language, request.path_params, values))
        if as_json:
            return finished(request, Response(to_json(answer), media_type="application/json"), tag)
        seen = page.view(answer, language) if page.view else {}
        body = render(page.name, language, answer=answer, **frame(request, language), **seen)
        return finished(request, HTMLResponse(body), tag)

    return respond


def frame(request: Request, language: str) -> dict[str, object]:
    """What the frame of every page needs: where this is, and how to get to the same place otherwise."""

    def here(**changes: object) -> str:
        query = {**request.query_params, **{name: str(value) for name, value in changes.items() if value is not None}}
        for name, value in changes.items():
            if value is None:
                query.pop(name, None)
        if "lang" not in changes:
            query.pop("lang", None)
        return f"{request.url.path}?{urlencode(query)}" if query else request.url.path

    other = next(name for name in LANGUAGES if name != language)
    query = {name: value for name, value in request.query_params.items() if name != "lang"}
    path = "/index" if request.url.path == "/" else request.url.path
    return {
        "here": here,
        "path": request.url.path,
        "other_language": other,
        "json_address": f"{path}.json" + (f"?{urlencode(query)}" if query else ""),
    }


def entity_tag(request: Request, snapshot: Snapshot, language: str) -> str:
    """One answer of one file in one language by one version of gouji."""
    asked = f"{__version__} {language} {request.url.path}?{request.url.query}"
    return f'W/"{snapshot.identity.tag}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'


def finished(request: Request, response: Response, tag: str | None = None) -> Response:
    """The headers that tell caches what the answer depends on."""
    response.headers["cache-control"] = CACHE_CONTROL
    response.headers["vary"] = "accept-language, cookie"
    if tag:
        response.headers["etag"] = tag
    if response.headers.get("content-type", "").startswith("text/html"):
        response.headers["content-language"] = "zh-CN" if language_of(request) == "zh" else "en"
    remember(request, response)
    return response


def problem(request: Request, status: int) -> Response:
    """A page, or JSON where JSON was asked for, that says what is wrong and where to go."""
    language, key = language_of(request), ERROR_WORDS.get(status, "defect")
    if request.url.path.endswith(".json"):
        said = {f"message_{name}": word(f"error.{key}", name) for name in LANGUAGES}
        return finished(
            request, Response(to_json({"error": {"status": status} | said}), status, media_type="application/json")
        )
    body = render("problem", language, key=key, status=status, **frame(request, language))
    return finished(request, HTMLResponse(body, status))


def problems() -> Mapping[object, Callable[[Request, Exception], Response]]:
    """How each exception is answered."""

    def defect(request: Request, error: Exception) -> Response:
        traceback.print_exception(error)
        return problem(request, DEFECT)

    def of_http(request: Request, error: Exception) -> Response:
        return problem(request, error.status_code if isinstance(error, HTTPException) else DEFECT)

    return {
        HTTPException: of_http,
        NothingThere: lambda request, _: problem(request, NOT_FOUND),
        ParameterInvalid: lambda request, _: problem(request, BAD_REQUEST),
        duckdb.InterruptException: lambda request, _: problem(request, TOO_SLOW),
        Exception: defect,
    }
