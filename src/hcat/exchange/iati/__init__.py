# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme as IATI 2.03, checked by the schema and by the ruleset; and others' files read."""
