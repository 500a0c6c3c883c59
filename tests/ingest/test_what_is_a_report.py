"""What belongs to which report, and by which name everything else is refused."""

from __future__ import annotations

import ast
import gzip
import io
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from ingest import tasks
from ingest.errors import Rejection
from ingest.forms import read_seed
from ingest.report import ReadDocument, read_reports
from ingest.run import ingest

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
SECTIONS = (
    "<p>一、总体情况</p><p>本年度各项工作有序开展。</p>"
    "<p>三、收到和处理政府信息公开申请情况</p><p>{agency}未收到政府信息公开申请。</p>"
    "<p>四、政府信息公开行政复议、行政诉讼情况</p><p>本年度没有发生。</p>"
)
TABLE = (
    "<table><tr><td colspan=2>第二十条第（六）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    "<tr><td>行政处罚</td><td>{penalty}</td></tr><tr><td>行政强制</td><td>4</td></tr></table>"
)
LEGACY = (
    "<table><tr><td>指标名称</td><td>单位</td><td>统计数</td></tr><tr><td>受理政府信息公开申请总数</td><td>件</td><td>5</td></tr>"
    "<tr><td>行政复议数</td><td>件</td><td>0</td></tr><tr><td>行政诉讼数</td><td>件</td><td>1</td></tr>"
    "<tr><td>主动公开文件数</td><td>件</td><td>77</td></tr></table>"
)

