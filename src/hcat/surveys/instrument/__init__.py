# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire: how it is written, read, asked, changed and compared. Knows no table."""
