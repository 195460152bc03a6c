# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Marks words of the OpenAPI document for the catalogues; they are translated when it is given."""

from __future__ import annotations

from django.utils.translation import gettext_noop


def N_(text: str) -> str:  # noqa: N802 - the name that message extractors know
    return gettext_noop(text)
