# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages call what the portal keeps under a code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from hcat.labour_market.api import fields

FIELD = "field:"
"""Before the code of a technical field among the disciplines of a company."""

LANGUAGES: dict[str, Any] = {
    "nl": _("Dutch"),
    "en": _("English"),
    "de": _("German"),
    "fr": _("French"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pl": _("Polish"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "zh": _("Chinese"),
}


def field_choices() -> list[tuple[str, Any]]:
    """The technical fields as they stand among disciplines, with their names."""
    return [(f"{FIELD}{one.code}", one.title) for one in fields()]


def disciplines(kept: Iterable[str]) -> list[Any]:
    """Their names: of technical fields in the reader's language, of free words as they are."""
    titles = dict(field_choices())
    return [titles.get(one, one.removeprefix(FIELD)) for one in kept]
