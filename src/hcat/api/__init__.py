# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public, read-only interface for programs: ``/api/v1``."""

VERSION = "1.1.0"
"""Of the interface, not of the product: semantic versioning, only the first part in addresses."""
