# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before anything was loaded or looked for."""

from __future__ import annotations

import pytest

from .test_pages import reading, signed_in, text_of


@pytest.mark.django_db
def test_the_pages_of_an_empty_register_say_what_to_do_first(db: None) -> None:
    client = signed_in("programme_manager")
    assert "Go through the register to begin" in text_of(client.get("/desk/overlap"))
    for page in ("judged", "groups", "proposals", "calls"):
        assert 'class="empty"' in text_of(client.get(f"/desk/overlap/{page}"))
    assert client.post("/desk/overlap/find").status_code == 302


@pytest.mark.django_db
def test_the_public_page_without_a_call_leads_to_the_menu(db: None) -> None:
    assert "There is no call now" in text_of(reading("en").get("/calls"))
