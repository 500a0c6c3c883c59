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


class _Plain(dict[str, bool]):
    """Whether a character stays itself whatever stands beside it; found out when a text first holds it."""

    def __missing__(self, character: str) -> bool:
        is_ideograph = "一" <= character <= "鿿" and ord(character) not in simplified()
        self[character] = found = is_ideograph or character in PLAIN_MARKS
        return found


# Not among them: what opens an entity, a bracket or a numeral with a meaning of its own, and what could be folded.
PLAIN_MARKS = frozenset(string.ascii_letters + string.digits + "!\"#$%'*+,-./:;<=>?@^_`{|}~、。《》")
_plain = _Plain()


def is_plain(text: str) -> bool:
    """Whether a text is its own normal form by its characters alone: printed without spaces, brackets or look-alikes.

    Most labels and figures are, and asking takes a tenth of folding them.
    """
    return all(map(_plain.__getitem__, text))


@lru_cache(maxsize=65536)
def normalise_text(text: str) -> str:
    """Fold code points that look alike and drop what cannot be seen; single spaces remain between words."""
    if is_plain(text):
        return text
    while (folded := _fold(text)) != text and not is_plain(folded):
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
