# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat portal discover`: from the site of a company to a source that is read whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override

from hcat.portal.models import Source
from hcat.portal.operations.sources import add_site, add_source, change_source
from hcat.portal.queries.sources import in_trouble
from hcat.portal.reading_words import in_words
from hcat.portal.syncing.looking import look_for
from hcat.portal.syncing.running import due, sync
from hcat.postings.api import Asker, Board
from hcat.postings.discovering.finding import Finding, Found
from tests.portal.conftest import BY
from tests.postings.site import Site, text
from tests.postings.test_discovering import JOB, links, page

pytestmark = pytest.mark.django_db
TWO = [{**JOB, "title": one, "identifier": one} for one in ("Lasser", "Frezer")]


def test_what_is_added_is_read_whole_and_told_to_a_program_in_one_piece(
    site: Site, company: Callable[..., Any], ask: Callable[[], Asker], monkeypatch: Any
) -> None:
    monkeypatch.setattr("hcat.portal.management.commands.portal.asker", ask)
    three = [f"/vacatures/{n}" for n in range(3)]
    site.gives("/", text(page(body=links("/vacatures"))))
    site.gives("/vacatures", text(page(body=links(*three))))
    for one in three:
        site.gives(one, text(page({**JOB, "title": f"Lasser {one[-1]}"}, body=links(*three))))
    said = StringIO()
    call_command(
        "portal", "discover", site.address, "--json", "--add-to", company().key, stdout=said
    )
    made = Source.objects.get()
    told = json.loads(said.getvalue())
    assert told["added"] == made.pk
    assert [one["address"] for one in told["findings"]] == [f"{site.address}/vacatures"]
    assert sync([made], by=BY, ask=ask())[0].written.new == 3


@pytest.fixture
def given(site: Site, company: Callable[..., Any]) -> Source:
    """The site of a company, as somebody at the desk gave it."""
    site.gives("/", text(page(body=links("/vacatures"))))
    return add_site(by=BY, organisation=company().key, address=f"{site.address}/")


def test_a_site_becomes_the_source_that_it_leads_to(
    given: Source, site: Site, ask: Callable[[], Asker]
) -> None:
    assert (given.state, list(due())) == ("paused", [])
    site.gives("/vacatures", text(page(*TWO)))
    assert look_for(given.pk, by=BY, ask=ask())
    found = Source.objects.get()
    assert (found.state, found.system) == ("active", "pages")
    assert found.address == f"{site.address}/vacatures"
    assert sync([found], by=BY, ask=ask())[0].written.new == 2
    assert not look_for(given.pk, by=BY, ask=ask())


def test_a_site_that_leads_nowhere_stays_paused_and_says_so(
    given: Source, ask: Callable[[], Asker]
) -> None:
    assert not look_for(given.pk, by=BY, ask=ask())
    left = Source.objects.get()
    assert (left.state, left.doubts) == ("paused", 1)
    with override("nl"):
        assert in_words(left.doubted_because) == "vanaf dit adres zijn geen vacatures gevonden"
    assert left.checks.get().outcome == "failed"
    assert list(in_trouble()) == []


def test_a_site_that_leads_to_a_source_that_is_there_ends(
    given: Source, site: Site, ask: Callable[[], Asker]
) -> None:
    there = site.gives("/vacatures", text(page(*TWO)))
    add_source(by=BY, organisation=given.organisation.key, address=there, system="pages")
    assert not look_for(given.pk, by=BY, ask=ask())
    assert Source.objects.get(pk=given.pk).state == "ended"


def test_what_somebody_changed_while_it_was_looked_at_stays(
    given: Source, site: Site, ask: Callable[[], Asker], monkeypatch: Any
) -> None:
    def discover(address: str, _ask: Any) -> Found:
        change_source(given, by=BY, edition=1, address="https://a.example/b")
        return Found([Finding(Board("feeds", "", address), "x", 3)])

    monkeypatch.setattr("hcat.portal.syncing.looking.discover", discover)
    assert not look_for(given.pk, by=BY, ask=ask())
    assert Source.objects.get().address == "https://a.example/b"
