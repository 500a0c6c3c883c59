"""``gouji acknowledge``: note that a failing verdict is what the agency printed."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.options import warehouse_option


@click.command("acknowledge")
@click.argument("report")
@click.argument("rule")
@click.argument("scope")
@click.option("--reason", required=True, help="Why the discrepancy is accepted. 为何接受这一差异。")
@click.option("--evidence", required=True, help="What shows it: an address, a letter. 依据：网址、函件等。")
@click.option("--by", "by", required=True, metavar="WHO", help="Who decided. 由谁确认。")
@click.option("--expires", metavar="DATE", default="", help="Last day it counts, as 2026-12-31. 有效至何日。")
@warehouse_option
def command(
    report: str, rule: str, scope: str, reason: str, evidence: str, by: str, expires: str, warehouse: Path
) -> None:
    """Acknowledge a failing verdict as a known discrepancy. 将一项不符登记为已确认的差异。

    REPORT, RULE and SCOPE are report_id, rule_id and scope_code of marts.fct_rule_results. The next build counts it as
    acknowledged until the printed figures change or the date has passed.
    """
    from gouji.acknowledgements import KNOWN_DISCREPANCIES, Acknowledgement, acknowledge
    from gouji.console import results_console
    from gouji.database import read_marts
    from gouji.warehouse import Warehouse

    entry = Acknowledgement(report, rule, scope, "", reason.strip(), evidence.strip(), by.strip(), expires)
    with read_marts(Warehouse.at(warehouse).live_file) as connection:
        written = acknowledge(connection, entry)
    console = results_console()
    console.print(f"  {written.rule_id} {written.scope_code}: {written.printed_values}", markup=False)
    console.print(f"  {KNOWN_DISCREPANCIES}", markup=False, soft_wrap=True)
    console.print("  → gouji build  使确认生效 makes it count")
