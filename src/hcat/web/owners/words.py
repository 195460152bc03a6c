# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an answer says, in words."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Level, standing_in, the_agenda
from hcat.owners.api import Line, SheetUpdate, heirs_now, sheet_of
from hcat.parties.api import Powers
from hcat.web import labels, words
from hcat.web.elements import title_of, url_of
from hcat.web.site import Link

from .questions import label_of

LANGUAGES = dict(settings.LANGUAGES)


def towns() -> dict[str, str]:
    agenda = the_agenda()
    return {one.code: one.name for one in agenda.sheet.places} if agenda else {}


def say(name: str, value: Any) -> str:
    """The value of a field; empty where nothing is stated."""
    field = name.partition(".")[0]
    if value in (None, "", []):
        return ""
    if field == "status":
        return str(labels.status(value))
    if field == "levels":
        return ", ".join(str(labels.level(Level(one))) for one in value)
    if field == "places":
        known = towns()
        return ", ".join(known.get(one, one) for one in value)
    if field == "money":
        return f"€ {words.number(value)}"
    if field == "due":
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if isinstance(value, int | float):
        return words.number(value)
    return "\n".join(value) if isinstance(value, list) else str(value)


def called(line: Line, *, with_language: bool = True) -> str:
    """What a line is about; a text with the language in which it was written."""
    language = line.name.partition(".")[2]
    if not language or not with_language:
        return label_of(line.name)
    return _("%(field)s (%(language)s)") % {
        "field": label_of(line.name), "language": LANGUAGES.get(language, language),
    }  # fmt: skip


def heirs_of(one: Item[Any]) -> list[Link]:
    """What stands in the place of an initiative that has ended: the name and the public page."""
    found = [sheet_of(key) for key in heirs_now(one.key)]
    return [Link(title_of(item), url_of(item)) for item in found]


def way_to_stop(powers: Powers, one: Item[Any]) -> str:
    """The form by which the agenda stops an initiative, with the owner's wish as the reason; empty
    for whoever may not stop it."""
    if not powers.may("agenda.change", standing_in(one.sheet)):
        return ""
    reason = urlencode({"when.reason": _("Its owner says that it has stopped.")})
    return f"{reverse('desk:stop', args=[one.kind, one.key])}?{reason}"


def state_word(update: SheetUpdate) -> str:
    return {
        SheetUpdate.State.STARTED: _("the owner is filling it in"),
        SheetUpdate.State.SENT: _("sent in, to be looked at"),
        SheetUpdate.State.ASKED_BACK: _("asked back"),
        SheetUpdate.State.ACCEPTED: _("taken over"),
        SheetUpdate.State.WITHDRAWN: _("left as it was"),
    }[SheetUpdate.State(update.state)]
