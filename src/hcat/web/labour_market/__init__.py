# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the labour market: the forecast, its parts, scenarios, and how wrong it may be."""
