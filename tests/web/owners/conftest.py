# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Someone with a personal link to the sheet of a lab, and the programme manager at the desk."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hcat.correspondence.api import make_link, outbox
from hcat.owners.api import SCOPE, name_contact
from tests.web.desk.conftest import (  # noqa: F401 - fixtures
    BY,
    Visitor,
    _loaded,
    fields_of,
    manager,
    polder,
    signed_in,
    text_of,
)

LAB = "lab-east"


def contact(
    initiative: str = LAB, mail: str = "kim@voorbeeld.example", language: str = "en"
) -> Any:
    return name_contact(
        by=BY, initiative=initiative, name=f"Naam {mail[:3]}", mail=mail, language=language
    ).person


def token(person: Any, subject: str = f"initiative:{LAB}", scope: str = SCOPE) -> str:
    return make_link(
        person_id=person.pk, scope=scope, subject=subject, lasts=timedelta(days=30), by=BY
    )


class Bearer:
    """Someone who follows a personal link, in English, without JavaScript."""

    def __init__(self, given: str) -> None:
        self.client, self.token = Client(), given

    def url(self, page: str = "") -> str:
        return f"/en/link/sheet/{self.token}{f'/{page}' if page else ''}"

    def open(self, page: str = "") -> Any:
        return self.client.get(self.url(page))

    def fill(self, page: str, **answers: Any) -> dict[str, Any]:
        return {**fields_of(self.open(page)), **answers}

    def send(self, page: str, **answers: Any) -> Any:
        """Sending in the whole leads to a page of its own, which is followed."""
        data = self.fill(page, **answers)
        return self.client.post(self.url(page), data, follow=page == "look")


@pytest.fixture
def bearer(polder: None) -> Bearer:  # noqa: F811
    return Bearer(token(contact()))


def links_in_mail() -> list[str]:
    """The tokens in the newest mail."""
    mail = outbox().first()
    assert mail is not None
    return re.findall(r"/link/sheet/(\S+)", mail.body)
