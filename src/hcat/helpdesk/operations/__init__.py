# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done at the counter: each write is one function, atomic, with its trace in the audit."""
