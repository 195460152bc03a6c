# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People in every role in the small region of the desk's tests."""

from tests.web.desk.conftest import _loaded as _loaded
from tests.web.desk.conftest import manager as manager
from tests.web.desk.conftest import polder as polder
from tests.web.desk.conftest import signed_in as signed_in
