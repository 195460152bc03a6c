# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small invented region and the people at its desk."""

from tests.web.desk.conftest import _loaded, manager, polder, signed_in

__all__ = ["_loaded", "manager", "polder", "signed_in"]
