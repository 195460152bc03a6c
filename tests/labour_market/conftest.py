# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from hcat.foundation.api import Actor


@pytest.fixture
def by() -> Actor:
    return Actor.system("test")
