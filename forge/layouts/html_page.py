"""What the HTML layouts share: a government site's page around the article, and tables as markup."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from forge.document import Heading, PrintedReport
from forge.grid import Grid, GridCell, GridRow

CellWriter = Callable[[GridCell], str]
GridWriter = Callable[[Grid], str]

NAVIGATION = ("首页", "要闻动态", "政务公开", "政务服务", "互动交流", "数据开放")
TRAIL = ("首页", "政务公开", "法定主动公开内容", "政府信息公开年报")
STYLE = """
body{margin:0;font:16px/1.8 "Microsoft YaHei",SimSun,sans-serif;color:#333;background:#f4f6f9}
.wrap{width:1200px;margin:0 auto;background:#fff}
.nav li{display:inline-block;margin:0 24px;list-style:none}
.xxgk-head{width:100%;border-collapse:collapse;background:#eef4fb}
.article{padding:30px 60px}.article h1{text-align:center;font-size:26px}
.article table td{border:1px solid #666;padding:4px 6px;text-align:center}
.footer{padding:20px;text-align:center;font-size:14px;color:#777}
""".strip()
SCRIPT = """
var pageInfo = {siteId: 17, columnId: 4021, tpl: "<table><tr><td>loading</td></tr></table>"};
function fontSize(px) { document.getElementById("zoom").style.fontSize = px + "px"; }
""".strip()


def write_text(text: str) -> str:
    """Text as markup: no-break spaces as entities, breaks within a cell as ``<br>``."""
    return escape(text, quote=False).replace("\u00a0", "&nbsp;").replace("\n", "<br>")


def write_attribute(text: str) -> str:
    """Text as the value of an attribute."""
    return escape(text, quote=True)


def spans(cell: GridCell) -> str:
    """The span attributes that the cell needs."""
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return colspan + rowspan


def plain_cell(cell: GridCell) -> str:
    """A cell as editors of content management systems write it."""
    return f"<td{spans(cell)}>{write_text(cell.text)}</td>"


def write_row(row: GridRow, cell: CellWriter = plain_cell) -> str:
    """One table row."""
    return "<tr>\n" + "\n".join(map(cell, row.cells)) + "\n</tr>"


def write_table(grid: Grid, cell: CellWriter = plain_cell) -> str:
    """One table with proper spans."""
    rows = "\n".join(write_row(row, cell) for row in grid.rows)
    return f'<table border="1" cellspacing="0" cellpadding="0" width="100%">\n<tbody>\n{rows}\n</tbody>\n</table>'


def write_body(report: PrintedReport, table: GridWriter) -> str:
    """Headings, paragraphs and tables in reading order."""
    parts: list[str] = []
    for block in report.blocks:
        if isinstance(block, Grid):
            parts.append(table(block))
        elif isinstance(block, Heading):
            parts.append(f'<p style="text-indent:2em;"><strong>{write_text(block.text)}</strong></p>')
        else:
            parts.append(f'<p style="text-indent:2em;">{write_text(block.text)}</p>')
    return "\n".join(parts)


def write_page(report: PrintedReport, body: str) -> str:
    """The whole page of a government site, the article's ``body`` inside."""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="zh-CN">',
            write_head(report),
            '<body>\n<div class="wrap">',
            _banner(report),
            _metadata_table(report),
            '<div class="article">',
            _article_head(report),
            f'<div id="zoom" class="TRS_Editor">\n{body}\n</div>\n</div>',
            _footer(report),
            "</div>\n</body>\n</html>\n",
        )
    )


def write_head(report: PrintedReport) -> str:
    """The document head, with the declarations that such sites carry."""
    title = write_text(report.title or "政府信息公开年报")
    article_title = f'\n<meta name="ArticleTitle" content="{write_attribute(report.title)}">' if report.title else ""
    return f"""<head>
<meta charset="{report.charset}">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="SiteName" content="{write_attribute(report.publisher)}">
<meta name="ColumnName" content="政府信息公开年报">{article_title}
<meta name="PubDate" content="{report.published_date.isoformat()} 09:30">
<title>{title}</title>
<style>
{STYLE}
</style>
<script>
{SCRIPT}
</script>
</head>"""


def _banner(report: PrintedReport) -> str:
    items = "\n".join(f'<li><a href="#">{item}</a></li>' for item in NAVIGATION)
    trail = " &gt; ".join(f'<a href="#">{step}</a>' for step in TRAIL)
    return f"""<div class="header"><div class="logo">{write_text(report.publisher)}</div></div>
<ul class="nav">
{items}
</ul>
<div class="position">当前位置：{trail}</div>"""


def _metadata_table(report: PrintedReport) -> str:
    """Two pairs a row, as the heads of disclosure pages are laid out."""
    cells = [f"<td><b>{key}：</b></td><td>{write_text(value)}</td>" for key, value in report.metadata]
    rows = "\n".join(f"<tr>{''.join(cells[n : n + 2])}</tr>" for n in range(0, len(cells), 2))
    return f'<table class="xxgk-head">\n{rows}\n</table>'


def _article_head(report: PrintedReport) -> str:
    heading = f"<h1>{write_text(report.title)}</h1>\n" if report.title else ""
    return (
        f'{heading}<div class="info">发布时间：{report.published_date.isoformat()}　'
        f'来源：{write_text(report.publisher)}　字号：[ <a href="javascript:fontSize(18)">大</a> '
        f'<a href="javascript:fontSize(16)">中</a> <a href="javascript:fontSize(14)">小</a> ]</div>'
    )


def _footer(report: PrintedReport) -> str:
    return f"""<div class="footer">
<p><a href="#">关于我们</a> | <a href="#">网站地图</a> | <a href="#">隐私声明</a></p>
<p>主办：{write_text(report.publisher)}　网站标识码：0000000000　建议使用 1024*768 以上分辨率浏览</p>
</div>"""