RESULTS = "".join(f"<td>{label}</td>" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
CHALLENGES = (
    "<table><tr><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr>"
    f"<tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>{RESULTS * 3}</tr>"
    f"<tr>{'<td>0</td>' * 15}</tr></table>"
)


def title(agency: str = "甲县财政局", year: int = 2021) -> str:
    return f"<p>{agency}{year}年政府信息公开工作年度报告</p>"


def table(penalty: int) -> str:
    return TABLE.format(penalty=penalty)


def read(markup: str) -> ReadDocument:
    return read_reports(markup.encode(), "page.html")


def penalties(document: ReadDocument) -> list[list[str]]:
    return [
        [c.printed_text for c in report.alignment.cells if c.row_code == "penalty" and c.problem_code is None]
        for report in document.reports
    ]


def reason(markup: str) -> str:
    with pytest.raises(Rejection) as caught:
        read(markup)
    return caught.value.reason_code


# Several reports in one document


@pytest.mark.parametrize("other", [("乙县财政局", 2021), ("甲县财政局", 2020)])
def test_two_reports_in_one_document_are_two(other: tuple[str, int]) -> None:
    document = read(title() + table(1) + title(*other) + table(2))
    assert penalties(document) == [["1"], ["2"]]
    assert [report.report_id for report in document.reports] == [
        document.document_id[:16],
        document.document_id[:16] + "-2",
    ]
    identities = [(report.identity.agency_name, report.identity.report_year) for report in document.reports]
    assert identities == [("甲县财政局", 2021), other]


def test_titles_in_traditional_characters_begin_reports_too() -> None:
    titles = (title().translate(str.maketrans("县财务开报", "縣財務開報")) for _ in range(2))
    first, second = (text.replace("2021", year) for text, year in zip(titles, ("2021", "2020"), strict=True))
    document = read(first + table(5) + second + table(9))
    assert penalties(document) == [["5"], ["9"]]
    assert [report.identity.report_year for report in document.reports] == [2021, 2020]


def test_reports_with_the_same_figures_but_of_different_agencies_are_both_counted() -> None:
    agencies = ["甲镇人民政府", "乙镇人民政府", "丙镇人民政府"]
    document = read("".join(title(agency) + table(0) for agency in agencies))
    assert [report.identity.agency_name for report in document.reports] == agencies
    assert penalties(document) == [["0"], ["0"], ["0"]]


def test_reports_in_prose_are_parted_where_their_sections_begin_again() -> None:
    markup = "".join(title(agency) + SECTIONS.format(agency=agency) for agency in ("甲镇人民政府", "乙镇人民政府"))
    first, second = read(markup).reports
    assert (first.identity.agency_name, second.identity.agency_name) == ("甲镇人民政府", "乙镇人民政府")
    assert [p.text for p in second.paragraphs if "未收到" in p.text] == ["乙镇人民政府未收到政府信息公开申请。"]


def test_a_title_over_several_lines_begins_a_report_with_its_first_line() -> None:
    document = read(title() + table(1) + "<p>乙县财政局</p><p>2021年政府信息公开工作年度报告</p>" + table(2))
    assert penalties(document) == [["1"], ["2"]]
    assert document.reports[1].paragraphs[0].text == "乙县财政局"
    assert [report.identity.agency_name for report in document.reports] == ["甲县财政局", "乙县财政局"]


def test_a_title_printed_twice_above_its_report_begins_it_once() -> None:
    second = title("乙县财政局")
    document = read(title() + table(1) + second + "<p>发布时间：2022-01-20</p>" + second + table(2))
    assert penalties(document) == [["1"], ["2"]]
    assert sum("乙县财政局" in p.text for p in document.reports[0].paragraphs) == 0


def test_reports_on_forms_of_different_vintages_are_parted() -> None:
    document = read(title(year=2016) + LEGACY + title(year=2021) + table(2))
    assert document.reports[0].form_version == "form_pre2019"
    assert penalties(document) == [[], ["2"]]


@pytest.mark.parametrize(
    "markup",
    [
        title() + table(1) + "<p>上一篇：</p>" + title(year=2020) + title("乙县财政局"),
        title(year=2020) + title("乙县财政局") + title() + table(1),
        title() + "<p>二、主动公开政府信息情况</p>" + title("甲县") + table(1),
        title() + title() + table(1) + title(),
    ],
    ids=["links below", "links above", "another title between heading and table", "its own title repeated"],
)
def test_titles_without_figures_of_their_own_begin_no_report(markup: str) -> None:
    assert penalties(read(markup)) == [["1"]]


def test_a_title_in_the_middle_of_a_report_does_not_cut_it_in_two() -> None:
    document = read(title() + table(1) + title("甲县财政局附属中心", 2021) + CHALLENGES)
    assert penalties(document) == [["1"]]


def test_the_same_report_printed_twice_counts_once() -> None:
    whole = title() + SECTIONS.format(agency="本机关") + table(1)
    document = read(whole + title("乙县财政局") + table(2) + whole)
    assert penalties(document) == [["1"], ["2"]]
    assert penalties(read(whole + whole)) == [["1"]]


def test_reports_that_cannot_be_parted_are_refused_by_name() -> None:
    assert reason(title() + title("乙县财政局") + table(1) + table(2)) == "several_reports"


def test_a_second_report_without_a_title_is_refused_by_name() -> None:
    sections = SECTIONS.format(agency="本机关")
    assert reason(title() + sections + table(1) + sections + table(2)) == "several_reports"


def test_a_second_report_without_a_title_that_repeats_the_first_counts_once() -> None:
    sections = SECTIONS.format(agency="本机关")
    assert penalties(read(title() + sections + table(1) + sections + table(1))) == [["1"]]
    assert len(read(title() + sections + sections).reports) == 1


def test_a_report_without_a_title_ends_where_the_title_of_the_next_stands() -> None:
    sections = SECTIONS.format(agency="本机关")
    document = read(sections + table(1) + title() + sections + table(2))
    assert penalties(document) == [["1"], ["2"]]
    assert [report.identity.agency_name for report in document.reports] == [None, "甲县财政局"]


def test_a_table_of_contents_is_no_report() -> None:
    contents = re.sub("<p>(?!.、).*?</p>", "", SECTIONS)
    document = read(title() + contents + title() + SECTIONS.format(agency="本机关") + table(1))
    assert penalties(document) == [["1"]]


def test_a_title_at_the_head_of_each_page_does_not_cut_a_table() -> None:
    rows = [f"<tr><td>{label}</td><td>{n}</td></tr>" for n, label in enumerate(("行政处罚", "行政强制"), start=1)]
    head = "<tr><td colspan=2>第二十条第（六）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    document = read(f"<table>{head}{rows[0]}</table>{title()}<table>{head}{rows[1]}</table>")
    assert {c.row_code: c.printed_text for c in document.reports[0].alignment.cells} == {
        "penalty": "1",
        "coercion": "2",
    }


def test_figures_repeated_differently_under_one_title_are_kept_but_not_read() -> None:
    document = read(title() + table(1) + table(2))
    assert penalties(document) == [[]]


def test_a_report_that_also_prints_another_years_table_is_never_refused() -> None:
    document = read(title(year=2020) + title() + table(1) + table(2) + CHALLENGES)
    figures = [(c.row_code, c.printed_text) for c in document.reports[0].alignment.cells if c.problem_code is None]
    assert ("reconsideration", "0") in figures
    assert "penalty" not in dict(figures)


def test_report_ordinals_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "two.html").write_text(title() + table(1) + title("乙县财政局") + table(2), encoding="utf-8")
    summary = ingest([tmp_path / "two.html"], tmp_path / "gouji.duckdb")
    with duckdb.connect(str(tmp_path / "gouji.duckdb"), read_only=True) as connection:
        found = connection.execute("select report_ordinal, agency_name from raw.reports order by 1").fetchall()
    assert (summary.accepted_count, found) == (1, [(1, "甲县财政局"), (2, "乙县财政局")])


