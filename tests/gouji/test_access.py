"""Marts are public to other dbt projects and nothing before them is."""

from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[2] / "dbt_project.yml"


def test_only_the_marts_are_public() -> None:
    layers = yaml.safe_load(PROJECT.read_text("utf-8"))["models"]["gouji"]
    public = {name for name, layer in layers.items() if isinstance(layer, dict) and layer.get("+access") == "public"}
    assert public == {"marts"}
