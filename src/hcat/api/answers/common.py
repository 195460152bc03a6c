# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What several answers have in common."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from pydantic import Field

from hcat.agenda.api import Item
from hcat.api.paging import Links, linked
from hcat.api.texts import Answer

A = TypeVar("A", bound="Element")


class Element(Answer):
    """An element of the agenda, with the days between which it read like this."""

    key: str = Field(description=gettext_noop("Its name for good: it never changes."))
    valid_from: date = Field(description=gettext_noop("The first day on which it read like this."))
    valid_until: date | None = Field(
        description=gettext_noop(
            "The day from which it read otherwise; null while it still stands."
        )
    )
    ended_as: str | None = Field(
        description=gettext_noop("stopped, merged, split or regrouped; null while it lives.")
    )
    links: Links = Field(alias="_links")


def of_item(request: HttpRequest, answer: type[A], path: str, item: Item[Any], **more: Any) -> A:
    """The answer for an element: its sheet's fields, its dates, its link, and `more`."""
    sheet = item.sheet
    fields = {
        name: getattr(sheet, name)
        for name in answer.model_fields
        if name not in more and hasattr(sheet, name)
    }
    fields |= {
        "key": item.key,
        "valid_from": item.valid_from,
        "valid_until": item.valid_until,
        "ended_as": item.ended_as or None,
        "links": linked(request, path),
    }
    return answer.model_validate(fields | more)
