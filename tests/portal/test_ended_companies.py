# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of the vacancies of a company that ends in the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from hcat.foundation.api import Refused, today
from hcat.parties.api import record_event
from hcat.portal.models import Advert, Closed, Source, Vacancy
from hcat.portal.operations.ended_companies import end_with_companies
from hcat.portal.operations.sources import add_source, pause_source
from hcat.portal.syncing.running import sync
from hcat.portal.tasks import read_sources
from hcat.postings.api import Asker
from tests.portal.conftest import BY
from tests.postings.site import Site, text

from .test_spells import job, listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(source: Source, site: Site, ask: Callable[[], Asker]) -> None:
    """Two vacancies of the source."""
    site.gives("/jobs.json", text(listing(job(1), job(2)), kind="application/json"))
    sync([source], by=BY, ask=ask())


def leaves(source: Source, kind: str, *after: Any, days: int = 0) -> None:
    record_event(
        kind=kind, before=[source.organisation, *(after if kind == "takeover" else ())],
        after=list(after), happened_on=today() + timedelta(days=days), reason="x", by=BY,
    )  # fmt: skip


@pytest.mark.usefixtures("opened")
def test_what_a_company_showed_ends_with_it_and_is_asked_no_more(
    source: Source,
    site: Site,
) -> None:
    leaves(source, "exit")
    site.asked.clear()
    read_sources.func()
    assert set(Vacancy.objects.values_list("closed_because", flat=True)) == {Closed.SOURCE_ENDED}
    assert Source.objects.get().state == "ended"
    assert site.asked == []
    assert end_with_companies(by=BY) == 0


@pytest.mark.usefixtures("opened")
def test_a_company_that_is_to_end_shows_what_it_has_until_then(
    source: Source,
) -> None:
    leaves(source, "exit", days=10)
    assert end_with_companies(by=BY) == 0
    assert end_with_companies(by=BY, on=today() + timedelta(days=10)) == 1


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("is_paused", [False, True])
def test_who_takes_it_over_has_its_sources(
    source: Source,
    company: Callable[..., Any],
    is_paused: bool,
) -> None:
    Source.objects.update(promise_hours=24)
    if is_paused:
        pause_source(source, by=BY)
    heir = company("Erfgenaam")
    leaves(source, "takeover", heir)
    assert end_with_companies(by=BY) == 1
    made = Source.objects.get(organisation=heir)
    assert (made.address, made.system, made.promise_hours) == (source.address, source.system, 24)
    assert made.state == ("paused" if is_paused else "active")
    assert not Advert.objects.filter(closed_at=None).exists()


def test_of_a_company_that_was_split_nobody_has_them_unasked(
    source: Source, company: Callable[..., Any]
) -> None:
    leaves(source, "split", company("Een"), company("Twee"))
    assert end_with_companies(by=BY) == 1
    assert Source.objects.count() == 1


def test_who_goes_on_and_has_the_same_source_keeps_its_own(
    source: Source, company: Callable[..., Any]
) -> None:
    heir = company("Erfgenaam")
    add_source(by=BY, organisation=heir.key, address=source.address, system=source.system)
    leaves(source, "takeover", heir)
    assert end_with_companies(by=BY) == 1
    assert Source.objects.filter(organisation=heir).count() == 1


def test_a_company_that_ended_gets_no_source(source: Source, in_english: None) -> None:
    leaves(source, "exit")
    with pytest.raises(Refused, match="no longer exists"):
        add_source(
            by=BY, organisation=source.organisation.key, address="https://a.example/f",
            system="feeds",
        )  # fmt: skip


@pytest.mark.usefixtures("opened")
def test_the_command_ends_them_too(source: Source, site: Site) -> None:
    leaves(source, "exit")
    call_command("vacancies", "sync", "--all")
    assert not Advert.objects.filter(closed_at=None).exists()
