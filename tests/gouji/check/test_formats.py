"""JSON as its schema says, SARIF as OASIS says, HTML as one page that loads nothing."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gouji.check.json_output import SCHEMA_VERSION
from gouji.check.model import CheckResult
from gouji.check.outputs import FORMATS, in_format
from gouji.check.sarif_output import as_uri
from gouji.severities import SEVERITIES

PROJECT_ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((PROJECT_ROOT / "docs" / "check-schema.json").read_text(encoding="utf-8"))

# What SARIF 2.1.0 demands of the parts that are written here (sections 3.13 to 3.58 of the standard).
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": r"^[A-Za-z0-9%:/?#\[\]@!$&'()*+,;=._~-]+$"}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {"artifactLocation": {"type": "object", "required": ["uri"], "properties": {"uri": URI}}},
        },
        "logicalLocations": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
    },
}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "level", "message", "locations"],
    "properties": {
        "level": LEVEL,
        "message": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
INVOCATION = {
    "type": "object",
    "required": ["executionSuccessful"],
    "properties": {
        "executionSuccessful": {"type": "boolean"},
        "toolExecutionNotifications": {
            "type": "array",
            "items": {"type": "object", "required": ["message"], "properties": {"message": TEXT, "level": LEVEL}},
        },
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "uniqueItems": True, "items": RULE}},
                            }
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                    "invocations": {"type": "array", "items": INVOCATION},
                },
            },
        },
    },
}


def as_json(result: CheckResult) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(in_format(result, "json", "zh"))
    return told


def test_json_is_what_its_schema_says(checked: CheckResult) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    told = as_json(checked)
    jsonschema.validate(told, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert told["schema_version"] == SCHEMA_VERSION


def test_the_schema_describes_every_property(checked: CheckResult) -> None:
    """Nothing is allowed beside what it names, so that a new property cannot go undocumented."""
    objects = [one for one in (SCHEMA, *SCHEMA["$defs"].values()) if one["type"] == "object"]
    assert {id(SCHEMA), id(SCHEMA["$defs"]["finding"])} <= set(map(id, objects))
    assert all(one["additionalProperties"] is False and one["required"] == list(one["properties"]) for one in objects)
    assert {"reports", "rejected", "rules"} <= set(as_json(checked))


def test_json_cells_carry_the_number_beside_the_text(checked: CheckResult) -> None:
    cells = [cell for report in as_json(checked)["reports"] for cell in report["printed_cells"]]
    numbers = [cell for cell in cells if cell["cell_state"] in ("number", "stated_in_prose")]
    assert numbers
    assert all(cell["value"] is not None for cell in numbers)
    assert {cell["value"] for cell in cells if cell not in numbers} == {None}
    plain = [cell for cell in numbers if cell["printed_text"].isdigit()]
    assert all(cell["value"] == int(cell["printed_text"]) and isinstance(cell["value"], int) for cell in plain)


def test_json_numbers_are_whole_where_the_figures_are(checked: CheckResult) -> None:
    [report] = [report for report in as_json(checked)["reports"] if report["verdict"] == "discrepant"]
    [balance] = [finding for finding in report["findings"] if finding["rule_id"] == "requests.balance"]
    assert balance["suggested_value"] == 27
    assert isinstance(balance["suggested_value"], int)
    assert [(t["row_code"], t["value"]) for t in balance["equation"]["terms"] if t["value"]] == [
        ("received", 27),
        ("processed", 21),
    ]
    [explanation] = report["explanations"]
    assert explanation["component_code"] == balance["component_code"]
    assert explanation["changes"][0]["suggested_value"] == 27


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_is_valid(checked: CheckResult, lang: str) -> None:
    log = json.loads(in_format(checked, "sarif", lang))
    jsonschema.validate(log, SARIF, cls=jsonschema.Draft202012Validator)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == sum(len(report.findings) for report in checked.reports)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {result["properties"]["severity"] for result in run["results"]} <= set(SEVERITIES)
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == len(checked.rejected)


def test_addresses_are_uris() -> None:
    assert as_uri("samples/年报 1.html") == "samples/%E5%B9%B4%E6%8A%A5%201.html"
    assert as_uri("/srv/a#b.html") == "file:///srv/a%23b.html"
    assert as_uri("a.zip!/b.html") == "a.zip!/b.html"
    assert as_uri("c:draft.html") == "c%3Adraft.html"


class Page(HTMLParser):
    """What a page loads, runs and says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def assert_harmless(text: str) -> None:
    page = Page(text)
    assert not {"script", "iframe", "object", "embed", "link", "img", "svg", "form", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href", "style")]
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_html_is_one_page_that_loads_and_runs_nothing(checked: CheckResult, lang: str) -> None:
    text = in_format(checked, "html", lang)
    assert_harmless(text)
    assert "default-src 'none'" in text
    assert "@page { size: A4" in text
    assert "prefers-color-scheme: dark" in text
    assert text.count("<article") == len(checked.reports) + len(checked.rejected)


def test_html_marks_cells_by_more_than_colour(checked: CheckResult) -> None:
    text = in_format(checked, "html", "zh")
    assert re.search(r'<td class="critical marked">21<sup>\[1\]</sup><sup>\[2\]</sup><sup>\[3\]</sup></td>', text)
    assert "可能原因: 一位数字误植" in text
    assert "建议值: （七）总计·自然人 21 → 27" in text


@pytest.mark.parametrize("output_format", FORMATS)
def test_nothing_at_all_is_a_result_too(output_format: str) -> None:
    assert in_format(CheckResult((), (), {}, None), output_format, "en") is not None
