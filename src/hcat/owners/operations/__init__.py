# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done: asking owners, filling in a sheet, and deciding about what was sent in."""
