"""Bytes to text, when the declaration is wrong or missing.

Valid multi-byte UTF-8 is practically never anything else, so it outranks every declaration; GB18030 is tried next
because
it contains GBK and GB2312. A few damaged bytes become U+FFFD (no figure contains one), more than that is undecodable.
"""

from __future__ import annotations

import codecs
import re

from ingest.errors import Rejection

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


def decode(content: bytes) -> tuple[str, str]:
    """Text and the name of the encoding used.

    Raises:
        Rejection: ``undecodable`` when no encoding reads it nearly whole, ``not_text`` when it holds control bytes.
    """
    for bom, name in BOMS:
        if content.startswith(bom):
            return _readable(content.decode(name, errors="replace"), name), name
    for name in _candidates(content):
        try:
            return _printable(content.decode(name)), name
        except (UnicodeDecodeError, LookupError):
            continue
    damaged = [(content.decode(name, errors="replace"), name) for name in ("utf-8", "gb18030")]
    text, name = min(damaged, key=lambda pair: pair[0].count(REPLACEMENT))
    return _readable(text, name), name


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


def _printable(text: str) -> str:
    if text.count("\x00") or sum(text.count(chr(code)) for code in (1, 2, 3, 4, 5, 6, 14, 15, 16)) > len(text) // 100:
        raise Rejection("not_text", "control characters")
    return text
