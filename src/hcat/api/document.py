# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document: what ninja gathers, brought to the NL API Design Rules.

Paths are relative to the server's address; every success carries API-Version, every error is a
problem (RFC 9457); words come in the language of the asker.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from ninja import NinjaAPI
from ruamel.yaml import YAML

from . import VERSION
from .problems import MEDIA_TYPE
from .words import N_

TITLE = N_("Human capital agenda: figures and register")
DESCRIPTION = N_(
    "What a region promised in its human capital agenda, how each promise stands, and on which "
    "figures that rests. Read-only and public; no key is needed. A figure that is missing is null "
    "with its reason, never zero. Texts of the agenda are objects with nl, en and de; a language "
    "that was not written is null. Most addresses take asOf and then tell how the agenda stood "
    "at the end of that day."
)
ERRORS = {
    "400": N_("A parameter cannot be used; errors names each one."),
    "404": N_("There is nothing at this address."),
    "406": N_("The Accept header leaves out what is offered."),
    "500": N_("An error on our side."),
}
SPOKEN = ("title", "summary", "description", "name")


def document_of(api: NinjaAPI, *, server: str, language: str) -> dict[str, Any]:
    """The document for one server and one language; what does not change is made once."""
    made = deepcopy(_made(api, language))
    made["servers"] = [{"url": server}]
    return made


def as_yaml(document: dict[str, Any]) -> str:
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 100
    written = io.StringIO()
    yaml.dump(document, written)
    return written.getvalue()


@lru_cache(maxsize=8)
def _made(api: NinjaAPI, language: str) -> dict[str, Any]:
    """`language` is the active one; it stands here so that each has its own document."""
    raw = NinjaAPI.get_openapi_schema(api, path_prefix="")
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "version": VERSION,
            "description": DESCRIPTION,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            "contact": _contact(),
        },
        "paths": _landing() | raw["paths"],
        "components": {
            "schemas": raw["components"]["schemas"] | _problem_schemas(),
            "headers": {
                "API-Version": {
                    "description": N_("The full version of the interface."),
                    "schema": {"type": "string", "examples": [VERSION]},
                }
            },
            "responses": {status: _problem(text) for status, text in ERRORS.items()},
        },
    }
    for operation in _operations(document):
        _complete(operation)
    names = sorted({tag for operation in _operations(document) for tag in operation["tags"]})
    document["tags"] = [{"name": name} for name in names]
    _translate(document)
    return document


def _contact() -> dict[str, str]:
    address = str(settings.SECURITY_CONTACT).removeprefix("mailto:")
    contact = {"name": N_("Administrator of the interface"), "url": f"{settings.SITE_URL}/api"}
    return contact | ({"email": address} if "@" in address else {})


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()


def _complete(operation: dict[str, Any]) -> None:
    """Headers on what succeeds, problems on what does not, and parameters without null."""
    for parameter in operation.get("parameters", ()):
        _without_null(parameter)
    takes_any = bool(operation.get("parameters"))
    for status, response in operation["responses"].items():
        if str(status).startswith("2"):
            response["headers"] = {"API-Version": {"$ref": "#/components/headers/API-Version"}}
    operation["responses"] = {
        str(status): value for status, value in operation["responses"].items()
    }
    for status in ERRORS:
        if status != "400" or takes_any:
            operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}


def _without_null(parameter: dict[str, Any]) -> None:
    """A parameter that is not given is left out; nobody sends null in an address."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.pop("anyOf", ()) if kind.get("type") != "null"]
    if len(kinds) == 1:
        schema.update(kinds[0])
    if schema.get("default", ...) is None:
        del schema["default"]
    for name in ("title", "description"):
        schema.pop(name, None)


def _problem(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _problem_schemas() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "Problem": {
            "type": "object",
            "description": N_("A refusal or an error, as in RFC 9457."),
            "required": ["type", "title", "status", "detail", "instance"],
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": text,
                "status": {"type": "integer"},
                "detail": {
                    **text,
                    "description": N_("What is wrong and how to mend it, for people."),
                },
                "instance": {"type": "string", "format": "uri-reference"},
                "errors": {"type": "array", "items": {"$ref": "#/components/schemas/InvalidInput"}},
            },
        },
        "InvalidInput": {
            "type": "object",
            "description": N_("One part of a request that cannot be used."),
            "required": ["in", "location", "code", "detail"],
            "properties": {
                "in": {"type": "string", "enum": ["query", "path"]},
                "location": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {"name": text},
                },
                "code": {**text, "description": N_("For programs; it does not change.")},
                "detail": text,
            },
        },
    }


def _landing() -> dict[str, Any]:
    return {
        "/openapi.json": {
            "get": {
                "operationId": "getOpenapiJson",
                "summary": N_("This document"),
                "tags": [N_("Documentation")],
                "responses": {
                    "200": {
                        "description": "OK",
                        "content": {"application/json": {"schema": {"type": "object"}}},
                    }
                },
            }
        }
    }


def _translate(node: Any, *, named: bool = False) -> None:
    """Put every title, summary, description and tag in the active language. `named`: the node's
    own keys are names of things, such as of properties, and no words."""
    if isinstance(node, list):
        for value in node:
            _translate(value)
        return
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if isinstance(value, str) and key in SPOKEN and value and not named:
            node[key] = gettext(value)
        elif key == "tags" and value and isinstance(value[0], str):
            node[key] = [gettext(name) for name in value]
        else:
            _translate(value, named=key in ("properties", "schemas", "paths", "headers"))
