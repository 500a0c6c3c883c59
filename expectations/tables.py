"""The tables under audit: their keys, what their codes and references must be found in, and when they may be empty."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.checks import ALWAYS, count_of
from expectations.figures import leaf_cells_sql

APPLICABLE_RULES = """
select reports.report_id, rules.rule_id
from marts.dim_reports as reports
inner join marts.dim_rules as rules
    on list_contains(string_split(rules.form_versions, ' '), reports.form_version)
"""

ANY_RAW_ROW = """
select
    (select count(*) from raw.sources) + (select count(*) from raw.documents) + (select count(*) from raw.rejects)
    + (select count(*) from raw.reports) + (select count(*) from raw.cells)
"""
ANY_ACCEPTED_DOCUMENT = count_of("raw.documents")
ANY_REPORT = count_of("raw.reports")
ANY_REPORT_ON_A_FORM = count_of("(select 1 from raw.reports where form_version is not null)")
ANY_KNOWN_AGENCY = count_of("(select 1 from marts.dim_reports where agency_id is not null)")
ANY_REGION_YEAR = count_of("""(
    select 1 from marts.agency_years join marts.dim_agencies using (agency_id)
    where region_code is not null and is_additive and not is_quarantined
)""")
ANY_PLACED_REPORT = count_of("""(
    select 1 from marts.dim_reports join marts.dim_agencies using (agency_id)
    where region_code is not null and report_year is not null
)""")
ANY_AGENCY_YEAR = count_of("(select 1 from marts.dim_reports where agency_id is not null and report_year is not null)")
ANY_APPLICABLE_RULE = count_of(f"({APPLICABLE_RULES})")
ANY_FAILING_VERDICT = count_of("(select 1 from marts.fct_rule_results where verdict = 'fail')")
# What was not explained has a row that says so; only inequalities and rules about several reports have none.
ANY_UNBALANCED_TABLE = count_of("""(
    select 1
    from marts.fct_rule_results as results
    inner join marts.dim_rules as rules on results.rule_id = rules.rule_id
    where results.verdict = 'fail' and rules.class in ('stated', 'implied') and rules.equation like '% = %'
)""")

# A rule about several reports was decided only where it is known which they are.
ANY_DECIDED = """(
    select 1
    from marts.fct_rule_results as results
    inner join marts.dim_rules as rules on results.rule_id = rules.rule_id
    where rules.class = '{}' and results.verdict in ('pass', 'fail')
)"""

# A number of the prose that was held against a table is a claim.
ANY_CLAIM_HELD_AGAINST_A_TABLE = count_of("""(
    select 1
    from marts.fct_rule_results as results
    inner join marts.dim_rules as rules on results.rule_id = rules.rule_id
    where rules.class = 'narrative' and results.scope_code = 'report' and results.left_value is not null
)""")
PRINTINGS = """
select
    report_id, agency_id, report_year, scope,
    count(*) over (partition by agency_id, report_year, scope) as count_of_all
