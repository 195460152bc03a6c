# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looking at a draft and at a batch have in common: who may, in which turn, and the step."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record
from hcat.parties.api import may, others_who_may, require

from .drafts import abouts, is_own, role_of
from .models import Batch, DraftFigure, DraftStep, State

APPROVE = "evidence.approve"

Matter = DraftFigure | Batch
"""What is looked at as one."""


def others_for(one: Matter) -> list[str]:
    """The names of those who may approve this and did not enter it."""
    found: dict[int, str] | None = None
    for about in abouts(one):
        here = others_who_may(APPROVE, about, besides=one.recorded_by_user)
        found = here if found is None else {pk: found[pk] for pk in found if pk in here}
    return sorted((found or {}).values())


def may_approve(one: Matter, by: Actor) -> bool:
    """Whether this actor has the right, whoever entered it."""
    return all(may(by, APPROVE, about) for about in abouts(one))


def wait_for(one: Matter, by: Actor, *states: State) -> None:
    """NotAllowed for who may not approve; Refused where it does not stand so."""
    for about in abouts(one):
        require(by, APPROVE, about)
    stand(one, *states)


def stand(one: Matter, *states: State) -> None:
    """Refused where it does not stand so."""
    if one.stands_as in states:
        return
    said = {
        State.DRAFT: _("Nobody has checked it yet."),
        State.CHECKED: _("It was checked already."),
        State.APPROVED: _("It was approved already."),
        State.RETURNED: _("It was returned to who entered it."),
        State.WITHDRAWN: _("It was withdrawn."),
        State.REPLACED: _("An improved draft took its place.")
        if isinstance(one, DraftFigure)
        else _("A mended file took its place."),
    }
    raise Refused(
        _("This draft does not wait for that.")
        if isinstance(one, DraftFigure)
        else _("This batch does not wait for that."),
        why=said[State(one.stands_as)],
        mend=_("Look at how it stands now."),
    )


def somebody_else(one: Matter, by: Actor) -> None:
    """Refused for who entered it."""
    if not is_own(one, by):
        return
    others = others_for(one)
    raise Refused(
        _("You entered this figure yourself.")
        if isinstance(one, DraftFigure)
        else _("You brought these figures yourself."),
        why=_("Somebody else looks at it before it counts."),
        mend=_("Ask: %(names)s.") % {"names": ", ".join(others)}
        if others
        else _("Nobody else may approve it: approve it alone, with the reason."),
    )


def nobody_else(one: Matter, by: Actor) -> None:
    """Refused for who did not enter it, and where somebody else could approve it."""
    if not is_own(one, by):
        raise Refused(
            _("Somebody else entered this figure.")
            if isinstance(one, DraftFigure)
            else _("Somebody else brought these figures."),
            mend=_("Check it and approve it, as usual."),
        )
    if others := others_for(one):
        raise Refused(
            _("You are not the only one who may approve this figure.")
            if isinstance(one, DraftFigure)
            else _("You are not the only one who may approve these figures."),
            why=_("Two people see more than one."),
            mend=_("Ask: %(names)s.") % {"names": ", ".join(others)},
        )


def said(reason: str) -> str:
    """The reason as it is kept. Refused where there is none."""
    if not reason.strip():
        raise Refused(
            _("There is no reason."),
            why=_("Who reads it later wants to know why."),
            mend=_("Say it in a sentence."),
        )
    return reason.strip()


def take(
    one: Matter, to: State, *, by: Actor, is_alone: bool = False, reason: str = ""
) -> DraftStep:
    """Put the step on top of the last one. Refused where somebody was just ahead."""
    action = "evidence.record" if to is State.WITHDRAWN and is_own(one, by) else APPROVE
    about = at(one)
    step = DraftStep(
        **about, to=to, is_alone=is_alone, reason=reason, recorded_by=by.name,
        recorded_by_user=by.user_id, is_demo=one.is_demo,
        as_role=role_of(by, action, abouts(one)[0]),
        supersedes=DraftStep.objects.filter(**about).order_by("-pk").first(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("Somebody was just ahead of you."), mend=_("Look at how it stands now.")
        ) from error
    is_draft = isinstance(one, DraftFigure)
    record(
        by=by,
        action=f"evidence.{'figure' if is_draft else 'batch'}_{to.value}",
        subject=subject(one),
        **{"draft" if is_draft else "batch": one.pk},
        **({"reason": reason} if reason else {}),
        **({"alone": True} if is_alone else {}),
    )
    return step


def subject(one: Matter) -> str:
    """Under this name the audit looks it up."""
    if isinstance(one, DraftFigure):
        return f"result:{one.result}/{one.target}"
    return f"batch:{one.pk}"


def at(one: Matter) -> dict[str, Any]:
    """The field by which a row says what it is about."""
    return {"draft": one} if isinstance(one, DraftFigure) else {"batch": one}
