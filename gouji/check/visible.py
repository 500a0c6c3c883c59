"""Text of strangers made fit to be shown: nothing in it can steer a terminal, turn lines around, or flood a page."""

from __future__ import annotations

import re

from gouji.errors import Wording

LONGEST_SHOWN = 400
"""Characters of one printed text. The longest statutory label has 45; a longer text is a cell that swallowed others."""

LONGEST_MESSAGE = 4_000
"""Characters of one sentence of ours: it names several rows of the form where several explanations are equals."""

# C0 and C1 controls with DEL; the marks, embeddings, overrides and isolates of bidirectional text; line separators;
# invisible characters; tags and other formatting beyond the first plane; halves of characters.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str, longest: int = LONGEST_SHOWN) -> str:
    """The text with unsafe characters spelt out (``<U+202E>``) and what is too long cut, saying by how much."""
    if len(text) > longest:
        text = f"{text[:longest]}…(+{len(text) - longest})"
    return UNSAFE.sub(_spelt, text.replace("\r\n", "\n"))


def visible_or_none(text: str | None) -> str | None:
    """The same for what may be missing."""
    return None if text is None else visible(text)


def _spelt(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def message(zh: str, en: str) -> Wording:
    """A sentence of ours, which may quote a report."""
    return Wording(visible(zh, LONGEST_MESSAGE), visible(en, LONGEST_MESSAGE))
