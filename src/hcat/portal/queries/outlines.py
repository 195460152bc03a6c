# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the municipalities of the region lie."""

from __future__ import annotations

from hcat.portal.models import Outline


def outlines() -> list[Outline]:
    """All that were taken in: those of the region only. One query."""
    return list(Outline.objects.all())
