"""What a style says of the text it is for: not seen, struck out, raised.

Styles of single elements and rules of the page's own sheets are told alike; which rule wins is the cascade's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element, Node
from turbohtml.cssom import StyleSheet, computed_style

from ingest.readers.css_blocks import Flat, applies, flattened

# Different styles remembered: a page pasted from a word processor has a dozen.
STYLES_KEPT = 4096
SHEETS_KEPT = 64
# A length so far off that it is meant to be out of sight; less moves a menu or a letter.
FAR = r"-(?:\d{4,}|999)(?:\.\d+)?(?:px|pt)|-\d{3,}(?:r?em|%|vw)"
NOTHING = r"0*\.?0+\s*(?:[a-z%]+\s*)?(?:!important\s*)?(?:;|$)"
TINY = r"(?:0|1px|0px)\s*(?:!important\s*)?(?:;|$)"


class Effect(Enum):
    """``GONE`` leaves no place, ``UNSEEN`` an empty one; what is ``SHUT`` shows nothing if it is a box."""

    GONE = "gone"
    SHUT = "shut"
    UNSEEN = "unseen"
    STRUCK = "struck"
    RAISED = "raised"
    LOWERED = "lowered"


class Sign(NamedTuple):
    """How an effect is declared, in one pattern or two; ``longhand`` is what the cascade decides it by, if anything."""

    effect: Effect
    longhand: str
    pattern: re.Pattern[str]
    beside: re.Pattern[str] | None = None


def _sign(effect: Effect, longhand: str, pattern: str, beside: str = "") -> Sign:
    flags = re.IGNORECASE
    start = r"(?<![-\w])"
    return Sign(
        effect, longhand, re.compile(start + pattern, flags), re.compile(start + beside, flags) if beside else None
    )


SIGNS = (
    _sign(Effect.GONE, "display", r"display\s*:\s*none"),
    _sign(Effect.GONE, "", r"mso-hide\s*:\s*all"),
    _sign(Effect.GONE, "position", rf"(?:left|right|top|bottom)\s*:\s*(?:{FAR})", r"position\s*:\s*(?:absolute|fixed)"),
    _sign(Effect.GONE, "position", r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]", r"position\s*:\s*(?:absolute|fixed)"),
    _sign(Effect.UNSEEN, "visibility", r"visibility\s*:\s*(?:hidden|collapse)"),
    _sign(Effect.UNSEEN, "font-size", rf"font-size\s*:\s*{NOTHING}"),
    _sign(Effect.UNSEEN, "opacity", rf"opacity\s*:\s*{NOTHING}"),
    _sign(Effect.UNSEEN, "color", r"color\s*:\s*(?:transparent|rgba\([^()]*,\s*0*\.?0+\s*\))"),
    _sign(Effect.UNSEEN, "text-indent", rf"text-indent\s*:\s*(?:{FAR})"),
    _sign(Effect.SHUT, "", rf"(?:max-)?(?:width|height)\s*:\s*{TINY}", r"overflow\s*:\s*hidden"),
    _sign(Effect.STRUCK, "", r"text-decoration(?:-line)?\s*:[^;]*line-through"),
    # Digits set from right to left are another number than their characters: nothing to be read, as if struck out.
    _sign(Effect.STRUCK, "", r"unicode-bidi\s*:\s*(?:isolate|bidi)-override", r"direction\s*:\s*rtl"),
    _sign(Effect.RAISED, "vertical-align", r"vertical-align\s*:\s*super"),
    _sign(Effect.LOWERED, "vertical-align", r"vertical-align\s*:\s*sub"),
)
# A ground that shows through letters makes them seen although they have no colour.
CLIPPED_GROUND = re.compile(r"background-clip\s*:\s*text", re.IGNORECASE)
# Any of these words is in every declaration with an effect: asked of a whole sheet before it is read.
MAY_MATTER = re.compile(
    "none|hide|hidden|collapse|font-size|opacity|transparent|rgba|-9|absolute|overflow|bidi|line-through|super|sub|#fff|white"
    "|content",
    re.IGNORECASE,
)
# Word processors put their sheets between the signs of a comment, which CSS passes over.
COMMENT_SIGNS = re.compile("<!--|-->")
BOX = re.compile(r"display\s*:\s*(?:inline-)?block|float\s*:\s*(?:left|right)|position\s*:\s*(?:absolute|fixed)", re.I)
# What is inherited may be set again further inside; sizes in parts of the size around them stay nothing.
INHERITED = frozenset(("font-size", "visibility", "color"))
IN_PARTS = re.compile(r"(?:(?<!r)em|ex|%|larger|smaller)\s*$", re.IGNORECASE)
# A sheet for browsers without scripts says nothing of what is seen.
NOT_RUN = frozenset(("noscript", "template"))


class SheetRule(NamedTuple):
    """One rule of a sheet: whom it is for, and its declarations."""

    selector: str
    declarations: str


@lru_cache(maxsize=STYLES_KEPT)
def sign_of(style: str) -> Sign | None:
    """What declarations do to a text, the strongest first; None for nothing that matters."""
    found = next((s for s in SIGNS if s.pattern.search(style) and (s.beside is None or s.beside.search(style))), None)
    return None if found and found.longhand == "color" and CLIPPED_GROUND.search(style) else found


def shows_again(element: Element, longhand: str) -> bool:
    """Whether an element shows what one around it hides by a property that is inherited."""
    value = computed_style(element).get(longhand) or ""
    return bool(value) and not IN_PARTS.search(value) and sign_of(f"{longhand}: {value}") is None


class Rules(NamedTuple):
    """Rules that count, where they may declare a colour, an effect or a text; and all of which it is not known."""

    certain: Sequence[SheetRule]
    doubtful: Sequence[SheetRule]


def sheet_rules(page: Node) -> Rules:
    """Rules of the page's own sheets; sheets for other media go, and what stands in blocks is put in its place."""
    certain: list[SheetRule] = []
    doubtful: list[SheetRule] = []
    for sheet in page.select("style"):
        media = str(sheet.attr("media") or "")
        if not applies(media) or any(getattr(node, "tag", "") in NOT_RUN for node in sheet.ancestors):
            sheet.decompose()
            continue
        text = sheet.text
        flat = _flat(text, media)
        if flat.certain != text:
            sheet.set_text(flat.certain)
        certain += _rules_that_may_matter(flat.certain)
        doubtful += _rules_of(flat.doubtful) if flat.doubtful else ()
    return Rules(certain, doubtful)


