"""What can go wrong in a check itself, beside what is wrong in a report.

GoujiError (2)
├── BundleFailed          the models could not be compiled
├── NothingToCheck        the paths hold no document
├── OutputNotWritable     the file of ``--output``
├── ReaderDied            a document ended the process that read it
└── UnusableWarehouse     ``--against`` names a file whose raw rows do not fit
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gouji.errors import GoujiError, Wording


class BundleFailed(GoujiError):
    """The compiled models cannot be had."""

    def __init__(self, where: Path, details: Sequence[str]) -> None:
        super().__init__(
            Wording("无法编译校验所用的模型", "The models that a check runs could not be compiled"),
            Wording(
                "这是安装或模型的问题而非报告的问题；请按上述原因处理，或运行 make build 查看详情",
                "This is a fault of the installation or of a model, not of a report: see the lines above",
            ),
            where,
            details,
        )


class NothingToCheck(GoujiError):
    """Paths were given, and there is no document at any of them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__(
            Wording("所给路径中没有文件", "There is no document at the given paths"),
            Wording("请指定报告文件，例如 gouji check 年报.docx", "Name the report: gouji check report.docx"),
            ", ".join(map(str, paths)),
        )


class OutputNotWritable(GoujiError):
    """The result has nowhere to go."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            Wording("无法写入结果文件", "The output file could not be written"),
            Wording("请检查文件夹与权限", "Check the folder and its permissions"),
            path,
            [detail],
        )


class ReaderDied(GoujiError):
    """The process that reads the documents ended before it was done."""

    def __init__(self, exit_code: int) -> None:
        ended_by = f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
        super().__init__(
            Wording("读取文件的进程意外中止", "The process that reads the documents ended unexpectedly"),
            Wording(
                "请检查可用内存；多个文件时请逐个校验以找出有问题的文件，并附上该文件报告",
                "See that memory is left; check several files one by one to find the one that does it, and report it",
            ),
            ended_by,
        )


class UnusableWarehouse(GoujiError):
    """A warehouse that another version of gouji built."""

    def __init__(self, path: Path, details: Sequence[str]) -> None:
        super().__init__(
            Wording("该数据库由其他版本生成，无法用于比对", "The warehouse was built by another version of gouji"),
            Wording("请用当前版本重新运行 gouji build", "Run gouji build again with this version"),
            path,
            details,
        )
