"""What is read as a claim and what is not: sentences as published reports word them, through the models, in one run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from forge.figures import balanced
from forge.model import ReportFigures
from forge.rendering import render
from ingest.run import ingest

ROOT = Path(__file__).resolve().parents[2]
YEAR = 2021
AGENCY = "平阳县应急管理局"
GOVERNMENT = "平阳县人民政府"

Claims = set[tuple[str, str, float]]

# Section, sentence, and every claim of this year that may contradict a table: figure, kind, value.
FIRM: list[tuple[str, str, Claims]] = [
    ("overview", "2021年，全县共收到依申请公开9件。", {("received", "exact", 9)}),
    ("overview", "全年共收到8份政府信息公开申请，均已答复。", {("received", "exact", 8)}),
    ("overview", "2021年,我局收到政府信息公开申请１２３件。", {("received", "exact", 123)}),
    ("overview", "本年度收到政府信息公开申请一百二十三件。", {("received", "exact", 123)}),
    ("overview", "本年度共收到政府信息公开申请两件。", {("received", "exact", 2)}),
    ("overview", "全市各级行政机关共收到政府信息公开申请1,258件。", {("received", "exact", 1258)}),
    ("overview", "2021年共受理信息公开申请1件。", {("received", "exact", 1)}),
    ("overview", "政府信息公开申请共收到45件。", {("received", "exact", 45)}),
    ("overview", "县应急管理局2021年收到依申请公开政府信息的申请3宗。", {("received", "exact", 3)}),
    ("overview", "收到政府信息公开申请258件，比上年增加16件。", {("received", "exact", 258)}),
    ("overview", "收到政府信息公开申请130件，申请量同比增长103%。", {("received", "exact", 130)}),
    (
        "overview",
        "全年共收到政府信息公开申请31件，加上上年结转的8件，年内办结32件，结转下年度继续办理7件。",
        {
            ("received", "exact", 31),
            ("carried_in", "exact", 8),
            ("processed", "exact", 32),
            ("carried_out", "exact", 7),
        },
    ),
    ("requests", "2021年共收到申请5件，办结5件。", {("received", "exact", 5), ("processed", "exact", 5)}),
    ("requests", "收到政府信息公开申请20件，结转2022年2件。", {("received", "exact", 20)}),
    ("overview", "收到政府信息公开申请258件（其中网络申请200件）。", {("received", "exact", 258)}),
    (
        "overview",
        "共收到政府信息公开申请12件，其中自然人申请10件，法人或其他组织申请2件。",
        {("received", "exact", 12)},
    ),
    ("overview", "全年受理依申请公开12件，同比减少16件，办结率100%。", {("received", "exact", 12)}),
    ("overview", "与去年相比，收到政府信息公开申请12件，减少3件。", {("received", "exact", 12)}),
    ("overview", "收到政府信息公开申请321件，较上年收到的258件增加63件。", {("received", "exact", 321)}),
    ("overview", "2021年共收到政府信息公开申请321件，2020年为258件。", {("received", "exact", 321)}),
    ("overview", "去年收到政府信息公开申请30件，今年收到政府信息公开申请46件。", {("received", "exact", 46)}),
    ("overview", "收到政府信息公开申请12件；12345热线办结300件。", {("received", "exact", 12)}),
    ("overview", "收到政府信息公开申请12件，办结人大建议15件。", {("received", "exact", 12)}),
    ("overview", "收到政府信息公开申请12件，涉及征地拆迁5件、土地登记3件。", {("received", "exact", 12)}),
    ("overview", "收到政府信息公开申请46件，占全市总量的12%。", {("received", "exact", 46)}),
    (
        "overview",
        "收到政府信息公开申请46件，已办结40件，6件结转至下年度办理。",
        {("received", "exact", 46), ("processed", "exact", 40), ("carried_out", "exact", 6)},
    ),
    ("overview", "政府信息公开申请方面，未收到行政复议申请。", {("reconsideration", "none", 0)}),
    ("disclosures", "实施行政处罚57件，其中罚款30件、警告27件。", {("penalty", "exact", 57)}),
    ("disclosures", "作出行政处罚57起，罚没金额57.3万元。", {("penalty", "exact", 57)}),
    ("disclosures", "立案查处行政处罚案件57件，作出行政处罚决定45件。", {("penalty", "exact", 45)}),
    ("legal_challenges", "行政复议2件，结果维持1件、结果纠正1件。", {("reconsideration", "exact", 2)}),
    ("overview", "2021年我局未收到依申请公开申请事项。", {("received", "none", 0)}),
    ("overview", "2021年，未收到依申请公开事项。", {("received", "none", 0)}),
    ("overview", "全年共收到依申请公开0件。", {("received", "exact", 0)}),
    (
        "overview",
        "因政府信息公开引起的行政复议22件、行政诉讼案件1件。",
        {("reconsideration", "exact", 22), ("litigation", "exact", 1)},
    ),
    ("legal_challenges", "2021年发生行政复议3件。", {("reconsideration", "exact", 3)}),
    (
        "legal_challenges",
        "全年因政府信息公开被申请行政复议3件，被提起行政诉讼1件。",
        {("reconsideration", "exact", 3), ("litigation", "exact", 1)},
    ),
    (
        "legal_challenges",
        "未发生因政府信息公开引起的行政复议、行政诉讼。",
        {("reconsideration", "none", 0), ("litigation", "none", 0)},
    ),
    ("legal_challenges", "未因政府信息公开申请被提起行政诉讼。", {("litigation", "none", 0)}),
    (
        "overview",
        "未发生因政府信息公开引发的行政复议及行政诉讼案件。",
        {("reconsideration", "none", 0), ("litigation", "none", 0)},
    ),
    ("disclosures", "执行行政处罚57件次，比2020年度减少2起。", {("penalty", "exact", 57)}),
    (
        "disclosures",
        "全年作出行政许可决定105件、行政处罚决定57件、行政强制决定4件。",
        {("licensing", "exact", 105), ("penalty", "exact", 57), ("coercion", "exact", 4)},
    ),
    ("disclosures", "全年印发规章1件，规范性文件3件。", {("rules", "exact", 1), ("normative_documents", "exact", 3)}),
    ("disclosures", "全年制发行政规范性文件十二件。", {("normative_documents", "exact", 12)}),
    ("disclosures", "实施行政强制措施4起。", {("coercion", "exact", 4)}),
    ("", "本报告所列数据的统计期限为2021年1月1日至2021年12月31日。", {("period", "exact", 2021)}),
    ("", "本报告统计期限为2020年1月1日至12月31日。", {("period", "exact", 2020)}),
    ("", "本报告数据统计期限为２０２１年１月１日起至１２月３１日止。", {("period", "exact", 2021)}),
]

# Sentences in which nothing may contradict a table.
SILENT: list[tuple[str, str]] = [
    ("overview", "收到政府信息公开申请十余件。"),
    ("overview", "收到政府信息公开申请近100件。"),
    ("overview", "收到政府信息公开申请100多件。"),
    ("overview", "收到政府信息公开申请200件以上。"),
    ("overview", "收到政府信息公开申请数十件。"),
    ("overview", "收到政府信息公开申请一百二件。"),
    ("overview", "收到政府信息公开申请比上年减少16件。"),
    ("overview", "政府信息公开申请同比增加3件。"),
    ("overview", "政府信息公开申请较上年下降12%。"),
    ("overview", "2020年收到政府信息公开申请242件。"),
    ("overview", "上年收到政府信息公开申请242件。"),
    ("overview", "去年共收到政府信息公开申请242件。"),
    ("overview", "2019年收到政府信息公开申请242件。"),
    ("overview", "历年来我局累计受理政府信息依申请公开40件。"),
    ("overview", "自2008年以来，共收到政府信息公开申请400件。"),
    ("overview", "累计收到政府信息公开申请400件。"),
    ("overview", "截至2021年底，共收到政府信息公开申请400件。"),
    ("overview", "“十三五”期间，共收到政府信息公开申请400件。"),
    ("overview", "上半年收到政府信息公开申请12件。"),
    ("overview", "1至6月，收到政府信息公开申请12件。"),
    ("overview", "其中网络申请5件，当面申请2件。"),
    ("overview", "其中，收到政府信息公开申请5件。"),
    ("overview", "收到网络政府信息公开申请5件。"),
    ("overview", "收到自然人政府信息公开申请5件。"),
    ("overview", "金沙街道收到政府信息公开申请3件。"),
    ("overview", "金沙街道：收到政府信息公开申请3件。"),
    ("overview", "县公安局收到政府信息公开申请20件。"),
    ("overview", "各乡镇中，昆阳镇收到政府信息公开申请最多，共收到申请3件。"),
    ("overview", "收到信访件30件。"),
    ("overview", "办理12345工单300件，办结300件。"),
    ("overview", "收到政协提案1件，办结1件。"),
    ("overview", "收到建议提案12件。"),
    ("overview", "开展免费婚检，全年共收到申请500件。"),
    ("overview", "收到救助申请50件。"),
    ("overview", "办理群众网上留言54件。"),
    ("overview", "办理政府信息公开申请258件。"),
    ("overview", "答复政府信息公开申请250件。"),
    ("overview", "行政许可事项39项。"),
    ("overview", "公开行政许可信息28条、行政处罚57条。"),
    ("disclosures", "公开行政许可105件、行政处罚57件。"),
    ("disclosures", "现行有效规范性文件23件。"),
    ("disclosures", "废止规范性文件2件。"),
    ("disclosures", "审查规范性文件5件。"),
    ("disclosures", "备案规范性文件5件。"),
    ("disclosures", "罚款123万元。"),
    ("legal_challenges", "行政复议、行政诉讼共3件。"),
    ("legal_challenges", "作为复议机关受理行政复议案件120件。"),
    ("legal_challenges", "行政复议维持2件。"),
    ("legal_challenges", "复议后起诉1件。"),
    ("overview", "全年办理行政复议案件120件。"),
    ("overview", "未收到网上申请。"),
    ("overview", "金沙街道未收到政府信息公开申请。"),
    ("overview", "上半年，未收到政府信息公开申请。"),
    ("overview", "未收到重复政府信息公开申请。"),
    ("legal_challenges", "无行政诉讼败诉案件。"),
    ("legal_challenges", "未发生行政复议被纠正情况。"),
    ("overview", "收到政府信息公开申请26件（含上年结转3件）。"),
    ("overview", "根据《2020年政务公开工作要点》收到政府信息公开申请人咨询5件。"),
    ("", "统计期限为2020年1月1日至2021年12月31日。"),
    ("overview", "全市共收到政府信息公开申请4600件。"),
    ("overview", "收到政府信息公开申请从2020年的258件上升到321件。"),
    ("overview", "收到政府信息公开申请数比去年的12件有所减少。"),
    ("overview", "收到土地类申请3件、社保类申请2件。"),
    ("overview", "县政府办公室收到政府信息公开申请100件，县直部门收到申请200件，乡镇收到申请21件，合计321件。"),
    ("overview", "县教育局、县民政局分别收到政府信息公开申请5件、7件。"),
    ("overview", "通过网络渠道共收到政府信息公开申请3件。"),
    ("overview", "全年共收到政府信息公开申请39件，其中上年结转8件，新收31件。"),
    ("overview", "全年共收到政府信息公开申请39件（其中上年结转8件，新收31件）。"),
    ("overview", "近三年来共收到政府信息公开申请130件。"),
    ("overview", "自《条例》施行以来，共收到政府信息公开申请130件。"),
    ("overview", "收到政府信息公开申请咨询电话30次。"),
    ("overview", "收到政府信息公开申请补正材料5份。"),
    ("overview", "收到第12件政府信息公开申请。"),
    ("overview", "对每一件政府信息公开申请认真办理。"),
    ("overview", "我局下属单位未收到政府信息公开申请。"),
    ("overview", "除1件政府信息公开申请外，未收到其他政府信息公开申请。"),
    ("overview", "没有申请人因政府信息公开申请答复不服提起行政复议。"),
    ("overview", "无结转下年度政府信息公开申请。"),
    ("disclosures", "作出行政许可决定1.2万件。"),
    ("disclosures", "作出行政许可决定12万件。"),
    ("disclosures", "全市作出行政处罚决定45件。"),
    ("disclosures", "一般程序行政处罚20件，简易程序行政处罚300件。"),
    ("disclosures", "移送行政处罚案件5件。"),
    ("disclosures", "清理规范性文件，保留规范性文件120件，废止20件，修改3件。"),
    ("legal_challenges", "全市共发生行政诉讼案件112件，其中涉及政府信息公开的5件。"),
    ("legal_challenges", "行政诉讼112件，其中涉及政府信息公开的5件。"),
    ("overview", "市司法局收到政府信息公开类行政复议申请12件，作出维持决定10件。"),
]

# Sentences about other things, of which nothing may become a claim at all, not even one that could agree by chance.
UNRELATED: list[tuple[str, str]] = [
    ("overview", "主动公开政府信息1200条，政策解读30件，回应关切12件。"),
    ("overview", "政府网站收到留言500条，办结498条。"),
    ("overview", "政务公开办收到群众来信12件。"),
    ("overview", "收到政府信息公开投诉举报3件。"),
    ("overview", "办理12345工单300件，办结人大建议15件、政协提案8件。"),
    ("overview", "公示行政处罚信息57条、行政许可信息105条。"),
    ("overview", "开展政务公开培训2次，制定政府信息公开制度5件。"),
    ("overview", "编制依申请公开目录12项，公开规章制度12件。"),
    ("overview", "政务新媒体发布信息1258条，办结咨询36件。"),
    ("overview", "收取政府信息公开申请信息处理费300元。"),
]


# Rule, the passage of a forged report, and the words before the number that is planted.
PLANTS = {
    "narrative.received": ("requests", "新收|收到|申请"),
    "narrative.processed": ("requests", "办结申请|办结|办理完毕"),
    "narrative.carried_out": ("requests", "结转至[0-9]+年|结转下一?年度(?:继续办理)?(?:申请)?"),
    "narrative.reconsideration": ("legal_challenges", "行政复议"),
    "narrative.litigation": ("legal_challenges", "行政诉讼"),
    "narrative.licensing": ("disclosures", "行政许可(?:决定)?"),
    "narrative.penalty": ("disclosures", "行政处罚(?:决定)?"),
    "narrative.coercion": ("disclosures", "行政强制(?:决定|措施)"),
    "narrative.normative_documents": ("disclosures", "规范性文件"),
    "narrative.period": ("period", ""),
}
AGENCIES = ("昌黎县水务局", "武山县自然资源局", "安化县农业农村局", "容县民政局", "会泽县林业局")


def _forged() -> dict[str, ReportFigures]:
    """A clean report of each agency, and for each rule one of each in which the prose alone says something else."""
    reports: dict[str, ReportFigures] = {}
    for number, agency in enumerate(AGENCIES):
        clean = balanced(number + 7, agency_name=agency)
        reports[f"clean-{number}"] = clean
        for rule, (topic, words) in PLANTS.items():
            [text] = [passage.text for passage in clean.prose if passage.topic == topic]
            year = str(clean.report_year)
            said = text.replace(year, "1999") if rule == "narrative.period" else _planted(text, words)
            assert said != text, (rule, text)
            reports[f"{rule}-{number}"] = clean.with_passages(topic, said)
    return reports


def _planted(text: str, words: str) -> str:
    after = re.search(rf"(?:{words})(?:的申请|申请)?([0-9]+)[件起]", text) or re.search("共收到([0-9]+)件", text)
    assert after, text
    return text[: after.start(1)] + str(int(after[1]) + 1000) + text[after.end(1) :]


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One warehouse of forged reports and single sentences."""
    folder = tmp_path_factory.mktemp("narrative")
    database = folder / "gouji.duckdb"
    documents = folder / "documents"
    documents.mkdir()
    for name, figures in _forged().items():
        (documents / f"{name}.html").write_bytes(render(figures, "html_one_table").content)
    ingest([documents], database, 1)
    with duckdb.connect(str(database)) as connection:
        _fill_raw(connection)
    paths = ("--target-path", str(folder / "target"), "--log-path", str(folder))
    _dbt(database, "seed", *paths)
    _dbt(database, "run", "--select", "+fct_narrative_claims", "+fct_rule_results", *paths)
    return database


