# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Owners keep the sheet of their initiative up to date, by a personal link or an account."""
