# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region, people in every role, and a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.evidence.api import check_and_approve, evaluate, waiting
from hcat.foundation.api import Actor
from hcat.parties.api import invite
from tests.standing import loaded_once

BY = Actor.system("test")
POLDER = Path(__file__).parents[2] / "api" / "polder"
SCOPES = {"project_leader": "point:learn", "initiative_owner": "initiative:lab-east"}
ROLES = ("administrator", "programme_manager", "project_leader", "initiative_owner",
         "steering_group", "board")  # fmt: skip
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The region, for the tests of one file."""
    with django_db_blocker.unblock(), loaded_once("polder", load_polder):
        yield


def load_polder() -> None:
    assert load_folder(POLDER, by=BY).ok
    evaluate(by=BY)


@pytest.fixture
def polder(_loaded: None, db: None) -> None:
    """The region; what a test changes is taken back after it."""


class _Fields(HTMLParser):
    """What a browser would send of the desk's form."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._in_form = False
        self._area: str | None = None
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._in_form = "desk" in (given.get("class") or "").split()
        if not self._in_form:
            return
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name != "csrfmiddlewaretoken":
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.sent.setdefault(name, []).append(value)
        elif tag == "textarea":
            self._area = name
            self.sent.setdefault(name, []).append("")
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option":
            self._options.append((value, "selected" in given))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        elif tag == "textarea":
            self._area = None
        elif tag == "select" and self._select is not None:
            chosen = [value for value, is_selected in self._options if is_selected]
            first = [value for value, _is_selected in self._options[:1]]
            self.sent[self._select] = chosen or first
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.sent[self._area][-1] += data.removeprefix("\n")


def fields_of(response: Any) -> dict[str, list[str]]:
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.sent


class Visitor:
    """Someone at the desk, in English."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def open(self, path: str) -> Any:
        return self.client.get(f"/en{path}")

    def fill(self, path: str, **answers: str | list[str]) -> dict[str, list[str]]:
        """The form of a page with some answers: ``when__reason`` stands for ``when.reason``."""
        response = self.open(path)
        assert response.status_code == 200, response.content.decode()[-2000:]
        return self.answered(fields_of(response), **answers)

    @staticmethod
    def answered(data: dict[str, list[str]], **answers: str | list[str]) -> dict[str, list[str]]:
        for name, value in answers.items():
            data[name.replace("__", ".")] = value if isinstance(value, list) else [value]
        return data

    def send(self, path: str, data: dict[str, list[str]], do: str = "preview") -> Any:
        return self.client.post(f"/en{path}", {**data, "do": do})

    def change(self, path: str, **answers: str | list[str]) -> Any:
        """Fill in, look, confirm; gives the answer to the confirmation."""
        shown = self.send(path, self.fill(path, **answers))
        assert shown.status_code == 200, problems(shown)
        return self.send(path, fields_of(shown), "confirm")


def text_of(response: Any) -> str:
    """The words of the page's main part."""

    class Words(HTMLParser):
        found: list[str] = []

        def handle_data(self, data: str) -> None:
            self.found.append(data.strip())

    parser = Words()
    parser.found = []
    body = response.content.decode()
    parser.feed(body[body.index("<main") : body.index("</main>")])
    return " ".join(word for word in parser.found if word)


def problems(response: Any) -> str:
    """The summary of what is to be mended."""
    text = text_of(response)
    start = text.find("There is something to mend")
    return text[start : start + 600] if start >= 0 else text[:600]


@pytest.fixture
def signed_in(polder: None) -> Callable[[str], Visitor]:
    def as_role(role: str) -> Visitor:
        person = invite(
            name=f"The {role.replace('_', ' ')}", mail=f"{role}@example.org", role=role,
            scope=SCOPES.get(role, ""), by=BY,
        )  # fmt: skip
        assert person.user is not None
        client = Client()
        client.force_login(person.user, backend=BACKEND)
        return Visitor(client)

    return as_role


@pytest.fixture
def manager(signed_in: Callable[[str], Visitor]) -> Visitor:
    return signed_in("programme_manager")


def approve_all() -> list[int]:
    """Somebody else looks at every draft that waits; gives their numbers."""
    found = [one.pk for one in waiting()]
    for number in found:
        check_and_approve(by=BY, draft=number)
    return found
