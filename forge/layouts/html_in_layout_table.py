"""HTML of the older kind: the page itself is a table, and the statutory tables stand inside one of its cells."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import NAVIGATION, write_body, write_head, write_table, write_text


def write(report: PrintedReport) -> str:
    """A page laid out by tables, three deep."""
    title = f'<tr><td align="center" class="title">{write_text(report.title)}</td></tr>' if report.title else ""
    links = "\n".join(f'<tr><td height="28">· <a href="#">{item}</a></td></tr>' for item in NAVIGATION)
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
{write_head(report)}
<body leftmargin="0" topmargin="0">
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td colspan="2" height="120" bgcolor="#c00000"><b>{write_text(report.publisher)}</b></td></tr>
<tr valign="top">
<td width="200" bgcolor="#eeeeee">
<table width="100%" border="0" cellspacing="4">
{links}
</table>
</td>
<td width="800">
<table width="96%" border="0" align="center" cellspacing="0">
{title}
<tr><td align="center">发布日期：{report.published_date.isoformat()}</td></tr>
<tr><td class="content">
{write_body(report, write_table)}
</td></tr>
</table>
</td>
</tr>
<tr><td colspan="2" align="center">版权所有：{write_text(report.publisher)}</td></tr>
</table>
</body>
</html>
"""


LAYOUT = Layout(
    name="html_in_layout_table",
    summary="statutory tables nested in a table that lays the page out",
    family="html",
    suffix=".htm",
    forms=STATUTORY,
    write=write,
)
