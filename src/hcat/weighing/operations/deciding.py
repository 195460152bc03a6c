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
from hcat.weighing.ended import ended
from hcat.weighing.letters import draft_letters
from hcat.weighing.models import Entry, Letter, Round, Ruling, State, What
from hcat.weighing.queries import can_finish, entries_with_rulings

from .publishing import finish
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
    where another number fits since. Refused for an initiative that has ended, except a no-go:
    the round is finished without it. MoreThanFit where more go on than fit, unless `is_choice` says
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
    over = ended(entry for entry, _ruling in standing.values())
    for one in rulings:
        _check(one, standing, taken_on)
        _check_goes_on(one, standing[one.number][0], over)
    go_on = _go_on(rulings, {key: both for key, both in standing.items() if key not in over})
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


@transaction.atomic
def finish_round(*, by: Actor, round: str) -> Round:
    """End a closed round in which all that is not decided has ended meanwhile.

    Refused while something that goes on waits for a decision, or an owner for a letter.
    """
    require(by, "weighing.manage")
    found = locked(round, State.CLOSED)
    if not can_finish(found):
        raise Refused(
            _("Not everything in this round is decided and told."),
            why=_("It is finished without an initiative only where that has ended."),
            mend=_("Record what was decided, and send the letters."),
        )
    finish(found)
    record(by=by, action="weighing.finish_round", subject=f"round:{found.key}")
    return found


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


def _check_goes_on(one: Ruled, entry: Entry, over: frozenset[int]) -> None:
    if one.number in over and one.what != What.NO_GO:
        raise Refused(
            _("%(name)s has ended: it can get a no-go alone.") % {"name": entry.title},
            why=_("In the register it is done, stopped, merged or split."),
            mend=_("Leave it undecided: the round is finished without it."),
        )


def _go_on(rulings: Sequence[Ruled], standing: dict[int, tuple[Entry, Ruling | None]]) -> int:
    """How many of the round go on once these rulings hold beside those that stood. What has ended
    is not among `standing`: it takes no place."""
    after = {number: ruling.what for number, (_entry, ruling) in standing.items() if ruling}
    after |= {one.number: one.what for one in rulings}
    return sum(what == What.GO for what in after.values())
