"""What can go wrong, each with the exit code it ends the command with.

    GoujiError                          2  usage or input
    ├── UnreadableInput                    ingest could not take a path it was given
    ├── NothingIngested                    there is nothing to build from
    ├── WarehouseError                     the database file itself
    │   ├── WarehouseNameInvalid
    │   ├── WarehouseMissing
    │   ├── WarehouseNotBuilt
    │   ├── WarehouseUnreadable
    │   ├── WarehouseBusy                  another process is writing it
    │   └── WarehouseNotWritable
    ├── AuditRefused                       the audit cannot use the file or the folder it was given
    ├── AddressNotUsable                   the explorer cannot listen there
    ├── AcknowledgementInvalid             a row of known_discrepancies.csv
    ├── NothingToAcknowledge               the rule does not fail there
    ├── AgencyNotFound
    ├── AgencyAmbiguous
    ├── ReportNotFound
    ├── ExportError                        nothing was exported, what was at the destination is untouched
    │   ├── TableNotFound
    │   ├── TableTooLong                   more rows than a sheet holds
    │   ├── FormatUnclear
    │   ├── DestinationNotOurs             something that no export wrote is there
    │   ├── DestinationNotWritable
    │   ├── SchemaNotOurs                  a schema of that name which no export made
    │   ├── ExportInProgress
    │   └── DatabaseRefused
    └── PublishBlocked                  3  nothing was published, the live warehouse is untouched
        ├── TransformFailed                a model or a test of dbt
        ├── AuditFailed                    an integrity expectation does not hold
        ├── AuditUnusable                  the audit gave no verdict
        └── PublishFailed                  the audited file could not be put in place

Every error says what is wrong, where, and what to do, in Chinese and in English.
"""

from __future__ import annotations

import copyreg
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from ingest.records import record


@record
class Wording:
    """The same sentence in Chinese and in English."""

    zh: str
    en: str


class GoujiError(Exception):
    """Base of every error that is reported to the user without a traceback."""

    exit_code: ClassVar[int] = 2

    def __init__(
        self, problem: Wording, remedy: Wording, where: Path | str | None = None, details: Sequence[str] = ()
    ) -> None:
        super().__init__(f"{problem.zh} / {problem.en}" + (f": {where}" if where else ""))
        self.problem = problem
        self.remedy = remedy
        self.where = where
        self.details = tuple(details)

    def __reduce__(self) -> tuple[object, ...]:
        # A process beside this one may raise it: it is put together again without its own arguments.
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class UnreadableInput(GoujiError):
    """A path given to ``ingest`` cannot be read at all; documents that cannot be used are rejections, not errors."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(
            Wording(message_zh, message_en),
            Wording("请检查路径、清单与权限后重试", "Check the path, the manifest and the permissions, then try again"),
        )


class NothingIngested(GoujiError):
    """``build`` was given no path and no earlier build left anything."""

    def __init__(self, live_file: Path) -> None:
        super().__init__(
            Wording("没有已读入的报告可供构建", "No report has been ingested yet, so there is nothing to build"),
            Wording("请指定文件或文件夹，例如 gouji build samples", "Name files or folders: gouji build samples"),
            live_file,
        )


class WarehouseError(GoujiError):
    """Something about the database file."""


class WarehouseNameInvalid(WarehouseError):
    """The stem of the file is the name of the catalogue inside its views, so it has to be a plain, free name."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Wording("不能用作数据库文件名", "Not a usable name for the warehouse file"),
            Wording(
                "文件名只用字母、数字、下划线和连字符，且不要与 schema 同名，例如 warehouse/gouji.duckdb",
                "Use letters, digits, _ and -, one suffix, and no schema's name, such as warehouse/gouji.duckdb",
            ),
            path,
        )


class WarehouseMissing(WarehouseError):
    """There is no file where one should be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Wording("找不到数据库文件", "There is no warehouse file"),
            Wording("请先运行 gouji build，或用 --warehouse 指定", "Run gouji build first, or give its --warehouse"),
            path,
        )


class WarehouseNotBuilt(WarehouseError):
    """The file is there, but dbt has not built the marts in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Wording("该数据库中还没有 marts 数据表", "The marts have not been built in this database"),
            Wording("请运行 gouji build", "Run gouji build"),
            path,
        )


class WarehouseUnreadable(WarehouseError):
    """DuckDB refuses to open the file."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            Wording("无法打开数据库文件", "The warehouse file could not be opened"),
            Wording(
                "请确认它是 gouji 生成的 DuckDB 文件；若已损坏，请移走后重新运行 gouji build",
                "Check that gouji wrote it; if it is damaged, move it away and run gouji build again",
            ),
            path,
            [detail],
        )


class WarehouseBusy(WarehouseError):
    """Another process holds the file, or left changes in it that only it can finish."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(
            Wording("另一个进程正在使用该数据库", "Another process is using the warehouse"),
            Wording("请等待其结束或将其关闭后重试", "Wait until it ends, or close it, then try again"),
            path,
            [detail] if detail else [],
        )


