# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which language the interface answers: `?language=`, else Accept-Language, else Dutch."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

NAMES = ("nl", "en", "de")


def language_of(request: HttpRequest) -> str:
    """Never from a cookie: the same request gives everybody the same answer."""
    asked = request.GET.get("language", "")
    if asked in NAMES:
        return asked
    for name, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if name == "*":
            break
        try:
            return get_supported_language_variant(name)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