# Everything that is refused, by name


def zip_of(name: str, content: bytes, *, encrypted: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    packed = bytearray(buffer.getvalue())
    if encrypted:
        packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def nested() -> bytes:
    content = zip_of("page.html", b"<p>x</p>")
    for _ in range(3):
        content = zip_of("inner.zip", content)
    return content


def sparse_tar() -> bytes:
    info = tarfile.TarInfo("huge.html")
    info.size = 1024**3
    return info.tobuf()


def page(body: str, heading: str = "") -> bytes:
    return f"<html><title>{heading}</title><body>{body}</body></html>".encode()


LINKS = "".join(
    f"<li><a href='{y}.html'>甲县{y}年政府信息公开工作年度报告</a><span>{y + 1}-01-20</span></li>"
    for y in (2019, 2020, 2021)
)
REFUSED: dict[str, tuple[str, bytes]] = {
    "empty_file": ("a.html", b" \n"),
    "not_text": ("a.bin", bytes(range(256)) * 4),
    "unsupported_format": ("a.png", b"\x89PNG\r\n\x1a\n"),
    "undecodable": ("a.txt", b"\x81\x30\xff\xfe\x80" * 100),
    "too_large": ("a.tar", sparse_tar()),
    "not_a_report": ("a.html", page("<p>今日召开全县工作会议。</p>")),
    "no_statutory_tables": ("a.html", page(f"{title()}<img src='1.jpg'>")),
    "damaged_document": ("a.tar.gz", gzip.compress(bytes(2000))[:15]),
    "encrypted_document": ("a.zip", zip_of("a.html", b"<p>x</p>", encrypted=True)),
    "nested_too_deeply": ("a.zip", nested()),
    "several_reports": ("a.html", page(title() + title("乙县财政局") + table(1) + table(2))),
    "list_of_links": ("a.html", page(f"<ul>{LINKS}</ul>", "政府信息公开年报")),
    "tables_in_attachment": ("a.html", page(f"{title()}<p>附件：<a href='/files/1.pdf'>年度报告</a></p>")),
    "content_in_frame": ("a.html", page(f"{title()}<iframe width='100%' src='/art/2022/1/5/art_1_2.html'></iframe>")),
    "other_language": (
        "a.html",
        page(
            "<h1>Annual Report on Government Information Disclosure, 2021</h1><p>The bureau received four requests in"
            " the course of the year, answered all of them in time, and was not sued.</p>"
        ),
    ),
    "other_report": ("a.html", page("<h1>甲县2021年法治政府建设年度报告</h1><p>一年来坚持依法行政。</p>")),
}
PLANTED = {"unreadable_file", "reader_failed"}
"""Reasons that no content brings about: see the end of this file. Readers give others, each tested with its reader."""


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_each_reason_is_given_for_what_it_names(code: str, tmp_path: Path) -> None:
    name, content = REFUSED[code]
    (tmp_path / name).write_bytes(content)
    assert code in ingest([tmp_path / name], tmp_path / "gouji.duckdb").rejected


@pytest.mark.parametrize(
    ("code", "body", "heading"),
    [
        ("other_language", "<p>" + "རྒྱལ་ཁབ་ཀྱི་ཆ་འཕྲིན།" * 20 + "</p>", "甲县"),
        ("other_language", "<p>" + "ھۆكۈمەت ئۇچۇرى " * 20 + "</p>", "甲县"),
        ("not_a_report", "<p>" + "Spring festival greetings to all citizens. " * 20 + "</p>", ""),
        ("other_report", "<p>甲县财政局2021年部门决算公开说明</p>", ""),
        ("other_report", "<p>内容</p>", "甲县人民政府网站工作年度报表（2021年度）"),
        ("other_report", "<p>政府工作报告</p><p>各位代表：</p>", ""),
        ("other_report", "<p>甲县2021年政务公开工作总结</p><p>一、主要做法</p>", "甲县2021年政务公开工作总结"),
        ("no_statutory_tables", f"{title()}<p>一、总体情况</p><p>有序开展。</p>", ""),
        (
            "no_statutory_tables",
            f"{title()}<img src='1.jpg'><p>上一篇：</p><p>上一篇：甲县2020年政府信息公开工作年度报告</p>",
            "",
        ),
        ("tables_in_attachment", f"{title()}<iframe src='report.pdf'></iframe>", ""),
        ("content_in_frame", "<iframe src='/art_1_2.html'></iframe>", "甲县人民政府网"),
        ("content_in_frame", "</body><frameset><frame src=left.html><frame src=main.html></frameset>", ""),
        ("not_a_report", "<p>今日召开全县工作会议。</p>" * 20 + "<iframe src='//count.example/c'></iframe>", ""),
        ("no_statutory_tables", f"{title()}<iframe src='about:blank'></iframe>", ""),
        ("tables_in_attachment", f"{title()}<p>甲县财政局2021年政府信息公开工作年度报告.docx</p>", ""),
        ("list_of_links", title() + title(year=2020), "甲县人民政府网"),
        ("not_a_report", "<p>关于做好政府信息公开工作年度报告编制工作的通知，请各单位抓紧落实。</p>", "通知"),
    ],
)
def test_a_page_without_figures_is_called_by_its_name(code: str, body: str, heading: str) -> None:
    assert reason(page(body, heading).decode()) == code


@pytest.mark.parametrize(
    "around",
    [
        LINKS,
        "<p>附件：<a href='1.pdf'>下载</a></p>",
        "<h1>2021年法治政府建设年度报告</h1>",
        "<p>" + "annual report on government information " * 60 + "</p>",
    ],
    ids=["links", "an attachment", "another report's title", "another language"],
)
def test_no_heuristic_refuses_a_report_whose_figures_were_found(around: str) -> None:
    assert penalties(read(around + table(1))) == [["1"]]
    assert penalties(read(title() + table(1) + around)) == [["1"]]
    assert penalties(read(around + title() + table(1))) == [["1"]]


# The list of reasons is closed


def seeded() -> set[str]:
    return {row["reason_code"] for row in read_seed("reject_reasons")}


def used_codes() -> Iterator[str]:
    """First arguments of Rejection, Fault and Outcome's reason wherever ingest writes them down."""
    for file in (ROOT / "ingest").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"Rejection": 0, "Fault": 0, "Outcome": 3}.get(node.func.id)
                if place is not None and len(node.args) > place:
                    constants = [n for n in ast.walk(node.args[place]) if isinstance(n, ast.Constant)]
                    yield from (str(constant.value) for constant in constants)


