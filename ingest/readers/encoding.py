"""Bytes to text, when the declaration is wrong or missing.

Valid multi-byte UTF-8 is practically never anything else, so it outranks every declaration; GB18030 is tried next
because
it contains GBK and GB2312. A few damaged bytes become U+FFFD (no figure contains one), more than that is undecodable.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from ingest.errors import Rejection
from ingest.forms import read_seed
from ingest.normalise import simplify

DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
DECLARATION_WINDOW = 4096
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One damaged character in two hundred still leaves every label recognisable.
DAMAGE_LIMIT = 0.005
UTF16_SAMPLE = 2048
REPLACEMENT = "\ufffd"
EURO, EURO_BYTE = "€", b"\x80"
# How the UTF-8 bytes of Chinese punctuation and of 一 begin when read as GBK: 、 as 銆, ， and （ as 锛, quotes as 鈥.
MISREAD = "銆锛鈥€"
# Its second byte in GBK (FE) is in no UTF-8: a text that holds it cannot be UTF-8 misread.
NEVER_MISREAD = "政"
# Shorter names (规章) could stand in any text.
SHORTEST_WORDING = 4
CONTROLS = tuple(map(chr, (1, 2, 3, 4, 5, 6, 14, 15, 16)))
CONTROL_BYTES = tuple(mark.encode() for mark in ("\x00", *CONTROLS))
# Encodings in which a byte that is a control character is never part of another.
ASCII_KEPT = frozenset(("utf-8", "gb18030", "big5hkscs"))


def decode(content: bytes) -> tuple[str, str]:
    """Text and the name of the encoding used.

    Raises:
        Rejection: ``undecodable`` when no encoding reads it nearly whole, ``not_text`` when it holds control bytes.
    """
    for bom, name in BOMS:
        if content.startswith(bom):
            return repair(_readable(content.decode(name, errors="replace"), name), name)
    for name in _candidates(content):
        try:
            text = content.decode(name)
            return repair(text if name in ASCII_KEPT and _is_clean(content) else _printable(text), name)
        except (UnicodeDecodeError, LookupError):
            continue
    damaged = [(content.decode(name, errors="replace"), name) for name in ("utf-8", "gb18030")]
    text, name = min(damaged, key=lambda pair: pair[0].count(REPLACEMENT))
    return _readable(text, name), name


def repair(text: str, encoding: str) -> tuple[str, str]:
    """Text that was UTF-8, read as GBK and stored again, as it was before; any other text as it is.

    Repaired only when certain: every character goes back to the bytes it was read from, those bytes are UTF-8, and the
    result holds statutory wording where the text held none.
    """
    if is_surely_no_misreading(text) or _holds_statutory_wording(text):
        return text, encoding
    # Windows reads the byte 0x80 as the euro sign; the codec does not know it. GB18030 has every pair of GBK and those
    # that Windows reads as characters of private use.
    try:
        stored = [part.encode("gb18030") for part in text.split(EURO)]
        repaired = EURO_BYTE.join(stored).decode("utf-8")
    except UnicodeError:
        return text, encoding
    reread = EURO.join(part.decode("gb18030") for part in stored)
    if reread != text or not _holds_statutory_wording(repaired):
        return text, encoding
    return _printable(repaired), f"{encoding}, utf-8 once read as gbk"


def is_surely_no_misreading(text: str) -> bool:
    """Whether its characters tell that a text is not UTF-8 read as GBK; a text put together of such is none either."""
    # Nearly every text has its first 政 within a few lines; looking all through it for what is not there takes longer.
    return NEVER_MISREAD in text or not any(mark in text for mark in MISREAD)


@lru_cache(maxsize=1)
def _statutory_wording() -> re.Pattern[str]:
    names = {row["name_zh"] for row in read_seed("form_rows")} | {row["name_zh"] for row in read_seed("form_sections")}
    return re.compile("|".join(re.escape(name) for name in sorted(names) if len(name) >= SHORTEST_WORDING))


def _holds_statutory_wording(text: str) -> bool:
    return bool(_statutory_wording().search(simplify(text)))


def _readable(text: str, encoding: str) -> str:
    if text.count(REPLACEMENT) > DAMAGE_LIMIT * len(text):
        raise Rejection("undecodable", encoding)
    return _printable(text)


def _candidates(content: bytes) -> list[str]:
    sample = content[:UTF16_SAMPLE]
    if sample.count(b"\x00") > len(sample) // 20:
        even, odd = sample[0::2].count(b"\x00"), sample[1::2].count(b"\x00")
        return ["utf-16-be" if even > odd else "utf-16-le"]
    if b"\x00" in sample:
        raise Rejection("not_text", "NUL bytes")
    declared = DECLARED.search(content[:DECLARATION_WINDOW])
    names = ["utf-8", "gb18030"]
    if declared and declared[1].decode("ascii").lower().startswith("big5"):
        names.insert(1, "big5hkscs")
    return names


def _is_clean(content: bytes) -> bool:
    """Whether no control character is in a text, asked of its bytes: that is several times quicker."""
    return not any(mark in content for mark in CONTROL_BYTES)


def _printable(text: str) -> str:
    # Asking whether a character occurs at all is far quicker than counting it, and hardly a document has any.
    if "\x00" in text or sum(text.count(mark) for mark in CONTROLS if mark in text) > len(text) // 100:
        raise Rejection("not_text", "control characters")
    return text
