# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters of the register's pages."""

from __future__ import annotations

from django import template

from hcat.web.desk.register import words

register = template.Library()


@register.filter
def mail_kind(code: str) -> str:
    """The kind of a mail in words."""
    return str(words.MAILS.get(code, code))
