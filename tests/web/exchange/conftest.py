# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented region and its people, as at the desk."""

from tests.reports.conftest import printed_fast
from tests.web.desk.conftest import _loaded, manager, polder, signed_in

__all__ = ["_loaded", "manager", "polder", "printed_fast", "signed_in"]
