"""The sentences of a report: narrative figures that agree with the tables, and filler of our own wording."""

from __future__ import annotations

from random import Random

from forge.form import FormTable
from forge.model import SYNTHETIC_NOTICE, Passage, ReportFigures

REGULATION_ORDERS = {"form_pre2019": "国务院令第492号"}
CURRENT_ORDER = "国务院令第711号"

NUMERALS = "一二三四五"
NIL_OVERVIEW = "（二）依申请公开。全年未收到政府信息公开申请。"
NIL_REQUESTS = "{year}年度，本机关未收到政府信息公开申请。"
NIL_CHALLENGES = "{year}年度，本机关未发生因政府信息公开引起的行政复议、行政诉讼。"

# Ways of saying one thing; a report keeps to one of each.
REQUESTED = (
    "全年共收到政府信息公开申请{received}件，加上上年结转的{carried_in}件，年内办结{processed}件，结转下年度继续办理{carried_out}件。",
    "{year}年，共收到{received}件政府信息公开申请，上年结转{carried_in}件；已办结{processed}件，结转下一年度{carried_out}件。",
    "本年度新收依申请公开政府信息的申请{received}件，结转上年度申请{carried_in}件，办结申请{processed}件，"
    "结转至{next_year}年{carried_out}件。",
    "政府信息公开申请共收到{received}件，比上年增加{carried_in}件，全部申请中办理完毕{processed}件。"
    "结转下年度继续办理申请{carried_out}件。",
)
DISCLOSED = (
    "全年制发{documents}{issued}件，作出行政许可决定{licensing}件、行政处罚决定{penalty}件、"
    "行政强制决定{coercion}件，有关信息均已在规定期限内上网。",
    "{year}年印发{documents}{issued}件；作出行政许可{licensing}件次，实施行政处罚{penalty}起，实施行政强制措施{coercion}起。",
)
CHALLENGED = (
    "全年因政府信息公开被申请行政复议{reconsiderations}件，被提起行政诉讼{litigations}件。",
    "{year}年，因政府信息公开引发行政复议{reconsiderations}起、行政诉讼{litigations}起。",
)

SCOPES = {
    "own": "仅统计本机关（本级）的数据",
    "summary": "由{agency}办公室汇总所辖各部门和乡镇（街道）上报的数据得出",
    "unknown": "按上级规定的口径填报",
}
MANAGEMENT = (
    "修订公文公开属性审核单，起草科室先提意见，办公室复核后送签；失效链接每季度清理一遍。",
    "逐件核对存量公文的公开属性，补录文号和成文日期，已废止的文件在页面顶端标明状态。",
    "公开目录按业务条线重新编排，每条信息写明责任科室与更新周期，过期内容转入归档库。",
)
PLATFORM = (
    "信息公开专栏合并重复栏目，新增文件检索和表格下载，手机端可直接阅读全文。",
    "专栏改用统一模板，线下在服务大厅设查阅角，备有打印机和放大镜。",
    "微信公众号与专栏共用一个稿库，同一份文件只录入一次，避免两处内容不一致。",
)
SUPERVISION = (
    "公开工作列入科室年终评议，上下半年各办一期业务培训，评议结果在内网通报。",
    "邀请群众代表给专栏打分，逐条回复意见，整改情况由纪检监察人员抽查。",
    "设专人核对发布台账，发现错漏当日更正，年内没有出现责任追究的情形。",
)
PROBLEMS = (
    "解读材料偏重文字转述，图表和案例不足；个别科室登记申请不够及时。",
    "专栏里历史文件较多，检索结果排序不够合理，读者查找现行文件费时。",
    "从事公开工作的人员流动较快，新手对答复文书的格式掌握不牢。",
)
PLANS = (
    "今后将在起草文件时同步准备解读稿，并把登记时限写进办事规程。",
    "今后将给历史文件补齐效力标签，检索时把现行文件排在前面。",
    "今后将编写答复文书范例，由老同志带教，每月集中评阅一次。",
)
NOTHING_ELSE = "本年度没有向申请人收取信息处理费。除上述内容外，没有需要另行说明的事项。"


def write_prose(figures: ReportFigures) -> tuple[Passage, ...]:
    """Every paragraph of the report in order; narrative figures are those of its cells."""
    rng = Random(f"{figures.agency_name} {figures.report_year}")
    is_legacy = figures.form.table("legacy_indicators") is not None
    narrative = _legacy_narrative(figures) if is_legacy else _narrative(figures)
    # In an overview under the newer forms two narrative paragraphs come before the filler.
    filler = _filler(rng, first=0 if is_legacy else 2)
    closing = (
        Passage("problems", "problems", rng.choice(PROBLEMS)),
        Passage("problems", "plans", rng.choice(PLANS)),
        Passage("other_matters", "other_matters", NOTHING_ELSE),
        Passage("closing", "notice", SYNTHETIC_NOTICE),
    )
    return (*_preface(figures), *narrative, *filler, *closing)