@pytest.fixture(scope="module")
def failures(built_once: Path) -> dict[str, set[tuple[str, str]]]:
    """Failing rules and their scopes, by the name of the forged document."""
    with duckdb.connect(str(built_once), read_only=True) as connection:
        rows = connection.execute("""
            select split_part(parse_filename(source_uri, true), '/', -1), rule_id, scope_code
            from marts.fct_rule_results join raw.reports using (report_id) join raw.sources using (document_id)
            where verdict = 'fail'
        """).fetchall()
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, rule, scope in rows:
        found[name].add((rule, scope))
    return found


@pytest.mark.parametrize("number", range(len(AGENCIES)))
def test_unplanted_prose_agrees(failures: dict[str, set[tuple[str, str]]], number: int) -> None:
    assert failures.get(f"clean-{number}", set()) == set()


@pytest.mark.parametrize("number", range(len(AGENCIES)))
@pytest.mark.parametrize("rule", PLANTS)
def test_planted_prose_fails_where_it_was_planted(
    failures: dict[str, set[tuple[str, str]]], rule: str, number: int
) -> None:
    assert failures.get(f"{rule}-{number}", set()) == {(rule, "report")}


@pytest.fixture(scope="module")
def claims(built_once: Path) -> dict[str, Claims]:
    """The firm claims about the report's own year, by sentence."""
    database = built_once
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute("""
            select sentence, claimed_code, claim_kind, claimed_value from marts.fct_narrative_claims
            where claim_kind in ('exact', 'none') and period = ?
        """, [YEAR]).fetchall()  # fmt: skip
    found: dict[str, Claims] = defaultdict(set)
    for sentence, code, kind, value in rows:
        found[sentence].add((code, kind, float(value)))
    return found


