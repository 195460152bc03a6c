# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of a report's workbook that its document tells in sentences, or not at all."""

from .tables import tables_of

__all__ = ["tables_of"]
