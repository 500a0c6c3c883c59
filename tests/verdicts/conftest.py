"""One warehouse for all that follows from verdicts: claims, explanations, acknowledgement, quarantine, restatement."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.localisation import REGION
from forge.model import ReportFigures
from forge.raw_rows import raw_rows
from forge.rendering import render
from ingest.run import ingest

from .discrepancies import ACKNOWLEDGED, AS_OF, entries
from .discrepancies import reports as discrepant_reports
from .localised import reports as localised_reports
from .prose import before_2019, originals, percentages, planted_prose
from .restated import AGENCY as RESTATING
from .restated import FAULTY_FILE, KEPT_FILE, MENDED_FILE, REGION_CODE, WITHDRAWN_FILE
from .restated import reports as restated_reports
from .sentences import YEAR, every_sentence

PROJECT_ROOT = Path(__file__).resolve().parents[2]
LINKED = ("dbt_project.yml", "profiles.yml", "macros", "models", "seeds")
VARIABLES = {
    "as_of_date": AS_OF,
    "quarantine_at": "warning",
    "rule_severities": {"requests.applicants": "notice"},
}
MODELS = ("fct_findings", "fct_explanations", "fct_rule_results", "fct_narrative_claims", "fct_restated_cells",
          "fct_restated_verdicts", "dim_reports", "dim_agencies", "fct_requests")  # fmt: skip
TESTS = ("known_discrepancies_still_fire", "known_discrepancies_are_well_formed")


@dataclass(frozen=True)
class Evaluated:
    """The build file, and what its tests about known discrepancies said."""

    database: Path

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql, list(parameters)).fetchall()

    @cached_property
    def failures(self) -> dict[str, set[tuple[str, str]]]:
        """Failing rules and their scopes, by the name of the forged report."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for name, rule, scope in self.rows("""
            select split_part(parse_filename(source_uri, true), '/', -1), rule_id, scope_code
            from marts.fct_rule_results join raw.reports using (report_id) join raw.sources using (document_id)
            where verdict = 'fail'
        """):
            found[name].add((rule, scope))
        return found

    @cached_property
    def test_results(self) -> dict[str, tuple[str, int | None]]:
        """Status and number of offenders of the tests that were run, by name."""
        results = json.loads((self.database.parent / "target" / "run_results.json").read_text(encoding="utf-8"))
        return {
            result["unique_id"].split(".")[2]: (result["status"], result["failures"]) for result in results["results"]
        }


@pytest.fixture(scope="session")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Evaluated:
    """Built once for all workers: read it, never change it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "verdicts"
    folder.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            _build(folder)
            (folder / "built").touch()
    return Evaluated(folder / "gouji.duckdb")


def _build(folder: Path) -> None:
    database, documents = folder / "gouji.duckdb", folder / "documents"
    documents.mkdir()
    for name, figures in (planted_prose() | originals() | percentages() | before_2019()).items():
        layout = "html_indicator" if figures.form_version == "form_pre2019" else "html_one_table"
        (documents / f"{name}.html").write_bytes(render(figures, layout).content)
    in_place, changed_back = documents / "in_place.html", documents / "changed_back.html"
    for mended, back in ((FAULTY_FILE, KEPT_FILE), (MENDED_FILE, WITHDRAWN_FILE), (MENDED_FILE, KEPT_FILE)):
        in_place.write_bytes(render(mended, "html_one_table").content)
        changed_back.write_bytes(render(back, "html_one_table").content)
        ingest([documents], database, 1)
    with duckdb.connect(str(database)) as connection:
        _insert_sentences(connection)
        _insert_reports(connection, (discrepant_reports() | restated_reports()).items())
        _insert_reports(connection, localised_reports().items(), REGION)
        # Reports of one agency compete only where its region is known.
        connection.execute("update raw.reports set region_code = ? where agency_name = ?", [REGION_CODE, RESTATING])
    _link_project(folder)
    dbt = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", "build", "--vars"]
    chosen = ["--indirect-selection", "empty", "--select", *(f"+{name}" for name in MODELS), *TESTS]
    ended = subprocess.run(
        [*dbt, json.dumps(VARIABLES), *chosen], cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env=os.environ | {"GOUJI_BUILD_FILE": str(database), "DO_NOT_TRACK": "1"},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr


def _link_project(folder: Path) -> None:
    """The project as it is, but for what is acknowledged."""
    for name in LINKED:
        (folder / name).symlink_to(PROJECT_ROOT / name)
    (folder / "tests").mkdir()
    (folder / "tests" / "dbt").symlink_to(PROJECT_ROOT / "tests" / "dbt")
    shutil.copytree(PROJECT_ROOT / "expectations" / "rules", folder / "expectations" / "rules")
    with (folder / "expectations" / "known_discrepancies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([ACKNOWLEDGED, *entries()])


def _insert_sentences(connection: duckdb.DuckDBPyConnection) -> None:
    for number, (section, text, agency) in enumerate(every_sentence()):
        connection.execute("insert into raw.documents (document_id, source_format) values (?, 'text')", [f"d{number}"])
        connection.execute(
            "insert into raw.reports (report_id, document_id, report_ordinal, form_version, agency_name, report_year)"
            " values (?, ?, 1, 'form_2021', ?, ?)",
            [f"r{number}", f"d{number}", agency, YEAR],
        )
        connection.execute(
            "insert into raw.paragraphs (report_id, paragraph_ordinal, section_code, printed_text) values (?, 1, ?, ?)",
            [f"r{number}", section or None, text],
        )


def _insert_reports(
    connection: duckdb.DuckDBPyConnection, reports: Iterable[tuple[str, ReportFigures]], region_code: str | None = None
) -> None:
    for table, frame in raw_rows(reports, region_code).items():
        connection.register("forged", frame)
        connection.execute(f"insert into raw.{table} by name select * from forged")
        connection.unregister("forged")
