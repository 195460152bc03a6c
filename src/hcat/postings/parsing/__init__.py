# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what others write to values of one kind; what cannot be read is said, not guessed."""
