# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages on which owners bring their sheet up to date, and on which the manager looks at it."""
