# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Version 1 of the interface: its addresses, its refusals, its document."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from hcat.foundation.api import HcatError, NotFound

from . import VERSION
from .document import as_yaml, document_of
from .parameters import Params, invalid, only_known
from .problems import Problem, server_error
from .views import (
    agenda,
    changes,
    companies,
    figures,
    menu,
    observations,
    results,
    surveys,
    vacancies,
)


class Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


api = NinjaAPI(
    title="HCAT",
    version=VERSION,
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    renderer=Renderer(),
)
for router in (
    agenda.router,
    results.router,
    observations.router,
    menu.router,
    figures.router,
    changes.router,
    vacancies.router,
    companies.router,
    surveys.router,
):
    api.add_router("", router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Any) -> HttpResponse:
    response: HttpResponse = problem.response(request)
    return response


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return invalid(request, error).response(request)


@api.exception_handler(NotFound)
def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return Problem.not_found(str(error)).response(request)


@api.exception_handler(HcatError)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return Problem(400, "bad-request", _("The request cannot be used"), str(error)).response(
        request
    )


@api.exception_handler(Http404)
def _no_address(request: HttpRequest, error: Any) -> HttpResponse:
    return Problem.no_such_address(request.path).response(request)


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Any) -> HttpResponse:
    return server_error(request, error)


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Everything under /api/ that is no address."""
    return Problem.no_such_address(request.path).response(request)


def _document(request: HttpRequest) -> dict[str, Any]:
    return document_of(
        api,
        server=request.build_absolute_uri("/api/v1"),
        language=get_language() or "nl",
    )


@only_known(Params)
def openapi_json(request: HttpRequest) -> HttpResponse:
    text = json.dumps(_document(request), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/json")


@only_known(Params)
def openapi_yaml(request: HttpRequest) -> HttpResponse:
    return HttpResponse(as_yaml(_document(request)), content_type="application/yaml")


@only_known(Params)
def landing(request: HttpRequest) -> HttpResponse:
    """What there is to ask, for whoever comes in by the front door."""
    document = _document(request)
    links: dict[str, Any] = {
        "self": {"href": request.build_absolute_uri("/api/v1")},
        "service-desc": {"href": request.build_absolute_uri("/api/v1/openapi.json")},
        "service-doc": {"href": request.build_absolute_uri("/api")},
    }
    for path, methods in document["paths"].items():
        if path.count("/") == 1 and not path.startswith("/openapi"):
            links[path.lstrip("/")] = {
                "href": request.build_absolute_uri(f"/api/v1{path}"),
                "title": methods["get"]["summary"],
            }
    body = {
        "title": document["info"]["title"],
        "description": document["info"]["description"],
        "version": VERSION,
        "_links": links,
    }
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")


__all__ = ["api", "landing", "no_such_address", "openapi_json", "openapi_yaml"]