class WarehouseNotWritable(WarehouseError):
    """The folder of the warehouse cannot be written."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            Wording("无法写入数据库所在的文件夹", "The folder of the warehouse cannot be written"),
            Wording("请检查权限与空间，或另选 --warehouse", "Check permissions and space, or choose another file"),
            path,
            [detail],
        )


class AuditRefused(GoujiError):
    """The audit could not begin."""

    def __init__(self, build_file: Path, detail: str) -> None:
        super().__init__(
            Wording("无法开始审计", "The audit could not begin"),
            Wording("请按上述原因处理后重试", "See to the cause given above, then try again"),
            build_file,
            detail.splitlines(),
        )


class AddressNotUsable(GoujiError):
    """The explorer cannot listen at the address."""

    def __init__(self, host: str, port: int, detail: str) -> None:
        super().__init__(
            Wording("无法在此地址监听", "The explorer cannot listen at this address"),
            Wording("请关闭占用它的程序，或用 --port、--host 另选", "Stop what uses it, or choose --port or --host"),
            f"{host}:{port}",
            [detail],
        )


class AcknowledgementInvalid(GoujiError):
    """A row of the known discrepancies cannot be used; ``line`` 0 is the row that was about to be written."""

    def __init__(self, path: Path, line: int, zh: str, en: str) -> None:
        super().__init__(
            Wording(f"已确认差异第 {line} 行：{zh}", f"Line {line} of the known discrepancies {en}")
            if line
            else Wording(f"无法登记：{zh}", f"The acknowledgement {en}"),
            Wording("格式见 docs/known-discrepancies.md", "docs/known-discrepancies.md shows what a row looks like"),
            path,
        )


class NothingToAcknowledge(GoujiError):
    """The rule does not fail for that scope of that report; where it does fail is listed."""

    def __init__(self, report_id: str, rule_id: str, scope_code: str, failing: Sequence[str]) -> None:
        super().__init__(
            Wording(
                f"{report_id} 的 {rule_id} 在 {scope_code} 上没有不符", f"{rule_id} does not fail for {scope_code}"
            ),
            Wording(
                "请从 marts.fct_rule_results 取 report_id、rule_id、scope_code",
                "Take report_id, rule_id and scope_code from marts.fct_rule_results",
            ),
            report_id,
            [f"不符 fails: {scope}" for scope in failing],
        )


class AgencyNotFound(GoujiError):
    """No agency has the name, a name holding it, or the region code."""

    def __init__(self, agency: str, warehouse: Path) -> None:
        super().__init__(
            Wording(f"没有机关的名称或区划代码与“{agency}”相符", f"No agency's name or region code matches {agency!r}"),
            Wording("请用机关全称、名称的一部分或区划代码", "Use the full name, a part of it, or a region code"),
            warehouse,
        )


class AgencyAmbiguous(GoujiError):
    """Several agencies match; they are listed."""

    def __init__(self, agency: str, names: Sequence[str]) -> None:
        super().__init__(
            Wording(f"“{agency}”与 {len(names)} 个机关相符", f"{agency!r} matches {len(names)} agencies"),
            Wording("请使用其中一个全称", "Use one of the full names above"),
            details=names,
        )


class ReportNotFound(GoujiError):
    """The agency is known but published no report for the year; for no year that is known, if ``year`` is None."""

    def __init__(self, agency: str, year: int | None, years: Sequence[int]) -> None:
        known = ", ".join(map(str, years)) or "-"
        super().__init__(
            Wording(f"“{agency}”没有 {year} 年度的报告", f"{agency} has no report for {year}")
            if year is not None
            else Wording(f"“{agency}”没有年度可考的报告", f"{agency} has no report whose year is known"),
            Wording(f"已有年度：{known}", f"Years at hand: {known}"),
        )


class ExportError(GoujiError):
    """Nothing was exported."""


class TableNotFound(ExportError):
    """A table that was asked for is not published."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            Wording(f"没有名为 {name} 的数据表", f"There is no table {name}"),
            Wording("请使用上列名称之一", "Use one of the names above"),
            details=known,
        )


class TableTooLong(ExportError):
    """A sheet of a workbook cannot hold the table."""

    def __init__(self, name: str, row_count: int, limit: int) -> None:
        super().__init__(
            Wording(
                f"{name} 有 {row_count:,} 行，一张工作表最多 {limit:,} 行",
                f"{name} has {row_count:,} rows, a sheet holds {limit:,}",
            ),
            Wording(
                "请用 --year 或 --table 缩小范围，或导出为 parquet、csv",
                "Choose with --year or --table, or export parquet or csv",
            ),
        )


