# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures coming in: measures and published series, what is due, and how a figure is stored."""
