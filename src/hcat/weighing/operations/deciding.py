# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Go, no-go or more information: one decision of the agenda about initiatives of a round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, Translated, record, today
from hcat.parties.api import require
from hcat.weighing.letters import draft_letters
from hcat.weighing.models import Entry, Letter, Ruling, State, What
from hcat.weighing.queries import entries_with_rulings

from .rules import locked, on_edition
from .scoring import no_such


class MoreThanFit(Refused):
    """More go's than places, and nobody said that this is meant."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What is decided about one initiative. More information says which, and by when.

    Texts are given in the languages in which they are there: what somebody typed, in theirs.
    """

    number: int
    what: str
    reason: Translated
    needed: Translated = field(default_factory=lambda: Translated({}))
    by_when: date | None = None


@transaction.atomic
def decide_round(
    *,
    by: Actor,
    round: str,
    edition: int,
    rulings: Sequence[Ruled],
    taken_on: date,
    body: str | None = None,
    is_choice: bool = False,
) -> None:
    """Decide on some or all initiatives of a closed round, and draft a letter to each owner.

    What was decided together becomes a decision of the agenda, for everybody to read, once those
    letters have gone (`publishing`). Decided once more can be what waited for information, and
    what no owner was told yet. `edition` is that of the round whose outcome was looked at: Outdated
    where another number fits since. MoreThanFit where more go on than fit, unless `is_choice` says
    that this is meant.
    """
    require(by, "weighing.decide", [f"body:{body}"] if body else None)
    found = locked(round, State.CLOSED, State.DECIDED)
    on_edition(found, edition)
    if not rulings:
        raise Refused(_("Nothing was decided."), mend=_("Decide on at least one initiative."))
    if found.closed_on is None or not found.closed_on <= taken_on <= today():
        raise Refused(
            _("A decision is taken after the round was closed, and not in the future."),
            mend=_("Choose a day from %(day)s on.")
            % {"day": date_format(found.closed_on or today(), "DATE_FORMAT")},
        )
    standing = {entry.number: (entry, ruling) for entry, ruling in entries_with_rulings(found)}
    for one in rulings:
        _check(one, standing, taken_on)
    go_on = _go_on(rulings, standing)
    if go_on > found.capacity and not is_choice:
        raise MoreThanFit(
            _("More go on than fit: %(go)s, and there is room for %(capacity)s.")
            % {"go": go_on, "capacity": found.capacity},
            why=_("That is possible, but it is a choice and does not follow from the scores."),
            mend=_("Say that it is a choice, or decide otherwise."),
        )
    together = 1 + (
        Ruling.objects.filter(entry__round=found).aggregate(last=Max("together"))["last"] or 0
    )
    for one in rulings:
        entry = standing[one.number][0]
        Letter.objects.filter(ruling__entry=entry, went_on__isnull=True).delete()
        draft_letters(
            Ruling.objects.create(
                entry=entry, what=one.what, reason=_kept(one.reason), needed=_kept(one.needed),
                by_when=one.by_when, taken_on=taken_on, body=body or "", together=together,
            )
        )  # fmt: skip
    record(by=by, action="weighing.decide_round", subject=f"round:{found.key}", number=len(rulings))


def _kept(text: Translated) -> dict[str, str]:
    """What is there of it, by language."""
    return {key: said.strip() for key, said in text.texts.items() if said.strip()}


def _check(one: Ruled, standing: dict[int, tuple[Entry, Ruling | None]], taken_on: date) -> None:
    if one.number not in standing:
        raise no_such(one.number)
    entry, before = standing[one.number]
    name = {"name": entry.title}
    if one.what not in What.values:
        raise Refused(
            _("%(name)s: this is no decision.") % name,
            mend=_("Choose go, no-go or more information."),
        )
    if not _kept(one.reason):
        raise Refused(
            _("%(name)s: a reason is needed.") % name,
            why=_("The owner reads it, and everybody after that."),
            mend=_("Say it in a sentence."),
        )
    if one.what == What.MORE:
        if not _kept(one.needed) or one.by_when is None or one.by_when < taken_on:
            raise Refused(
                _("%(name)s: say which information is needed, and by when.") % name,
                why=_("The owner cannot give what nobody named."),
                mend=_("Fill in both; the day lies after the decision."),
            )
    elif _kept(one.needed) or one.by_when is not None:
        raise Refused(
            _("%(name)s: what is needed goes with “more information” only.") % name,
            mend=_("Choose that, or leave what is needed empty."),
        )
    told = before is not None and before.letters.filter(went_on__isnull=False).exists()
    if before is not None and told and before.what != What.MORE:
        raise Refused(
            _("%(name)s: the owner was told of the decision already.") % name,
            why=_("A decision that was told is not changed without a new weighing."),
            mend=_("Weigh it again in another round."),
        )


def _go_on(rulings: Sequence[Ruled], standing: dict[int, tuple[Entry, Ruling | None]]) -> int:
    """How many of the round go on once these rulings hold beside those that stood."""
    after = {number: ruling.what for number, (_entry, ruling) in standing.items() if ruling}
    after |= {one.number: one.what for one in rulings}
    return sum(what == What.GO for what in after.values())
