"""Quirks of characters: what converters, editors and wrong guesses about encodings make of the same words."""

from __future__ import annotations

import re
from random import Random

from forge.document import Encoding, PrintedReport
from forge.form import read_seed
from forge.quirks.base import WRITTEN, Quirk

# Pages converted between scripts print these readings behind characters that the converter took for difficult ones.
READINGS = {"国": "guó", "务": "wù", "总": "zǒng", "类": "lèi", "请": "qǐng", "诉": "sù", "处": "chù"}
FULLWIDTH_DIGIT = re.compile("[０-９]")
BEYOND_ASCII = re.compile("[^\\x00-\\x7f]+")
# White space of two, three and five bytes: some pairs of bytes mean nothing in GBK, others are also a byte alone.
FILLINGS = ("", "\u3000", "\u00a0", "\u00a0\u3000", "\u3000\u00a0")
LOST = "\ufffd"
EURO, EURO_BYTE = "€", b"\x80"


class MisreadEncoding(Encoding):
    """UTF-8 that a program took for GBK and stored in UTF-8 again.

    Runs of characters that do not go into whole pairs of bytes would be damaged; a wide space behind them or, where GBK
    leaves a pair unused, between their characters keeps them whole. Full-width figures are damaged as they are.
    """

    def encode(self, text: str) -> bytes:
        """The bytes of a document, misread."""
        return BEYOND_ASCII.sub(lambda run: _misread(run[0]), text).encode(self.codec)


def _misread(run: str) -> str:
    for filling in FILLINGS[:1] if FULLWIDTH_DIGIT.search(run) else FILLINGS:
        for whole in (run + filling, filling.join(run) + filling):
            misread = _as_gbk(whole.encode("utf-8"))
            if misread is not None:
                return misread
    if FULLWIDTH_DIGIT.search(run):
        return run.encode("utf-8").decode("gb18030", errors="replace")
    raise ValueError(f"no white space keeps {run!r} in whole pairs of bytes")


def _as_gbk(content: bytes) -> str | None:
    """Bytes as Windows reads them in GBK: 0x80, which begins no pair, is the euro sign. None where one is lost."""
    text = ""
    while content:
        width = 2 if content[0] > EURO_BYTE[0] else 1
        character = EURO if content[:1] == EURO_BYTE else content[:width].decode("gb18030", errors="replace")
        if character in LOST or (width > 1 and character == EURO):
            return None
        text += character
        content = content[width:]
    return text


def _traditional(report: PrintedReport, chance: Random) -> PrintedReport:
    table = str.maketrans({line["simplified"]: line["traditional"] for line in read_seed("traditional_characters")})
    return report.map_words(lambda text: text.translate(table))


def _traditional_words(report: PrintedReport, chance: Random) -> PrintedReport:
    words = [(line["simplified"], line["traditional"]) for line in read_seed("traditional_words")]

    def changed(text: str) -> str:
        for simplified, traditional in words:
            text = text.replace(simplified, traditional)
        return text

    return _traditional(report.map_words(changed), chance)


def _pinyin(report: PrintedReport, chance: Random) -> PrintedReport:
    table = str.maketrans({character: f"{character}({reading})" for character, reading in READINGS.items()})
    return report.map_words(lambda text: text.translate(table))


def _literal_entities(report: PrintedReport, chance: Random) -> PrintedReport:
    """A space as the entity itself, decoded once too seldom."""
    return report.map_words(lambda text: f"{text[:1]}&nbsp;{text[1:]}" if len(text) > 1 else text)


CHARACTER_QUIRKS = (
    Quirk("traditional", "words are in traditional characters", change_report=_traditional),
    Quirk(
        "traditional_words",
        "words are in traditional characters, some replaced by those in use where these are written (資訊)",
        change_report=_traditional_words,
    ),
    Quirk(
        "pinyin_in_brackets",
        "readings stand in brackets behind some characters",
        families=WRITTEN,
        change_report=_pinyin,
    ),
    Quirk(
        "literal_entities",
        "entities that no program has decoded stand in words",
        families=WRITTEN,
        change_report=_literal_entities,
    ),
    Quirk(
        "mojibake",
        "UTF-8 that was once read as GBK",
        families=WRITTEN,
        encoding=MisreadEncoding("utf-8", "utf-8"),
    ),
)
