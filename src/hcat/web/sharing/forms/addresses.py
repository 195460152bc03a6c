# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An address of this site, as people copy it: cleaned to one that leads somewhere for everybody."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override

NOT_FOR_ALL = ("desk", "link", "account")
_LANGUAGE = re.compile(rf"/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})(?=/|$)")


class PageOfOurs(forms.CharField):
    """Cleaned to the address without the name of the site and without a language, as ``/results``.

    Refused for one elsewhere, for pages of the desk and behind a personal link, and for what leads
    nowhere in one of the languages: a newsletter that was sent is not taken back.
    """

    def clean(self, value: Any) -> str:
        typed = super().clean(value).removeprefix(settings.SITE_URL)
        address = _LANGUAGE.sub("", typed, count=1) if _LANGUAGE.match(typed) else typed
        path = urlsplit(address).path
        if not path.startswith("/") or path.startswith("//"):
            raise forms.ValidationError(
                _("This is not an address of this site. Give what follows its name, as /results.")
            )
        if path.split("/")[1] in NOT_FOR_ALL:
            raise forms.ValidationError(
                _("Not every reader may open this page. Choose one that everybody can read.")
            )
        if not all(_leads_somewhere(path, code) for code, _name in settings.LANGUAGES):
            raise forms.ValidationError(
                _("There is no such page. Open the page, and copy its address from the browser.")
            )
        return address


def _leads_somewhere(path: str, language: str) -> bool:
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    with override(language):
        try:
            resolve(f"{prefix}{path}")
        except Resolver404:
            return False
    return True
