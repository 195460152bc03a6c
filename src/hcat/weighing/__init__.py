# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing initiatives: criteria, scores given apart, how firm the outcome is, the letter."""
