# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.parties.models import Organisation

START = date(2020, 1, 1)


@pytest.fixture
def by() -> Actor:
    return Actor.system("test")


@pytest.fixture
def known(db: None) -> Callable[..., Organisation]:
    """Register an organisation; what is not given is not known."""

    def register(name: str = "Voorbeeld", *, kind: str = "company", **given: Any) -> Organisation:
        valid_from = given.pop("valid_from", START)
        return register_organisation(
            kind=kind,
            facts=FactsDraft(name=name, **given),
            valid_from=valid_from,
            source="a test",
            by=Actor.system("test"),
        )

    return register
