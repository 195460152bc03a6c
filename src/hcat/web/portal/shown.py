# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy as lists and pages tell it, in the language of the reader."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from hcat.portal.api import Shown

from .searching import title


def row_of(shown: Shown, names: dict[int, str]) -> dict[str, Any]:
    return {
        "shown": shown,
        "vacancy": shown.vacancy,
        "advert": shown.advert,
        "company": names.get(shown.vacancy.organisation_id, ""),
        "places": ", ".join(shown.places),
        "levels": _titles(shown, "level"),
        "since": shown.vacancy.published or shown.vacancy.opened_at.date(),
        "checked_at": shown.checked_at,
    }


def _titles(shown: Shown, aspect: str) -> list[str]:
    return [title(aspect, label.value) for label in shown.labels.get(aspect, ())]


def language() -> str:
    return (get_language() or "nl")[:2]
