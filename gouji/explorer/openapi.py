"""The OpenAPI document: written from the pages' parameters and from the types of their answers."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gouji import __version__
from gouji.explorer.parameters import Parameter
from gouji.explorer.visit import DataclassType, Page

Schema = dict[str, Any]

SCALARS: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    # An amount too long for a float that prints the same is given by its digits.
    Decimal: {"type": ["number", "string"]},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}
PATH_VARIABLE = re.compile(r"\{(\w+)\}")
ERROR: Schema = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "message_zh", "message_en"],
            "properties": {
                "status": {"type": "integer"},
                "message_zh": {"type": "string"},
                "message_en": {"type": "string"},
            },
        }
    },
}
ERROR_STATUSES = {"400": "A parameter has a value it cannot take.", "404": "There is nothing under this address."}


def document(pages: Iterable[Page]) -> Schema:
    """The OpenAPI 3.1 document of the JSON addresses."""
    pages = tuple(pages)
    schemas: dict[str, Schema] = {"Error": ERROR}
    paths = {page.json_path: {"get": _operation(page, schemas)} for page in pages}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "gouji 勾稽",
            "version": __version__,
            "summary": "Annual reports on government-information disclosure, every printed figure and every equation.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _operation(page: Page, schemas: dict[str, Schema]) -> Schema:
    described = [_path_variable(name) for name in PATH_VARIABLE.findall(page.path)]
    described += [_parameter(parameter) for parameter in page.parameters]
    errors = {
        status: {"description": text, "content": _json({"$ref": "#/components/schemas/Error"})}
        for status, text in ERROR_STATUSES.items()
    }
    answered = {"description": page.summary.en, "content": _json(_schema(page.answer, schemas))}
    return {
        "operationId": page.name,
        "summary": f"{page.summary.en} / {page.summary.zh}",
        "parameters": described,
        "responses": {"200": answered} | errors,
    }


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _path_variable(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _parameter(parameter: Parameter) -> Schema:
    schema: Schema = {"type": "integer" if parameter.is_number else "string"}
    for key, value in (("minimum", parameter.minimum), ("maximum", parameter.maximum), ("default", parameter.default)):
        if value is not None:
            schema[key] = value
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    return {"name": parameter.name, "in": "query", "description": parameter.description, "schema": schema}


def _schema(kind: object, schemas: dict[str, Schema]) -> Schema:
    """The schema of a type; of a dataclass a reference, which is written on first sight."""
    if kind in SCALARS:
        return dict(SCALARS[kind])
    if isinstance(kind, type) and is_dataclass(kind):
        return _reference(kind, schemas)
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(arguments[0], schemas)}
    if isinstance(kind, types.UnionType):
        return _any_of([_schema(argument, schemas) for argument in arguments])
    raise TypeError(f"no schema for {kind}")


def _any_of(alternatives: list[Schema]) -> Schema:
    if all(schema.keys() == {"type"} for schema in alternatives):
        names = [schema["type"] if isinstance(schema["type"], list) else [schema["type"]] for schema in alternatives]
        return {"type": sorted({name for several in names for name in several})}
    return {"anyOf": alternatives}


def _reference(kind: type[DataclassType], schemas: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in schemas:
        schemas[name] = {}  # a type may hold itself
        hints = typing.get_type_hints(kind)
        schemas[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "required": [field.name for field in fields(kind)],
            "additionalProperties": False,
            "properties": {field.name: _schema(hints[field.name], schemas) for field in fields(kind)},
        }
    return {"$ref": f"#/components/schemas/{name}"}
