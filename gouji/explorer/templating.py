"""The templates' environment: everything escaped, every word from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from gouji import __version__
from gouji.explorer.equations import formula
from gouji.explorer.reasons import place_text, places_text, reason_text
from gouji.explorer.tiles import tiles
from gouji.explorer.visit import Paging
from gouji.explorer.wording import name_of, word
from gouji.report_tables import STATE_MARKS, STATE_NOTES
from gouji.report_view import SCOPES, STATUSES
from gouji.severities import SEVERITY_ZH
from ingest.forms import read_seed

TEMPLATES = Path(__file__).with_name("templates")

# What reverses or hides the text around it is shown by its number instead.
CONTROLS = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
# Longer texts are in the JSON and the downloads; on a page nobody reads them.
TEXT_SHOWN = 300
DESCRIPTION_SHOWN = 600
WEB_ADDRESS = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
NOTHING = "—"


def printed(text: object, limit: int = TEXT_SHOWN) -> Markup:
    """Text that somebody else wrote: escaped, apart from the direction of ours, its controls visible, not endless."""
    if text is None:
        return Markup(NOTHING)
    return Markup("<bdi>{}</bdi>").format(visible(text, limit))


def described(text: object, limit: int = DESCRIPTION_SHOWN) -> Markup:
    """A description, which writes names of columns and codes between backquotes."""
    parts = enumerate(visible(text or NOTHING, limit).split("`"))
    return Markup("").join(Markup("<code>{}</code>" if odd % 2 else "{}").format(part) for odd, part in parts)


def visible(text: object, limit: int = TEXT_SHOWN) -> str:
    """The same text where no element can stand: a title, the value of a field."""
    whole = str(text)
    shown = whole if len(whole) <= limit else f"{whole[:limit]}…"
    return CONTROLS.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", shown)


def figure(value: object) -> str:
    """A figure with thousands separators; a dash for none."""
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return f"{value:,}".replace("-", "−")
    if isinstance(value, Decimal):
        whole = value.to_integral_value() == value
        return (f"{int(value):,}" if whole else f"{value.normalize():,f}").replace("-", "−")
    if isinstance(value, float):
        return f"{value:,.10g}".replace("-", "−")
    return str(value)


def percent(part: float | None, whole: float | None = 1) -> str:
    """A share in per cent; a dash where there is none."""
    return NOTHING if part is None or not whole else f"{100 * part / whole:.1f}%"


def web_address(uri: str | None) -> str | None:
    """An address a link may lead to: http or https and nothing else, whatever a manifest says."""
    return uri if uri and WEB_ADDRESS.match(uri) and not CONTROLS.search(uri) else None


def address(*parts: object, **query: object) -> str:
    """A path of the explorer with its variable parts and query encoded."""
    path = "/" + "/".join(quote(str(part), safe="") for part in parts if part != "")
    values = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(values)}" if values else path


def page_numbers(paging: Paging) -> tuple[int, ...]:
    """The pages worth a link: the first, the last, those around this one."""
    near = range(paging.page - 2, paging.page + 3)
    return tuple(sorted({1, paging.last_page, *(page for page in near if 1 <= page <= paging.last_page)}))


@lru_cache(maxsize=16)
def seed_names(seed: str, key: str, name: str) -> Mapping[str, tuple[str, str]]:
    """What the seeds call their codes: code to Chinese and English."""
    return {row[key]: (row[f"{name}_zh"], row[f"{name}_en"]) for row in read_seed(seed)}


def from_seed(lang: str, seed: str, key: str, code: str | None, name: str = "name") -> str:
    """The name of a code that the seeds name."""
    if code is None:
        return NOTHING
    zh, en = seed_names(seed, key, name).get(code, (code, code))
    return zh if lang == "zh" else en


def of_report(lang: str, kind: str, code: str) -> str:
    """What ``gouji show`` calls the same codes."""
    names = {"scope": SCOPES, "status": STATUSES, "mark": STATE_MARKS, "note": STATE_NOTES}[kind]
    found = names.get(code)
    return code if found is None else (found.zh if lang == "zh" else found.en)


def severity_name(lang: str, severity: str) -> str:
    """Chinese names of severities are shared with the command line; their English names are their codes."""
    return SEVERITY_ZH.get(severity, severity) if lang == "zh" else severity.capitalize()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment; a name that is not there is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {
        "printed": printed, "described": described, "visible": visible, "figure": figure, "percent": percent,
    }  # fmt: skip
    made.globals |= {
        "address": address,
        "page_numbers": page_numbers,
        "web_address": web_address,
        "tiles": tiles,
        "version": __version__,
        "state_notes": tuple(STATE_NOTES),
        "escape": escape,
    }
    return made


def render(template: str, lang: str, **context: object) -> str:
    """A page in one language."""
    words = {
        "lang": lang,
        "t": partial(_word, lang),
        "name_of": lambda section, code: name_of(section, code, lang),
        "from_seed": partial(from_seed, lang),
        "of_report": partial(of_report, lang),
        "severity_name": partial(severity_name, lang),
        "reason_text": lambda reason: reason_text(reason, lang),
        "place_text": lambda place: place_text(place, lang),
        "places_text": lambda places: places_text(places, lang),
        "formula": lambda equation: formula(equation, lang),
        "pick": lambda zh, en: zh if lang == "zh" else en,
    }
    return environment().get_template(f"{template}.html").render(words | context)


def _word(lang: str, key: str, **figures: object) -> str:
    return word(key, lang, **figures)
