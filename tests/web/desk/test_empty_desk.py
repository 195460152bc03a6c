# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk before there is an agenda."""

from __future__ import annotations

from django.test import Client

from hcat.parties.api import invite

from .conftest import BACKEND, BY, text_of


def test_an_empty_desk_says_what_to_do_first(db: None) -> None:
    person = invite(name="First", mail="first@example.org", role="programme_manager", by=BY)
    client = Client()
    assert person.user is not None
    client.force_login(person.user, backend=BACKEND)
    assert "There is no agenda yet" in text_of(client.get("/en/desk"))
