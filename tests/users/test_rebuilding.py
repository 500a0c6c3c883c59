"""The samples built a second time, strictly, over what an older version left: `make test-users`."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.readers import TRIAL_VARIABLE
from tests.conftest import SAMPLES, Built, gouji

WAREHOUSE = os.environ.get("GOUJI_USERS_WAREHOUSE", "")
pytestmark = pytest.mark.skipif(not WAREHOUSE, reason="a suite of its own: make test-users")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Over the build file of a version whose seed lacked a column, and which did not keep when a file was last met."""
    folder = tmp_path_factory.mktemp("rebuilt")
    shutil.copytree(Path(WAREHOUSE).parent, folder / "warehouse")
    with duckdb.connect(str(folder / "warehouse" / ".build" / "gouji.duckdb")) as connection:
        connection.execute("alter table seeds.form_sections drop column name_en")
        connection.execute("alter table raw.sources drop column since_load_id")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(TRIAL_VARIABLE)  # other formats would be another reader, and every document be read again
        return Built(folder, gouji(folder, "build", SAMPLES, "--strict"))


def test_a_second_build_reads_nothing(rebuilt: Built) -> None:
    with duckdb.connect(str(rebuilt.live_file), read_only=True) as connection:
        loads = connection.execute("select read_count, skipped_count from raw.loads order by load_id").fetchall()
        met = "select count(distinct document_id) from raw.sources where load_id = (select max(load_id) from raw.loads)"
        [count] = connection.execute(met).fetchone() or (None,)
    assert loads[-2:] == [(count, 0), (0, count)]


def test_a_second_build_finds_the_same(rebuilt: Built) -> None:
    query = "select * from marts.fct_findings order by all"
    with duckdb.connect(WAREHOUSE, read_only=True) as first, duckdb.connect(str(rebuilt.live_file)) as second:
        assert first.execute(query).fetchall() == second.execute(query).fetchall()


def test_a_strict_build_fails_on_a_critical_finding_but_publishes(rebuilt: Built) -> None:
    assert rebuilt.ended.returncode == 1, rebuilt.ended.stderr
    assert "已发布 Published" in rebuilt.ended.stdout


@pytest.mark.parametrize("name", ["reports.duckdb", "gouji.duckdb"])
def test_a_warehouse_of_any_name_is_built_behind_one_of_another(rebuilt: Built, tmp_path: Path, name: str) -> None:
    ended = gouji(tmp_path, "build", SAMPLES / "one_cell_a_line.txt", "--warehouse", name)
    assert ended.returncode == 0, ended.stderr
    with duckdb.connect(str(tmp_path / name), read_only=True) as connection:
        assert connection.execute("select count(*) > 100 from marts.fct_printed_cells").fetchall() == [(True,)]
