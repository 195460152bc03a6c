# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An open wave of the questionnaire in full, with people, companies and tickets who are asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hcat.correspondence.api import make_link
from hcat.foundation.api import Actor, now, today
from hcat.parties.api import person_with_mail
from hcat.parties.models import Organisation
from hcat.surveys.api import SCOPE, SUBJECT, Seat, Way, save_page, seat_of_invitation, seen_of
from hcat.surveys.instrument.questionnaire import Questionnaire
from hcat.surveys.models import Edition, FrameUnit, Invitation, Key, Survey, Wave

from .instrument.making import full

BY = Actor.system("test")
FIRST = {"short_now": "yes", "short_mbo4": "3", "growth": "1,5"}
SECOND: dict[str, Any] = {
    "measures_taken": ["pay"],
    "which_pay": "Meer",
    "factors": ["pay", "building"],
}


def open_wave(questionnaire: Questionnaire | None = None, **given: Any) -> Wave:
    about = {"key": "panel", "population": "companies", "kept_years": 5}
    about |= {name: given.pop(name) for name in ("key", "population", "asks_minors", "kept_years")
              if name in given}  # fmt: skip
    survey = Survey.objects.create(
        titles={"nl": "Bedrijvenpanel", "en": "Company panel"},
        purposes={"nl": "Om te weten waar technici ontbreken.", "en": "To know the shortage."},
        **about,
    )
    made = questionnaire or full()
    edition = Edition.objects.create(
        survey=survey, number=1, questionnaire=made.to_json(), fingerprint=made.fingerprint,
        origin="test",
    )  # fmt: skip
    days = {"reference_day": today(), "opens_on": today(), "closes_on": today() + timedelta(20)}
    return Wave.objects.create(
        survey=survey,
        key="2026",
        edition=edition,
        **(days | {"state": "open", "opened_at": now()} | given),
    )


def person_asked(wave: Wave, number: int = 1, **given: Any) -> Invitation:
    """A company whose contact is invited by mail."""
    person = person_with_mail(mail=f"kim{number}@voorbeeld.example", name="Kim", by=BY)
    company = Organisation.objects.create(key=f"company-{wave.pk}-{number}", kind="company")
    return _invited(wave, person=person, unit={"organisation": company, "size_class": "10-49"},
                    number=number, **given)  # fmt: skip


def ticket_of(wave: Wave, number: int = 1, **given: Any) -> Invitation:
    school, _made = Organisation.objects.get_or_create(key="school", defaults={"kind": "education"})
    return _invited(wave, person=None, unit={"organisation": school, "ticket": number},
                    number=1000 + number, **given)  # fmt: skip


def _invited(
    wave: Wave, *, person: Any, unit: dict[str, Any], number: int, **given: Any
) -> Invitation:
    made = FrameUnit.objects.create(wave=wave, stratum="all", is_drawn=True, chance=1.0, **unit)
    Key.objects.create(unit=made, code=f"code-{wave.pk}-{number}", panel=f"panel-{number}")
    when = {"outcome": "invited", "invited_at": now()} if person else {}
    return Invitation.objects.create(unit=made, wave=wave, person=person, **(when | given))


def link_of(invitation: Invitation) -> str:
    """The token of a personal link."""
    assert invitation.person_id is not None
    return make_link(
        person_id=invitation.person_id, scope=SCOPE, subject=f"{SUBJECT}:{invitation.unit_id}",
        lasts=timedelta(days=100), by=BY,
    )  # fmt: skip


def at(invitation: Invitation) -> Seat:
    """The seat as it is now."""
    return seat_of_invitation(invitation.pk)


def answer(invitation: Invitation, page: str, raw: dict[str, Any], **given: Any) -> Any:
    """One page that was opened just now."""
    seat = at(invitation)
    seen = seen_of(seat.questionnaire.page(page), seat.answers)
    return save_page(seat=seat, page=page, raw=raw, language="nl", **({"seen": seen} | given))


def answer_all(invitation: Invitation) -> Seat:
    answer(invitation, "shortage", FIRST)
    answer(invitation, "wishes", SECOND)
    answer(invitation, "satisfied", {"satisfied": "7"})
    return at(invitation)


__all__ = ["BY", "FIRST", "SECOND", "Way", "answer", "answer_all", "at", "link_of", "open_wave",
           "person_asked", "ticket_of"]  # fmt: skip