def test_ingest_uses_the_reasons_of_the_seed_and_all_of_them() -> None:
    assert set(used_codes()) == seeded()


def test_every_reason_has_a_section_in_the_docs() -> None:
    sections = re.findall(r"^## `(\w+)`", (ROOT / "docs" / "rejects.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections == [row["reason_code"] for row in read_seed("reject_reasons")]


def test_every_reason_has_an_example() -> None:
    others = [file.read_text(encoding="utf-8") for file in HERE.parent.glob("test_*.py") if file != HERE]
    assert {code for code in seeded() - set(REFUSED) - PLANTED if not any(code in text for text in others)} == set()
    assert set(REFUSED) | PLANTED <= seeded()


def test_every_reason_is_worded_in_both_languages() -> None:
    assert all(all(value.strip() for value in row.values()) for row in read_seed("reject_reasons"))


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>x</p>")
    original: Callable[..., object] = Path.open

    def refuse(path: Path, *args: object, **options: object) -> object:
        if path.suffix == ".html":
            raise PermissionError(13, "Permission denied")
        return original(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert ingest([tmp_path / "a.html"], tmp_path / "gouji.duckdb").rejected == {"unreadable_file": 1}


def test_a_fault_of_the_reader_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(content: bytes, name: str) -> ReadDocument:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(tasks, "read_reports", fail)
    (tmp_path / "a.html").write_text(title() + table(1), encoding="utf-8")
    assert ingest([tmp_path / "a.html"], tmp_path / "gouji.duckdb").rejected == {"reader_failed": 1}