def _dbt(database: Path, *arguments: str) -> None:
    environment = os.environ | {"GOUJI_BUILD_FILE": str(database), "DO_NOT_TRACK": "1"}
    command = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", *arguments]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout


def _fill_raw(connection: duckdb.DuckDBPyConnection) -> None:
    sentences = [(section, text) for section, text, _ in FIRM] + SILENT + UNRELATED
    for number, (section, text) in enumerate(sentences):
        connection.execute("insert into raw.documents (document_id) values (?)", [f"d{number}"])
        connection.execute(
            "insert into raw.reports (report_id, document_id, report_ordinal, form_version, agency_name, report_year)"
            " values (?, ?, 1, 'form_2021', ?, ?)",
            [f"r{number}", f"d{number}", GOVERNMENT if text.startswith(("2021年，全县", "全市各级")) else AGENCY, YEAR],
        )
        connection.execute(
            "insert into raw.paragraphs (report_id, paragraph_ordinal, section_code, printed_text) values (?, 1, ?, ?)",
            [f"r{number}", section or None, text],
        )


@pytest.mark.parametrize(("section", "sentence", "expected"), FIRM, ids=[text for _, text, _ in FIRM])
def test_claim_is_read(claims: dict[str, Claims], section: str, sentence: str, expected: Claims) -> None:
    assert claims.get(sentence, set()) - {("carried_out", "exact", 2.0)} == expected


@pytest.mark.parametrize(("section", "sentence"), SILENT, ids=[text for _, text in SILENT])
def test_nothing_contradicts_a_table(claims: dict[str, Claims], section: str, sentence: str) -> None:
    assert claims.get(sentence, set()) == set()


@pytest.mark.parametrize(("section", "sentence"), UNRELATED, ids=[text for _, text in UNRELATED])
def test_what_is_about_other_things_is_no_claim(built_once: Path, section: str, sentence: str) -> None:
    with duckdb.connect(str(built_once), read_only=True) as connection:
        found = connection.execute(
            "select claimed_code, claim_kind, claimed_value from marts.fct_narrative_claims where sentence = ?",
            [sentence],
        ).fetchall()
    assert found == []
