# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who enter and check, and a figure to enter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from hcat.evidence.api import DraftFigure, enter_figure
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import invite
from tests.evidence.small_agenda import put_agenda, put_result


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media" / "evidence"


@pytest.fixture
def agenda(db: None) -> None:
    put_agenda()
    put_result()


@pytest.fixture
def someone(agenda: None) -> Callable[..., Actor]:
    def as_role(role: str = "programme_manager", scope: str = "", name: str = "") -> Actor:
        name = name or role
        person = invite(
            name=name, mail=f"{name.replace(' ', '-')}@example.org", role=role, scope=scope,
            by=Actor.system("test"),
        )  # fmt: skip
        return Actor.of(person.user)

    return as_role


@pytest.fixture
def anna(someone: Callable[..., Actor]) -> Actor:
    """She enters figures."""
    return someone(name="Anna")


@pytest.fixture
def bert(someone: Callable[..., Actor]) -> Actor:
    """He looks at hers."""
    return someone("project_leader", "point:education", name="Bert")


def share(part: float = 20, whole: float = 50, year: int = 2020, **more: Any) -> Estimate:
    return Estimate(
        **{
            "value": 100 * part / whole, "numerator": part, "denominator": whole,
            "unit": "percent", "period": Period.year(year), "method": "all asked",
            "source": "a count", "quality": Quality.MEASURED, **more,
        }
    )  # fmt: skip


def entered(by: Actor, estimate: Estimate | None = None, **more: Any) -> DraftFigure:
    return enter_figure(
        **{"by": by, "result": "choice", "target": "t", "estimate": estimate or share(), **more}
    )
