# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Initiatives that overlap: found, explained, graded by people, brought together or kept apart."""
