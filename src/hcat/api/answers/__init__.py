# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves the interface, field by field: the promise that other programs build on.

Not the sheets themselves: a sheet may gain a field tomorrow, an answer only by a new version.
"""
