"""One normal form for everything that is compared, never for what is stored.

Published reports print the same character in many code points: full-width forms, Kangxi and CJK radicals in place of
ideographs, traditional characters, pinyin in brackets, entities that were never decoded, zero-width joints left by
editors. Matching uses the normal form; ``printed_text`` keeps the original.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from html import unescape

from ingest.forms import read_seed
from ingest.patterns import late

# NFKC maps the Kangxi radicals (U+2F00) but only two of the CJK Radicals Supplement (U+2E80-2EFF). These are the
# others, each before the ideograph it stands for in text extracted from PDF; the whole character where it has none.
RADICAL_PAIRS = (
    "⺀々⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵"
    "⺛旡⺜日⺝月⺞歹⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罓⺲罒⺳罒⺴罒⺵罒"
    "⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶"
    "⻏阝⻐钅⻑长⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤"
    "⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟"
)
RADICALS_SUPPLEMENT = str.maketrans(RADICAL_PAIRS[::2], RADICAL_PAIRS[1::2])
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Marks that overprint another character; what remains of them when it has no form with the mark.
OVERPRINTED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]"
)
# Raised and lowered digits as characters of their own: notes and indices, never part of a figure.
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
IDEOGRAPH = "[㐀-䶿一-鿿]"
WHITESPACE = re.compile(r"\s+")
DASHES = re.compile("[‐‑‒–—―−─－]")
# 國(guó)務(wù)院: small letters, at most six to a syllable (zhuang), right behind the character they belong to.
SYLLABLE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}"
PINYIN = re.compile(rf"(?<=[㐀-䶿一-鿿])(?:\s*\(\s*{SYLLABLE}(?:[\s'’·-]+{SYLLABLE})*\s*\))+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@lru_cache(maxsize=1)
def simplified() -> dict[int, str]:
    """Traditional characters that stand for one of a label, an agency or a region; 乾 is missing, it is a name too."""
    return str.maketrans({row["traditional"]: row["simplified"] for row in read_seed("traditional_characters")})


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Words of editions in traditional characters, broken over lines or not, and those of the form that they stand for
    (資訊: 信息); each with the character that it begins with."""
    words = [(row["traditional"], row["simplified"]) for row in read_seed("traditional_words")]
    return tuple((word[0], re.compile(r"\s*".join(word)), of_form) for word, of_form in words)


def _with_words_of_form(text: str) -> str:
    for first, word, of_form in _words():
        if first in text:
            text = word.sub(of_form, text)
    return text


def simplify(text: str) -> str:
    """A text in simplified characters, with the words that go with them."""
    return _with_words_of_form(text).translate(simplified())


# What stands for itself, whatever is beside it. Not among them: what opens an entity and what could be folded.
PLAIN_MARKS = string.ascii_letters + string.digits + "!\"#$%'*+,-./:;<=>?@^_`{|}~()[]、。《》“”‘’·"
# Full-width forms stand in one block, so far behind those of ASCII.
TO_FULL_WIDTH = 0xFEE0
STEADY = frozenset(PLAIN_MARKS) | {chr(ord(mark) + TO_FULL_WIDTH) for mark in PLAIN_MARKS if mark.isascii()}
SPACES = frozenset(" \t\n\r\u00a0\u3000")
UNSTEADY = "\uffff"
"""Stands for a character of which its neighbours decide what becomes of it; itself no character of any text."""
SMALL_LETTER = re.compile("[a-z]")


class _Alone(dict[int, str]):
    """What becomes of a character whatever stands beside it; found out when a text first holds it."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _alone(chr(code))
        return found


def _alone(character: str) -> str:
    if character in SPACES:
        return " "
    if not (character in STEADY or "一" <= character <= "鿿" or DASHES.match(character)):
        return UNSTEADY
    folded = _fold(character)
    is_settled = len(folded) == 1 and (folded in STEADY or "一" <= folded <= "鿿") and _fold(folded) == folded
    return folded if is_settled else UNSTEADY


_folded_alone = _Alone()


@lru_cache(maxsize=65536)
def normalise_text(text: str) -> str:
    """Fold code points that look alike and drop what cannot be seen; single spaces remain between words.

    Most labels and figures hold nothing but characters that fold one by one: a fifth of the work of folding the whole.
    """
    text = _with_words_of_form(text)
    folded = text.translate(_folded_alone)
    # Small letters in brackets could be pinyin.
    if UNSTEADY not in folded and not ("(" in folded and SMALL_LETTER.search(folded)):
        return " ".join(folded.split()) if " " in folded else folded
    while (folded := _fold(text)) != text:
        text = folded
    return folded


def _fold(text: str) -> str:
    if "&" in text:
        text = ENTITY.sub(lambda entity: unescape(entity[0]), text)
    folded = OVERPRINTED.sub("", unicodedata.normalize("NFKC", INVISIBLE.sub("", text)))
    folded = folded.translate(RADICALS_SUPPLEMENT).translate(simplified())
    if "(" in folded:
        folded = PINYIN.sub("", folded)
    return WHITESPACE.sub(" ", DASHES.sub("-", folded)).strip()


def squeeze(text: str) -> str:
    """The normal form without any white space: what labels are compared by."""
    return normalise_text(text).replace(" ", "")


def has_ideograph(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return bool(late(IDEOGRAPH).search(text))
