# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes in and out in other people's formats: tables, IATI, calendars, feeds (ADR 0011)."""
