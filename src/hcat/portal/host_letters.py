# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mails about people whom one may meet: to them, and to whoever asks them something."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.agenda.api import the_agenda
from hcat.parties.api import names_of

from .alert_letters import address
from .models import Host, HostQuestion


def stop_address(host: Host, token: str) -> str:
    return address(f"/link/meet/stop/{token}", host.language)


def to_confirm(host: Host, token: str, stop: str) -> tuple[str, str]:
    """Nothing in it was typed by whoever named the person: they may not have asked."""
    with override(host.language):
        told = {"company": names_of([host.organisation_id])[host.organisation_id], "site": _site()}
        return (
            _("May you be shown at %(company)s?") % told,
            _parts(
                _("Hello,"),
                _(
                    "%(company)s would like to show you in %(site)s as somebody whom people may "
                    "ask something: your name, your function and what about. Your mail address is "
                    "never shown."
                )
                % told,
                _("See what would stand there, and say yes or no:")
                + "\n"
                + address(f"/link/meet/{token}", host.language),
                _("Nothing is shown without your yes. One click ends it, whenever you like:")
                + "\n"
                + stop_address(host, stop),
            ),
        )


def to_whoever_asks(question: HostQuestion, token: str, language: str) -> tuple[str, str]:
    with override(language):
        return (
            _("Confirm your question"),
            _parts(
                _("Somebody, probably you, wants to ask something of a person at %(company)s.")
                % {"company": names_of([question.host.organisation_id])[
                    question.host.organisation_id
                ]},
                _("Confirm it here within a week, then your question is passed on:")
                + "\n"
                + address(f"/link/meet/ask/{token}", language),
                _("Was it not you? Then do nothing: nothing is sent, and it is forgotten."),
            ),
        )  # fmt: skip


def too_many_wait(number: int, language: str) -> tuple[str, str]:
    with override(language):
        return (
            _("You have the most questions waiting that there can be"),
            _parts(
                _("Somebody, probably you, wants to ask one question more of people at companies."),
                _(
                    "%(number)d questions wait for you to confirm them, and more there cannot be: "
                    "this one was not kept. Confirm those that are yours by the links in your "
                    "mail, and ask again."
                )
                % {"number": number},
                _("Was it not you? Then do nothing: nothing is sent, and it is forgotten."),
            ),
        )


def passed_on(question: HostQuestion, stop: str) -> tuple[str, str]:
    """Who asks stands in the text only: a subject is kept after the mail has left."""
    host = question.host
    with override(host.language):
        return (
            _("A question for you"),
            _parts(
                _("%(name)s asks you, as somebody whom people may ask something:")
                % {"name": question.name},
                question.text,
                _("Answer to: %(mail)s. They do not have your address until you answer.")
                % {"mail": question.person.mail},
                _("No more questions? One click takes you off the page:")
                + "\n"
                + stop_address(host, stop),
            ),
        )


def _site() -> str:
    agenda = the_agenda()
    return str(agenda.sheet.title) if agenda else "HCAT"


def _parts(*parts: Any) -> str:
    return "\n\n".join([*map(str, parts), _site()]) + "\n"
