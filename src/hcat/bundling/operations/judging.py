# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saying whether two initiatives overlap."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import item, standing_in
from hcat.bundling.models import Grade, Judgement, Pair
from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require


@transaction.atomic
def judge(
    *,
    by: Actor,
    left: str,
    right: str,
    grade: str,
    why: str = "",
    based_on: int | None = None,
    is_demo: bool = False,
) -> Judgement:
    """Grades a pair that was found. A later judgement supersedes the earlier; both are kept.

    `based_on`: the judgement that its author saw, 0 for none. Refused when somebody else judged
    in between, so that two people do not pass each other by.
    """
    left, right = sorted((left, right))
    if left == right:
        raise Refused(
            _("An initiative is not compared with itself."), mend=_("Choose two initiatives.")
        )
    both = [item("initiative", key) for key in (left, right)]
    for one in both:
        require(by, "bundling.judge", standing_in(one.sheet))
    if grade not in Grade.values:
        raise Refused(
            _("“%(grade)s” is not one of the four grades.") % {"grade": grade},
            mend=_("Choose one of: same, overlapping, complementary, different."),
        )
    pair = Pair.objects.filter(left=left, right=right).select_for_update().first()
    standing = (
        Judgement.objects.select_for_update(of=("self",))
        .filter(left=left, right=right, superseded_by__isnull=True)
        .first()
    )
    if pair is None and standing is None:
        raise Refused(
            _("These two were not found together."),
            why=_("What they have in common is reckoned when the register is gone through."),
            mend=_("Choose a pair from the list, or have these two compared first."),
        )
    if based_on is not None and based_on != (standing.pk if standing else 0):
        raise Refused(
            _("Somebody judged this pair while you were looking at it."),
            mend=_("Read that judgement; then judge again where you see it otherwise."),
        )
    made = Judgement.objects.create(
        left=left, right=right, grade=grade, why=why.strip(),
        features=pair.features if pair else standing.features if standing else {},
        sheets="/".join(str(one.version_id) for one in both),
        judged_at=now(), judged_by=by.name, judged_by_user=by.user_id, supersedes=standing,
        is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="bundling.judge", subject=f"pair:{left}/{right}", grade=grade)
    return made
