# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mails of this room say, each in the language of whoever gets it."""

from __future__ import annotations

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hcat.agenda.api import the_agenda

from .instrument.duration import minutes as minutes_of
from .instrument.questionnaire import Questionnaire, said
from .models import Population, Wave
from .terms import removed_at_the_latest

Letter = tuple[str, str]
"""Subject and body."""


def address(path: str, language: str) -> str:
    """A page of this site, in a language, as an address for a mail. `path` begins with a slash."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{settings.SITE_URL}{prefix}{path}"


def one_line(text: object) -> str:
    return " ".join(str(text).split())[:250]


def _signed(*parts: str) -> str:
    agenda = the_agenda()
    return "\n\n".join([*parts, str(agenda.sheet.title) if agenda else "HCAT"]) + "\n"


def _page(token: str, language: str) -> str:
    return address(f"/link/surveys/{token}", language)


def invitation(wave: Wave, language: str, token: str, organisation: str = "") -> Letter:
    """Who asks whom, what for, how long it takes, who sees it, until when, and how to say no.

    `organisation`: for which it is answered, since one person can be written to for several.
    """
    with override(language):
        survey = wave.survey
        title = one_line(said(survey.titles, language))
        minutes = minutes_of(Questionnaire.from_json(wave.edition.questionnaire), language).most
        takes = ngettext("It takes about a minute.", "It takes about %(minutes)d minutes.",
                         minutes) % {"minutes": minutes}  # fmt: skip
        return (
            _("Will you answer some questions? %(title)s") % {"title": title},
            _signed(
                _("We ask you to take part in: %(title)s.") % {"title": title}
                + _for(organisation),
                _what_for(wave, language),
                takes + " " + _("You can stop in between and go on later, until %(day)s:")
                % {"day": date_format(wave.closes_on)} + "\n" + _page(token, language),
                _who_sees(wave),
                _how_to_refuse(token, language),
            ),
        )  # fmt: skip


def reminder(
    wave: Wave, language: str, token: str, organisation: str = "", *, started: bool
) -> Letter:
    """To who has not answered yet, or not to the end."""
    with override(language):
        title = one_line(said(wave.survey.titles, language))
        if started:
            first = _("You began to answer “%(title)s”, and what you filled in was kept.")
        else:
            first = _("Some time ago we asked you to take part in: %(title)s.")
        return (
            _("You can still answer: %(title)s") % {"title": title},
            _signed(
                first % {"title": title} + _for(organisation),
                _what_for(wave, language),
                _("You can answer until %(day)s:") % {"day": date_format(wave.closes_on)}
                + "\n" + _page(token, language),
                _who_sees(wave),
                _how_to_refuse(token, language),
            ),
        )  # fmt: skip


def _for(organisation: str) -> str:
    if not organisation:
        return ""
    return " " + _("You answer for %(organisation)s.") % {"organisation": one_line(organisation)}


def _what_for(wave: Wave, language: str) -> str:
    return _("What for: %(purpose)s") % {"purpose": said(wave.survey.purposes, language)}


def _who_sees(wave: Wave) -> str:
    """What is promised, in the words of what the program does."""
    year = removed_at_the_latest(wave).year
    if wave.survey.population == Population.PEOPLE:
        first = _("Your answers are kept under a code, apart from your name.")
    else:
        first = _("Your answers are kept under a code, apart from your name and that of your "
                  "organisation.")  # fmt: skip
    return " ".join([
        first,
        _("Only figures of groups are shown, never of one person or one organisation."),
        _("The answers are deleted in %(year)d at the latest.") % {"year": year},
    ])  # fmt: skip


def _how_to_refuse(token: str, language: str) -> str:
    return (
        _("Taking part is your own choice. Say here that you would rather not, and you hear no "
          "more of it:")
        + "\n"
        + address(f"/link/surveys/{token}/refuse", language)
    )  # fmt: skip
