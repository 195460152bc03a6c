# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may bring people from abroad stands on the pages, with the day of the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hcat.portal.api import Source, Vacancy
from hcat.portal.models import SponsorCheck
from hcat.portal.operations.sponsors import import_sponsors
from tests.portal.conftest import BY
from tests.portal.test_sponsors import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
AT = "/en/desk/vacancies/sponsors"


@pytest.fixture
def register(tmp_path: Path) -> None:
    path = tmp_path / "ind.csv"
    path.write_text("name,kvk\nVoorbeeld Machines B.V.,12345678\n", encoding="utf-8")
    import_sponsors(by=BY, path=path, as_of=DAY)


def test_a_person_says_that_it_is_the_same_and_the_pages_show_it(
    manager: Any, source: Source, vacancy: Callable[..., Vacancy], register: None
) -> None:
    key = source.organisation.key
    paths = [f"/en/companies/{key}", f"/en/vacancies/{vacancy().key}"]
    for path in paths:
        assert "Recognised sponsor" not in Client().get(path).content.decode()
    assert "Say whether it is the same company" in manager.client.get("/en/desk").content.decode()
    page = manager.client.get(AT).content.decode()
    assert "1 name to look at" in page
    assert "12345678" in page
    assert manager.client.post(f"{AT}/{key}/same").status_code == 302
    for path in paths:
        assert "by the public register of 1 March 2026" in Client().get(path).content.decode()
    assert manager.client.post(f"{AT}/{key}/same").status_code == 404
    assert "No name is to be looked at" in manager.client.get(AT).content.decode()
    number = SponsorCheck.objects.get().pk
    assert manager.client.post(f"{AT}/checks/{number}/again").status_code == 302
    assert manager.client.post(f"{AT}/{key}/another").status_code == 302
    assert "Recognised sponsor" not in Client().get(paths[0]).content.decode()


def test_without_a_register_the_desk_says_how_it_comes(
    manager: Any, signed_in: Callable[[str], Any], source: Source
) -> None:
    assert "hcat sponsors import" in manager.client.get(AT).content.decode()
    board = signed_in("board").client
    assert board.get(AT).status_code == 200
    assert board.post(f"{AT}/{source.organisation.key}/same").status_code == 403
