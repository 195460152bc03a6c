# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The statistical core: arrays in, frozen results out. Enter by :mod:`hcat.numerics.api`."""
