# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands answer in the language of the terminal, and say how a day is typed."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import get_language

from hcat.foundation.api import HcatError, in_the_terminals_language


@pytest.mark.parametrize(
    ("locale", "spoken"), [("nl_NL.UTF-8", "nl"), ("de_DE", "de"), ("fr_FR", "en"), ("", "en")]
)
def test_a_terminal_is_spoken_to_in_its_own_language_else_in_english(
    monkeypatch: pytest.MonkeyPatch, locale: str, spoken: str
) -> None:
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    with in_the_terminals_language():
        assert get_language() == spoken


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command",
    [
        ("outbox", "settle", "9999", "--left", "--reason", "seen"),
        ("organisations", "import", "nowhere.csv"),
        ("person", "erase", "nobody@example.org", "--reason", "asked"),
        ("person", "invite", "kim@example.org", "--name", "Kim", "--role", "project_leader"),
    ],
)
def test_a_refusal_speaks_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    told = {}
    for locale in ("en_GB", "nl_NL"):
        monkeypatch.setenv("LC_ALL", locale)
        with pytest.raises(HcatError) as refusal:
            call_command(*command)
        told[locale] = refusal.value.what
    assert told["en_GB"] != told["nl_NL"]


@pytest.mark.parametrize(
    "command",
    [
        ("status", "--as-of", "31-1-2013"),
        ("measure", "--as-of", "31-1-2013"),
        ("organisations", "list", "--date", "31-1-2013"),
        ("agenda", "load", "nowhere", "--date", "31-1-2013"),
    ],
)
def test_a_day_that_is_typed_otherwise_is_told_how(command: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="write year, month and day"):
        call_command(*command)
