# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.models import Source
from hcat.portal.operations.sources import add_source
from hcat.postings.api import Asker, Limits
from tests.postings.site import Site, a_site

BY = Actor.system("test")


@pytest.fixture
def in_english() -> Iterator[None]:
    """Refusals as they are read in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    with a_site() as made:
        settings.PORTAL_TRUSTED_HOSTS = [made.host]
        yield made


@pytest.fixture
def company(db: None) -> Callable[..., Any]:
    def register(name: str = "Voorbeeld Werktuigen", **given: Any) -> Any:
        return register_organisation(
            kind="company",
            facts=FactsDraft(name=name, **given),
            valid_from=date(2020, 1, 1),
            source="a test",
            by=BY,
        )

    return register


@pytest.fixture
def source(company: Callable[..., Any], site: Site) -> Source:
    """A list of vacancies as JSON, at ``/jobs.json`` of the site."""
    return add_source(
        by=BY, organisation=company().key, address=f"{site.address}/jobs.json", system="mapping"
    )


@pytest.fixture
def ask(site: Site) -> Callable[[], Asker]:
    return lambda: Asker(
        "hcat-test",
        limits=Limits(deadline=2.0, each_read=1.0, pause=0.0),
        trusted=frozenset((site.host,)),
        sleep=lambda _s: None,
    )
