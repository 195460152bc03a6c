# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the portal is used, counted without knowing anybody. See docs/methods/visits.md."""
