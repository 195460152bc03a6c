# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure comes back from the table as its fingerprint was taken."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcat.evidence.measuring import storing
from hcat.evidence.models import Observation
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality

pytestmark = pytest.mark.django_db
NUMBERS = st.one_of(st.integers(-1000, 1000), st.floats(-1e6, 1e6))
INPUTS = st.dictionaries(
    st.text(st.characters(codec="ascii", exclude_characters="\x00"), max_size=5),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-99, 99), st.text("aé", max_size=4)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(st.integers(), inner)
        ),
        max_leaves=4,
    ),
    max_size=3,
)


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    value = draw(NUMBERS)
    low = draw(st.one_of(st.none(), st.just(value), NUMBERS.filter(lambda one: one <= value)))
    high = draw(st.one_of(st.none(), st.just(value), NUMBERS.filter(lambda one: one >= value)))
    return Estimate(
        value=value, low=low, high=high, unit="days", period=Period.year(2020), method="m",
        source="s", quality=Quality.MEASURED,
    )  # fmt: skip


@given(estimate=estimates(), inputs=INPUTS, moment=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_fingerprint_of_a_row_is_that_of_its_draft(
    estimate: Estimate, inputs: dict[str, Any], moment: bool, db: None
) -> None:
    draft = storing.Draft(
        measure="testing.one", estimate=estimate, code_version="1", inputs=inputs, moment=moment
    )
    with transaction.atomic():
        number = storing.add(draft, by=Actor.system("test")).pk
        row = Observation.objects.get(pk=number)
        transaction.set_rollback(True)
    assert storing.draft_of(row, moment=moment).fingerprint == draft.fingerprint
    assert storing.as_kept(estimate) == row.estimate


def test_a_bound_a_rounding_error_beyond_the_value_is_drawn_in() -> None:
    just_above = 30.000000000000004
    estimate = Estimate(
        value=30.0, low=just_above, high=31, numerator=3, denominator=10, unit="percent",
        period=Period.year(2020), method="m", source="s", quality=Quality.MEASURED,
    )  # fmt: skip
    assert storing.as_kept(estimate) == Observation().take(estimate).estimate
    assert storing.as_kept(estimate).low == 30.0
    assert type(storing.as_kept(estimate).numerator) is float
