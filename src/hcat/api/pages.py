# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page for people who want to use the interface; made of the OpenAPI document itself."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from . import VERSION
from .document import document_of
from .v1 import api


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    root = request.build_absolute_uri("/api/v1")
    document = document_of(api, server=root, language=get_language() or "nl")
    schemas = document["components"]["schemas"]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path, methods in document["paths"].items():
        operation = methods["get"]
        groups[operation["tags"][0]].append(
            {
                "path": path,
                "url": None if "{" in path else f"/api/v1{path}",
                "summary": operation["summary"],
                "description": operation.get("description", ""),
                "parameters": [
                    parameter | {"choices": _choices(parameter["schema"], schemas)}
                    for parameter in operation.get("parameters", ())
                    if parameter["in"] == "query" and parameter["name"] not in COMMON
                ],
            }
        )
    return render(
        request,
        "api/docs.html",
        {
            "root": root,
            "version": VERSION,
            "description": document["info"]["description"],
            "groups": dict(groups),
            "common": _common(document),
        },
    )


COMMON = ("asOf", "language", "page", "pageSize")


def _common(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters that nearly every address takes, told once."""
    found = {
        parameter["name"]: parameter
        for methods in document["paths"].values()
        for parameter in methods["get"].get("parameters", ())
    }
    return [found[name] for name in COMMON]


def _choices(schema: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    if reference := schema.get("$ref"):
        schema = schemas[reference.rsplit("/", 1)[-1]]
    return [str(choice) for choice in schema.get("enum", ())]
