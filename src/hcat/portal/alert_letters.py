# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mails about searches say, each in the language in which it was asked for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hcat.agenda.api import the_agenda
from hcat.parties.api import names_of

from .models import Alert
from .queries.vacancies import Shown


def address(path: str, language: str) -> str:
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{settings.SITE_URL}{prefix}{path}"


def stop_address(alert: Alert, token: str) -> str:
    return address(f"/link/vacancies/stop/{token}", alert.language)


def search_address(alert: Alert) -> str:
    asked = {"q": alert.words} if alert.words else {}
    question = urlencode({**asked, **alert.filters}, doseq=True)
    return address(f"/vacancies?{question}", alert.language)


def confirm(alert: Alert, rhythm: str, token: str) -> tuple[str, str]:
    with override(alert.language):
        asked = (
            _("Somebody, probably you, asked to get the new vacancies of this search every week:")
            if rhythm == Alert.Rhythm.WEEKLY
            else _(
                "Somebody, probably you, asked to get the new vacancies of this search every day:"
            )
        )
        return (
            _("Confirm that you want new vacancies by mail"),
            _signed(
                asked,
                search_address(alert),
                _("Confirm it here within a week:")
                + "\n"
                + address(f"/link/vacancies/alert/{token}", alert.language),
                _("Was it not you? Then do nothing: nothing is sent, and it is forgotten."),
            ),
        )


def most(number: int, language: str) -> tuple[str, str]:
    with override(language):
        return (
            _("You get the most searches by mail that there can be"),
            _signed(
                _("Somebody, probably you, asked to get the new vacancies of one search more."),
                _(
                    "You get %(number)d already, and more there cannot be. End one of them by the "
                    "link in its mails, and ask again."
                )
                % {"number": number},
                _("Was it not you? Then do nothing: nothing is sent, and it is forgotten."),
            ),
        )


def new_vacancies(alert: Alert, new: list[Shown], total: int, token: str) -> tuple[str, str]:
    names = names_of({one.vacancy.organisation_id for one in new})
    with override(alert.language):
        title = ngettext(
            "%(number)d new vacancy for you", "%(number)d new vacancies for you", total
        ) % {"number": total}
        told = [_told(one, names, alert.language) for one in new]
        if total > len(new):
            told.append(_("and %(count)d more:") % {"count": total - len(new)})
        return (
            title,
            _signed(
                *told,
                _("All that fits:") + "\n" + search_address(alert),
                _("No more of this? Here you end it:") + "\n" + stop_address(alert, token),
            ),
        )


def _told(one: Shown, names: dict[int, str], language: str) -> str:
    parts = [names.get(one.vacancy.organisation_id, ""), ", ".join(one.places)]
    about = ", ".join(part for part in parts if part)
    return f"{one.advert.title}\n{about}\n" + address(f"/vacancies/{one.vacancy.key}", language)


def _signed(*parts: str) -> str:
    agenda = the_agenda()
    return "\n\n".join([*parts, str(agenda.sheet.title) if agenda else "HCAT"]) + "\n"
