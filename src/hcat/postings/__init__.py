# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies as others publish them: fetched politely, read into one typed form."""
