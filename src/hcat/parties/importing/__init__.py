# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations from a spreadsheet: read, understood, compared, and only then written.

file --reading--> rows of text --columns--> drafts --duplicates, plan--> a plan --apply--> register
"""
