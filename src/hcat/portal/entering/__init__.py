# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies that no site shows: typed by whoever has them, or in a spreadsheet."""
