"""Archives and crawls: every document inside has an address of its own, and nothing inside can do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import duckdb
import pytest

from ingest import tasks, workers
from ingest.containers import limits, walk, zips
from ingest.containers.opening import OpenArchives
from ingest.containers.payloads import decode_payload
from ingest.errors import InvalidManifest, Rejection
from ingest.run import IngestSummary, ingest
from ingest.sources import Source

DAMAGED_COPIES = 40

REPORT = """<h1>{agency}2021年政府信息公开工作年度报告</h1><table>
<tr><td colspan=2>第二十条第（六）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>
<tr><td>行政处罚</td><td>{penalty}</td></tr><tr><td>行政强制</td><td>4</td></tr></table>"""


def report(penalty: int, agency: str = "甲县财政局") -> bytes:
    return REPORT.format(agency=agency, penalty=penalty).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def crawled(
    answers: Mapping[str, tuple[str, Mapping[str, str], bytes]], gzip_records: bool = True, truncated: str = ""
) -> bytes:
    records = []
    for uri, (status, headers, payload) in answers.items():
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        http = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + payload
        fields = {"WARC-Type": "response", "WARC-Target-URI": uri, "Content-Type": "application/http;msgtype=response"}
        fields |= {"Content-Length": str(len(http))} | ({"WARC-Truncated": truncated} if truncated else {})
        head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
        record = head.encode() + http + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if gzip_records else record)
    return b"".join(records)


class Inbox:
    """A folder to ingest and what became of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "inbox"
        self.folder.mkdir()
        self.database = folder / "gouji.duckdb"

    def put(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def ingest(self, *names: str, jobs: int = 1) -> IngestSummary:
        return ingest([self.folder / name for name in names] or [self.folder], self.database, jobs)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def addresses(self) -> list[str]:
        """Addresses relative to the folder."""
        prefix = self.folder.as_posix() + "/"
        return [str(uri).removeprefix(prefix) for (uri,) in self.rows("select source_uri from raw.sources order by 1")]

    def rejects(self) -> dict[str, str]:
        prefix = self.folder.as_posix() + "/"
        found = self.rows("select source_uri, reason_code from raw.rejects")
        return {str(uri).removeprefix(prefix): str(code) for uri, code in found}

    def penalties(self) -> list[object]:
        return [
            text for (text,) in self.rows("select printed_text from raw.cells where row_code = 'penalty' order by 1")
        ]


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    inbox = Inbox(tmp_path)
    yield inbox
    distinct = inbox.rows(
        "select (select count(distinct document_id) from raw.sources), (select count(*) from raw.documents),"
        " (select count(distinct document_id) from raw.rejects)"
    )
    (sources, accepted, rejected), *_ = distinct
    assert sources == accepted + rejected  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.zip", zipped),
        ("a.tar", tarred),
        ("a.tar.gz", lambda members: gzip.compress(tarred(members))),
        ("a.tgz", lambda members: gzip.compress(tarred(members))),
        ("a.tar.xz", lambda members: lzma.compress(tarred(members))),
        ("a.tar.bz2", lambda members: bz2.compress(tarred(members))),
        ("named wrongly.html", zipped),
    ],
)
def test_each_member_is_a_document_of_its_own(inbox: Inbox, name: str, pack: object) -> None:
    inbox.put(name, pack({"一.html": report(1), "sub/二.html": report(2), "empty.txt": b""}))  # type: ignore[operator]
    summary = inbox.ingest()
    assert (summary.source_count, summary.accepted_count, dict(summary.rejected)) == (3, 2, {"empty_file": 1})
    assert inbox.addresses() == sorted([f"{name}!/一.html", f"{name}!/empty.txt", f"{name}!/sub/二.html"])
    assert inbox.penalties() == ["1", "2"]


def test_archives_inside_archives_down_to_a_limit(inbox: Inbox) -> None:
    content = zipped({"d.html": report(4)})
    for level in (report(3), report(2), report(1)):
        content = zipped({"inner.zip": content, "page.html": level})
    inbox.put("a.zip", content)
    inbox.ingest()
    assert inbox.addresses() == [
        "a.zip!/inner.zip!/inner.zip!/inner.zip",
        "a.zip!/inner.zip!/inner.zip!/page.html",
        "a.zip!/inner.zip!/page.html",
        "a.zip!/page.html",
    ]
    assert inbox.rejects() == {"a.zip!/inner.zip!/inner.zip!/inner.zip": "nested_too_deeply"}


