"""Rules that stand inside blocks of a style sheet (``@media``, ``@supports``, rules in rules), as if they stood alone.

Whether such a block counts is asked for a reader at a desktop screen, for whom the report was laid out; where that
depends on the reader's machine it is not known, and nothing that hangs on it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

# Pixels. Every desktop screen is wider than the first; hardly any is wider than the second.
NARROW, WIDE = 1024.0, 2560.0
PIXELS = {"": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3}
SHEETS_KEPT = 64
# More is no sheet that anybody wrote.
DEEPEST = 16
MOST_SELECTORS = 64
NESTED = re.compile(r"\{[^{}]*\{|@(?:media|supports|layer|container|scope|-moz-document|document)\b", re.IGNORECASE)
TOKEN = re.compile(r"""/\*.*?(?:\*/|$)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]""", re.DOTALL)
COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
WIDTH = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]*)\s*\)")
WIDTH_RANGE = re.compile(r"\(\s*(?:device-)?width\s*([<>])=?\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]*)\s*\)")
AND = re.compile(r"\s+and\s+|\)\s*and\s*\(")


class Applies(IntEnum):
    """Whether a block counts at a desktop screen; of nested blocks the least certain decides."""

    NO = 0
    PERHAPS = 1
    YES = 2


FEATURES = {
    **dict.fromkeys(("", "all", "screen", "(color)", "(orientation:landscape)", "(prefers-color-scheme:light)"), 2),
    **dict.fromkeys(("(-webkit-min-device-pixel-ratio:0)", "(min-width:0\\0)", "(pointer:fine)", "(hover:hover)"), 2),
    **dict.fromkeys(("print", "speech", "aural", "braille", "embossed", "handheld", "projection", "tty", "tv"), 0),
    **dict.fromkeys(("(orientation:portrait)", "(prefers-color-scheme:dark)", "(monochrome)", "(pointer:coarse)"), 0),
    **dict.fromkeys(("(hover:none)", "(prefers-reduced-motion:reduce)", "(forced-colors:active)"), 0),
    **dict.fromkeys(("(-ms-high-contrast:none)", "(-ms-high-contrast:active)"), 0),
}
"""What single conditions of media queries come to, written without spaces."""


class Flat(NamedTuple):
    """A sheet without blocks: the rules that count, and those of which it is not known."""

    certain: str
    doubtful: str


@lru_cache(maxsize=SHEETS_KEPT)
def flattened(text: str, media: str = "") -> Flat:
    """A sheet with the rules in its blocks put in their places; ``media`` is the condition of the whole sheet."""
    whole = applies(media)
    if whole is Applies.YES and not NESTED.search(text):
        return Flat(text, "")
    rules = list(_rules(COMMENT.sub(" ", text), (), whole, 0)) if whole else []
    certain, doubtful = (
        "\n".join(rule for counts, rule in rules if counts is wanted) for wanted in (Applies.YES, Applies.PERHAPS)
    )
    return Flat(certain, doubtful)


@lru_cache(maxsize=1024)
def applies(query: str) -> Applies:
    """Whether a list of media queries holds at a desktop screen."""
    return max((_one_query(part.strip().lower()) for part in query.split(",")), default=Applies.YES)


def _one_query(query: str) -> Applies:
    is_not = query.startswith("not ")
    query = query.removeprefix("not ").removeprefix("only ").strip()
    found = min(map(_condition, AND.sub(lambda joint: joint[0].replace("and", "\0"), query).split("\0")))
    return Applies(Applies.YES - found) if is_not else found


def _condition(condition: str) -> Applies:
    condition = condition.strip()
    width = WIDTH.fullmatch(condition) or WIDTH_RANGE.fullmatch(condition)
    if width and width[3] in PIXELS:
        pixels = float(width[2]) * PIXELS[width[3]]
        if width[1] in ("min", ">"):
            return Applies.YES if pixels <= NARROW else Applies.PERHAPS
        return Applies.NO if pixels <= NARROW else Applies.YES if pixels >= WIDE else Applies.PERHAPS
    return Applies(FEATURES.get("".join(condition.split()), Applies.PERHAPS))


class _Block(NamedTuple):
    """``prelude { body }``, or with ``body`` None what stands between blocks: declarations, statements."""

    prelude: str
    body: str | None


def _blocks(text: str) -> Iterator[_Block]:
    depth = start = opened = 0
    for token in TOKEN.finditer(text):
        sign = token[0]
        if sign == "{":
            opened = token.start() if depth == 0 else opened
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
            if depth == 0:
                yield _Block(text[start:opened].strip(), text[opened + 1 : token.start()])
                start = token.end()
        elif sign == ";" and depth == 0:
            yield _Block(text[start : token.end()].strip(), None)
            start = token.end()
    # A sheet that breaks off is closed by its end.
    yield _Block(text[start:opened].strip(), text[opened + 1 :]) if depth else _Block(text[start:].strip(), None)


def _rules(text: str, above: tuple[str, ...], counts: Applies, depth: int) -> Iterator[tuple[Applies, str]]:
    declared: list[str] = []
    inner: list[tuple[Applies, str]] = []
    for prelude, body in _blocks(text):
        if body is None:
            declared += [prelude] if prelude and not prelude.startswith("@") else []
        elif depth < DEEPEST:
            inner += _of_block(prelude, body, above, counts, depth + 1)
    if above and declared:
        yield counts, f"{','.join(above)}{{{' '.join(declared)}}}"
    yield from inner


def _of_block(
    prelude: str, body: str, above: tuple[str, ...], counts: Applies, depth: int
) -> Iterator[tuple[Applies, str]]:
    if not prelude.startswith("@"):
        yield from _rules(body, _below(above, prelude), counts, depth)
        return
    name, _, condition = prelude[1:].replace("(", " (", 1).partition(" ")
    if name.lower() == "media":
        counts = min(counts, applies(condition))
    elif name.lower() in ("container", "scope", "document", "-moz-document"):
        counts = min(counts, Applies.PERHAPS)
    elif name.lower() == "supports":
        counts = min(counts, Applies.PERHAPS if condition.strip().lower().startswith("not") else Applies.YES)
    elif name.lower() != "layer":
        return
    if counts:
        yield from _rules(body, above, counts, depth)


def _below(above: tuple[str, ...], selector: str) -> tuple[str, ...]:
    """The selectors of a rule inside another; ``&`` stands for the outer one."""
    own = [part.strip() for part in selector.split(",") if part.strip()]
    if not above:
        return tuple(own)
    both = (part.replace("&", outer) if "&" in part else f"{outer} {part}" for outer in above for part in own)
    return tuple(selector for selector, _ in zip(both, range(MOST_SELECTORS), strict=False))
