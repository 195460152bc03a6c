# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Level, field, occupation and more, out of the text; with the words that led to it."""
