# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of surveys at the desk write in their templates."""

from __future__ import annotations

from django import template

from hcat.surveys.api import Difference
from hcat.web.surveys import desk_words

register = template.Library()


@register.filter
def differs(one: Difference) -> str:
    return desk_words.told(one)
