# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the sources to spells: what is asked, and what becomes of the answers."""
