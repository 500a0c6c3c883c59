"""Why a document without statutory figures is refused. Nothing here decides whether it is: only by which name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.forms import read_seed
from ingest.identity.reading import read_report as lay_out
from ingest.identity.titles import FILE_TYPE, FULL_RANK, PRINTED, Title, find_title, parse_title
from ingest.normalise import squeeze
from ingest.patterns import late
from ingest.sections import Paragraph

REPORT_WORDS = re.compile(r"(?:政府|政务)?信息公开.{0,20}(?:年度报告|年报)", re.DOTALL)
LONGEST_TITLE = 80
FEWEST_LINKS = 2
"""Reports other than its own that a page must name to be a list; the next and the previous are not counted."""

NEIGHBOUR = re.compile(r"^[^\w]*[上下前后]一[篇条页个则]")
DATE = re.compile(r"[\[(（【]?20\d\d(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月\d{1,2}日)[\])）】]?")
DOCUMENT_SUFFIX = r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|rar|zip)"
LINKED_DOCUMENT = re.compile(
    rb"(?:href|src|data)\s*=\s*[\"']?[^\"'<>\s]+" + DOCUMENT_SUFFIX.encode() + rb"[\"'?#<>\s]", re.IGNORECASE
)
NAMED_DOCUMENT = re.compile(
    rf"附件|附表|(?:点击|下载).{{0,10}}(?:下载|查看|阅读|附)|{DOCUMENT_SUFFIX}(?![a-z])", re.IGNORECASE
)

# A frame brings its document from elsewhere; pages also count their visitors with one, so the words beside it decide.
FRAMESET = re.compile(rb"<frameset[\s>]", re.IGNORECASE)
FRAME = re.compile(rb"<i?frame\s[^>]*?src\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
NO_DOCUMENT = re.compile(rb"about:|javascript:|data:", re.IGNORECASE)

# Fewer letters than this tell no language; navigation alone has as many.
FEWEST_LETTERS = 100
IDEOGRAPH = "[\u3400-\u9fff]"
# Tibetan, Mongolian, Arabic (Uyghur, Kazakh), Yi, Hangul.
MINORITY_LETTER = (
    "[\u0f00-\u0fff\u1800-\u18af\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff\ua000-\ua4cf\uac00-\ud7af]"
)
LATIN_LETTER = re.compile("[A-Za-z]")
ENGLISH_WORDS = re.compile(
    r"(?:government|public)\s+information|information\s+(?:disclosure|openness)|open(?:ness)?\s+(?:of\s+)?government",
    re.IGNORECASE,
)
# An English word has about as many letters as a Chinese one has twice over; names stay in both.
LATIN_LETTERS_PER_IDEOGRAPH = 3


def refusal(document: Document, paragraphs: Sequence[Paragraph], content: bytes) -> Rejection:
    """The reason why a document that holds no statutory figures is no report that can be taken."""
    lines = [p.text for p in paragraphs]
    reading = lay_out(document.title, document.metadata, lines)
    title = find_title(reading)
    text = "\n".join([document.title or "", *lines])
    headings = sorted({p.section_code for p in paragraphs if p.section_code})
    if language := _other_language(text):
        return Rejection("other_language", language)
    if other := _other_report(title.text if title else document.title or ""):
        return Rejection("other_report", other)
    if not headings and (count := _linked_reports(document.title or "", lines)) >= FEWEST_LINKS:
        return Rejection("list_of_links", str(count))
    if (title is not None and title.rank) or (headings and REPORT_WORDS.search(text)):
        has_attachment = LINKED_DOCUMENT.search(content) or NAMED_DOCUMENT.search(text)
        if not has_attachment and (address := _framed(content)):
            return Rejection("content_in_frame", address)
        return Rejection("tables_in_attachment" if has_attachment else "no_statutory_tables", "、".join(headings))
    if other := next(filter(None, map(_other_report, reading.lines)), ""):
        return Rejection("other_report", other)
    if (address := _framed(content)) and (FRAMESET.search(content) or len(squeeze(text)) < FEWEST_LETTERS):
        return Rejection("content_in_frame", address)
    return Rejection("not_a_report")


def _framed(content: bytes) -> str:
    """The addresses of the documents that a page shows in frames, ``''`` where it shows none."""
    addresses = (match[1] for match in FRAME.finditer(content) if not NO_DOCUMENT.match(match[1]))
    return " ".join(dict.fromkeys(address.decode("utf-8", "replace") for address in addresses))


def _other_language(text: str) -> str:
    """The script of a text that is not Chinese, ``''`` otherwise; English only where it speaks of our subject."""
    ideographs = len(late(IDEOGRAPH).findall(text))
    if (minority := len(late(MINORITY_LETTER).findall(text))) >= FEWEST_LETTERS and minority > ideographs:
        return "minority script"
    latin = len(LATIN_LETTER.findall(text))
    is_english = latin >= FEWEST_LETTERS and latin > LATIN_LETTERS_PER_IDEOGRAPH * ideographs
    return "Latin script" if is_english and ENGLISH_WORDS.search(text) else ""


@lru_cache(maxsize=1)
def _other_reports() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["title_pattern"]), row["report_zh"]) for row in read_seed("other_reports"))


def _other_report(line: str) -> str:
    """The kind of report whose title a line is, ``''`` where it is none or names ours as well."""
    squeezed = squeeze(line)
    if len(squeezed) > LONGEST_TITLE or REPORT_WORDS.search(squeezed):
        return ""
    return next((name for pattern, name in _other_reports() if pattern.search(squeezed)), "")


def _linked_reports(hint: str, lines: Sequence[str]) -> int:
    """How many reports are named by a page that is about none of them."""
    own = _title(hint)
    if own is not None and own.rank == FULL_RANK:
        return 0
    titles = (_title(line) for line in lines if not NEIGHBOUR.match(line))
    return len({(t.agency.text if t.agency else "", t.years) for t in titles if t is not None and t.years})


def _title(line: str) -> Title | None:
    bare = FILE_TYPE.sub("", DATE.sub("", line).strip())
    if len(bare) > LONGEST_TITLE or "公开" not in bare:
        return None
    lines = lay_out(None, {}, [bare]).lines
    return parse_title("".join(lines), PRINTED) if lines else None
