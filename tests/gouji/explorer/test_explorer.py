"""The explorer: every page and its JSON, hostile reports, refusals, and a warehouse that is replaced under it."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from benchmarks.warehouse import create_empty, fill
from gouji import cli
from gouji.errors import WarehouseMissing
from gouji.explorer import respond, store
from gouji.explorer.app import create_app
from gouji.explorer.charts import Chart, Point, draw
from gouji.explorer.openapi import document
from gouji.explorer.pages import PAGES
from gouji.explorer.readings import read_name
from gouji.explorer.reasons import place_text, reason_text
from gouji.explorer.store import Store
from gouji.explorer.templating import TEMPLATES
from gouji.explorer.tiles import STEPS, step
from gouji.explorer.wording import catalogue
from gouji.exports.catalogue import read_catalogue
from gouji.exports.csv_files import export_csv
from gouji.exports.spreadsheets import without_formulas
from gouji.exports.xlsx import export_xlsx

from .conftest import FORMULA, HOSTILE, REPORTS, TestClient

FIXED = ("/", "/agencies", "/reports", "/rules", "/rules/requests.balance", "/data", "/data/metrics", "/loads",
         "/data/fct_printed_cells", f"/reports/{HOSTILE}", f"/reports/{HOSTILE}/cells", "/agencies/evil")  # fmt: skip


def json_of(path: str) -> str:
    return "/index.json" if path == "/" else f"{path}.json"


@pytest.mark.parametrize("path", FIXED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_answers_under_a_strict_policy(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(path, params={"lang": lang})
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:[^<]*\"", answer.text)
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in answer.text


@pytest.mark.parametrize("path", FIXED)
def test_json_is_what_the_openapi_document_says(client: TestClient, path: str) -> None:
    openapi = document(PAGES)
    registry: Any = Registry().with_resource("urn:o", Resource.opaque(openapi))
    page = next(p for p in PAGES if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", p.path), path))
    schema = openapi["paths"][page.json_path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {"components": openapi["components"], **schema}
    Draft202012Validator(whole, registry=registry).validate(client.get(json_of(path)).json())


def test_openapi_document_is_well_formed(client: TestClient) -> None:
    found = client.get("/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    assert {"title", "version"} <= found["info"].keys()
    for path, item in found["paths"].items():
        described = item["get"]["parameters"]
        assert {p["name"] for p in described if p["in"] == "path"} == set(re.findall(r"\{(\w+)\}", path))
        assert len({(p["in"], p["name"]) for p in described}) == len(described)
    assert len({item["get"]["operationId"] for item in found["paths"].values()}) == len(PAGES)
    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for name in re.findall(r"#/components/schemas/(\w+)", str(found)):
        assert name in found["components"]["schemas"]


def test_hostile_text_stays_text(client: TestClient) -> None:
    for path in (
        f"/reports/{HOSTILE}",
        f"/reports/{HOSTILE}/cells",
        "/agencies/evil",
        "/agencies?q=财政局",
        "/reports",
    ):
        page = client.get(path)
        assert "<script" not in page.text
        assert "\u202e" not in page.text
        assert len(page.content) < 200_000
    assert 'href="javascript' not in client.get(f"/reports/{HOSTILE}").text
    raw = client.get(f"/reports/{HOSTILE}.json").text
    assert "<" not in raw
    assert "\u202e" not in raw
    assert len(client.get("/data/fct_printed_cells.json", params={"page_size": 500}).content) < 2_000_000


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", ("办结申请", "✗ 不符", "规则判定： 不成立", "? 不同，但未读懂", "30,000 元", "（原文以万元计）", "不比较")),
     ("en", ("Requests processed", "✗ differs", "Rule: fails", "not understood for certain", "30,000 yuan",
             "(stated in 万元)", "not compared"))],
)  # fmt: skip
def test_what_the_prose_states_stands_beside_the_tables(client: TestClient, lang: str, said: tuple[str, ...]) -> None:
    page = client.get(f"/reports/{HOSTILE}", params={"lang": lang}).text
    panel = page[page.index('<h2 id="claims">') : page.index('<h2 id="verdicts">')]
    words = " ".join(re.sub("<[^>]+>", "", panel).split())
    assert [text for text in said if text not in words] == []
    assert 'href="#requests.processed.natural_person"' in panel
    assert 'id="requests.processed.natural_person"' in page
    assert len(panel) < 20_000
    # A link leads to what is drawn and nowhere else.
    assert {anchor for anchor in re.findall(r'href="#([^"]+)"', panel) if f'id="{anchor}"' not in page} == set()
    claims = client.get(f"/reports/{HOSTILE}.json").json()["claims"]
    assert [(c["claimed_code"], c["claimed_value"], c["agrees"], c["verdict"]) for c in claims] == [
        ("processed", 258, False, "fail"), ("received", 3, False, None), ("fees", 30000, True, None),
        ("litigation", 2, None, None),
    ]  # fmt: skip


def test_equations_are_told_in_words_with_their_figures(client: TestClient) -> None:
    said = {
        "zh": ("一、本年新收政府信息公开申请数量 27 ≠ （七）总计 21",
               "二、上年结转政府信息公开申请数量 0 ≠ 四、结转下年度继续办理(上年) 4"),
        "en": ("New requests received this year 27 ≠ Total processed 21",
               "Requests carried in from last year 0 ≠ Carried out to next year (last year) 4"),
    }  # fmt: skip
    for lang, equations in said.items():
        page = client.get(f"/reports/{HOSTILE}", params={"lang": lang}).text
        assert all(page.count(equation) == 2 for equation in equations), lang  # in the cell's note and in the list
        found = {f["rule_id"]: f[f"equation_{lang}"] for f in client.get(f"/reports/{HOSTILE}.json").json()["findings"]}
        assert (found["requests.balance"], found["requests.carry_over"]) == equations
    words = {"zh": "上年报告的结转下年度继续办理", "en": "Carried out to next year (last year&#39;s report)"}
    for lang, text in words.items():
        for path in ("/rules", "/rules/requests.carry_over"):
            page = client.get(path, params={"lang": lang}).text
            assert text in page
            assert "carried_out(t-1)" not in page


def test_the_dictionary_of_metrics_is_the_published_one(client: TestClient) -> None:
    found = client.get("/data/metrics.json").json()
    assert [(one["metric_code"], one["unit"]) for one in found["metrics"]] == [
        ("requests_received", "count"),
        ("disclosure_rate", "share"),
    ]
    page = client.get("/data/metrics", params={"lang": "en"}).text
    assert "<code>disclosure_rate</code>" in page.replace("<bdi>", "").replace("</bdi>", "")
    assert "Share disclosed" in page
    assert "<script" not in page  # a description is text as well


def test_a_file_without_the_terms_tells_both_sides(tmp_path: Path) -> None:
    create_empty(tmp_path / "gouji.duckdb")
    fill(tmp_path / "gouji.duckdb", 8)
    with duckdb.connect(str(tmp_path / "gouji.duckdb")) as connection:
        connection.execute("drop table marts.dim_rule_terms; drop table marts.dim_metrics")
    with TestClient(create_app(tmp_path / "gouji.duckdb"), base_url="http://127.0.0.1:8000") as client:
        report = next(r for r in client.get("/reports.json").json()["items"] if r["failed_rule_count"])
        page = client.get(f"/reports/{report['report_id']}.json").json()
        assert client.get("/data/metrics.json").json()["metrics"] == []
        assert client.get(f"/agencies/{report['agency_id']}.json").json()["rates"] == []
    assert page["findings"][0]["equation_en"].startswith("New requests received this year + ")


def test_a_report_without_claims_has_no_panel(client: TestClient) -> None:
    reports = [report["report_id"] for report in client.get("/reports.json").json()["items"]]
    silent = next(one for one in reports if not client.get(f"/reports/{one}.json").json()["claims"])
    assert 'id="claims"' not in client.get(f"/reports/{silent}").text


@pytest.mark.parametrize(("lang", "title"), [("zh", "更正清单"), ("en", "Corrections to annual reports")])
def test_the_correction_list_of_a_report_is_offered(client: TestClient, lang: str, title: str) -> None:
    page = client.get(f"/reports/{HOSTILE}", params={"lang": lang})
    for ending in ("md", "xlsx"):
        assert f'href="/reports/{HOSTILE}/corrections.{ending}"' in page.text
        answer = client.get(f"/reports/{HOSTILE}/corrections.{ending}", params={"lang": lang})
        assert answer.headers["content-disposition"] == f'attachment; filename="corrections-{HOSTILE}.{ending}"'
    text = client.get(f"/reports/{HOSTILE}/corrections.md", params={"lang": lang}).text
    assert title in text.splitlines()[0]
    assert not re.search(r"(?<!\\)<", text)
    assert "\u202e" not in text
    assert client.get("/reports/none/corrections.md").status_code == 404


def test_no_cell_of_a_download_begins_a_formula(client: TestClient, warehouse_once: Path, tmp_path: Path) -> None:
    for path in ("/data/fct_printed_cells.csv", f"/reports/{HOSTILE}/findings.csv"):
        frame = pl.read_csv(io.BytesIO(client.get(path).content), infer_schema=False)
        assert frame.equals(without_formulas(frame))
        assert any(FORMULA in str(value) for value in frame["printed_text"])
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/reports/{HOSTILE}/corrections.xlsx").content))
    assert FORMULA in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]
    with duckdb.connect(str(warehouse_once), read_only=True) as connection:
        marts = read_catalogue(connection, ["fct_printed_cells"])
        export_xlsx(connection, marts, tmp_path / "out.xlsx", (), lambda *_: None)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert not [cell for row in book["fct_printed_cells"].iter_rows() for cell in row if cell.data_type == "f"]


HOSTILE_MARTS = ("dim_agencies", "dim_reports", "fct_findings", "fct_narrative_claims", "fct_printed_cells")
BEGINS_A_FORMULA = re.compile(r"\s*[=+\-@](?![\d.]+$)")


def begins_a_formula(value: object) -> bool:
    """Whether a spreadsheet would run it; a negative figure is none."""
    return isinstance(value, str) and bool(BEGINS_A_FORMULA.match(value))


@pytest.mark.parametrize("mart", HOSTILE_MARTS)
def test_no_csv_of_a_hostile_report_begins_a_formula(
    client: TestClient, warehouse_once: Path, tmp_path: Path, mart: str
) -> None:
    downloaded = pl.read_csv(io.BytesIO(client.get(f"/data/{mart}.csv").content), infer_schema=False)
    with duckdb.connect(str(warehouse_once), read_only=True) as connection:
        export_csv(connection, read_catalogue(connection, [mart]), tmp_path / "csv", (), lambda *_: None)
    exported = pl.read_csv(tmp_path / "csv" / f"{mart}.csv", infer_schema=False)
    assert downloaded.height == exported.height > 0
    for frame in (downloaded, exported):
        assert not [value for row in frame.rows() for value in row if begins_a_formula(value)]


def test_no_workbook_of_a_hostile_report_holds_a_formula(warehouse_once: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(warehouse_once), read_only=True) as connection:
        export_xlsx(
            connection, read_catalogue(connection, list(HOSTILE_MARTS)), tmp_path / "out.xlsx", (), lambda *_: None
        )
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_parquet_is_the_table_itself(client: TestClient) -> None:
    frame = pl.read_parquet(io.BytesIO(client.get("/data/fct_printed_cells.parquet").content))
    assert FORMULA in set(frame["printed_text"])


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/reports/x", 404), ("/agencies/x", 404), ("/rules/x", 404), ("/data/pg_tables", 404),
     ("/data/x.csv", 404), ("/reports?year=x", 400), ("/reports?page=0", 400), ("/reports?page_size=501", 400),
     ("/reports?sort=report_id;drop", 400), ("/agencies?q=" + "x" * 101, 400), ("/reports?year=²", 400)],
)  # fmt: skip
def test_what_is_not_there_is_said(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "/agencies" in answer.text
    head, mark, tail = path.partition("?")
    if not head.endswith(".csv"):
        answer = client.get(f"{head}.json{mark}{tail}")
        assert answer.json()["error"].keys() == {"status", "message_zh", "message_en"}


def test_it_is_read_only_and_names_its_hosts(client: TestClient) -> None:
    assert client.post("/").status_code == 405
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    for host in ("localhost:8000", "[::1]:8000", "127.0.0.1"):
        assert client.get("/", headers={"host": host}).status_code == 200


def test_search_takes_parts_of_names_pinyin_and_codes(client: TestClient) -> None:
    def names(query: str) -> list[str]:
        return [row["agency_name"] for row in client.get("/agencies.json", params={"q": query}).json()["items"]]

    assert "东城区财政局" in names("东城财政")
    assert "东城区财政局" in names("dcqczj")
    assert "东城区财政局" in names("dongcheng")
    assert "东城区财政局" in names("110101")
    assert names("100%") == names("_" * 3) == []
    similar = client.get("/agencies.json", params={"q": "东城区财正局"}).json()
    assert similar["suggestions"][0]["agency_name"] == "东城区财政局"


def test_names_are_read_by_words() -> None:
    assert read_name("重庆市财政局", {"重庆市"}).initials == "cqsczj"
    assert read_name("", set()).pinyin == ""


def test_lists_sort_and_page(client: TestClient) -> None:
    first = client.get("/reports.json", params={"sort": "report_year", "page_size": 7}).json()
    assert first["paging"] == {"page": 1, "page_size": 7, "total_count": REPORTS + 1}
    assert [r["report_year"] for r in first["items"]] == sorted(r["report_year"] for r in first["items"])
    second = client.get("/reports.json", params={"sort": "report_year", "page_size": 7, "page": 2}).json()
    assert not {r["report_id"] for r in first["items"]} & {r["report_id"] for r in second["items"]}


def test_language_is_asked_for_then_remembered_then_the_browsers(client: TestClient) -> None:
    assert "zh-CN" in client.get("/").headers["content-language"]
    assert client.get("/", headers={"accept-language": "fr, en;q=0.8, zh;q=0.2"}).headers["content-language"] == "en"
    client.get("/?lang=en")
    assert client.get("/", headers={"accept-language": "zh"}).headers["content-language"] == "en"


def test_unchanged_pages_are_not_sent_twice(client: TestClient) -> None:
    tag = client.get("/rules").headers["etag"]
    assert client.get("/rules", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/rules?lang=en", headers={"if-none-match": tag}).status_code == 200


def test_a_replaced_warehouse_is_followed(tmp_path: Path) -> None:
    live, new = tmp_path / "gouji.duckdb", tmp_path / "new.duckdb"
    create_empty(live)
    shutil.copy(live, new)
    client = TestClient(create_app(live, switch_seconds=60), base_url="http://127.0.0.1")
    assert client.get("/index.json").json()["totals"]["report_count"] == 0
    for page in (
        "/",
        "/agencies",
        "/reports",
        "/rules",
        "/data",
        "/data/fct_printed_cells",
        "/loads",
        "/charts/verdicts.svg",
    ):
        assert client.get(page).status_code == 200
    fill(new, 10)
    new.replace(live)
    assert client.get("/index.json").json()["totals"]["report_count"] == 10
    new.write_bytes(b"no database")
    new.replace(live)
    assert client.get("/index.json").json()["totals"]["report_count"] == 10
    live.unlink()
    assert client.get("/index.json").json()["totals"]["report_count"] == 10


def test_nothing_else_can_be_read_through_a_query(warehouse_once: Path) -> None:
    with Store(warehouse_once).snapshot().cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute("from read_csv('/etc/hosts')")


def test_slow_queries_are_interrupted(warehouse_once: Path) -> None:
    slow = "select count(*) from range(1000000000000) as t (i) where i % 7 = 3"
    with Store(warehouse_once).snapshot().cursor(0.05) as cursor, pytest.raises(duckdb.InterruptException):
        cursor.execute(slow).fetchall()
    assert store.QUERY_SECONDS < 10
    assert respond.ERROR_WORDS[503] == "too_slow"


def test_missing_warehouse_is_said_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WarehouseMissing):
        create_app(tmp_path / "none.duckdb")
    assert cli.main(["serve", "--warehouse", str(tmp_path / "none.duckdb")]) == 2
    said = capsys.readouterr().err
    assert "找不到数据库文件" in said
    assert "There is no warehouse file" in said


def test_charts_are_drawn_without_style_or_script(client: TestClient) -> None:
    drawn = client.get("/charts/verdicts.svg", params={"scheme": "dark", "lang": "en"})
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert not re.search(r"<script|style=|<style", drawn.text)


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [("no_prior_report: 2020", "没有上年报告：2020", "no report of the year before: 2020"),
     ("blank: carried_in +2", "空白：上年结转政府信息公开申请数量，另有 2 处",
      "blank: Requests carried in from last year and 2 more"),
     ("blank +1", "空白，另有 1 处", "blank and 1 more"), ("absent", "未印", "not printed"),
     ("dash: received.total", "以横线代替：本年新收政府信息公开申请数量·总计",
      "a dash: New requests received this year·Total"),
     ("unlisted_member: 甲县: 乙 +3", "有未列入名单的下属机关：甲县: 乙，另有 3 处",
      "an agency below is not on the list: 甲县: 乙 and 3 more"),
     ("some_new_code: x", "some_new_code: x", "some_new_code: x"), ("", "", "")],
)  # fmt: skip
def test_reasons_are_told_in_words(reason: str, zh: str, en: str) -> None:
    assert (reason_text(reason, "zh"), reason_text(reason, "en")) == (zh, en)


def test_every_documented_reason_has_words() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs/rules/README.md").read_text(encoding="utf-8")
    listed = page[page.index("Reasons of `not_evaluable`") :].split(". ")[0]
    codes = {code for code in re.findall(r"`(\w+)(?:: [^`]*)?`", listed) if code != "not_evaluable"}
    assert len(codes) > 15
    assert {f"reason.{code}" for code in codes} <= catalogue().keys()


def test_places_are_told_in_words(client: TestClient) -> None:
    assert place_text("other_org", "zh") == "其他"
    assert place_text("report", "en") == "the report"
    page = client.get("/rules/requests.carry_over", params={"lang": "zh"}).text
    assert "<td><bdi>总计</bdi></td>" in page


def test_the_province_with_most_reports_is_darkest() -> None:
    assert [step(count, 1) for count in (0, 1)] == [0, STEPS]
    assert [step(count, 5) for count in range(6)] == [0, 1, 2, 3, 4, 5]
    assert [step(count, 1000) for count in (1, 200, 201, 1000)] == [1, 1, 2, 5]


def test_counts_have_no_halves() -> None:
    for value, stacked in ((1, False), (3, False), (2, True)):
        points = (Point(2021, "pass_count", value), Point(2021, "fail_count", 1))
        drawn = draw(Chart(("pass_count", "fail_count"), points, stacked=stacked), "en", "light")
        marks = re.findall(r">(\d+(?:\.\d+)?)</text>", drawn)
        assert marks
        assert not [mark for mark in marks if "." in mark]


def test_every_word_has_both_languages_and_is_known() -> None:
    for key, wording in catalogue().items():
        assert wording.zh.strip(), key
        assert wording.en.strip(), key
    used = {
        key
        for path in TEMPLATES.glob("*.html")
        for key in re.findall(r'\bt\(\s*["\']([\w.]+)["\']\s*[,)]', path.read_text())
    }
    assert used
    assert used <= catalogue().keys()
