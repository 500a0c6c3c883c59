"""Which language a reader gets: the one asked for, else the one remembered, else the one his browser prefers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from gouji.explorer.wording import LANGUAGES

PARAMETER = COOKIE = "lang"
# A year: who reads reports once a season should not have to choose each time.
COOKIE_SECONDS = 365 * 24 * 3600
DEFAULT = "zh"


def chosen(request: Request) -> str | None:
    """The language asked for in the address, if any."""
    asked = request.query_params.get(PARAMETER)
    return asked if asked in LANGUAGES else None


def language_of(request: Request) -> str:
    """``zh`` or ``en``."""
    remembered = request.cookies.get(COOKIE)
    if remembered not in LANGUAGES:
        remembered = None
    return chosen(request) or remembered or preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The first of our languages by the weights of an Accept-Language header."""
    weighted = []
    for position, part in enumerate(header.split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((-float(weight or 1), position, tag.lower().partition("-")[0]))
        except ValueError:
            continue
    return next((tag for weight, _, tag in sorted(weighted) if tag in LANGUAGES and weight < 0), DEFAULT)


def remember(request: Request, response: Response) -> None:
    """Keep an explicit choice for the pages to come."""
    language = chosen(request)
    if language:
        response.set_cookie(COOKIE, language, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")
