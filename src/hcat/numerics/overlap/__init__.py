# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much two descriptions overlap: weighed sums of what they share, learned from judgements."""
