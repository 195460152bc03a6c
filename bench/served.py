# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The product, and beside it on the same server a view with nothing around it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from hcat.config.wsgi import application as _whole  # begins Django: before the addresses

from hcat.config.urls import urlpatterns as product  # isort: skip

BARE = "/bare"
TEXT = b"<!doctype html><title>bare</title><p>A view with nothing around it."


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEXT, headers={"Content-Length": str(len(TEXT))})


urlpatterns = [path(BARE[1:], bare), *product]

override_settings(ROOT_URLCONF=__name__).enable()
with override_settings(MIDDLEWARE=[]):
    _bare = get_wsgi_application()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    return (_bare if environ["PATH_INFO"] == BARE else _whole)(environ, start)
