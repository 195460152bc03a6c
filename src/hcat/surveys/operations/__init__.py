# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be done: each writes whole or not at all, and leaves an audit event."""