def test_archives_of_different_kinds_inside_each_other(inbox: Inbox) -> None:
    page = ("200 OK", {"Content-Type": "text/html"}, report(7))
    crawl = crawled({"http://a.test/1": page})
    inbox.put("a.tar.gz", gzip.compress(tarred({"b.zip": zipped({"c.warc.gz": crawl})})))
    inbox.ingest()
    assert inbox.addresses() == ["a.tar.gz!/b.zip!/c.warc.gz!/http://a.test/1"]
    assert inbox.penalties() == ["7"]


def test_names_in_gbk_without_the_flag_are_read_as_gbk(inbox: Inbox) -> None:
    # Such archives part folders by backslashes, and the second byte of some characters looks like one.
    assert b"\\" in "誠".encode("gbk")
    raw = "年报\\誠信局.html".encode("gbk")
    placeholder = b"x" * len(raw)
    inbox.put("windows.zip", zipped({placeholder.decode(): report(1)}).replace(placeholder, raw))
    inbox.ingest()
    assert inbox.addresses() == ["windows.zip!/年报/誠信局.html"]


def test_names_in_gbk_inside_tar_and_on_disk(inbox: Inbox) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", encoding="gbk", format=tarfile.GNU_FORMAT) as archive:
        info = tarfile.TarInfo("财政局.html")
        info.size = len(report(1))
        archive.addfile(info, io.BytesIO(report(1)))
    inbox.put("a.tar", buffer.getvalue())
    (inbox.folder / os.fsdecode("税务局.html".encode("gbk"))).write_bytes(report(2))
    inbox.ingest()
    assert inbox.addresses() == ["a.tar!/财政局.html", "税务局.html"]
    assert inbox.penalties() == ["1", "2"]


