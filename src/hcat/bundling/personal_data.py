# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person: who judged, proposed, decided and commented."""

from __future__ import annotations

from typing import Any

from hcat.parties.api import holds_personal_data

from .models import Comment, Judgement, Proposal

ERASED = "erased"


def _export(person: Any) -> list[dict[str, Any]]:
    rows = [
        {"what": "comment", "which": f"proposal:{one.proposal_id}", "text": one.text}
        for one in Comment.objects.filter(person=person).order_by("pk")
    ]
    if person.user_id is None:
        return rows
    rows += [
        {
            "what": "judgement",
            "which": f"{one.left}/{one.right}",
            "grade": one.grade,
            "why": one.why,
        }
        for one in Judgement.objects.filter(judged_by_user=person.user_id).order_by("pk")
    ]
    return rows + [
        {"what": deed, "which": f"proposal:{one.pk}"}
        for deed in ("made", "decided")
        for one in Proposal.objects.filter(**{f"{deed}_by_user": person.user_id}).order_by("pk")
    ]


def _erase(person: Any) -> None:
    Comment.objects.filter(person=person).update(text="", person=None)
    if person.user_id is None:
        return
    Judgement.objects.filter(judged_by_user=person.user_id).update(
        judged_by=ERASED, judged_by_user=None
    )
    for deed in ("made", "decided"):
        Proposal.objects.filter(**{f"{deed}_by_user": person.user_id}).update(
            **{f"{deed}_by": ERASED, f"{deed}_by_user": None}
        )


holds_personal_data("bundling", export=_export, erase=_erase)
