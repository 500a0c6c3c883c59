"""What is asked of the marts and of the few models behind them; names in braces stand for models, wherever they lie."""

from __future__ import annotations

from string import Formatter
from typing import Any

Row = tuple[Any, ...]

# Kept before earlier reports are brought in; no temporary table, because every thread asks on a connection of its own.
CHECKED = "create table gouji.main.checked as select report_id, document_id from gouji.raw.reports"
OF_CHECKED = "where report_id in (select report_id from gouji.main.checked)"

REPORTS = f"""
    select
        report_id, document_id, title, agency_name, region_code, report_year, form_version, scope, source_format,
        published_date, reconciliation_status, duplicate_of
    from {{dim_reports}} as reports
    left join {{dim_agencies}} as agencies using (agency_id)
    {OF_CHECKED}
"""
CELLS = f"""
    select report_id, table_code, row_code, column_code, printed_text, cell_state, row_label, column_label, value, unit
    from {{fct_printed_cells}} {OF_CHECKED} order by all
"""
RESULTS = f"""
    select
        report_id, rule_id, scope_code, left_value, right_value, residual, verdict, reason, severity, is_acknowledged,
        implied_value
    from {{fct_rule_results}} {OF_CHECKED} order by all
"""
# A failing verdict and its finding meet in the model that makes the one from the other, and so do rule and scope.
FINDINGS = """
    select
        findings.report_id, findings.finding_id, findings.rule_id, findings.severity, findings.table_code,
        findings.row_code, findings.column_code, findings.printed_text, findings.suggested_value,
        findings.message_zh, findings.message_en, findings.is_acknowledged, findings.cause_code, findings.confidence,
        findings.supporting_rule_ids, explained.scope_code, verdicts.message_zh, verdicts.message_en,
        coalesce(components.component_code, explained.rule_id || ':' || explained.scope_code)
    from {fct_findings} as findings
    left join {int_explained_findings} as explained
        on findings.report_id = explained.report_id and findings.rule_id = explained.rule_id
        and findings.table_code is not distinct from explained.table_code
        and findings.row_code is not distinct from explained.row_code
        and findings.column_code is not distinct from explained.column_code
        and findings.message_zh = explained.message_zh and findings.message_en = explained.message_en
    left join {int_verdict_findings} as verdicts
        on explained.report_id = verdicts.report_id and explained.rule_id = verdicts.rule_id
        and explained.scope_code = verdicts.scope_code
    left join {int_components} as components
        on explained.report_id = components.report_id and explained.rule_id = components.rule_id
        and explained.scope_code = components.scope_code
    where findings.report_id in (select report_id from gouji.main.checked)
"""
# The terms that the evaluator summed, with the labels of this report where they are cells of the form.
TERMS = """
    select
        verdicts.report_id, verdicts.rule_id, verdicts.scope_code, terms.side, terms.period, terms.sign,
        places.table_code, places.row_code, places.column_code, terms.value, terms.cell_state, cells.row_label,
        cells.column_label
    from {int_verdict_findings} as verdicts
    inner join {dim_reports} as reports on verdicts.report_id = reports.report_id
    inner join {int_rule_scopes} as scopes
        on verdicts.rule_id = scopes.rule_id and reports.form_version = scopes.form_version
        and verdicts.scope_code = scopes.scope_code
    inner join {int_report_terms} as terms
        on verdicts.report_id = terms.report_id and scopes.rule_scope_id = terms.rule_scope_id
    left join {int_rule_terms} as places
        on scopes.rule_scope_id = places.rule_scope_id and terms.term_ordinal = places.term_ordinal
    left join {fct_printed_cells} as cells
        on verdicts.report_id = cells.report_id and places.table_code = cells.table_code
        and places.row_code = cells.row_code and places.column_code = cells.column_code
    where verdicts.report_id in (select report_id from gouji.main.checked)
    order by verdicts.report_id, verdicts.rule_id, verdicts.scope_code, terms.side, terms.term_ordinal, terms.value
"""
EXPLANATIONS = f"""
    select
        report_id, explanation_id, component_code, explanation_rank, rank_count, explanation_count, confidence,
        supporting_rule_ids, table_code, row_code, column_code, printed_value, suggested_value, cause_code
    from {{fct_explanations}} {OF_CHECKED}
    order by report_id, component_code, explanation_rank, explanation_id, cell_ordinal
"""
UNKNOWN_ROWS = f"""
    select report_id, table_code, label, printed_text, locator, problem_code
    from gouji.raw.unmapped_rows {OF_CHECKED} order by report_id, table_code, row_ordinal
"""
RULES = (
    "select rule_id, name_zh, name_en, class, severity, scope, equation, legal_basis from {dim_rules} order by rule_id"
)
CAUSES = "select cause_code, name_zh, name_en, message_zh, message_en from {explanation_causes}"

QUERIES = (REPORTS, CELLS, RESULTS, FINDINGS, TERMS, EXPLANATIONS, UNKNOWN_ROWS, RULES, CAUSES)


def names_read() -> tuple[str, ...]:
    """Every seed and model that a query reads: what a check has to make."""
    return tuple(dict.fromkeys(name for query in QUERIES for name in names_in(query)))


def names_in(query: str) -> tuple[str, ...]:
    """The seeds and models that a query reads."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(query) if name))
