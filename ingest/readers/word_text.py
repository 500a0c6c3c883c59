"""The text of one word processor paragraph as a reader of the page sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.documents import OBJECT_MARK

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = W + "val"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

# What holds blocks or runs without being any; of a tracked change the new state.
CONTENT_WRAPPERS = frozenset(
    (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag", W + "hyperlink")
    + (W + "fldSimple", W + "bdo", W + "dir", COMPATIBILITY + "AlternateContent", COMPATIBILITY + "Choice")
)
# What was deleted, and what programs too old for the alternative would show.
UNREAD = frozenset((W + "del", W + "moveFrom", COMPATIBILITY + "Fallback"))
SHORT_TEXTS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    # The minus sign of a figure that must not be broken.
    W + "noBreakHyphen": "-",
}
TEXT = frozenset((W + "t", MATH + "t"))
RUN, RUBY, SYMBOL, TEXT_BOX = W + "r", W + "ruby", W + "sym", W + "txbxContent"
INLINE_OBJECTS = (DRAWING + "inline", W + "object")
ANCHOR, PICTURE = DRAWING + "anchor", "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
# Of a floating picture in place of a figure, in units of which there are 12,700 to the point. Seals are three times as
# high.
HIGHEST_PICTURE = 40 * 12_700
TRUE = ("1", "true")
SURROGATES = range(0xD800, 0xE000)
OFF = frozenset(("0", "false", "off", "none"))
SPACE = " \t\r\n"
# Empty elements that say how wide, how high, how coloured, or what the spelling checker thought.
LOOKS = re.compile(
    rb"<w:(?:tcW|vAlign|jc|trHeight|shd|noWrap|proofErr|bookmarkStart|bookmarkEnd|lastRenderedPageBreak)(?: [^<>]*)?/>"
)


def without_looks(content: bytes, marks: tuple[bytes, ...] = (b"vanish",)) -> bytes:
    """The document without what only says how text looks, most of its bytes; properties with one of ``marks`` stay.

    Where changes of looks are tracked, properties hold properties, and everything stays.
    """
    if b"PrChange" in content or b"<!--" in content or b"<![CDATA[" in content:
        return content
    matters = tuple(mark for mark in marks if mark in content)
    return _without(b"pPr", _without(b"rPr", LOOKS.sub(b"", content), matters), matters)


def _without(tag: bytes, content: bytes, unless: tuple[bytes, ...]) -> bytes:
    """The content without elements of one tag that do not nest; in one pass, whatever the bytes."""
    start, end = b"<w:" + tag + b">", b"</w:" + tag + b">"
    before, *pieces = content.split(start)
    parts = [before]
    for piece in pieces:
        properties, found, rest = piece.partition(end)
        parts.append(rest if found and not any(mark in properties for mark in unless) else start + piece)
    return b"".join(parts)


def is_on(properties: Element, name: str) -> bool:
    """Whether a property that is on or off is on."""
    found = properties.find(W + name)
    return found is not None and found.get(W + "val", "1") not in OFF


def paragraph_lines(paragraph: Element) -> list[str]:
    """The lines of a paragraph, cut at its line breaks, without white space around them."""
    parts: list[str] = []
    _collect(paragraph, parts)
    text = "".join(parts)
    if "\n" not in text:
        return [text.strip(SPACE)]
    return [line.strip(SPACE) for line in text.split("\n")]


def _collect(parent: Element, parts: list[str]) -> None:
    for child in parent:
        tag = child.tag
        if tag == RUN:
            _collect_run(child, parts)
        elif tag in CONTENT_WRAPPERS:
            _collect(child, parts)
        elif tag.startswith(MATH):
            parts.extend(text.text or "" for text in child.iter(MATH + "t"))


def _collect_run(run: Element, parts: list[str]) -> None:
    for child in run:
        tag = child.tag
        if tag in TEXT:
            text = child.text or ""
            # A line break of the XML source is a space on the page.
            parts.append(text.replace("\n", " ") if "\n" in text else text)
        elif tag in SHORT_TEXTS:
            parts.append(SHORT_TEXTS[tag])
        elif tag == SYMBOL:
            parts.append(_symbol(child.get(W + "char", "")))
        elif tag == RUBY:
            for base in child.iter(W + "rubyBase"):
                _collect(base, parts)


def _symbol(code: str) -> str:
    """A character by its code in a symbol font: what it looks like is unknown, that it is there is not."""
    number = int(code, 16) if code else 0
    return OBJECT_MARK if not number or number in SURROGATES else chr(number)


def text_boxes(parent: Element) -> Iterator[Element]:
    """The contents of the text boxes anchored in a paragraph, each once."""
    if next(parent.iter(TEXT_BOX), None) is not None:
        yield from _boxes_below(parent)


def _boxes_below(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag not in UNREAD:
            yield from _boxes_below(child)


def holds_object(cell: Element) -> bool:
    """Whether a picture or an embedded object stands in a cell.

    Of floating pictures only small ones do: a seal stands above its place, or anywhere.
    """
    if any(next(cell.iter(tag), None) is not None for tag in INLINE_OBJECTS):
        return True
    return any(map(_is_small_picture, cell.iter(ANCHOR))) or any(map(_is_set_in_line, cell.iter(W + "pict")))


def _is_small_picture(anchor: Element) -> bool:
    extent = anchor.find(DRAWING + "extent")
    height = extent.get("cy", "") if extent is not None else ""
    is_picture = next(anchor.iter(PICTURE), None) is not None
    return is_picture and anchor.get("behindDoc") not in TRUE and height.isdecimal() and int(height) <= HIGHEST_PICTURE


def _is_set_in_line(drawn: Element) -> bool:
    """Whether a picture of the older markup stands among the words."""
    if next(drawn.iter(IMAGE_DATA), None) is None:
        return False
    return not any("absolute" in shape.get("style", "") for shape in drawn.iter())
