# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts, reasons and figures as sentences and tables in the language of the reader."""
