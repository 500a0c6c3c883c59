"""``gouji check`` as its user meets it: exit codes, formats, colours, languages, stdin, folders, watching."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from gouji.check.errors import NothingToCheck
from gouji.check.watch import concerns, watch
from gouji.commands.check import language_of_locale
from gouji.errors import GoujiError
from tests.conftest import SAMPLES

Run = Callable[..., Result]
GOOD, BAD = SAMPLES / "chain_2021.html", SAMPLES / "planted_imbalance.html"
UNREADABLE = SAMPLES / "unreadable.bin"
ESCAPE = "\x1b"

pytestmark = pytest.mark.usefixtures("bundle")


@pytest.fixture
def gouji_check(run: Run) -> Run:
    return lambda *arguments: run("check", "--quiet", "--lang", "zh", *arguments)


def test_a_report_in_order_exits_with_0_and_says_so_first(gouji_check: Run) -> None:
    ended = gouji_check(GOOD)
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout.startswith("✓ 勾稽相符  昌黎县水务局 2021\n")


@pytest.mark.parametrize(("fail_on", "code"), [("critical", 1), ("notice", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code(gouji_check: Run, fail_on: str, code: int) -> None:
    assert gouji_check(BAD, "--fail-on", fail_on).exit_code == code


def test_a_file_that_cannot_be_read_exits_with_2_and_loses_no_other(gouji_check: Run) -> None:
    ended = gouji_check(BAD, UNREADABLE, "--fail-on", "never")
    assert ended.exit_code == 2
    assert "✗ 勾稽不符" in ended.stdout
    assert "✗ 无法读取" in ended.stdout
    assert ended.stdout.rstrip().endswith("共 1 份报告，1 份不符，1 个文件无法读取")


def test_bad_usage_exits_with_2_in_both_languages(gouji_check: Run, tmp_path: Path) -> None:
    for arguments in (["no-such-file.html"], [tmp_path], ["-", "--watch"], [GOOD, "--against", "no-such.duckdb"]):
        ended = gouji_check(*arguments)
        assert ended.exit_code == 2
        assert ended.stdout == ""
        assert "错误:" in ended.stderr
        assert "Error:" in ended.stderr


def test_text_shows_equation_cause_and_suggestion_in_whole_figures(gouji_check: Run) -> None:
    told = gouji_check(BAD).stdout
    assert "（七）总计                          21 [1][2][3]" in told
    assert "等式: 一、本年新收政府信息公开申请数量 27 ≠ （七）总计 21" in told
    assert "可能原因: 一位数字误植 (确定)" in told
    assert "建议值: （七）总计·自然人 21 → 27" in told
    assert told.count("原因与建议值同 [1]") == 2
    assert ".000" not in told


def test_english(run: Run) -> None:
    told = run("check", "--quiet", "--lang", "en", BAD).stdout
    assert "likely cause: Wrong digit (certain)" in told
    assert "suggested figure: Total processed·Natural persons 21 → 27" in told


def test_colour_is_for_terminals_unless_asked_for(gouji_check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ESCAPE not in gouji_check(GOOD).stdout
    assert ESCAPE not in gouji_check(GOOD, "--color", "never").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE in gouji_check(GOOD, "--color", "always").stdout


def test_output_goes_to_a_file_or_says_why_not(gouji_check: Run, tmp_path: Path) -> None:
    target = tmp_path / "result.json"
    ended = gouji_check(GOOD, "--format", "json", "--output", target)
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["reconciled_count"] == 1
    nowhere = gouji_check(GOOD, "--output", tmp_path / "no" / "folder.txt")
    assert nowhere.exit_code == 2
    assert "folder.txt" in nowhere.stderr


def test_stdin_is_read_beside_files(gouji_check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO(BAD.read_bytes())

    monkeypatch.setattr("gouji.check.reading.standard_input", lambda: Piped.buffer)
    told = json.loads(gouji_check("-", GOOD, "--format", "json").stdout)
    assert [report["path"] for report in told["reports"]] == ["stdin", GOOD.as_posix()]
    assert [report["verdict"] for report in told["reports"]] == ["discrepant", "reconciled"]


def test_a_folder_is_its_documents_without_what_word_leaves_beside_them(gouji_check: Run, tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path / "年报.html")
    shutil.copy(GOOD, tmp_path / "副本.html")
    (tmp_path / "~$年报.docx").write_bytes(b"\x05owner")
    told = json.loads(gouji_check(tmp_path, "--format", "json").stdout)
    [report] = told["reports"]
    assert {Path(path).name for path in (report["path"], *report["other_paths"])} == {"年报.html", "副本.html"}
    assert told["rejected"] == []


def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    told = {}
    for locale in ("", "C.UTF-8", "zh_CN.UTF-8", "en_GB.UTF-8", "fr_FR"):
        monkeypatch.setenv("LANG", locale)
        told[locale] = language_of_locale()
    assert told == {"": "zh", "C.UTF-8": "zh", "zh_CN.UTF-8": "zh", "en_GB.UTF-8": "en", "fr_FR": "en"}


def test_watching_checks_on_every_save_and_survives_errors() -> None:
    told: list[GoujiError] = []
    codes = iter([1, NothingToCheck([]), 0])

    def check_once() -> int:
        code = next(codes)
        if isinstance(code, GoujiError):
            raise code
        return code

    def tell(error: GoujiError) -> int:
        told.append(error)
        return 2

    def saves() -> Iterator[object]:
        yield "first save"
        yield "second save"
        raise KeyboardInterrupt

    assert watch(check_once, saves(), tell) == 0
    assert len(told) == 1


def test_watching_shows_what_changed(gouji_check: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = tmp_path / "draft.html"
    shutil.copy(BAD, draft)

    def corrected(*_: object, **__: object) -> Iterator[object]:
        draft.write_bytes(GOOD.read_bytes())
        yield {("modified", str(draft))}

    monkeypatch.setattr("watchfiles.watch", corrected)
    ended = gouji_check(draft, "--watch")
    assert ended.exit_code == 0
    assert ended.stdout.index("✗ 勾稽不符") < ended.stdout.index("✓ 勾稽相符")


def test_only_what_is_checked_is_watched(tmp_path: Path) -> None:
    folder, file, output = tmp_path / "folder", tmp_path / "report.docx", tmp_path / "folder" / "result.html"
    folder.mkdir()
    named = [folder, file]
    assert concerns(file, named, output)
    assert concerns(folder / "deep" / "another.docx", named, output)
    assert not concerns(output, named, output)
    assert not concerns(tmp_path / "neighbour.docx", named, output)
    assert not concerns(folder / "~$another.docx", named, output)


def test_nothing_heavy_is_imported_for_a_check() -> None:
    """Each of them costs more than the check itself."""
    program = (
        "import sys; from gouji.cli import main; main(sys.argv[1:]);"
        "print(sorted({'polars', 'pandas', 'numpy', 'pyarrow', 'dbt', 'great_expectations', 'jinja2', 'watchfiles'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "check", "--quiet", str(BAD)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.stderr == "[]\n"
