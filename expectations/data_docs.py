"""The folder of Data Docs: replaced as a whole by each audit, and readable without a network.

Great Expectations' pages take their layout, icons and scripts from content delivery networks and carry links to its
makers' newsletter. Those are removed and a short style sheet stands in. The index is drawn by a script, so a plain one
replaces it.
"""

from __future__ import annotations

import re
import shutil
from html import escape
from pathlib import Path

from expectations.errors import ForeignFolder

# Present in every folder that an audit wrote, so that no other folder is ever emptied.
MARKER = ".gouji-data-docs"

_NEEDS_NETWORK_OR_SCRIPT = [
    re.compile(r"<script\b.*?</script>", re.DOTALL),
    re.compile(r"<footer\b.*?</footer>", re.DOTALL),
    re.compile(r"""<link\b[^>]*\bhref=["']https?:[^>]*>"""),
    re.compile(r"""<link\b[^>]*\bicon\b[^>]*>"""),
    re.compile(r"""<img\b[^>]*\bsrc=["']https?:[^>]*>"""),
    re.compile(r"""url\(["']?https?:[^)]*\)"""),
]

_STYLE = """
<style>
body { font: 15px/1.5 "HK Grotesk", system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
code, pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.col-lg-2, .modal { display: none; }
.fa-check-circle::before { content: "\\2713"; color: #15803d; }
.fa-times::before { content: "\\2717"; color: #b91c1c; }
.fa-exclamation-triangle::before { content: "!"; color: #b91c1c; }
</style>
"""

_INDEX = """<!DOCTYPE html>
<html lang="zh">
<head><meta charset="UTF-8"><title>审核结果 / Audit</title>{style}</head>
<body>
<h1>审核结果 / Audit</h1>
<ul>
{links}
</ul>
</body>
</html>
"""


def prepare_folder(docs: Path) -> None:
    """Empty the folder of an earlier audit, or make a new one.

    Raises:
        ForeignFolder: it is a file, or holds files that no audit wrote.
    """
    if docs.exists():
        if not docs.is_dir() or (any(docs.iterdir()) and not (docs / MARKER).exists()):
            raise ForeignFolder(f"{docs}: not a folder of Data Docs, and not empty; nothing was written")
        shutil.rmtree(docs)
    docs.mkdir(parents=True)
    (docs / MARKER).touch()


def make_offline(docs: Path) -> None:
    """Take everything out of the pages that a browser would fetch from elsewhere, and write a plain index."""
    for page in docs.rglob("*.html"):
        page.write_text(offline_page(page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.rmtree(docs / "static" / "images", ignore_errors=True)
    (docs / "index.html").write_text(_index(docs), encoding="utf-8")


def offline_page(html: str) -> str:
    """One page without scripts and without remote styles, images and footers, in a plain style."""
    for pattern in _NEEDS_NETWORK_OR_SCRIPT:
        html = pattern.sub("", html)
    return html.replace("</head>", f"{_STYLE}</head>", 1)


def _index(docs: Path) -> str:
    """Links to the results of each suite, then to the suites; both lie in folders named for the suite."""
    results = sorted((docs / "validations").rglob("*.html"))
    suites = sorted((docs / "expectations").rglob("*.html"))
    links = [_link(docs, page, page.relative_to(docs).parts[1] + " 结果 / results") for page in results]
    links += [_link(docs, page, page.stem + " 检查项 / expectations") for page in suites]
    return _INDEX.format(style=_STYLE, links="\n".join(links))


def _link(docs: Path, page: Path, text: str) -> str:
    return f'<li><a href="{escape(page.relative_to(docs).as_posix())}">{escape(text)}</a></li>'
