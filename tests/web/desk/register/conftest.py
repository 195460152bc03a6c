# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations, pledges and mails of the invented region."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse

from hcat.parties.api import FactsDraft, register_organisation
from hcat.parties.models import Organisation

from ..conftest import BY, ROLES, Visitor  # noqa: TID252

__all__ = ["BY", "ROLES", "START", "Register", "Visitor", "words_of"]

START = date(2020, 1, 1)
Register = Callable[..., Organisation]


@pytest.fixture
def registered(polder: None) -> Register:
    """Put an organisation in the register; each call is another one."""

    def put(name: str, *, kind: str = "company", since: date = START, **facts: Any) -> Organisation:
        return register_organisation(
            kind=kind,
            facts=FactsDraft(name=name, **facts),
            valid_from=since,
            source="a test",
            by=BY,
        )

    return put


def words_of(response: HttpResponse) -> str:
    """What a reader sees in the main part: no tags, single spaces."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
