# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mails of this room say, each in the language of whoever gets it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.agenda.api import the_agenda

from .models import Event, Practice

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


def when(event: Event) -> str:
    """The day and from when until when, by the clock of the region."""
    begins, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    last = "TIME_FORMAT" if begins.date() == ends.date() else "DATETIME_FORMAT"
    return _("%(begins)s – %(ends)s") % {
        "begins": date_format(begins, "DATETIME_FORMAT"),
        "ends": date_format(ends, last),
    }


def contact_asked(practice: Practice, language: str, token: str) -> Letter:
    with override(language):
        title = one_line(practice.title)
        return (
            _("May others ask you about “%(title)s”?") % {"title": title},
            _signed(
                _(
                    "We describe this as a best practice: %(title)s. Whoever wants to do the same "
                    "would like to ask someone. May your name and mail address stand with it?"
                )
                % {"title": title},
                _("Say yes or no here, and change it whenever you want:")
                + "\n"
                + address(f"/link/sharing/contact/{token}", language),
                _("Until you say yes, nothing of you is shown."),
            ),
        )


def confirm_newsletter(language: str, token: str) -> Letter:
    with override(language):
        return (
            _("Confirm that you want the newsletter"),
            _signed(
                _("Somebody, probably you, asked for our newsletter at this address."),
                _("Confirm it here within a week:")
                + "\n"
                + address(f"/link/sharing/newsletter/{token}", language),
                _("Was it not you? Then do nothing: you get no newsletter."),
            ),
        )


def confirm_sign_up(event: Event, language: str, token: str, *, is_placed: bool) -> Letter:
    with override(language):
        title = one_line(event.title)
        held = (
            _("Confirm it here within a day; until then your place is held for you:")
            if is_placed
            else _(
                "All places are taken. Confirm it here within a day; until then your turn on the "
                "waiting list is held for you:"
            )
        )
        return (
            _("Confirm that you want to come: %(title)s") % {"title": title},
            _signed(
                _("Somebody, probably you, signed up at this address for: %(title)s, %(when)s.")
                % {"title": title, "when": when(event)},
                held + "\n" + address(f"/link/sharing/sign-up/{token}", language),
                _("Was it not you? Then do nothing: you hear no more of it."),
            ),
        )


def signed_up(event: Event, language: str, token: str, *, is_placed: bool) -> Letter:
    with override(language):
        title = one_line(event.title)
        if is_placed:
            subject = _("You have a place: %(title)s") % {"title": title}
        else:
            subject = _("You are on the waiting list: %(title)s") % {"title": title}
        return subject, _signed(
            *_about(event, language, is_placed=is_placed), _change(language, token)
        )


def moved_up(event: Event, language: str, token: str) -> Letter:
    with override(language):
        return (
            _("A place came free for you: %(title)s") % {"title": one_line(event.title)},
            _signed(*_about(event, language, is_placed=True), _change(language, token)),
        )


def changed(event: Event, language: str, token: str, *, is_placed: bool) -> Letter:
    with override(language):
        return (
            _("Another time or place: %(title)s") % {"title": one_line(event.title)},
            _signed(*_about(event, language, is_placed=is_placed), _change(language, token)),
        )


def cancelled(event: Event, language: str) -> Letter:
    with override(language):
        return (
            _("Cancelled: %(title)s") % {"title": one_line(event.title)},
            _signed(
                _("%(title)s on %(when)s is not held.")
                % {"title": one_line(event.title), "when": when(event)},
                event.cancelled_reason,
            ),
        )


def thanks(event: Event, language: str) -> Letter:
    with override(language):
        said = event.said.get("thanks", "")
        materials = [_("What was shown:") + "\n" + event.materials] if event.materials else []
        return (
            _("Thank you for coming: %(title)s") % {"title": one_line(event.title)},
            _signed(said or _("Thank you for coming."), *materials),
        )


def _about(event: Event, language: str, *, is_placed: bool) -> list[str]:
    page = f"/events/{event.key}"
    lines = [str(event.title), when(event)]
    if event.place:
        lines.append(_("Where: %(place)s") % {"place": event.place})
    if event.online and is_placed:
        lines.append(_("Online: %(address)s") % {"address": event.online})
    if event.euros:
        lines.append(_("Cost: € %(euros)s") % {"euros": event.euros})
    said = ["\n".join(lines)]
    if not is_placed:
        said.append(
            _("All places are taken. You get a mail as soon as one comes free for you, in turn.")
        )
    said.append(
        _("About it, and for your calendar:")
        + f"\n{address(page, language)}\n{address(f'{page}.ics', language)}"
    )
    return said


def _change(language: str, token: str) -> str:
    return (
        _("Can you not come? Tell us here, so that another gets the place:")
        + "\n"
        + address(f"/link/sharing/sign-up/{token}", language)
    )


def issue(row: Any, links: list[Any], language: str) -> Letter:
    """An issue of the newsletter; how to stop it is added for each reader."""
    with override(language):
        parts = [row.said.get("opening", "")]
        for one in links:
            said = one.said
            page = address(f"/news/{row.key}/{one.number}", language)
            parts.append("\n".join(filter(None, [said["title"].upper(), said.get("text"), page])))
        parts.append(
            _("To read on the site: %(address)s")
            % {"address": address(f"/news/{row.key}", language)}
        )
        return one_line(row.title), _signed(*filter(None, parts))


def stop(language: str, where: str) -> str:
    """The last lines of each newsletter."""
    with override(language):
        return "-- \n" + _("No more newsletters: %(address)s") % {"address": where} + "\n"
