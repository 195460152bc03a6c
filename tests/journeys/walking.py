# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every journey does: come in with a role, follow a link, send the form of a page.

A click comes back when the next page has begun to arrive, before there is a heading in it; `press`
comes back when the page stands.
"""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from hcat.foundation.api import Actor
from hcat.parties.api import invite

BY = Actor.system("test")


def come_in(page: Page, site: str, role: str = "programme_manager") -> None:
    """From now on the window is that of someone in this role."""
    person = invite(name=f"Test {role}", mail=f"{role}@example.org", role=role, by=BY)
    assert person.user is not None
    client = Client()
    client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def press(what: Locator) -> None:
    """A click on a link or a button that leads to a page, until that page stands."""
    with what.page.expect_navigation(wait_until="domcontentloaded"):
        what.click()


def send(page: Page) -> None:
    """The form of the desk on this page."""
    press(page.locator("form.desk button[type=submit]"))