class FormatUnclear(ExportError):
    """The destination does not tell a format, or contradicts the one that was given."""

    def __init__(self, destination: str) -> None:
        super().__init__(
            Wording(
                "无法由目标判断导出格式，或与 --format 不符",
                "The destination tells no format, or another than --format",
            ),
            Wording(
                "目标应为文件夹、以 .xlsx 结尾的文件或 postgresql:// 地址；其他名称请加 --format",
                "Give a folder, a file ending in .xlsx or a postgresql:// address, or add --format",
            ),
            destination,
        )


class DestinationNotOurs(ExportError):
    """A folder that holds other things is never replaced."""

    def __init__(self, destination: Path) -> None:
        super().__init__(
            Wording("目标已存在，且不是 gouji 导出的文件夹", "The destination exists and no export of gouji made it"),
            Wording("请另选目标，或先移走其中内容", "Choose another, or move away what is there"),
            destination,
        )


class DestinationNotWritable(ExportError):
    """The destination cannot be written."""

    def __init__(self, destination: Path, detail: str) -> None:
        super().__init__(
            Wording("无法写入导出目标", "The destination cannot be written"),
            Wording(
                "请检查权限与空间，若文件正在 Excel 中打开请先关闭",
                "Check permissions and space; close the file if Excel has it open",
            ),
            destination,
            [detail],
        )


class SchemaNotOurs(ExportError):
    """A schema that holds other things is never replaced."""

    def __init__(self, schema: str) -> None:
        super().__init__(
            Wording(
                f"数据库中已有模式 {schema}，且不是 gouji 导出的",
                f"The database has a schema {schema} that no export of gouji made",
            ),
            Wording("请用 --schema 另选名称", "Choose another name with --schema"),
        )


class ExportInProgress(ExportError):
    """Two exports into one database at a time."""

    def __init__(self) -> None:
        super().__init__(
            Wording("另一次导出正在写入该数据库", "Another export is writing into this database"),
            Wording("请等待其结束后重试", "Wait until it ends, then try again"),
        )


class DatabaseRefused(ExportError):
    """The server cannot be reached, or refused a statement; its own words say why."""

    def __init__(self, address: str, detail: str) -> None:
        super().__init__(
            Wording("PostgreSQL 拒绝了操作，未导出任何内容", "PostgreSQL refused; nothing was exported"),
            Wording(
                "请检查地址、密码与权限（需可创建模式）",
                "Check the address, the password and the right to create schemas",
            ),
            address,
            detail.splitlines(),
        )


class PublishBlocked(GoujiError):
    """Nothing was published; whoever reads the live warehouse notices nothing."""

    exit_code: ClassVar[int] = 3


class TransformFailed(PublishBlocked):
    """dbt could not build a model, or one of its tests failed."""

    def __init__(self, failures: Sequence[str], log_folder: Path) -> None:
        super().__init__(
            Wording("dbt 构建未通过，未发布", "dbt did not pass; nothing was published"),
            Wording(
                "这是流水线的问题而非报告的问题；请查看上述节点，修正后重新运行 gouji build",
                "This is a fault of the pipeline, not of a report: look at the nodes above, then run gouji build again",
            ),
            log_folder,
            failures,
        )


class AuditFailed(PublishBlocked):
    """An integrity expectation does not hold in the build file."""

    def __init__(self, failures: Sequence[str], build_file: Path) -> None:
        super().__init__(
            Wording("审计未通过，未发布", "The audit did not pass; nothing was published"),
            Wording(
                f"请查看上述期望；若要从已发布的数据重新开始，请删除 {build_file} 后再运行 gouji build",
                f"Look at the expectations above; to start again from what is published, delete {build_file} "
                "and run gouji build",
            ),
            build_file,
            failures,
        )


class AuditUnusable(PublishBlocked):
    """The audit ended without a verdict."""

    def __init__(self, build_file: Path, detail: str) -> None:
        super().__init__(
            Wording("审计程序未能给出结论，未发布", "The audit came to no verdict; nothing was published"),
            Wording("请附上以上信息报告问题", "Report the problem with the lines above"),
            build_file,
            detail.splitlines(),
        )


class PublishFailed(PublishBlocked):
    """The audited file could not be put in place of the live one."""

    def __init__(self, live_file: Path, detail: str) -> None:
        super().__init__(
            Wording("无法替换已发布的数据库", "The live warehouse could not be replaced"),
            Wording("请检查权限与空间后重试", "Check permissions and space, then try again"),
            live_file,
            [detail],
        )