from marts.dim_reports
where agency_id is not null and report_year is not null and duplicate_of is null
"""
ANY_FIGURE_RESTATED = count_of(f"""(
    select agency_id, report_year, scope, cells.table_code, cells.row_code, cells.column_code
    from ({PRINTINGS}) as printings
    inner join marts.fct_printed_cells as cells on printings.report_id = cells.report_id
    where cells.cell_state = 'number'
    group by all
    having count(*) = 2 and count(distinct cells.value) = 2 and count(distinct cells.unit) < 2
)""")
# With more than two printings those in between may lack the scope, and none that follow each other differ.
ANY_VERDICT_RESTATED = count_of(f"""(
    select agency_id, report_year, scope, results.rule_id, results.scope_code
    from ({PRINTINGS}) as printings
    inner join marts.fct_rule_results as results on printings.report_id = results.report_id
    group by all
    having count(distinct results.verdict) = 2 and count(*) = max(count_of_all)
)""")


@dataclass(frozen=True)
class Table:
    """One table with its key. ``premise_sql`` counts rows elsewhere without which the table is rightly empty."""

    name: str
    key: tuple[str, ...]
    premise_sql: str
    has_report_id: bool = False

    @property
    def code(self) -> str:
        """The name without the schema ``marts``, which most tables are in."""
        return self.name.removeprefix("marts.")


@dataclass(frozen=True)
class Reference:
    """A column whose every value, where there is one, is a key of another table."""

    table: Table
    column: str
    parent: str
    parent_column: str


@dataclass(frozen=True)
class CodeColumn:
    """A column that holds nothing but ``accepted``, a query or a list of SQL literals; null only where that says so."""

    table: Table
    column: str
    accepted: str
    nullable: bool = False


def _fact(name: str, *key: str) -> Table:
    """A table of figures: empty only when no current report prints a figure that belongs to it."""
    return Table(f"marts.{name}", ("report_id", *key), count_of(f"({leaf_cells_sql(name)})"), has_report_id=True)


def _dimension(name: str, key: str = "code") -> Table:
    """A table of codes, which comes from data in the repository and is never empty."""
    return Table(f"marts.{name}", (key,), ALWAYS)


RAW_DOCUMENTS = Table("raw.documents", ("document_id",), ANY_REPORT)
RAW_REPORTS = Table("raw.reports", ("report_id",), ANY_ACCEPTED_DOCUMENT, has_report_id=True)
CELL_KEY = ("report_id", "table_code", "row_code", "column_code")
PRINTED_CELLS = Table("marts.fct_printed_cells", CELL_KEY, ANY_REPORT_ON_A_FORM, has_report_id=True)
# A corpus may consist of reports in prose, so only printed cells with a text of their own demand rows of raw.cells.
RAW_CELLS = Table(
    "raw.cells",
    CELL_KEY,
    count_of("(select 1 from marts.fct_printed_cells where cell_state = 'number')"),
    has_report_id=True,
)

REPORTS = Table("marts.dim_reports", ("report_id",), ANY_REPORT, has_report_id=True)
AGENCIES = Table("marts.dim_agencies", ("agency_id",), ANY_KNOWN_AGENCY)
APPLICANT_TYPES = _dimension("dim_applicant_types")
OUTCOMES = _dimension("dim_outcomes")
ENFORCEMENT_ACTIONS = _dimension("dim_enforcement_actions")
RULES = _dimension("dim_rules", "rule_id")
REGIONS = Table("marts.dim_regions", ("region_code", "region_name"), ALWAYS)
SERIES = _dimension("dim_series", "series_code")
SERIES_CROSSWALK = Table("marts.series_crosswalk", ("form_version", "table_code", "row_code", "column_code"), ALWAYS)

REQUESTS = _fact("fct_requests", "applicant_type_code")
REQUEST_OUTCOMES = _fact("fct_request_outcomes", "applicant_type_code", "outcome_code")
ENFORCEMENT = _fact("fct_enforcement", "action_code")
REGULATORY_DOCUMENTS = _fact("fct_regulatory_documents", "document_kind_code")
FEES = _fact("fct_fees")
PROCUREMENT = _fact("fct_procurement")
LEGAL_CHALLENGES = _fact("fct_legal_challenges", "route_code", "result_code")
LEGACY_INDICATORS = _fact("fct_legacy_indicators", "indicator_code")

RULE_RESULTS = Table(
    "marts.fct_rule_results", ("report_id", "rule_id", "scope_code"), ANY_APPLICABLE_RULE, has_report_id=True
)
FINDINGS = Table("marts.fct_findings", ("finding_id",), ANY_FAILING_VERDICT, has_report_id=True)
EXPLANATIONS = Table("marts.fct_explanations", ("explanation_id", "cell_ordinal"), ANY_UNBALANCED_TABLE)
NARRATIVE_CLAIMS = Table(
    "marts.fct_narrative_claims", ("claim_id",), ANY_CLAIM_HELD_AGAINST_A_TABLE, has_report_id=True
)
RESTATED_CELLS = Table("marts.fct_restated_cells", CELL_KEY, ANY_FIGURE_RESTATED, has_report_id=True)
RESTATED_VERDICTS = Table(
    "marts.fct_restated_verdicts", ("report_id", "rule_id", "scope_code"), ANY_VERDICT_RESTATED, has_report_id=True
)
RULE_TERMS = Table("marts.dim_rule_terms", ("rule_id", "form_version", "scope_code", "term_ordinal"), ALWAYS)
METRICS = _dimension("dim_metrics", "metric_code")
REPORT_CHAINS = Table(
    "marts.report_chains",
    ("report_id", "prior_report_id"),
    count_of(ANY_DECIDED.format("chain")),
    has_report_id=True,
)
SUMMARY_MEMBERS = Table(
    "marts.summary_members",
    ("report_id", "member_ordinal"),
    count_of(ANY_DECIDED.format("rollup")),
    has_report_id=True,
)
AGENCY_REGIONS = Table(
    "marts.dim_agency_regions",
    ("agency_id", "report_year"),
    ANY_PLACED_REPORT,
)
AGENCY_YEARS = Table("marts.agency_years", ("agency_id", "report_year"), ANY_AGENCY_YEAR)
REGION_YEARS = Table("marts.region_years", ("region_code", "report_year"), ANY_REGION_YEAR)
REPORT_COVERAGE = Table("marts.report_coverage", ("region_code", "agency_level", "report_year"), ANY_AGENCY_YEAR)

FACTS = (
    REQUESTS,
    REQUEST_OUTCOMES,
    ENFORCEMENT,
    REGULATORY_DOCUMENTS,
    FEES,
    PROCUREMENT,
    LEGAL_CHALLENGES,
    LEGACY_INDICATORS,
)
CODE_TABLES = (
    APPLICANT_TYPES,
    OUTCOMES,
    ENFORCEMENT_ACTIONS,
    RULES,
    RULE_TERMS,
    REGIONS,
    SERIES,
    SERIES_CROSSWALK,
    METRICS,
)
RESTATEMENTS = (RESTATED_CELLS, RESTATED_VERDICTS)
LINKS = (REPORT_CHAINS, SUMMARY_MEMBERS)
REPORT_TABLES = (*FACTS, PRINTED_CELLS, RULE_RESULTS, FINDINGS, NARRATIVE_CLAIMS, *RESTATEMENTS, *LINKS)
YEARLY_TABLES = (AGENCY_REGIONS, AGENCY_YEARS, REGION_YEARS, REPORT_COVERAGE)
MARTS = (REPORTS, AGENCIES, *CODE_TABLES, *REPORT_TABLES, EXPLANATIONS, *YEARLY_TABLES)
KEYED_TABLES = (RAW_DOCUMENTS, RAW_REPORTS, RAW_CELLS, *MARTS)

_APPLICANT_TYPES = ("marts.dim_applicant_types", "code")
REFERENCES = (
    *(Reference(table, "report_id", "marts.dim_reports", "report_id") for table in REPORT_TABLES),
    Reference(REPORTS, "agency_id", "marts.dim_agencies", "agency_id"),
    Reference(REPORTS, "duplicate_of", "marts.dim_reports", "report_id"),
    Reference(REPORTS, "document_id", "raw.documents", "document_id"),
    Reference(AGENCIES, "region_code", "marts.dim_regions", "region_code"),
    Reference(AGENCIES, "parent_agency_id", "marts.dim_agencies", "agency_id"),
    Reference(AGENCY_REGIONS, "agency_id", "marts.dim_agencies", "agency_id"),
    Reference(AGENCY_YEARS, "agency_id", "marts.dim_agencies", "agency_id"),
    Reference(SERIES_CROSSWALK, "series_code", "marts.dim_series", "series_code"),
    Reference(REQUESTS, "applicant_type_code", *_APPLICANT_TYPES),
    Reference(REQUEST_OUTCOMES, "applicant_type_code", *_APPLICANT_TYPES),
    Reference(REQUEST_OUTCOMES, "outcome_code", "marts.dim_outcomes", "code"),
    Reference(ENFORCEMENT, "action_code", "marts.dim_enforcement_actions", "code"),
    Reference(RULE_TERMS, "rule_id", "marts.dim_rules", "rule_id"),
    Reference(REPORT_CHAINS, "prior_report_id", "marts.dim_reports", "report_id"),
    Reference(SUMMARY_MEMBERS, "member_report_id", "marts.dim_reports", "report_id"),
    Reference(RULE_RESULTS, "rule_id", "marts.dim_rules", "rule_id"),
    Reference(FINDINGS, "rule_id", "marts.dim_rules", "rule_id"),
    Reference(RESTATED_VERDICTS, "rule_id", "marts.dim_rules", "rule_id"),
    *(Reference(table, "superseded_report_id", "marts.dim_reports", "report_id") for table in RESTATEMENTS),
    Reference(RAW_REPORTS, "document_id", "raw.documents", "document_id"),
    Reference(RAW_CELLS, "report_id", "raw.reports", "report_id"),
)

_SEVERITIES = "'critical', 'error', 'warning', 'notice'"
_FORM_VERSIONS = "select form_version from seeds.form_versions"
CODE_COLUMNS = (
    CodeColumn(REPORTS, "form_version", _FORM_VERSIONS, nullable=True),
    CodeColumn(REPORTS, "scope", "'own', 'summary', 'unknown'"),
    CodeColumn(REPORTS, "reconciliation_status", "'reconciled', 'discrepant', 'not_evaluable'"),
    CodeColumn(RULES, "severity", _SEVERITIES),
    CodeColumn(RULES, "class", "'stated', 'implied', 'chain', 'rollup', 'narrative', 'plausibility'"),
    CodeColumn(RULE_RESULTS, "verdict", "'pass', 'fail', 'not_evaluable'"),
    CodeColumn(RULE_RESULTS, "severity", _SEVERITIES),
    CodeColumn(FINDINGS, "severity", _SEVERITIES),
    CodeColumn(PRINTED_CELLS, "cell_state", "'number', 'blank', 'dash', 'unreadable', 'absent', 'stated_in_prose'"),
    CodeColumn(PRINTED_CELLS, "table_code", "select table_code from seeds.form_tables"),
    CodeColumn(
        NARRATIVE_CLAIMS,
        "claim_kind",
        "'exact', 'none', 'unclear', 'approximate', 'part', 'change', 'cumulative'",
    ),
    CodeColumn(RESTATED_CELLS, "change", "'changed', 'rewritten', 'added', 'removed'"),
    CodeColumn(REGULATORY_DOCUMENTS, "document_kind_code", "select code from seeds.document_kinds"),
    CodeColumn(LEGAL_CHALLENGES, "route_code", "select code from seeds.challenge_routes"),
    CodeColumn(LEGAL_CHALLENGES, "result_code", "select code from seeds.challenge_results"),
    CodeColumn(
        LEGACY_INDICATORS,
        "indicator_code",
        "select row_code from seeds.form_rows where table_code = 'legacy_indicators'",
    ),
)
