"""Paths, and how a build takes the place of the published file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from gouji.errors import PublishFailed, WarehouseBusy, WarehouseNameInvalid, WarehouseNotWritable, WarehouseUnreadable
from gouji.warehouse import Warehouse, publish

COUNT = "import duckdb, sys; print(*duckdb.connect(sys.argv[1], read_only=True).execute('from t').fetchone())"


def write_number(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"create or replace table t as select {number} as n")
    return path


def number_in(path: Path) -> int:
    """Read by a process of its own: one process shares its open databases by path."""
    return int(subprocess.run([sys.executable, "-c", COUNT, path], capture_output=True, check=True).stdout)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.at(tmp_path / "w" / "gouji.duckdb")


def test_build_file_has_the_stem_of_the_live_file(tmp_path: Path) -> None:
    warehouse = Warehouse.at(tmp_path / "disclosure.duckdb")
    assert warehouse.build_file == tmp_path / ".build" / "disclosure.duckdb"
    assert warehouse.dbt_folder == tmp_path / ".build" / "disclosure.dbt"


def test_relative_path_is_relative_to_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Warehouse.at(Path("warehouse/gouji.duckdb")).live_file == tmp_path / "warehouse" / "gouji.duckdb"


@pytest.mark.parametrize("name", ["marts.duckdb", "temp.duckdb", "my.data.duckdb", "a b.duckdb", ".duckdb", "MAIN.db"])
def test_names_no_catalogue_can_have_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WarehouseNameInvalid):
        Warehouse.at(tmp_path / name)


@pytest.mark.parametrize("name", ["gouji.duckdb", "gouji", "2023-汇总.duckdb", "gouji_2.db"])
def test_names_a_catalogue_can_have_work_in_views(tmp_path: Path, name: str) -> None:
    warehouse = Warehouse.at(tmp_path / name)
    with duckdb.connect(str(warehouse.live_file)) as connection:
        assert connection.execute("select current_database()").fetchone() == (warehouse.live_file.stem,)


def test_a_folder_is_no_warehouse(tmp_path: Path) -> None:
    with pytest.raises(WarehouseNameInvalid):
        Warehouse.at(tmp_path)


def test_readers_keep_the_old_file_and_new_ones_see_the_new(warehouse: Warehouse) -> None:
    write_number(warehouse.live_file, 1)
    write_number(warehouse.build_file, 2)
    with duckdb.connect(str(warehouse.live_file), read_only=True) as reader:
        warehouse.publish()
        assert reader.execute("select n from t").fetchone() == (1,)
        assert number_in(warehouse.live_file) == 2
        assert reader.execute("select n from t").fetchone() == (1,)


def test_publishing_leaves_the_build_and_no_litter(warehouse: Warehouse) -> None:
    write_number(warehouse.build_file, 2)
    warehouse.publish()
    assert sorted(path.name for path in warehouse.live_file.parent.iterdir()) == [".build", "gouji.duckdb"]
    assert warehouse.live_file.read_bytes() == warehouse.build_file.read_bytes()


def test_publishing_takes_changes_out_of_the_write_ahead_log(warehouse: Warehouse) -> None:
    write_number(warehouse.build_file, 1)
    crash_after_commit = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute('pragma disable_checkpoint_on_shutdown');"
        "c.execute('update t set n = 5'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", crash_after_commit, warehouse.build_file], check=True)
    assert warehouse.build_file.with_name("gouji.duckdb.wal").exists()
    warehouse.publish()
    assert not warehouse.build_file.with_name("gouji.duckdb.wal").exists()
    assert number_in(warehouse.live_file) == 5


def test_interrupted_copy_leaves_the_live_file_and_no_litter(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write_number(warehouse.live_file, 1).read_bytes()
    write_number(warehouse.build_file, 2)

    def copy_half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:100])
        raise OSError("No space left on device")

    monkeypatch.setattr(shutil, "copyfile", copy_half)
    with pytest.raises(PublishFailed, match="已发布"):
        publish(warehouse.build_file, warehouse.live_file)
    assert warehouse.live_file.read_bytes() == before
    assert sorted(path.name for path in warehouse.live_file.parent.iterdir()) == [".build", "gouji.duckdb"]


def test_what_a_crash_left_is_cleared_away_by_the_next_build(warehouse: Warehouse) -> None:
    write_number(warehouse.live_file, 1)
    litter = warehouse.live_file.with_name(".gouji.duckdb.incoming")
    litter.write_bytes(b"half a file")
    with warehouse.exclusively():
        assert not litter.exists()


def test_a_log_beside_the_live_file_stops_publishing(warehouse: Warehouse) -> None:
    before = write_number(warehouse.live_file, 1).read_bytes()
    write_number(warehouse.build_file, 2)
    warehouse.live_file.with_name("gouji.duckdb.wal").write_bytes(b"changes")
    with pytest.raises(WarehouseBusy):
        warehouse.publish()
    assert warehouse.live_file.read_bytes() == before


def test_permissions_of_the_live_file_are_kept(warehouse: Warehouse) -> None:
    write_number(warehouse.live_file, 1).chmod(0o640)
    write_number(warehouse.build_file, 2)
    warehouse.publish()
    assert warehouse.live_file.stat().st_mode & 0o777 == 0o640


def test_without_a_build_work_goes_on_from_what_is_published(warehouse: Warehouse) -> None:
    write_number(warehouse.live_file, 7)
    with warehouse.exclusively():
        assert warehouse.build_file.read_bytes() == warehouse.live_file.read_bytes()


def test_a_build_at_hand_is_not_replaced_by_what_is_published(warehouse: Warehouse) -> None:
    write_number(warehouse.live_file, 7)
    write_number(warehouse.build_file, 8)
    with warehouse.exclusively():
        assert warehouse.build_file.read_bytes() != warehouse.live_file.read_bytes()


def test_second_build_is_refused_while_the_first_runs(warehouse: Warehouse) -> None:
    with warehouse.exclusively(), pytest.raises(WarehouseBusy), warehouse.exclusively():
        pytest.fail("both builds ran")
    with warehouse.exclusively():
        pass  # the lock is free again


def test_writer_that_knows_no_lock_is_met_before_any_work(warehouse: Warehouse) -> None:
    write_number(warehouse.build_file, 1)
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, warehouse.build_file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WarehouseBusy), warehouse.exclusively():
            pytest.fail("the build ran beside another writer")
        other.stdin.close()


def test_damaged_build_file_is_named(warehouse: Warehouse) -> None:
    warehouse.build_folder.mkdir(parents=True)
    warehouse.build_file.write_bytes(b"not a database" * 100)
    with pytest.raises(WarehouseUnreadable), warehouse.exclusively():
        pytest.fail("a damaged file was opened")


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseNotWritable), Warehouse.at(tmp_path / "file" / "gouji.duckdb").exclusively():
        pytest.fail("a folder was made below a file")
