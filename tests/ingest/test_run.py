"""Nothing read twice, nothing lost, every document accounted for."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from forge import balanced, render
from ingest import tasks, workers
from ingest.errors import InputNotFound, InvalidManifest
from ingest.readers import TRIAL_VARIABLE
from ingest.report import ReadDocument
from ingest.run import IngestSummary, ingest, reader_version
from ingest.shards import raw_columns
from ingest.tasks import Task
from ingest.workers import read_all

Query = Callable[[str], list[tuple[Any, ...]]]

REPORT = """甲县财政局2021年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（五）项
信息内容
本年处理决定数量
行政许可
{licensing}
第二十条第（六）项
信息内容
本年处理决定数量
行政处罚
57
行政强制
4
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT.format(licensing=146), encoding="utf-8")
    (folder / "b.txt").write_text(REPORT.format(licensing=7), encoding="gb18030")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "news.html").write_text("<p>今日新闻</p>", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 4)
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / ".build" / "gouji.duckdb"


@pytest.fixture
def rows(database: Path) -> Query:
    def query(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return query


def test_each_document_is_accepted_or_rejected_by_name(inbox: Path, database: Path, rows: Query) -> None:
    summary = ingest([inbox], database)
    assert (summary.source_count, summary.accepted_count) == (6, 2)
    assert summary.rejected == {"empty_file": 1, "not_a_report": 1, "not_text": 1, "unsupported_format": 1}
    assert rows("select count(distinct document_id) from raw.sources") == [(6,)]
    assert rows("select document_id from raw.documents intersect select document_id from raw.rejects") == []
    assert rows(
        "select printed_text from raw.cells where row_code = 'licensing' and problem_code is null order by all"
    ) == [("146",), ("7",)]


def test_a_second_run_reads_nothing_twice(inbox: Path, database: Path, rows: Query) -> None:
    ingest([inbox], database)
    before = {table: rows(f"select * from raw.{table} order by all") for table in raw_columns() if table != "loads"}
    again = ingest([inbox], database)
    assert (again.read_count, again.skipped_count, again.accepted_count) == (0, 6, 2)
    after = {table: rows(f"select * from raw.{table} order by all") for table in raw_columns() if table != "loads"}
    changed_only_by_load = {"rejects"}
    assert {t: v for t, v in after.items() if t not in changed_only_by_load} == {
        t: v for t, v in before.items() if t not in changed_only_by_load
    }


def test_a_build_file_of_an_earlier_version_gets_the_columns_that_it_lacks(
    inbox: Path, database: Path, rows: Query
) -> None:
    ingest([inbox], database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("alter table raw.sources drop column since_load_id")
    (inbox / "c.txt").write_text("一份新文件", encoding="utf-8")
    ingest([inbox], database)
    assert rows("select distinct load_id, since_load_id from raw.sources order by all") == [
        ("load-000001", None),
        ("load-000002", "load-000002"),
    ]


def test_the_same_bytes_are_one_document_with_several_addresses(inbox: Path, database: Path, rows: Query) -> None:
    (inbox / "copy of a.txt").write_bytes((inbox / "a.txt").read_bytes())
    summary = ingest([inbox], database)
    assert (summary.source_count, summary.document_count) == (7, 6)
    assert rows("select count(*) from raw.documents") == [(2,)]
    assert rows("select count(*) from raw.sources") == [(7,)]


def test_a_new_reader_version_reads_again_without_duplicating(
    inbox: Path, database: Path, rows: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([inbox], database)
    cells = rows("select count(*) from raw.cells")
    monkeypatch.setattr("ingest.run.reader_version", lambda: "another")
    assert ingest([inbox], database).read_count == 6
    assert rows("select count(*) from raw.cells") == cells
    assert rows("select distinct reader_version from raw.documents") == [("another",)]


def test_a_crash_while_loading_leaves_the_database_as_it_was(
    inbox: Path, database: Path, rows: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([inbox / "a.txt"], database)
    before = rows("select count(*) from raw.cells"), rows("select count(*) from raw.loads")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ingest.load._write", crash)
        with pytest.raises(KeyboardInterrupt):
            ingest([inbox], database)
    assert (rows("select count(*) from raw.cells"), rows("select count(*) from raw.loads")) == before
    assert ingest([inbox], database).read_count == 5


def test_a_fault_in_one_document_does_not_lose_the_others(
    inbox: Path, database: Path, rows: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_b(content: bytes, name: str) -> ReadDocument:
        if name.endswith("b.txt"):
            raise ZeroDivisionError("planted")
        return original(content, name)

    original = tasks.read_reports
    monkeypatch.setattr(tasks, "read_reports", fail_on_b)
    assert ingest([inbox], database).rejected["reader_failed"] == 1
    assert rows("select detail from raw.rejects where reason_code = 'reader_failed'") == [
        ("ZeroDivisionError: planted",)
    ]


def test_a_manifest_speaks_of_the_files_beside_it(inbox: Path, database: Path, rows: Query) -> None:
    (inbox / "manifest.csv").write_text(
        "path,agency_name,region_code,report_year,scope,published_date,source_uri\n"
        "a.txt,乙县财政局,330326,2020,own,2021-01-20,https://example.test/a\n",
        encoding="utf-8-sig",
    )
    ingest([inbox], database)
    entry = rows("select * exclude (load_id, published_date), published_date::varchar from raw.manifest_entries")
    uri = (inbox / "a.txt").as_posix()
    assert entry == [(uri, "https://example.test/a", "乙县财政局", "330326", 2020, "own", "2021-01-20")]
    assert ingest([inbox / "manifest.csv"], database).source_count == 1


@pytest.mark.parametrize("line", ["a.txt,20xx,own", "a.txt,2020,everyone"])
def test_a_manifest_with_an_impossible_value_is_refused_before_reading(inbox: Path, database: Path, line: str) -> None:
    (inbox / "manifest.csv").write_text(f"path,report_year,scope\n{line}\n", encoding="utf-8")
    with pytest.raises(InvalidManifest, match="line 2"):
        ingest([inbox], database)


def test_a_path_that_does_not_exist_is_said_in_both_languages(tmp_path: Path, database: Path) -> None:
    with pytest.raises(InputNotFound, match=r"找不到.*does not exist"):
        ingest([tmp_path / "nowhere"], database)


def test_spawned_workers_hand_over_the_same_rows(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEWEST_DOCUMENTS_TO_SPAWN", 1)
    monkeypatch.setattr(workers, "DOCUMENTS_PER_CHUNK", 2)

    def read_with(jobs: int) -> tuple[IngestSummary, list[tuple[Any, ...]]]:
        database = tmp_path / f"jobs{jobs}.duckdb"
        summary = ingest([inbox], database, jobs=jobs)
        with duckdb.connect(str(database), read_only=True) as connection:
            return summary, connection.execute("select * from raw.cells order by all").fetchall()

    assert read_with(2) == read_with(1)


def test_progress_is_told_up_to_the_last_document(inbox: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    documents = [Task("0" * 64, path.as_posix(), str(path)) for path in sorted(inbox.iterdir())]
    read_all(documents, tmp_path, "v", "load", 1, lambda done, total: told.append((done, total)))
    assert told == [(done, 6) for done in range(7)]


# Killed in its own process at a planted point; ``{point}`` runs once ``kill`` and the modules are there.
KILLED = """
import os, signal, sys
from pathlib import Path
from ingest import load, run, tasks, workers

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

read = tasks.read_reports
workers.FEWEST_DOCUMENTS_TO_SPAWN = 1
workers.DOCUMENTS_PER_CHUNK = 2
jobs, progress = 1, None
{point}
run.ingest([Path(sys.argv[1])], Path(sys.argv[2]), jobs, progress)
"""


@pytest.mark.parametrize(
    "point",
    [
        "tasks.read_reports = lambda content, name: kill() if name.endswith('news.html') else read(content, name)",
        "jobs, progress = 2, lambda done, total: kill() if done else None",
        "load._write = kill",
        "run.write_load = lambda *arguments: (load.write_load(*arguments), kill())",
    ],
    ids=["reading", "workers reading", "loading", "loaded"],
)
def test_a_run_that_was_killed_is_made_good_by_the_next(inbox: Path, tmp_path: Path, point: str) -> None:
    killed, clean = tmp_path / "killed.duckdb", tmp_path / "clean.duckdb"
    script = [sys.executable, "-c", KILLED.format(point=point), str(inbox), str(killed)]
    # Output is captured, so that a worker left behind would keep this from returning.
    assert subprocess.run(script, capture_output=True, timeout=60, check=False).returncode == -signal.SIGKILL
    summary = ingest([inbox], killed)
    assert summary.document_count == summary.accepted_count + sum(summary.rejected.values()) == 6
    ingest([inbox], clean)
    assert raw_rows(killed) == raw_rows(clean)


def raw_rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            table: connection.execute(
                f"select {', '.join(column for column in columns if column != 'load_id')} from raw.{table} order by all"
            ).fetchall()
            for table, columns in raw_columns().items()
            if table != "loads"
        }


def test_halves_of_characters_in_a_script_do_not_stop_the_run(tmp_path: Path) -> None:
    database = tmp_path / "gouji.duckdb"
    rows = "".join(
        f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in (("行政处罚", "5\\ud83d"), ("行政强制", "4"))
    )
    head = "<tr><td colspan=2>第二十条第（六）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    page = f"<p>甲县财政局2021年政府信息公开工作年度报告</p><script>var a = '<table>{head}{rows}</table>'</script>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert ingest([tmp_path / "a.html"], database).accepted_count == 1
    assert [row[4] for row in raw_rows(database)["cells"] if row[2] == "penalty"] == ["5\ufffd"]


def test_pdf_is_read_without_being_asked_for(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "report.pdf").write_bytes(render(balanced(1), "pdf_ruled").content)
    monkeypatch.delenv(TRIAL_VARIABLE, raising=False)
    reader_version.cache_clear()
    assert ingest([inbox / "report.pdf"], tmp_path / "pdf.duckdb").rejected == {}
