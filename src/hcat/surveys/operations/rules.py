# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every operation of this room respects.

Locks are taken in one order: the wave, then its invitations, then their answers. Who changes a wave
or many of its invitations holds it alone (`locked_wave`); who changes one invitation or its answers
holds it together with others who do (`share_wave`), so that a wave is closed and released before or
after, never meanwhile. On SQLite a transaction waits for the one before it anyhow.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused
from hcat.surveys.instrument.questionnaire import tidy
from hcat.surveys.models import AnswerSheet, FrameUnit, Invitation, Key, Survey, Wave

SYSTEM = Actor.system("surveys")
State = Wave.State
TAKEN_BY_PAGES = frozenset(
    ["earlier", "edit", "editions", "export", "new-wave", "over-time", "retire", "revise", "upload"]
)
"""Words that stand where the key of a wave does in an address: a page would cover the wave."""


def locked_survey(key: str) -> Survey:
    """Held until the transaction ends. NotFound for an unknown key."""
    found = Survey.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no survey %(key)s.") % {"key": key}, mend=_("Choose one from the list.")
        )
    return found


def locked_wave(wave_id: int, *states: str) -> Wave:
    """Held until the transaction ends. NotFound for an unknown number; Refused in another state.

    Without its key: rows that refer to a wave can be written while it is held.
    """
    found = (
        Wave.objects.select_for_update(of=("self",), no_key=True)
        .select_related("survey", "edition")
        .filter(pk=wave_id)
        .first()
    )
    if found is None:
        raise NotFound(
            _("There is no wave %(number)s.") % {"number": wave_id},
            mend=_("Choose one from the list."),
        )
    if states:
        needs_state(found, *states)
    return found


def needs_state(wave: Wave, *states: str) -> None:
    if wave.state not in states:
        raise Refused(told_states()[wave.state], mend=_needs(states))


def share_wave(wave_id: int) -> None:
    """Nobody changes this wave until the transaction ends; others may share it. Whoever asks for
    its state after this reads what stays."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM surveys_wave WHERE id = %s FOR SHARE", [wave_id])


def refuse_strange_key(key: str) -> None:
    """Of a wave: it stands in addresses."""
    if not key or slugify(key) != key or len(key) > 40:
        raise Refused(
            _("“%(key)s” cannot be the name of a wave in addresses.") % {"key": key[:40]},
            mend=_("Use small letters, digits and hyphens, such as 2026-autumn."),
        )
    if key in TAKEN_BY_PAGES:
        raise Refused(
            _("“%(key)s” cannot be the name of a wave in addresses.") % {"key": key},
            why=_("A page of the survey has this word in its address."),
            mend=_("Choose another name."),
        )


def told_states() -> dict[str, str]:
    return {
        State.DRAFT: _("This wave has not been opened yet."),
        State.OPEN: _("This wave is open: people answer it."),
        State.CLOSED: _("This wave is closed."),
        State.RELEASED: _("The figures of this wave were released."),
        State.DROPPED: _("This wave was called off."),
    }


def _needs(states: tuple[str, ...]) -> str:
    if State.DRAFT in states:
        return _("This can be done until a wave opens. Prepare a new wave.")
    return _("This can be done while a wave is open.")


def locked_invitation(invitation_id: int) -> Invitation:
    """With its wave, which is shared, and its unit. Held until the transaction ends."""
    wave_id = Invitation.objects.filter(pk=invitation_id).values_list("wave_id", flat=True).first()
    if wave_id is not None:
        share_wave(wave_id)
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("unit", "wave", "wave__survey")
        .filter(pk=invitation_id)
        .first()
    )
    if found is None:
        raise NotFound(
            _("There is no invitation %(number)s.") % {"number": invitation_id},
            mend=_("Choose one from the list."),
        )
    return found


def take_back_draw(wave: Wave) -> None:
    """Who was drawn, with their keys. Keys go by their units: joined to themselves by way of the
    wave, PostgreSQL compares each with each as long as it has not counted a table that was filled
    in this transaction."""
    Key.objects.filter(unit__in=FrameUnit.objects.filter(wave=wave)).delete()
    Invitation.objects.filter(wave=wave).delete()


def with_begun(rows: QuerySet[Invitation]) -> QuerySet[Any]:
    """The same with `has_begun`: answers of this unit are there, sent in or not."""
    sheets = AnswerSheet.objects.filter(wave=OuterRef("wave"), code=OuterRef("unit__key_row__code"))
    return rows.annotate(has_begun=Exists(sheets))


def drop_answers(invitation: Invitation) -> None:
    """What this unit answered is deleted, for good."""
    codes = Key.objects.filter(unit=invitation.unit_id).values("code")
    AnswerSheet.objects.filter(wave=invitation.wave_id, code__in=codes).delete()


def one_line(text: str) -> str:
    """What somebody typed, as it is kept: in one line, without signs that cannot be seen, a NUL
    among them, which PostgreSQL does not take."""
    return " ".join(tidy(text).split())


def needs_reason(reason: str) -> str:
    said = one_line(reason)
    if not said:
        raise Refused(_("A reason is needed."), mend=_("Say in a sentence why."))
    return said


def subject_of(wave: Wave) -> str:
    """As the audit names a wave."""
    return f"wave:{wave.pk}"
