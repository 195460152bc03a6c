# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The labour market: what publishers say of it, kept with the day it was known."""
