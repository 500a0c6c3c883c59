"""Bytes -> text under wrong, missing and contradictory declarations."""

from __future__ import annotations

import pytest

from forge.quirks.characters import MisreadEncoding
from ingest.errors import Rejection
from ingest.readers.encoding import decode

TEXT = "一、总体情况\n行政许可 105件\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_each_encoding_is_told_without_a_declaration(encoding: str) -> None:
    assert decode(TEXT.encode(encoding))[0] == TEXT


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "gb18030"), ("nonsense", "utf-8")],
)
def test_a_wrong_declaration_is_overruled_by_the_bytes(declared: str, actual: str) -> None:
    page = f'<meta charset="{declared}"><p>{TEXT}</p>'
    assert decode(page.encode(actual))[0] == page


def test_a_few_damaged_bytes_do_not_lose_the_document() -> None:
    text, _ = decode((TEXT * 100).encode() + b"\xff")
    assert text.startswith(TEXT)


@pytest.mark.parametrize(
    ("content", "reason"), [(b"\x00\x01\x02\x03" * 50, "not_text"), (b"\x80\xff" * 50, "undecodable")]
)
def test_what_is_no_text_is_rejected_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(Rejection) as rejection:
        decode(content)
    assert rejection.value.reason_code == reason


REPORT = "一、总体情况\n（一）本年新收政府信息公开申请数量\n105\n"


def misread(text: str) -> str:
    return MisreadEncoding("utf-8", "utf-8").encode(text).decode()


@pytest.mark.parametrize("stored", ["utf-8", "gb18030"])
def test_utf8_once_read_as_gbk_is_read_again(stored: str) -> None:
    garbled = misread(REPORT)
    assert garbled.startswith("涓€銆佹€讳綋")
    text, encoding = decode(garbled.encode(stored))
    assert "".join(text.split()) == "".join(REPORT.split())
    assert encoding == f"{stored}, utf-8 once read as gbk"


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        f"{REPORT}涓€銆佹€讳綋",
        misread(REPORT) + "\ufffd",
        misread(REPORT) + "读",
        misread("关于调整公交线路的通告，"),
        "欧元€100，行政许可",
    ],
)
def test_a_text_that_is_not_certainly_misread_stays_as_it_is(text: str) -> None:
    assert decode(text.encode())[0] == text
