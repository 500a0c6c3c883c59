"""DOC, WPS, RTF, ODT, ODS and Office's XML of 2003 by way of LibreOffice, which turns them into DOCX and XLSX.

read_docx and read_xlsx do the rest.

LibreOffice is a program of its own and need not be there: without it such a document is rejected, and the reason says
what to install. Every call has its own profile, so that several may run side by side, and its own time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.readers.docx import read_docx
from ingest.readers.package import Package
from ingest.readers.xlsx import read_xlsx

PROGRAMS = ("soffice", "libreoffice")
TO_INSTALL = "LibreOffice (soffice)"
# Seconds. A report takes two or three, starting LibreOffice included; a document that hangs it is given up.
TIME_LIMIT = 120
TO_DOCX, TO_XLSX = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"


def read_doc(content: bytes) -> Document:
    """Read one DOC or WPS document.

    Raises:
        Rejection: ``needs_libreoffice``, or ``damaged_document`` where LibreOffice makes nothing of it.
    """
    document = read_docx(Package(convert(content)))
    return replace(document, source_format="doc")


def read_rtf(content: bytes) -> Document:
    """Read one RTF document.

    Raises:
        Rejection: as ``read_doc``.
    """
    return replace(read_docx(Package(convert(content, ".rtf"))), source_format="rtf")


def read_odt(content: bytes) -> Document:
    """Read one ODT document.

    Raises:
        Rejection: as ``read_doc``.
    """
    return replace(read_docx(Package(convert(content, ".odt"))), source_format="odt")


def read_ods(content: bytes) -> Document:
    """Read one ODS workbook.

    Raises:
        Rejection: as ``read_doc``.
    """
    return replace(read_xlsx(Package(convert(content, ".ods", TO_XLSX))), source_format="ods")


def read_word_xml(content: bytes) -> Document:
    """Read one document in Word's XML of 2003.

    Raises:
        Rejection: as ``read_doc``.
    """
    return replace(read_docx(Package(convert(content, ".xml"))), source_format="word_xml")


def read_excel_xml(content: bytes) -> Document:
    """Read one workbook in Excel's XML of 2003.

    Raises:
        Rejection: as ``read_doc``.
    """
    return replace(read_xlsx(Package(convert(content, ".xml", TO_XLSX))), source_format="excel_xml")


def find_libreoffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def convert(content: bytes, suffix: str = ".doc", target: str = TO_DOCX) -> bytes:
    """A document of another format as DOCX or XLSX; ``suffix`` is that of its format.

    Args:
        content: the bytes of the file.
        suffix: by which LibreOffice tells the format, together with what it finds inside.
        target: the suffix of the format to make, and LibreOffice's name for it, with a colon between.

    Raises:
        Rejection: as ``read_doc``.
    """
    program = find_libreoffice()
    if program is None:
        raise Rejection("needs_libreoffice", TO_INSTALL)
    with tempfile.TemporaryDirectory(prefix="gouji-doc-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "report").with_suffix(suffix)
        source.write_bytes(content)
        _run(_command(program, source, target), folder)
        converted = source.with_suffix(f".{target.partition(':')[0]}")
        if not converted.is_file():
            raise Rejection("damaged_document", "LibreOffice could not open it")
        return converted.read_bytes()


def _command(program: str, source: Path, target: str) -> list[str]:
    profile = (source.parent / "profile").as_uri()
    options = ["--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"]
    return [
        program, *options, f"-env:UserInstallation={profile}",
        "--convert-to", target, "--outdir", str(source.parent), str(source),
    ]  # fmt: skip


def _run(command: list[str], folder: str) -> None:
    """Run to the end, or to the time limit: then the program is ended with everything it has started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as expired:
        raise Rejection("damaged_document", f"LibreOffice did not finish in {TIME_LIMIT} s") from expired
    finally:
        # The program is a script that starts others; none of them outlives the call.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
