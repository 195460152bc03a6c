# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions that come by mail: read with distrust, threaded to what they answer."""
