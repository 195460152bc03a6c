# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One counter: a question comes in, finds who answers it, and is answered in time."""
