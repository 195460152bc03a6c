# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The portal of a demonstration has something to show, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from hcat.parties import demo as organisations
from hcat.portal import demo
from hcat.portal.api import ProfileDraft, told_from, work_of_the_region
from hcat.portal.models import Advert, Host, Label, Profile, Source, StatedStep, ToldStep, Vacancy
from hcat.portal.operations.profiles import save_profile

from .conftest import BY

pytestmark = pytest.mark.django_db


def test_it_shows_profiles_work_and_steps_and_goes_again(company: Callable[..., Any]) -> None:
    real = company("Echt Bedrijf")
    draft = ProfileDraft(makes={"nl": "Pompen"})
    save_profile(by=BY, organisation=real.key, edition=0, draft=draft)
    organisations.load(Random(1), BY)
    demo.load(Random(1), BY)
    invented = Profile.objects.filter(is_demo=True)
    assert invented.count() > 100
    assert all(set(one.makes) == {"nl", "en", "de"} for one in invented)
    assert len({offer for one in invented for offer in one.offers}) > 10
    assert any(one.visits for one in invented)
    assert len(work_of_the_region()) >= 8
    assert told_from("hcat:cnc-machinist")[0].number == 10
    assert not told_from("hcat:software-engineer"), "three are too few to be shown"
    assert Label.objects.filter(aspect="seniority", value="intern").exists()
    assert not Host.objects.exists(), "a consent is not invented"
    demo.clear(BY)
    for gone in (Advert, StatedStep, ToldStep, Vacancy, Source):
        assert not gone._default_manager.exists(), gone
    assert [one.organisation_id for one in Profile.objects.all()] == [real.pk]
    organisations.clear(BY)
