# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements about the site itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hcat.web.pages import page, show


@page
def accessibility(request: HttpRequest) -> HttpResponse:
    return show(request, "web/accessibility.html", contact=_contact())


@page
def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "web/privacy.html", contact=_contact())


def _contact() -> str:
    return str(settings.SECURITY_CONTACT).removeprefix("mailto:")
