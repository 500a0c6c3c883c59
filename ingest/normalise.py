"""One normal form for everything that is compared, never for what is stored.

Published reports print the same character in many code points: full-width forms, Kangxi and CJK radicals in place of
ideographs, zero-width joints left by editors. Matching uses the normal form; ``printed_text`` keeps the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# NFKC maps the Kangxi radicals (U+2F00) but only two of the CJK Radicals Supplement (U+2E80-2EFF); these are the rest
# that stand in for an ideograph of their own in text extracted from PDF.
RADICALS_SUPPLEMENT = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乙乙亻冂几刀刂卜㔾小小兀尣尢尢巳幺彑忄心扌攵旡日月歹民氵氺灬爫爫丬牛犭王疋目示礻竹糸纟罓罒羊羊羊羋耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙龙龟龟",
)
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
WHITESPACE = re.compile(r"\s+")
DASHES = re.compile("[‐‑‒–—―−─－]")


@lru_cache(maxsize=65536)
def normalise_text(text: str) -> str:
    """Fold code points that look alike and drop what cannot be seen; single spaces remain between words."""
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(RADICALS_SUPPLEMENT)
    return WHITESPACE.sub(" ", DASHES.sub("-", folded)).strip()


def squeeze(text: str) -> str:
    """The normal form without any white space: what labels are compared by."""
    return normalise_text(text).replace(" ", "")
