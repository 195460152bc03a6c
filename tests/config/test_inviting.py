# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat person invite`: an account, a role, and a mail that tells how to sign in."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from hcat.correspondence.api import deliver_due, outbox
from hcat.foundation.api import NotAllowed
from hcat.parties.api import person_by_key

pytestmark = pytest.mark.django_db


def invited(*more: str, mail_address: str = "robin@voorbeeld.example") -> str:
    told = StringIO()
    call_command(
        "person", "invite", mail_address, "--name", "Robin", "--role", "board", *more, stdout=told
    )
    return told.getvalue()


@pytest.fixture
def no_server(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "hcat.correspondence.spool.NoServerBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def test_whoever_is_invited_in_the_terminal_gets_a_mail_that_tells_how_to_sign_in() -> None:
    told = invited("--language", "en")
    assert "in the outbox" in told
    deliver_due()
    [sent] = mail.outbox
    assert sent.to == ["robin@voorbeeld.example"]
    assert "/sign-in" in sent.body
    assert "a mail with a code" in sent.body
    assert "The programme office has invited you" in sent.body


def test_an_invitation_given_twice_is_one_mail() -> None:
    invited()
    invited()
    assert outbox().count() == 1


def test_without_a_mail_server_the_invitation_waits_and_the_terminal_says_what_to_tell(
    no_server: Path,
) -> None:
    told = invited()
    assert "waits in the outbox" in told
    assert "robin@voorbeeld.example" in told
    assert "--link" in told
    assert deliver_due().deferred == 1
    [waiting] = outbox()
    assert waiting.state == "queued"
    assert "HCAT_MAIL_URL" in waiting.deferred_reason
    assert not list(no_server.iterdir())


def test_what_waited_leaves_once_there_is_a_mail_server(no_server: Path, settings: Any) -> None:
    invited()
    deliver_due()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_due().sent == 1
    [sent] = outbox()
    assert (sent.state, sent.deferred_reason) == ("sent", "")


def test_the_link_signs_in_once(no_server: Path, client: Client) -> None:
    link = next(line for line in invited("--link").splitlines() if "/sign-in/once/" in line)
    path = link[link.index("/sign-in/once/") :]
    assert client.post(path)["Location"] == "/desk"
    assert client.session["_auth_user_id"]
    assert Client().post(path).status_code == 410


def test_a_mail_that_cannot_be_asked_for_makes_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_asked: Any) -> None:
        raise NotAllowed("no")

    monkeypatch.setattr("hcat.web.desk.register.inviting.enqueue", refuse)
    with pytest.raises(NotAllowed):
        invited()
    with pytest.raises(Exception, match="robin"):
        person_by_key("robin@voorbeeld.example")
