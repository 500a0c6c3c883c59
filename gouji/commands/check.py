"""``gouji check``: a verdict on reports before they are published, without a warehouse."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import click

from gouji.check.outputs import COLOURS, FORMATS, get_ready, write_result
from gouji.severities import FAIL_ON, at_or_above

EXIT_FINDINGS = 1
EXIT_UNREADABLE = 2
STDIN = Path("-")
# Objects between two searches for cycles. A check makes few and lives shortly: searching takes a twentieth of its time.
OBJECTS_BETWEEN_SEARCHES = 200_000


def language_of_locale() -> str:
    """``en`` where the locale names a language other than Chinese, ``zh`` otherwise: the forms are Chinese."""
    name = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(k))), "")
    return "zh" if name.startswith("zh") or name.partition(".")[0] in ("", "C", "POSIX") else "en"


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--format", "output_format", type=click.Choice(FORMATS), default="text", show_default=True,
    help="How the result is told. 结果的格式。",
)  # fmt: skip
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default=language_of_locale, show_default="locale",
    help="Language of labels and notes. 标签与说明所用语言。",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
    help="Exit with 1 if an open finding is at least this grave. 有不低于此级别的未确认问题时以 1 退出。",
)  # fmt: skip
@click.option(
    "--against", type=click.Path(path_type=Path, dir_okay=False), metavar="WAREHOUSE",
    help="Also check against last year's reports in a published warehouse. 与已发布数据库中的上年报告核对。",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the result to a file instead of stdout. 将结果写入文件。",
)  # fmt: skip
@click.option(
    "--color", "colour", type=click.Choice(COLOURS), default="auto", show_default=True,
    help="Colours in text; auto heeds NO_COLOR. 文本是否着色。",
)  # fmt: skip
@click.option("--watch", is_flag=True, help="Check again on every save, until Ctrl-C. 文件保存后自动重新校验。")
@click.option("--quiet", is_flag=True, help="No progress on stderr. 不输出进度。")
def command(
    paths: tuple[Path, ...],
    output_format: str,
    lang: str,
    fail_on: str,
    against: Path | None,
    output: Path | None,
    colour: str,
    watch: bool,
    quiet: bool,
) -> int:
    """Check reports before they are published. 发布前校验报告。

    FILE is a file, a folder, an archive, or - for stdin. Exits with 1 if an open finding is at least as grave as
    --fail-on, with 2 if a file could not be read.
    """
    from gouji.check.run import check
    from gouji.check.waiting import reading_progress

    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES)

    def check_once() -> int:
        with reading_progress(quiet=quiet) as advance:
            result = check(
                paths, against=against, advance=advance, quiet=quiet, meanwhile=lambda: get_ready(output_format)
            )
        write_result(result, output_format, lang, colour, output)
        if result.rejected:
            return EXIT_UNREADABLE
        counts = result.open_findings()
        return EXIT_FINDINGS if any(counts[severity] for severity in at_or_above(fail_on)) else 0

    if not watch:
        code = check_once()
        gc.freeze()  # the process ends: nothing is left to be found
        return code
    if STDIN in paths:
        raise click.UsageError("--watch 不能用于标准输入 / --watch cannot be used with stdin")
    from gouji.check.watch import saved
    from gouji.check.watch import watch as check_on_save
    from gouji.cli import tell

    return check_on_save(check_once, saved(paths, output), tell)
