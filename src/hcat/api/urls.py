# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses under `/api/`, without a language: a program's address never changes."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from . import v1

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1", v1.landing, name="api-landing"),
    path("v1/openapi.json", v1.openapi_json, name="api-openapi-json"),
    path("v1/openapi.yaml", v1.openapi_yaml, name="api-openapi-yaml"),
    path("v1/", v1.no_such_address),
    path("v1/", v1.api.urls),
    re_path(r"^.*$", v1.no_such_address),
]
