# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From rulings to a decision of the agenda: everybody reads it once the owners were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from hcat.agenda.api import decide, the_agenda
from hcat.foundation.api import Actor, now, today
from hcat.weighing.ended import ended
from hcat.weighing.models import Round, Ruling, State, What
from hcat.weighing.queries import can_finish, entries_with_rulings
from hcat.weighing.words import RULINGS, in_words


def publish_told(found: Round, *, by: Actor) -> None:
    """Record what was decided together, of which every letter has gone, as one decision each.

    The round is decided once that holds for all of its initiatives that have not ended. Raises
    NotAllowed for who may not record decisions.
    """
    rows = Ruling.objects.filter(entry__round=found, decision="", letters__isnull=False)
    waiting = set(
        rows.filter(letters__went_on__isnull=True).values_list("together", flat=True)
    )  # fmt: skip
    batches: dict[int, list[Ruling]] = {}
    for one in rows.select_related("entry").distinct().order_by("entry__number", "pk"):
        if one.together not in waiting:
            batches.setdefault(one.together, []).append(one)
    for _number, batch in sorted(batches.items()):
        _publish(found, batch, by=by)
    if can_finish(found):
        finish(found)


def finish(found: Round) -> None:
    """It is decided since the day of its last decision."""
    taken = [ruling.taken_on for _entry, ruling in entries_with_rulings(found) if ruling]
    found.state = State.DECIDED
    found.decided_on = found.decided_on or max(taken, default=today())
    found.save(update_fields=["state", "decided_on"])


def _publish(found: Round, batch: Sequence[Ruling], *, by: Actor) -> None:
    with translation.override(_first_language()):
        title, text = _title(found, batch), _text(found, batch)
    first = batch[0]
    key = decide(
        by=by, taken_on=first.taken_on, body=first.body or None, title=title, text=text
    ).key  # fmt: skip
    Ruling.objects.filter(pk__in=[one.pk for one in batch]).update(decision=key, published_at=now())


def _title(found: Round, batch: Sequence[Ruling]) -> str:
    number = Counter(one.what for one in batch)
    parts = [f"{number[what]} × {RULINGS[what]}" for what in What.values if number[what]]
    return _("Weighed: %(round)s (%(parts)s)") % {"round": found.title, "parts": ", ".join(parts)}


def _text(found: Round, batch: Sequence[Ruling]) -> str:
    lines = []
    for one in batch:
        name = f"{one.entry.number}. {one.entry.title}"
        lines.append(f"{name}: {RULINGS[one.what]}. {in_words(one.why)}")
    standing = entries_with_rulings(found)
    over = ended(entry for entry, _ruling in standing)
    go_on = sum(
        ruling is not None and ruling.what == What.GO and entry.number not in over
        for entry, ruling in standing
    )
    if go_on > found.capacity and any(one.what == What.GO for one in batch):
        lines.append(
            _("%(go)s go on, where there was room for %(capacity)s. That was a choice.")
            % {"go": go_on, "capacity": found.capacity}
        )
    return "\n".join(lines)


def _first_language() -> str:
    """A decision is kept as one text: in the first language of the agenda."""
    agenda = the_agenda()
    return str(agenda.sheet.languages[0]) if agenda else "nl"
