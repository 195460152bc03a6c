# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From rulings to a decision of the agenda: everybody reads it once the owners were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from hcat.agenda.api import decide, the_agenda
from hcat.foundation.api import Actor
from hcat.weighing.models import Round, Ruling, State, What
from hcat.weighing.queries import entries_with_rulings
from hcat.weighing.words import RULINGS, in_words


def publish_told(found: Round, *, by: Actor) -> None:
    """Record what was decided together, of which every letter has gone, as one decision each.

    The round is decided once that holds for all of its initiatives. Raises NotAllowed for who may
    not record decisions.
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
    standing = [ruling for _entry, ruling in entries_with_rulings(found)]
    if all(one is not None and one.decision for one in standing):
        last = max(one.taken_on for one in standing if one is not None)
        found.state, found.decided_on = State.DECIDED, found.decided_on or last
        found.save(update_fields=["state", "decided_on"])


def _publish(found: Round, batch: Sequence[Ruling], *, by: Actor) -> None:
    with translation.override(_first_language()):
        title, text = _title(found, batch), _text(found, batch)
    first = batch[0]
    key = decide(
        by=by, taken_on=first.taken_on, body=first.body or None, title=title, text=text
    ).key  # fmt: skip
    Ruling.objects.filter(pk__in=[one.pk for one in batch]).update(decision=key)


def _title(found: Round, batch: Sequence[Ruling]) -> str:
    number = Counter(one.what for one in batch)
    parts = [f"{number[what]} × {RULINGS[what]}" for what in What.values if number[what]]
    return _("Weighed: %(round)s (%(parts)s)") % {"round": found.title, "parts": ", ".join(parts)}


def _text(found: Round, batch: Sequence[Ruling]) -> str:
    lines = []
    for one in batch:
        name = f"{one.entry.number}. {one.entry.title}"
        lines.append(f"{name}: {RULINGS[one.what]}. {in_words(one.why)}")
    go_on = sum(
        ruling is not None and ruling.what == What.GO
        for _entry, ruling in entries_with_rulings(found)
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
