"""A small published warehouse, and stand-ins for the three stages that take seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from expectations.results import AuditResult, ExpectationResult
from gouji import audit, cli, pipeline, transform
from gouji.form import table_layouts
from gouji.progress import Advance
from gouji.warehouse import Warehouse
from ingest.errors import InputNotFound
from ingest.run import IngestSummary

HERE = Path(__file__).parent
Cells = dict[tuple[str, str, str], tuple[str | None, str]]

# Every cell of r1 prints 0 but these; of r3 and r4 nothing but these is printed.
PRINTED: dict[str, Cells] = {
    "r1": {
        ("requests", "received", "natural_person"): ("258", "number"),
        ("requests", "carried_in", "natural_person"): ("3", "number"),
        ("requests", "processed", "natural_person"): ("275件", "number"),
        ("requests", "carried_out", "natural_person"): ("/", "dash"),
        ("requests", "received", "total"): ("", "blank"),
        ("requests", "granted", "other_org"): ("2 1", "unreadable"),
        ("disclosures", "fees", "amount"): (None, "absent"),
        ("legal_challenges", "reconsideration", "upheld"): ("10", "number"),
    },
    "r3": {("legacy_indicators", "proactive_total", "year"): ("2,026", "number")},
    "r4": {("requests", "received", "natural_person"): ("2023年度未收到政府信息公开申请", "stated_in_prose")},
}
FORMS = {"r1": "form_2021", "r3": "form_pre2019", "r4": "form_2021"}


def write_published(path: Path) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute((HERE / "published.sql").read_text(encoding="utf-8"))
        cells = (cell for report_id in PRINTED for cell in _cells_of(report_id))
        columns = "report_id, table_code, row_code, column_code, printed_text, cell_state, row_label, column_label"
        values = ", ".join(["unnest(?)"] * len(columns.split(", ")))
        insert = f"insert into marts.fct_printed_cells ({columns}) select {values}"
        connection.execute(insert, [list(column) for column in zip(*cells, strict=True)])
    return path


def _cells_of(report_id: str) -> Iterator[tuple[str | None, ...]]:
    otherwise = ("0", "number") if report_id == "r1" else (None, "absent")
    for layout in table_layouts(FORMS[report_id]):
        for block in layout.blocks:
            for row in block.rows:
                for column in block.columns if row.code != "other_undivided" else ():
                    place = (layout.code, row.code, column.code)
                    yield (report_id, *place, *PRINTED[report_id].get(place, otherwise), row.label.zh, column.label.zh)


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_published(tmp_path_factory.mktemp("published") / "gouji.duckdb")


@pytest.fixture
def published(published_once: Path, tmp_path: Path) -> Path:
    """A published warehouse of its own for a test that may change it."""
    live_file = tmp_path / "gouji.duckdb"
    live_file.write_bytes(published_once.read_bytes())
    return live_file


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``gouji`` in this process: exit code, stdout and stderr apart."""

    def invoke(*arguments: str | Path) -> Result:
        monkeypatch.setattr("sys.argv", ["gouji", *map(str, arguments)])
        runner = CliRunner()
        return runner.invoke(_EntryPoint(), [])

    return invoke


class _EntryPoint:
    """Lets click's runner capture the real entry point, which turns errors into exit codes itself."""

    name = "gouji"

    def main(self, *_: object, **__: object) -> None:
        raise SystemExit(cli.main())


@dataclass
class Stages:
    """What the stand-ins were asked to do, in order, and how they are to end."""

    calls: list[str] = field(default_factory=list)
    integrity: bool = True
    fail_transform: Exception | None = None

    def ingest(self, paths: object, database: Path, jobs: int, progress: Advance | None) -> IngestSummary:
        assert isinstance(paths, tuple)
        for path in paths:
            if not path.exists():
                raise InputNotFound(f"路径不存在：{path}", f"No such path: {path}")
        self.calls.append("ingest")
        if not database.exists():
            write_published(database)
        if progress:
            progress(1, 1)
        return IngestSummary("load-000001", 7, 6, 6, 0, 4, {"empty_file": 1, "no_statutory_tables": 1}, 700)

    def transform(self, warehouse: Warehouse, advance: Advance) -> int:
        self.calls.append("transform")
        if self.fail_transform:
            raise self.fail_transform
        with duckdb.connect(str(warehouse.build_file)) as connection:
            connection.execute("create or replace table marts.built as select 1 as one")
        advance(3, 3)
        return 3

    def audit(self, build_file: Path, docs: Path | None = None) -> AuditResult:
        self.calls.append("audit")
        with duckdb.connect(str(build_file)) as connection:
            connection.execute((HERE / "audited.sql").read_text(encoding="utf-8"))
        outcomes = (
            ExpectationResult("integrity", "key.dim_reports", None, "主键", "Key", "critical", self.integrity, 4, 0),
            ExpectationResult("reconciliation", "rule.balance", "balance", "收支", "Balance", "critical", False, 2, 1),
        )
        return AuditResult("run", datetime(2024, 1, 1), build_file, outcomes)


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    """Replace ingest, dbt and the gate by stand-ins."""
    stages = Stages()
    monkeypatch.setattr("ingest.run.ingest", stages.ingest)
    monkeypatch.setattr(transform, "run_dbt", stages.transform)
    monkeypatch.setattr(audit, "run_gate", stages.audit)
    assert pipeline.transform is transform
    return stages


@pytest.fixture(autouse=True)
def no_terminal_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test workers are told the width of the terminal they were started from; output must not depend on it."""
    monkeypatch.delenv("COLUMNS", raising=False)
