# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters of the pages of results."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from hcat.foundation.api import Translated
from hcat.surveys.api import Wave
from hcat.web.surveys import result_words

register = template.Library()


@register.filter
def spoken(texts: Mapping[str, str]) -> SafeString:
    """A text by language, marked where another language stands in for the reader's."""
    return Translated({code: result_words.filled(text) for code, text in texts.items()}).html()


@register.filter
def of_whom(wave: Wave) -> str:
    return result_words.of_whom(wave)
