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

from hcat.portal.models import Source
from hcat.portal.syncing.running import sync
from hcat.postings.api import Asker
from tests.portal.conftest import BY
from tests.postings.site import Site, text
from tests.postings.test_discovering import JOB, links, page

pytestmark = pytest.mark.django_db


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
