"""Runs suites of checks with Great Expectations, and nothing else: no project on disk, no network, no terminal output.

Importing Great Expectations takes seconds, so it and what comes with it are imported inside the functions that need
them.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.checks import PlannedCheck
from expectations.data_docs import make_offline, prepare_folder

if TYPE_CHECKING:
    from great_expectations import Checkpoint, ExpectationSuite
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.data_context.store.store import DataDocsSiteConfigTypedDict
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

# Great Expectations knows three degrees of severity, the rules four; the exact one travels as meta.
_SEVERITIES = {"critical": "critical", "error": "critical", "warning": "warning", "notice": "info"}

# The queries name their own tables. Great Expectations demands a batch all the same and asks each query to mention it,
# which a comment does; this batch exists whatever tables the build lacks, so that a lacking one fails only its checks.
_BATCH_QUERY = "select 'gouji' as build"
# What does not fit is put on disk beside the file, as in dbt's profile; the library itself holds half a gigabyte more.
MEMORY_LIMIT = "3GB"
_BATCH_MENTION = "\n/* {batch} */"

_SITE = "audit"


@dataclass(frozen=True)
class Outcome:
    """What Great Expectations says of one check: offending rows, or why its query could not be run."""

    unexpected_count: int
    exception_message: str | None

    @property
    def success(self) -> bool:
        """Whether the query ran and found no offender."""
        return self.unexpected_count == 0 and self.exception_message is None


def run_suites(
    database: Path, suites: Mapping[str, Sequence[PlannedCheck]], docs: Path | None = None
) -> dict[str, Outcome]:
    """Run every suite over the database and return the outcomes by expectation_id, which no two suites share.

    No other connection to the database may be open in this process. Data Docs are written to ``docs`` when it is given.

    Raises:
        ForeignFolder: ``docs`` holds files of another kind.
    """
    if docs is not None:
        prepare_folder(docs)
    with _silence():
        outcomes = _run(database, suites, docs)
    if docs is not None:
        make_offline(docs)
    return outcomes


def _run(database: Path, suites: Mapping[str, Sequence[PlannedCheck]], docs: Path | None) -> dict[str, Outcome]:
    context = _ephemeral_context()
    from great_expectations.core.run_identifier import RunIdentifier

    if docs is not None:
        context.add_data_docs_site(_SITE, _site_config(docs))
    with _opened(context, database) as batch_definition:
        checkpoint = _checkpoint(context, batch_definition, suites)
        results = checkpoint.run(run_id=RunIdentifier(run_name="audit")).run_results.values()
        outcomes = {
            _expectation_id(result): _outcome(result) for suite_result in results for result in suite_result.results
        }
    if docs is not None:
        context.build_data_docs(site_names=[_SITE])
    return outcomes


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep the library's hints, warnings and logging off the terminal: stdout belongs to the caller's results."""
    logger = logging.getLogger("great_expectations")
    level = logger.level
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        logger.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            logger.setLevel(level)


def _ephemeral_context() -> EphemeralDataContext:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    return context


@contextlib.contextmanager
def _opened(context: EphemeralDataContext, database: Path) -> Iterator[BatchDefinition[Any]]:
    """A batch over the database, opened read-only; its connections are closed on leaving."""
    from expectations.dialect import DIALECT_NAME, register_dialect

    register_dialect()
    # As a connection argument, the path needs no escaping for a URL.
    limit = {"memory_limit": os.environ.get("GOUJI_MEMORY_LIMIT", MEMORY_LIMIT)}
    connect_args = {"database": str(database), "read_only": True, "config": limit}
    source = context.data_sources.add_sql(
        "build",
        connection_string=f"{DIALECT_NAME}://",
        create_temp_table=False,
        kwargs={"connect_args": connect_args},  # type: ignore[call-arg]  # missing from the stub only
    )
    try:
        asset = source.add_query_asset("warehouse", query=_BATCH_QUERY)
        yield asset.add_batch_definition_whole_table("warehouse")
    finally:
        _close(source)


def _close(source: SQLDatasource) -> None:
    source.get_execution_engine().close()
    source.get_engine().dispose()


def _checkpoint(
    context: EphemeralDataContext, batch_definition: BatchDefinition[Any], suites: Mapping[str, Sequence[PlannedCheck]]
) -> Checkpoint:
    import great_expectations

    definitions = [
        context.validation_definitions.add(
            great_expectations.ValidationDefinition(
                name=name, data=batch_definition, suite=context.suites.add(_suite(name, checks))
            )
        )
        for name, checks in suites.items()
    ]
    checkpoint = great_expectations.Checkpoint(
        name="audit", validation_definitions=definitions, result_format={"result_format": "SUMMARY"}
    )
    return context.checkpoints.add(checkpoint)


def _suite(name: str, checks: Sequence[PlannedCheck]) -> ExpectationSuite:
    import great_expectations
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
    from great_expectations.expectations.metadata_types import FailureSeverity

    return great_expectations.ExpectationSuite(
        name=name,
        expectations=[
            UnexpectedRowsExpectation(
                unexpected_rows_query=planned.query + _BATCH_MENTION,
                description=f"{planned.check.description} [{planned.evaluated_count}]",
                severity=FailureSeverity(_SEVERITIES[planned.check.severity]),
                meta={
                    "expectation_id": planned.check.expectation_id,
                    "rule_id": planned.check.rule_id,
                    "severity": planned.check.severity,
                },
            )
            for planned in checks
        ],
    )


def _site_config(docs: Path) -> DataDocsSiteConfigTypedDict:
    return {
        "class_name": "SiteBuilder",
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs.resolve())},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }


def _expectation_id(result: ExpectationValidationResult) -> str:
    configuration = result.expectation_config
    if configuration is None or configuration.meta is None:
        raise TypeError("Great Expectations returned a result without its expectation")
    return str(configuration.meta["expectation_id"])


def _outcome(result: ExpectationValidationResult) -> Outcome:
    message = _exception_message(result.exception_info or {})
    unexpected_count = result.result.get("observed_value")
    if message is None and unexpected_count is None:
        message = "Great Expectations returned neither a count nor an exception"
    return Outcome(unexpected_count=int(unexpected_count or 0), exception_message=message)


def _exception_message(exception_info: Mapping[str, Any]) -> str | None:
    """The first message of what was raised: told for the expectation, or for each of the metrics it needs."""
    if "raised_exception" in exception_info:
        raised: Sequence[Mapping[str, Any]] = [exception_info]
    else:
        raised = list(exception_info.values())
    messages = [str(info.get("exception_message")) for info in raised if info.get("raised_exception")]
    return messages[0] if messages else None
