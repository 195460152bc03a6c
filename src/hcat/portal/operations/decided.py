# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people decided about a vacancy, also while it stands under another one.

A correction stays with the vacancy that it was made on. What stands under another speaks for that
one as well, where nobody corrected that one itself; taken apart, it has its answers again.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from hcat.portal.models import Correction, Label, Vacancy


def decided(vacancies: Iterable[int]) -> dict[tuple[int, str], Correction]:
    """By number and question: the correction that counts, if only with "none of these".

    Its own before one of a vacancy that stands under it, and the last one before earlier ones.
    """
    numbers = set(vacancies)
    rows = (
        Correction.objects.filter(
            Q(vacancy_id__in=numbers) | Q(vacancy__merged_into_id__in=numbers)
        )
        .select_related("vacancy")
        .defer("title", "body")
        .order_by("pk")
    )
    found: dict[tuple[int, str], Correction] = {}
    for is_own in (False, True):
        for one in rows:
            number = one.vacancy_id if is_own else one.vacancy.merged_into_id
            if number is not None and number in numbers:
                found[number, one.aspect] = one
    return found


def answer_as_decided(*vacancies: Vacancy) -> None:
    """Give each the answers that people decided for it, and only those: after what stands under
    what has changed. What the rules say is for `classify`, afterwards."""
    counts = decided(one.pk for one in vacancies)
    for vacancy in vacancies:
        mine = {aspect: one for (number, aspect), one in counts.items() if number == vacancy.pk}
        vacancy.labels.filter(Q(made_by=Label.MadeBy.PERSON) | Q(aspect__in=mine)).delete()
        Label.objects.bulk_create(
            Label(
                vacancy=vacancy,
                aspect=aspect,
                value=value,
                confidence=1.0,
                words=_words(one).get(value, []),
                made_by=Label.MadeBy.PERSON,
                made_at=one.corrected_at,
            )
            for aspect, one in mine.items()
            for value in one.after
        )


def _words(correction: Correction) -> dict[str, list[str]]:
    return {one["value"]: one["words"] for one in correction.before}
