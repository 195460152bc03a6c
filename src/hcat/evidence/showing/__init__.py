# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures and verdicts put ready for others: lists, rows over time, the table in the terminal."""
