# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A printer that needs no typesetter, and days as people type them."""

from __future__ import annotations

from tests.reports.conftest import _printed_fast

__all__ = ["_printed_fast"]
