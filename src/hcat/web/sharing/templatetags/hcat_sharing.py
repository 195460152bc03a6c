# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other pages show of sharing: the practices that fit, the last success."""

from __future__ import annotations

from typing import Any

from django import template

from hcat.agenda.api import Item
from hcat.sharing.api import successes
from hcat.web.sharing.topics import offered, topics_of

register = template.Library()


@register.inclusion_tag("web/sharing/parts/fitting.html")
def fitting_practices(item: Item[Any]) -> dict[str, Any]:
    """Best practices that fit an element of the agenda; nothing where none does."""
    return {"offered": offered(topics_of(item.sheet, item.kind, item.key))}


@register.inclusion_tag("web/sharing/parts/last_success.html")
def last_success() -> dict[str, Any]:
    """The last story of what went well; nothing where there is none."""
    return {"success": successes().first()}
