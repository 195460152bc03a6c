# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a project is run: charter, milestones, phases with a decision at each gate, risks."""