def nil_requests(figures: ReportFigures) -> str:
    """The sentence that stands in place of the requests table."""
    return NIL_REQUESTS.format(year=figures.report_year)


def nil_challenges(figures: ReportFigures) -> str:
    """The sentence that stands in place of the table of reconsideration and litigation."""
    return NIL_CHALLENGES.format(year=figures.report_year)


def _preface(figures: ReportFigures) -> tuple[Passage, ...]:
    order = REGULATION_ORDERS.get(figures.form_version, CURRENT_ORDER)
    scope = SCOPES[figures.scope].format(agency=figures.agency_name)
    year = figures.report_year
    return (
        Passage(
            "",
            "basis",
            f"依照《中华人民共和国政府信息公开条例》（{order}）和{figures.form.legal_basis}规定的格式，"
            f"{figures.agency_name}编写了{year}年政府信息公开工作年度报告，现向社会公布。",
        ),
        Passage("", "period", f"本报告数据的统计期限为{year}年1月1日至{year}年12月31日，{scope}。"),
    )


def _narrative(figures: ReportFigures) -> tuple[Passage, ...]:
    return (
        Passage("overview", "disclosures", f"（一）主动公开。{_disclosed(figures)}"),
        Passage("overview", "requests", f"（二）依申请公开。{_requested(figures)}"),
        Passage("legal_challenges", "legal_challenges", _challenged(figures)),
    )


def _filler(rng: Random, first: int) -> tuple[Passage, ...]:
    topics = (("management", "政府信息管理", MANAGEMENT), ("platform", "平台建设", PLATFORM))
    numbered = enumerate((*topics, ("supervision", "监督保障", SUPERVISION)), start=first)
    return tuple(
        Passage("overview", topic, f"（{NUMERALS[number]}）{name}。{rng.choice(choices)}")
        for number, (topic, name, choices) in numbered
    )


def _disclosed(figures: ReportFigures) -> str:
    documents = _row_label(figures.form.table("disclosures"), "normative_documents")
    issued = figures.text("disclosures", "normative_documents", "issued")
    licensing, penalty, coercion = (
        figures.text("disclosures", action, "decisions") for action in ("licensing", "penalty", "coercion")
    )
    return _said(figures, DISCLOSED).format(
        year=figures.report_year,
        documents=documents,
        issued=issued,
        licensing=licensing,
        penalty=penalty,
        coercion=coercion,
    )


def _requested(figures: ReportFigures) -> str:
    received, carried_in, processed, carried_out = (
        figures.text("requests", row, "total") for row in ("received", "carried_in", "processed", "carried_out")
    )
    return _said(figures, REQUESTED).format(
        year=figures.report_year,
        next_year=figures.report_year + 1,
        received=received,
        carried_in=carried_in,
        processed=processed,
        carried_out=carried_out,
    )


def _challenged(figures: ReportFigures) -> str:
    reconsiderations = figures.text("legal_challenges", "reconsideration", "total")
    litigations = sum(
        int(figures.text("legal_challenges", route, "total"))
        for route in ("direct_litigation", "litigation_after_reconsideration")
    )
    return _said(figures, CHALLENGED).format(
        year=figures.report_year, reconsiderations=reconsiderations, litigations=litigations
    )


def _said(figures: ReportFigures, ways: tuple[str, ...]) -> str:
    return Random(f"{figures.agency_name} {figures.report_year} {len(ways)}").choice(ways)


def _legacy_narrative(figures: ReportFigures) -> tuple[Passage, ...]:
    def of_year(row: str) -> str:
        return figures.text("legacy_indicators", row, "year")

    documents = figures.text("legacy_indicators", "proactive_total", "cumulative")
    return (
        Passage("overview", "summary", f"{figures.report_year}年，本机关继续以公开促规范，各项任务如期完成。"),
        Passage(
            "disclosures",
            "disclosures",
            f"全年主动公开政府信息{of_year('proactive_total')}条{f'，历年累计{documents}条' if documents else ''}。",
        ),
        Passage(
            "requests",
            "requests",
            f"全年受理政府信息公开申请{of_year('requests_total')}件，作出答复{of_year('replies_total')}件。",
        ),
        Passage(
            "legal_challenges",
            "legal_challenges",
            f"全年涉及政府信息公开的行政复议{of_year('reconsiderations')}件、行政诉讼{of_year('litigations')}件。",
        ),
    )


def _row_label(table: FormTable | None, code: str) -> str:
    rows = table.rows if table else ()
    return next((row.label for row in rows if row.code == code), "")
