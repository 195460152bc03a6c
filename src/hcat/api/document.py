# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document: what ninja gathers, brought to the NL API Design Rules.

Paths are relative to the server's address; every success carries API-Version, every error is a
problem (RFC 9457); words come in the language of the asker.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_noop
from ninja import NinjaAPI
from ninja.responses import NinjaJSONEncoder
from ruamel.yaml import YAML

from . import VERSION
from .parameters import LANGUAGE
from .problems import MEDIA_TYPE

TITLE = gettext_noop("Human capital agenda: figures and register")
DESCRIPTION = gettext_noop(
    "What a region promised in its human capital agenda, how each promise stands, and on which "
    "figures that rests. Read-only and public; no key is needed. A figure that is missing is null "
    "with its reason, never zero. Texts of the agenda are objects with nl, en and de; a language "
    "that was not written is null. Most addresses take asOf and then tell how the agenda stood "
    "at the end of that day."
)
ERRORS = {
    "400": gettext_noop("A parameter cannot be used; errors names each one."),
    "404": gettext_noop("There is nothing at this address."),
    "406": gettext_noop("The Accept header leaves out what is offered."),
    "500": gettext_noop("An error on our side."),
}
SPOKEN = ("title", "summary", "description")


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
    raw: dict[str, Any] = NinjaAPI.get_openapi_schema(api, path_prefix="")
    raw = _pruned(_renamed(raw))
    for schema in raw["components"]["schemas"].values():
        _without_noise(schema)
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
                    "description": gettext_noop("The full version of the interface."),
                    "schema": {"type": "string", "examples": [VERSION]},
                }
            },
            "responses": {status: _problem(text) for status, text in ERRORS.items()},
        },
    }
    for operation in _operations(document):
        _complete(operation)
    names = sorted({tag for operation in _operations(document) for tag in operation["tags"]})
    document["tags"] = [{"name": gettext(name)} for name in names]
    _translate(document)
    return document


def _renamed(raw: dict[str, Any]) -> dict[str, Any]:
    """Schemas by the names of things: `PageInitiativeAnswer` becomes `InitiativePage`."""
    names = {name: _plain_name(name) for name in raw["components"]["schemas"]}
    text = json.dumps(raw, cls=NinjaJSONEncoder)
    for old, new in names.items():
        text = text.replace(f'"#/components/schemas/{old}"', f'"#/components/schemas/{new}"')
    renamed: dict[str, Any] = json.loads(text)
    schemas = renamed["components"]["schemas"]
    renamed["components"]["schemas"] = {names[old]: one for old, one in sorted(schemas.items())}
    return renamed


def _plain_name(name: str) -> str:
    """
    >>> _plain_name("Page_InitiativeAnswer_"), _plain_name("WayAnswer"), _plain_name("Level")
    ('InitiativePage', 'Way', 'Level')
    """
    page = re.fullmatch(r"Page_(\w+?)(?:Answer)?_", name)
    return f"{page[1]}Page" if page else name.removesuffix("Answer")


def _pruned(raw: dict[str, Any]) -> dict[str, Any]:
    """Without schemas that no answer needs: ninja also lists the classes of parameters."""
    schemas: dict[str, Any] = raw["components"]["schemas"]
    wanted: set[str] = set()
    found = _schemas_in(raw["paths"])
    while found:
        wanted |= found
        found = _schemas_in([schemas[name] for name in found]) - wanted
    kept = {name: schema for name, schema in schemas.items() if name in wanted}
    return raw | {"components": {"schemas": kept}}


def _schemas_in(node: Any) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(node)))


def _without_noise(schema: dict[str, Any]) -> None:
    """Python's own comments and titles made out of names say nothing to a reader."""
    schema.pop("title", None)
    schema.pop("description", None)
    for field in schema.get("properties", {}).values():
        field.pop("title", None)


def _contact() -> dict[str, str]:
    address = str(settings.SECURITY_CONTACT).removeprefix("mailto:")
    contact = {
        "name": gettext("Administrator of the interface"),
        "url": f"{settings.SITE_URL}/api",
    }
    return contact | ({"email": address} if "@" in address else {})


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()


def _complete(operation: dict[str, Any]) -> None:
    """Headers on what succeeds, problems on what does not, and parameters without null."""
    for parameter in operation.get("parameters", ()):
        _without_null(parameter)
    for status, response in operation["responses"].items():
        if str(status).startswith("2"):
            response["headers"] = {"API-Version": {"$ref": "#/components/headers/API-Version"}}
    operation["responses"] = {
        str(status): value for status, value in operation["responses"].items()
    }
    operation["responses"]["304"] = {
        "description": gettext_noop("Nothing changed since the answer with this ETag."),
        "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
    }
    for status in ERRORS:
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
            "description": gettext_noop("A refusal or an error, as in RFC 9457."),
            "required": ["type", "title", "status", "detail", "instance"],
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": text,
                "status": {"type": "integer"},
                "detail": {
                    **text,
                    "description": gettext_noop("What is wrong and how to mend it, for people."),
                },
                "instance": {"type": "string", "format": "uri-reference"},
                "errors": {"type": "array", "items": {"$ref": "#/components/schemas/InvalidInput"}},
            },
        },
        "InvalidInput": {
            "type": "object",
            "description": gettext_noop("One part of a request that cannot be used."),
            "required": ["in", "location", "code", "detail"],
            "properties": {
                "in": {"type": "string", "enum": ["query", "path"]},
                "location": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {"name": text},
                },
                "code": {**text, "description": gettext_noop("For programs; it does not change.")},
                "detail": text,
            },
        },
    }


def _landing() -> dict[str, Any]:
    return {
        "/openapi.json": {
            "get": {
                "operationId": "getOpenapiJson",
                "summary": gettext_noop("This document"),
                "parameters": [
                    {
                        "in": "query",
                        "name": "language",
                        "required": False,
                        "schema": {"type": "string", "enum": ["nl", "en", "de"]},
                        "description": LANGUAGE,
                    }
                ],
                "tags": [gettext_noop("Documentation")],
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
