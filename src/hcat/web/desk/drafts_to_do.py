# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which drafts of figures ask for somebody's attention: to be checked, or improved."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Result, items, standing_in
from hcat.evidence.api import DraftFigure, others_for, returned_to, waiting
from hcat.parties.api import Powers
from hcat.web.elements import title_of

from . import draft_words
from .navigation import Attention, Matter

APPROVE = "evidence.approve"


def figures(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """What somebody else entered and this person may look at; what came back to this person."""
    if powers.may_somewhere(APPROVE):
        yield _to_check(request, powers)
    if powers.may_somewhere("evidence.record") and request.user.pk is not None:
        yield _returned(request.user.pk)


def _to_check(request: HttpRequest, powers: Powers) -> Attention:
    sheets: dict[str, Item[Result]] = {one.key: one for one in items("result", ended=True)}
    alone: dict[str, bool] = {}
    matters = []
    for one in waiting().select_related(None):
        item = sheets.get(one.result)
        if item is None or not powers.may(APPROVE, standing_in(item.sheet)):
            continue
        is_own = one.recorded_by_user == request.user.pk
        if is_own and one.result not in alone:
            alone[one.result] = not others_for(one)
        if is_own and not alone[one.result]:
            continue
        action = (
            _("Approve it alone") if is_own
            else _("Approve it") if one.stands_as == "checked"
            else _("Check it")
        )  # fmt: skip
        matters.append(_matter(one, title_of(item), action))
    return Attention(
        key="to-check",
        title=_("Figures to check"),
        why=_("They count once somebody else than who entered them has looked."),
        matters=matters,
    )


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
            _matter(
                one,
                title_of(sheets[one.result]) if one.result in sheets else one.result,
                _("Look at it"),
                note=step.reason,
            )
            for one, step in found
        ],
    )


def _matter(draft: DraftFigure, title: str, action: str, note: str = "") -> Matter:
    return Matter(
        key=f"draft/{draft.pk}",
        title=f"{title}: {draft_words.short(draft)}",
        note=note
        or _("entered by %(name)s on %(day)s")
        % {"name": draft.recorded_by, "day": draft_words.when(draft.recorded_at)},
        url=reverse("desk:draft", args=[draft.pk]),
        action=action,
        since=draft.recorded_at.date(),
        state=draft.stands_as,
    )
