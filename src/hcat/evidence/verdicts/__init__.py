# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures held against promises: what counts for which target, and the verdict that follows."""
