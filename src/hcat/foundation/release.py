# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which release of the product this is, and how it makes itself known to others."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings

UNRELEASED = "unreleased"
"""Run straight from its source: no package was installed that could tell."""


@lru_cache(maxsize=1)
def release() -> str:
    """The version of the installed package, as it stands beside figures and in backups."""
    try:
        return version("human-capital-agenda")
    except PackageNotFoundError:
        return UNRELEASED


def user_agent() -> str:
    """Who asks, so that whoever is asked can reach them."""
    return f"hcat/{release()} (+{settings.SITE_URL}; {settings.SECURITY_CONTACT})"
