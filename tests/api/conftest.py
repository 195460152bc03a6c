# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region, and a client that asks the interface about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.models import Advert, Label, Profile, Source, Vacancy
from tests.portal.conftest import company  # noqa: F401
from tests.standing import loaded_once
from tests.surveys.releasing import released_panel
from tests.web.desk.conftest import load_polder
from tests.web.portal.conftest import source, vacancy  # noqa: F401

BY = Actor.system("test")
Ask = Callable[..., Any]


@pytest.fixture
def ask() -> Ask:
    """GET an address under /api/v1, in English unless told otherwise; status and JSON."""
    client = Client()

    def asked(path: str, *, method: str = "get", **headers: str) -> Any:
        send = getattr(client, method)
        return send(f"/api/v1{path}", headers={"accept-language": "en"} | headers)

    return asked


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The invented region, its published figures taken."""
    with django_db_blocker.unblock(), loaded_once("polder", load_polder):
        yield


@pytest.fixture
def polder(_loaded: None, db: None) -> None:
    """The region; what a test changes is taken back after it."""


@pytest.fixture
def vacancy_to_read(polder: None) -> None:
    """A company with one open vacancy, all fields of which are filled."""
    employer = register_organisation(
        kind="company",
        facts=FactsDraft(name="Smid", place="Eiland", sbi=("2611",), employees=12),
        valid_from=date(2020, 1, 1),
        source="a test",
        by=BY,
    )
    Profile.objects.create(
        organisation=employer, slug="smid", makes={"nl": "Hekken"}, disciplines=["field:mechanics"],
        languages=["nl"], offers=["bike"],
    )  # fmt: skip
    place = Source.objects.create(organisation=employer, system="mapping", address="https://x.test")
    made = Vacancy.objects.create(organisation=employer, key="lasser", published=date(2026, 1, 5))
    Label.objects.create(vacancy=made, aspect="level", value="mbo-4", confidence=0.9, words=["mbo"])
    Advert.objects.create(
        vacancy=made, source=place, key="1", title="Lasser", address="https://x.test/1",
        body="<p>Je last.</p>", language="nl",
        told={
            "places": [{"locality": "Eiland"}], "employment": ["full_time"], "hours_low": 32.0,
            "hours_high": 40.0, "salary": {"low": 3000.0, "currency": "EUR", "per": "month"},
        },
    )  # fmt: skip


@pytest.fixture
def survey_to_read(polder: None) -> None:
    """A survey of which one wave was released, with figures that are shown and that are not."""
    released_panel(key="panel")
