# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a link of which is counted who came by it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from hcat.web.desk.register.forms.base import DeskForm

from .counting import is_page_of_the_portal


class ReferralForm(DeskForm):
    title = forms.CharField(
        label=_("What it is for"),
        max_length=120,
        help_text=_("Such as “Poster at the careers fair of March”"),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Small letters, digits and hyphens; it ends the address, such as “fair-2026”"),
    )
    path = forms.CharField(
        label=_("Where it leads"),
        max_length=600,
        initial="/vacancies",
        help_text=_("A page of the portal, copied from the browser’s address bar"),
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().lower()

    def clean_path(self) -> str:
        """The path with its question, of an address of ours."""
        given = str(self.cleaned_data["path"]).strip()
        parts = urlsplit(given)
        ours = urlsplit(settings.SITE_URL)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc not in ("", ours.netloc) or not _is_ours(parts.path):
            raise forms.ValidationError(
                gettext(
                    "This is not a page of the portal, such as the list of vacancies, or a company."
                )
            )
        return path


def _is_ours(path: str) -> bool:
    first = path.strip("/").split("/")[0]
    language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return False
    return is_page_of_the_portal(match, path)
