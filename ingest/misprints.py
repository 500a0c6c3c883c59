"""Whether one wording can be a misprint of another, or must mean something else; what a bracket behind it changes.

A misprint changes characters here and there; it neither adds a word nor puts one in the place of another. Where rows
are no closed list, as in the indicators that every province had of its own until 2018, a wording that lacks something
is another row as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from ingest.forms import read_seed

SHORTEST_WORD = 2
# What a wording must share with a label to be told by its place: characters, parts of its own, parts of the label.
FEWEST_SHARED = 3
SHARED_OF_PRINTED = 0.6
SHARED_OF_KNOWN = 0.5
# With its brackets.
LONGEST_NARROWING = 12


def tells_otherwise(printed: str, known: str) -> bool:
    """Whether a wording has a word that the known one lacks, and that labels of one table differ by."""
    return not _telling_words(printed) <= _telling_words(known)


def lacks_telling_word(printed: str, known: str) -> bool:
    """Whether a wording lacks a word of the known one that labels of one table differ by (新收, 结转)."""
    return not _telling_words(known) <= _telling_words(printed)


def is_misprint(printed: str, known: str, is_closed: bool) -> bool:
    """Whether two wordings differ by characters, not by words; ``is_closed``: the form alone says which rows exist."""
    for before, after in _changes(known, printed):
        is_swapped = sorted(before) == sorted(after)
        if not is_swapped and (len(after) >= SHORTEST_WORD or (len(before) > len(after) and not is_closed)):
            return False
    return True


def resembles(printed: str, known: str) -> int | None:
    """How many characters of a wording are not in a label that it may be a short form or a misprint of, else None.

    Much may be left out (内部事务信息 for 属于三类内部事务信息): this alone tells no label, its place must, too.
    """
    if tells_otherwise(printed, known) or not is_misprint(printed, known, is_closed=True):
        return None
    from rapidfuzz.distance import LCSseq

    shared = LCSseq.similarity(printed, known)
    enough = max(FEWEST_SHARED, SHARED_OF_PRINTED * len(printed), SHARED_OF_KNOWN * len(known))
    return len(printed) - shared if shared >= enough else None


def _changes(known: str, printed: str) -> Iterator[tuple[str, str]]:
    """What stands in the one wording and what in the other, for each stretch in which they differ."""
    from rapidfuzz.distance import Levenshtein

    for is_same, blocks in groupby(Levenshtein.opcodes(known, printed), key=lambda block: block.tag == "equal"):
        if not is_same:
            first, *_, last = (*blocks,) * 2
            yield known[first.src_start : last.src_end], printed[first.dest_start : last.dest_end]


def narrows(added: Iterable[str], code: str) -> bool:
    """Whether additions in brackets say that a figure is another than that of the form's row or column.

    （累计） behind 行政处罚 does, behind 现行有效件数 it does not. Long additions explain what the form itself means.
    """
    short = "".join(text for text in added if len(text) <= LONGEST_NARROWING)
    return any(word in short and code not in natural for word, natural in _narrowing_words().items())


@lru_cache(maxsize=1)
def _narrowing_words() -> Mapping[str, frozenset[str]]:
    return {row["word"]: frozenset(row["natural_for"].split()) for row in read_seed("narrowing_words")}


@lru_cache(maxsize=4096)
def _telling_words(key: str) -> frozenset[str]:
    words = _words()
    return frozenset(words[word] for word in _pattern().findall(key))


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    """Telling words and what they are the same as, longer ones first."""
    rows = sorted(read_seed("telling_words"), key=lambda row: (-len(row["word"]), row["word"]))
    return {row["word"]: row["same_as"] or row["word"] for row in rows}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(_words()))