def test_nothing_is_written_where_a_name_points(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put("a.zip", zipped({"../../escaped.html": report(1), "/absolute.html": report(2)}))
    inbox.put("b.tar", tarred({"../../escaped.tar.html": report(3)}))
    inbox.ingest()
    assert inbox.penalties() == ["1", "2", "3"]
    assert {path.name for path in tmp_path.rglob("*")} == {"inbox", "gouji.duckdb", "a.zip", "b.tar"}


def test_links_and_devices_are_no_documents_but_a_hard_link_is_another_address(inbox: Inbox) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("a.html")
        info.size = len(report(1))
        archive.addfile(info, io.BytesIO(report(1)))
        for name, kind, target in (("b.html", tarfile.LNKTYPE, "a.html"), ("c.html", tarfile.SYMTYPE, "/etc/passwd")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = kind, target
            archive.addfile(link)
    inbox.put("a.tar", buffer.getvalue())
    summary = inbox.ingest()
    assert inbox.addresses() == ["a.tar!/a.html", "a.tar!/b.html"]
    assert summary.document_count == 1


def test_hidden_files_and_what_archivers_add_are_passed_over(inbox: Inbox) -> None:
    inbox.put("a.zip", zipped({"a.html": report(1), "__MACOSX/._a.html": b"x", ".DS_Store": b"x", "README.md": b"x"}))
    inbox.ingest()
    assert inbox.addresses() == ["a.zip!/a.html"]


@pytest.mark.parametrize("mark", sorted(zips.DOCUMENT_MARKS))
def test_a_document_that_is_a_zip_inside_is_no_archive(inbox: Inbox, mark: str) -> None:
    inbox.put("a.bin", zipped({mark: b"<x/>", "page.html": report(1)}))
    inbox.ingest()
    assert inbox.addresses() == ["a.bin"]


def test_an_encrypted_member_is_rejected_by_name_and_the_others_are_read(inbox: Inbox) -> None:
    content = bytearray(zipped({"open.html": report(1), "secret.html": report(2)}))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 8] |= 1
    inbox.put("a.zip", bytes(content))
    inbox.ingest()
    assert inbox.rejects() == {"a.zip!/secret.html": "encrypted_document"}
    assert inbox.penalties() == ["1"]


def test_a_member_whose_checksum_is_wrong_is_rejected_by_name(inbox: Inbox) -> None:
    content = zipped({"good.html": report(1), "bad.html": report(2)})
    start = content.rindex(b"bad.html", 0, content.index(b"PK\x01\x02")) + len("bad.html")
    inbox.put("a.zip", content[: start + 9] + bytes([content[start + 9] ^ 0xFF]) + content[start + 10 :])
    inbox.ingest()
    assert inbox.rejects() == {"a.zip!/bad.html": "damaged_document"}


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "tar.xz", "empty.tar.gz"])
def test_an_archive_that_cannot_be_opened_is_one_rejected_document(inbox: Inbox, kind: str) -> None:
    whole = {
        "zip": zipped({"a.html": report(1), "b.html": report(2)}),
        "tar.gz": gzip.compress(tarred({"a.html": report(1), "b.html": os.urandom(5000)})),
        "tar.xz": lzma.compress(tarred({"a.html": report(1), "b.html": os.urandom(5000)})),
        "empty.tar.gz": gzip.compress(tarred({}))[:12],
    }[kind]
    inbox.put(f"a.{kind}", whole[: len(whole) * 2 // 3])
    summary = inbox.ingest()
    assert (summary.document_count, dict(summary.rejected)) == (1, {"damaged_document": 1})
    assert inbox.addresses() == [f"a.{kind}"]


@pytest.mark.parametrize(("cut", "whole"), [(1100, ["1"]), (1536, ["1"]), (1700, ["1"]), (2048, ["1", "2"])])
def test_what_stands_whole_before_the_damage_of_a_tar_is_read(inbox: Inbox, cut: int, whole: list[str]) -> None:
    content = tarred({"a.html": report(1), "b.html": report(2)})
    inbox.put("a.tar", content[:cut])
    inbox.ingest()
    assert inbox.rejects()["a.tar"] == "damaged_document"
    assert inbox.penalties() == whole


def test_an_archive_without_documents_is_said_to_be_empty(inbox: Inbox) -> None:
    inbox.put("a.zip", zipped({}))
    inbox.put("b.tar", tarred({}))
    inbox.put("c.zip", zipped({"folder/": b""}))
    inbox.ingest()
    assert inbox.rejects() == {"a.zip": "empty_file", "b.tar": "empty_file", "c.zip": "empty_file"}


def test_a_member_that_unpacks_too_large_is_rejected_and_the_others_are_read(inbox: Inbox) -> None:
    inbox.put("a.zip", zipped({"bomb.html": bytes(limits.LARGEST_MEMBER + 1), "good.html": report(1)}))
    inbox.ingest()
    assert inbox.rejects() == {"a.zip!/bomb.html": "too_large"}
    assert inbox.penalties() == ["1"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "nested.zip"])
@pytest.mark.parametrize("limit", [{"bytes_left": 3000}, {"members_left": 3}])
def test_of_a_bomb_nothing_is_read(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, name: str, limit: dict[str, int]
) -> None:
    members = {f"{n}.html": report(n) + b" " * 1000 for n in range(4)}
    members["manifest.csv"] = "path,agency_name\n0.html,甲县财政局\n".encode()
    packed = {"a.zip": zipped(members), "a.tar.gz": gzip.compress(tarred(members))}
    packed["nested.zip"] = zipped({"b.zip": packed["a.zip"]})
    monkeypatch.setattr(walk, "Budget", lambda: limits.Budget(**limit))
    inbox.put(name, packed[name])
    inbox.ingest()
    assert inbox.rejects() == {name: "too_large"}
    assert inbox.addresses() == [name]
    assert inbox.rows("select * from raw.manifest_entries") == []


def test_a_zip_that_announces_too_much_is_refused_before_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{n}.html": bytes(100_000) for n in range(3)}))
    with pytest.raises(limits.ArchiveTooLarge):
        zips.ZipArchive(str(path), limits.Budget(bytes_left=299_999))


def test_a_manifest_inside_an_archive_speaks_of_its_members(inbox: Inbox) -> None:
    manifest = "path,agency_name\na.html,乙县财政局\n".encode()
    inbox.put("a.zip", zipped({"2021/a.html": report(1), "2021/manifest.csv": manifest}))
    inbox.put("b.zip", zipped({"a.zip": zipped({"a.html": report(2), "manifest.csv": manifest})}))
    inbox.ingest()
    prefix = inbox.folder.as_posix()
    assert inbox.rows("select source_uri, agency_name from raw.manifest_entries order by all") == [
        (f"{prefix}/a.zip!/2021/a.html", "乙县财政局"),
        (f"{prefix}/b.zip!/a.zip!/a.html", "乙县财政局"),
    ]


def test_a_manifest_beside_an_archive_outranks_the_one_inside(inbox: Inbox) -> None:
    inner = "path,agency_name\na.html,里县财政局\n".encode()
    inbox.put("a.zip", zipped({"a.html": report(1), "b.html": report(2), "manifest.csv": inner}))
    inbox.put("manifest.csv", "path,agency_name\na.zip!/a.html,外县财政局\n".encode())
    inbox.ingest()
    assert inbox.rows("select agency_name from raw.manifest_entries") == [("外县财政局",)]
    assert len(inbox.addresses()) == 2


def test_a_manifest_given_alone_takes_only_the_members_it_names(inbox: Inbox) -> None:
    inbox.put("a.zip", zipped({"a.html": report(1), "b.html": report(2)}))
    inbox.put("manifest.csv", "path,agency_name\na.zip!/b.html,外县财政局\na.zip!/none.html,\n".encode())
    inbox.ingest("manifest.csv")
    assert inbox.addresses() == ["a.zip!/b.html", "a.zip!/none.html"]
    assert inbox.rejects() == {"a.zip!/none.html": "unreadable_file"}


def test_a_manifest_inside_an_archive_that_cannot_be_used_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"manifest.csv": b"file\nx\n"}))
    with pytest.raises(InvalidManifest, match=r"a\.zip!/manifest\.csv"):
        ingest([tmp_path / "a.zip"], tmp_path / "gouji.duckdb")


