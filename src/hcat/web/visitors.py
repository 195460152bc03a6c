# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sends a public form, as far as it may be known."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def place_of(request: HttpRequest) -> str:
    """The address of the internet that it came from, as the trusted proxies tell it."""
    return str(get_adapter(request).get_client_ip(request))
