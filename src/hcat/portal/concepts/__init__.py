# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Occupations and skills: ESCO's where its package was read, ours always; their names."""
