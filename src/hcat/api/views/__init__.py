# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses, by subject. Each view makes one call to a room and words the answer."""
