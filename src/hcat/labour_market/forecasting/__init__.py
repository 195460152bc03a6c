# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts of the labour market: made from a region's inputs, kept, and read back."""