@lru_cache(maxsize=SHEETS_KEPT)
def _flat(text: str, media: str) -> Flat:
    return flattened(COMMENT_SIGNS.sub("", text), media)


@lru_cache(maxsize=SHEETS_KEPT)
def _rules_that_may_matter(text: str) -> Sequence[SheetRule]:
    """Told once for a sheet: all pages of a site have the same."""
    if not MAY_MATTER.search(text):
        return ()
    return tuple(rule for rule in _rules_of(text) if MAY_MATTER.search(rule.declarations))


@lru_cache(maxsize=SHEETS_KEPT)
def _rules_of(text: str) -> Sequence[SheetRule]:
    return tuple(SheetRule(rule.selector_text, rule.style.text) for rule in StyleSheet(text).rules)


def elements_of(page: Node, rule: SheetRule) -> Iterator[Element]:
    """Whom a rule is for; nobody where its selector is of a state or a part of an element (``a:hover``)."""
    try:
        yield from page.select(rule.selector)
    except ValueError:
        for selector in rule.selector.split(","):
            with suppress(ValueError):
                yield from page.select(selector)


def affected(page: Node, rules: Sequence[SheetRule]) -> dict[Element, Sign]:
    """The elements that rules of the sheets have an effect on, where no other rule or style takes it back."""
    found: dict[Element, Sign] = {}
    for rule in rules:
        sign = sign_of(rule.declarations)
        if sign is None:
            continue
        for element in elements_of(page, rule):
            if element not in found and (not sign.longhand or _wins(element, sign, rule)):
                found[element] = sign
    return found


def _wins(element: Element, sign: Sign, rule: SheetRule) -> bool:
    computed = computed_style(element)
    value = computed.get(sign.longhand)
    if value is None:
        return True
    if sign.longhand == "position":
        return value.lower() in ("absolute", "fixed")
    won = sign_of(f"{sign.longhand}: {value}")
    return won is not None and won.effect is sign.effect
