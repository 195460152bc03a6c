# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one change did to each element that it touched, repointed references included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .items import Item, item_of
from .models import Change, Version


@dataclass(frozen=True, slots=True)
class Effect:
    """One element before and after a change; `before` is None for what is new."""

    before: Item[Any] | None
    after: Item[Any]

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def has_ended(self) -> bool:
        return bool(self.after.ended_as) and not (self.before and self.before.ended_as)


def effects_of(outcome: Change | Item[Any]) -> list[Effect]:
    """What an operation did, from what it gave back: its change, or the item it wrote.

    In the order of writing: what the operation was about, then what pointed to it. Three queries.
    """
    if isinstance(outcome, Change):
        change = outcome.pk
    else:
        change = Version.objects.values_list("change_id", flat=True).get(pk=outcome.version_id)
    written = list(Version.objects.filter(change=change).select_related("element").order_by("pk"))
    earlier = Version.objects.filter(
        element__in=[version.element_id for version in written], change__lt=change
    ).select_related("element")
    before = {version.element_id: version for version in earlier.order_by("change_id")}
    return [
        Effect(
            before=item_of(before[version.element_id]) if version.element_id in before else None,
            after=item_of(version),
        )
        for version in written
    ]