HTML = {"Content-Type": "text/html; charset=utf-8"}
CHUNKED = b"5\r\n<p>12\r\n6;x=y\r\n345678\r\n0\r\n\r\n"


@pytest.mark.parametrize("gzip_records", [True, False])
def test_a_crawl_yields_the_documents_that_a_server_did_answer_with(inbox: Inbox, gzip_records: bool) -> None:
    octets = {"Content-Type": "application/octet-stream"}
    answers = {
        "http://a.test/1.html": ("200 OK", HTML, report(1)),
        "http://a.test/moved": ("301 Moved", HTML, report(2)),
        "http://a.test/gone": ("404 Not Found", HTML, report(3)),
        "http://a.test/logo.png": ("200 OK", {"Content-Type": "image/png"}, b"\x89PNG"),
        "http://a.test/style.css": ("200 OK", {"Content-Type": "text/css"}, b"p {}"),
        "http://a.test/2.pdf": ("200 OK", octets, b"%PDF-1.4"),
        "http://a.test/program": ("200 OK", octets, b"MZ"),
        "http://a.test/z": (
            "200 OK",
            HTML | {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"},
            b"%x\r\n" % len(gzip.compress(report(4))) + gzip.compress(report(4)) + b"\r\n0\r\n\r\n",
        ),
    }
    name = "crawl.warc.gz" if gzip_records else "crawl.warc"
    inbox.put(name, crawled(answers, gzip_records))
    inbox.ingest()
    assert inbox.addresses() == [f"{name}!/http://a.test/{page}" for page in ("1.html", "2.pdf", "z")]
    assert inbox.penalties() == ["1", "4"]


def test_a_crawl_that_was_compressed_as_a_whole_is_read_too(inbox: Inbox) -> None:
    answers = {f"http://a.test/{n}": ("200 OK", HTML, report(n)) for n in (1, 2, 3)}
    inbox.put("crawl.warc.gz", gzip.compress(crawled(answers, gzip_records=False)))
    inbox.ingest()
    assert inbox.penalties() == ["1", "2", "3"]


@pytest.mark.parametrize("gzip_records", [True, False])
def test_what_stands_whole_before_the_damage_of_a_crawl_is_read(inbox: Inbox, gzip_records: bool) -> None:
    answers = {f"http://a.test/{n}": ("200 OK", HTML, report(n)) for n in (1, 2, 3)}
    inbox.put("crawl.warc.gz", crawled(answers, gzip_records)[:-40])
    inbox.ingest()
    assert inbox.rejects()["crawl.warc.gz"] == "damaged_document"
    assert inbox.penalties() == ["1", "2"]


def test_an_answer_that_the_crawler_cut_off_is_damaged(inbox: Inbox) -> None:
    answers = {"http://a.test/1": ("200 OK", HTML, report(1))}
    inbox.put("crawl.warc.gz", crawled(answers, truncated="length"))
    inbox.ingest()
    assert inbox.rejects() == {"crawl.warc.gz!/http://a.test/1": "damaged_document"}


@pytest.mark.parametrize(
    ("payload", "transfer", "content", "document"),
    [
        (CHUNKED, "chunked", "", b"<p>12345678"),
        (b"<p>stored decoded", "chunked", "gzip", b"<p>stored decoded"),
        (gzip.compress(b"<p>", mtime=0), "", "gzip", b"<p>"),
        (zlib.compress(b"<p>"), "", "deflate", b"<p>"),
        (zlib.compress(b"<p>", wbits=-15), "", "deflate", b"<p>"),
        (b"plain", "", "identity", b"plain"),
    ],
)
def test_encodings_of_http_are_undone(payload: bytes, transfer: str, content: str, document: bytes) -> None:
    assert decode_payload(payload, transfer, content) == document


@pytest.mark.parametrize(
    ("payload", "transfer", "content", "reason"),
    [
        (CHUNKED[:-9], "chunked", "", "damaged_document"),
        (CHUNKED[:-5], "chunked", "", "damaged_document"),
        (gzip.compress(bytes(1000), mtime=0)[:-9], "", "gzip", "damaged_document"),
        (gzip.compress(bytes(limits.LARGEST_MEMBER + 1), mtime=0), "", "gzip", "too_large"),
        (b"\x8b\x03\x80", "", "br", "unsupported_format"),
    ],
)
def test_an_encoding_that_cannot_be_undone_rejects(payload: bytes, transfer: str, content: str, reason: str) -> None:
    with pytest.raises(Rejection) as caught:
        decode_payload(payload, transfer, content)
    assert caught.value.reason_code == reason


def test_workers_read_members_in_chunks(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEWEST_DOCUMENTS_TO_SPAWN", 1)
    monkeypatch.setattr(workers, "DOCUMENTS_PER_CHUNK", 2)
    inbox.put("a.zip", zipped({f"{n}.html": report(n) for n in range(3)}))
    inbox.put("b.tar.gz", gzip.compress(tarred({f"{n}.html": report(n) for n in range(3, 6)})))
    page = {f"http://a.test/{n}": ("200 OK", HTML, report(n)) for n in range(6, 9)}
    inbox.put("c.warc.gz", crawled(page))
    assert inbox.ingest(jobs=2).accepted_count == 9
    assert inbox.penalties() == [str(n) for n in range(9)]


def test_a_second_run_over_an_archive_reads_nothing_twice(inbox: Inbox) -> None:
    inbox.put("a.zip", zipped({"a.html": report(1), "a copy.html": report(1), "empty.txt": b""}))
    inbox.put("same as inside.html", report(1))
    first = inbox.ingest()
    again = inbox.ingest()
    assert (first.source_count, first.document_count, first.read_count) == (4, 2, 2)
    assert (again.read_count, again.skipped_count, again.rejected) == (0, 2, first.rejected)
    assert len(inbox.addresses()) == 4


def test_names_that_repeat_in_an_archive_are_all_read(inbox: Inbox) -> None:
    content = zipped({"a.html": report(1), "b.html": report(2)}).replace(b"b.html", b"a.html")
    inbox.put("a.zip", content)
    inbox.ingest()
    assert inbox.penalties() == ["1", "2"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.warc", "a.warc.gz", "nested.zip"])
def test_damage_anywhere_is_a_reason_and_never_an_error(tmp_path: Path, name: str) -> None:
    members = {f"{n}.html": report(n) for n in range(3)}
    pages = {f"http://a.test/{n}": ("200 OK", HTML, report(n)) for n in range(3)}
    whole = {
        "a.zip": zipped(members),
        "a.tar": tarred(members),
        "a.tar.gz": gzip.compress(tarred(members), mtime=0),
        "a.warc": crawled(pages, gzip_records=False),
        "a.warc.gz": crawled(pages),
        "nested.zip": zipped({"b.tar": tarred(members), "c.zip": zipped(members)}),
    }[name]
    random = Random(name)
    path = tmp_path / name
    for _ in range(DAMAGED_COPIES):
        damaged = bytearray(whole)
        damaged[random.randrange(len(damaged))] = random.randrange(256)
        path.write_bytes(damaged[: random.choice((len(damaged), random.randrange(1, len(damaged))))])
        found = walk.Walker(tmp_path).documents(Source(name, path))
        assert found
        with OpenArchives() as archives:
            given = [tasks.Task(f.document_id, f.source_uri, f.path, f.place, f.fault) for f in found]
            reasons = {tasks.read_document(task, archives).reason_code for task in given}
        assert reasons.isdisjoint({"reader_failed", "unreadable_file"})
