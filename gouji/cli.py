"""The ``gouji`` command: finds the subcommand, and turns what went wrong into words and an exit code.

Exit codes: 0 done; 1 findings at or above ``--fail-on``; 2 bad usage or unreadable input; 3 nothing was published.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Sequence

import click

from gouji import __version__
from gouji.errors import GoujiError, Wording

COMMANDS = ("build", "ingest", "audit", "check", "show", "corrections", "acknowledge", "export", "serve")
"""In the order of work; each is the module of that name under ``gouji.commands``, with a ``command`` in it."""

# Past the contract's 0-3 on purpose: neither a defect of gouji nor Ctrl-C may be mistaken for a finding.
EXIT_DEFECT = 70
EXIT_INTERRUPTED = 130


class CommandsOnDemand(click.Group):
    """Imports the module of a subcommand when it is named; those modules import what is heavy when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subcommand, in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"gouji.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


@click.group(cls=CommandsOnDemand, invoke_without_command=True, context_settings=HELP_OPTIONS)
@click.version_option(__version__, prog_name="gouji")
@click.pass_context
def group(ctx: click.Context) -> None:
    """勾稽: the warehouse for Chinese government-information-disclosure annual reports.

    Every printed figure as printed, every equation of the statutory form checked.
    政府信息公开工作年度报告数据仓库：数字照录原文，等式逐一核对。
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; the entry point of the ``gouji`` script."""
    try:
        result = group.main(args=arguments, prog_name="gouji", standalone_mode=False)
    except click.UsageError as error:
        return tell(usage_error(error))
    except GoujiError as error:
        return tell(error)
    except (click.Abort, KeyboardInterrupt):
        print("已中断 / Interrupted", file=sys.stderr)
        return EXIT_INTERRUPTED
    except Exception:  # a defect must not end with 1, which means findings
        traceback.print_exc()
        print("gouji 内部错误，请附上以上信息报告 / A defect in gouji: please report the lines above", file=sys.stderr)
        return EXIT_DEFECT
    return result if isinstance(result, int) else 0


def tell(error: GoujiError) -> int:
    """Print an error and give its exit code."""
    from gouji.console import print_error

    print_error(error)
    return error.exit_code


def usage_error(error: click.UsageError) -> GoujiError:
    """A mistake in the command line, as click found it."""
    command = error.ctx.command_path if error.ctx else "gouji"
    zh = "命令用法有误"
    if isinstance(error, click.NoSuchOption):
        zh = f"没有选项 {error.option_name}"
    elif isinstance(error, click.MissingParameter):
        zh = f"缺少参数 {error.param.make_metavar(error.ctx) if error.param and error.ctx else ''}".rstrip()
    elif isinstance(error, click.BadParameter):
        zh = f"参数 {error.param.opts[0] if error.param else ''} 的值无效"
    return GoujiError(
        Wording(zh, error.format_message()),
        Wording(f"运行 {command} --help 查看用法", f"See {command} --help"),
    )
