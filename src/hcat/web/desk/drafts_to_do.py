# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which drafts of figures ask for somebody's attention: to be checked, or improved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Result, items, standing_in
from hcat.evidence.api import (
    Batch,
    DraftFigure,
    batches_returned_to,
    is_own,
    may_approve,
    others_for,
    returned_to,
    waiting,
    waiting_batches,
)
from hcat.foundation.api import Actor
from hcat.parties.api import Powers
from hcat.web.elements import title_of

from . import draft_words
from .navigation import Attention, Matter

APPROVE = "evidence.approve"
WITHIN = timedelta(days=7)
"""Whoever enters a figure may expect that somebody looks within a week."""


def figures(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """What somebody else entered and this person may look at; what came back to this person."""
    if powers.may_somewhere(APPROVE):
        yield _to_check(request, powers)
    if powers.may_somewhere("evidence.record") and request.user.pk is not None:
        yield _returned(request.user.pk)


def _to_check(request: HttpRequest, powers: Powers) -> Attention:
    sheets: dict[str, Item[Result]] = {one.key: one for one in items("result", ended=True)}
    alone: dict[str, bool] = {}
    matters = list(_batches_to_check(Actor.of(request.user)))
    for one in waiting().select_related(None):
        item = sheets.get(one.result)
        if item is None or not powers.may(APPROVE, standing_in(item.sheet)):
            continue
        own = one.recorded_by_user == request.user.pk
        if own and one.result not in alone:
            alone[one.result] = not others_for(one)
        if own and not alone[one.result]:
            continue
        action = _action(one.stands_as, is_own=own)
        matters.append(_matter(one, title_of(item), action))
    return Attention(
        key="to-check",
        title=_("Figures to check"),
        why=_("They count once somebody else than who entered them has looked."),
        matters=matters,
    )


def _batches_to_check(by: Actor) -> Iterator[Matter]:
    for one in waiting_batches():
        own = is_own(one, by)
        if may_approve(one, by) and not (own and others_for(one)):
            yield _batch_matter(one, _action(one.stands_as, is_own=own))


def _action(state: str, *, is_own: bool) -> str:
    if is_own:
        return _("Approve it alone")
    return _("Approve it") if state == "checked" else _("Check it")


def _returned(user_id: int) -> Attention:
    found = returned_to(user_id)
    sheets: dict[str, Item[Result]] = (
        {one.key: one for one in items("result", ended=True)} if found else {}
    )
    return Attention(
        key="returned",
        title=_("Figures that came back to you"),
        why=_("Somebody looked, and says what should be different."),
        matters=[
            *(
                _batch_matter(one, _("Look at it"), note=step.reason, due=step.recorded_at.date())
                for one, step in batches_returned_to(user_id)
            ),
            *(
                _matter(
                    one,
                    title_of(sheets[one.result]) if one.result in sheets else one.result,
                    _("Look at it"),
                    note=step.reason,
                    due=step.recorded_at.date(),
                )
                for one, step in found
            ),
        ],
    )


def _batch_matter(batch: Batch, action: str, note: str = "", due: date | None = None) -> Matter:
    return Matter(
        key=f"batch/{batch.pk}",
        title=draft_words.short_batch(batch),
        note=note
        or _("brought by %(name)s on %(day)s")
        % {"name": batch.recorded_by, "day": draft_words.when(batch.recorded_at)},
        url=reverse("desk:batch", args=[batch.pk]),
        action=action,
        since=batch.recorded_at.date(),
        due=due or batch.recorded_at.date() + WITHIN,
        state=batch.stands_as,
    )


def _matter(
    draft: DraftFigure, title: str, action: str, note: str = "", due: date | None = None
) -> Matter:
    return Matter(
        key=f"draft/{draft.pk}",
        title=f"{title}: {draft_words.short(draft)}",
        note=note
        or _("entered by %(name)s on %(day)s")
        % {"name": draft.recorded_by, "day": draft_words.when(draft.recorded_at)},
        url=reverse("desk:draft", args=[draft.pk]),
        action=action,
        since=draft.recorded_at.date(),
        due=due or draft.recorded_at.date() + WITHIN,
        state=draft.stands_as,
    )
