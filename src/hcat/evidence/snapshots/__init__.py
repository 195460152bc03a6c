# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How everything stood on a day, kept for ever: taken, made again, and held beside another."""
