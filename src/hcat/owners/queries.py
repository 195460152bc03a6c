# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom one can ask, what was asked, and which updates wait."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from hcat.agenda.api import Initiative, InitiativeStatus, Item, history, item, items, lineage
from hcat.foundation.api import NotFound, remembered, today
from hcat.parties.api import holders_of, people

from .models import OPEN, Asked, Contact, SheetUpdate
from .steps import STOPPED, Line, lines

STALE_AFTER = timedelta(days=365)
KEPT_UP = (InitiativeStatus.IDEA, InitiativeStatus.RUNNING, InitiativeStatus.PAUSED)
"""Whose sheet is kept up to date; one that is over stays as it is."""
OWNER = "initiative_owner"
REMINDERS = 2
QUIET = timedelta(days=90)
"""After the last mail or call about a sheet nobody is asked about it anew: the period of the
contact budget."""
SILENT_AFTER = timedelta(days=14)
"""How long an owner has before the next reminder, and after the last one before a call."""
People = dict[str, list[Any]]
"""People by the key of the initiative that they can be asked about."""


def kept_up() -> list[Item[Initiative]]:
    """The initiatives whose sheet is kept up to date, the longest unconfirmed first."""
    found = [one for one in items("initiative") if one.sheet.status in KEPT_UP]
    return sorted(found, key=lambda one: (one.sheet.reported or date.min, one.sheet.number))


def confirmed(on: date, *, known_on: datetime | None = None) -> dict[str, date]:
    """When an owner last sent in, until this day, what was taken over since; by initiative.

    The sheet itself may say it later only, where a version was planned ahead. `known_on`: by what
    had been taken over at that moment. One query.
    """
    found = SheetUpdate.objects.filter(state=SheetUpdate.State.ACCEPTED, sent_on__lte=on)
    if known_on is not None:
        found = found.filter(over_at__lte=known_on)
    return dict(found.order_by().values_list("initiative").annotate(last=Max("sent_on")))


def last_confirmed(one: Item[Initiative], confirmed: Mapping[str, date]) -> date | None:
    """When somebody last said that the sheet is right; None where nobody ever did."""
    days = (one.sheet.reported, confirmed.get(one.key))
    return max((day for day in days if day is not None), default=None)


def is_stale(one: Item[Initiative], on: date, confirmed: Mapping[str, date]) -> bool:
    """Whether nobody has said within a year that the sheet is right. `confirmed`: of that day."""
    last = last_confirmed(one, confirmed)
    return last is None or last < on - STALE_AFTER


def heirs_now(initiative: str) -> tuple[str, ...]:
    """What stands now in the place of an initiative that has ended; nothing while it lives."""
    return _all_heirs(today()).get(initiative, ())


@remembered(size=2)
def _all_heirs(day: date) -> Mapping[str, tuple[str, ...]]:
    """Of each initiative that has ended what stands in its place on that day, if anything does."""
    ended = [one.key for one in last_sheets().values() if one.ended_as]
    return {key: found for key in ended if (found := _heirs(key, day))}


def _heirs(initiative: str, day: date) -> tuple[str, ...]:
    if not lineage("initiative", initiative).heirs:
        return ()
    last = history("initiative", initiative)[0]
    if not last.item.ended_as or last.item.valid_from > day:
        return ()
    found = [name.partition(":")[2] for name in last.heirs if name.startswith("initiative:")]
    return tuple(dict.fromkeys(one for key in found for one in _heirs(key, day) or (key,)))


def _went_before(initiative: str) -> list[str]:
    """The initiatives that have ended and in whose place this one stands."""
    sources = lineage("initiative", initiative).sources
    keys = dict.fromkeys(one.key for one in sources if one.kind == "initiative")
    return [key for key in keys if initiative in heirs_now(key)]


def whom_to_ask() -> People:
    """Owners and contacts with a mail address, by initiative; those of one that has ended can be
    asked about its heirs. Three queries, and those of the heirs."""
    heirs = _all_heirs(today())
    named: list[tuple[str, Any]] = []
    for person in people(role=OWNER):
        for held in person.roles_held:  # type: ignore[attr-defined]
            kind, _sep, key = held.scope.partition(":")
            if held.role == OWNER and kind == "initiative":
                named.append((key, person))
    named += [(one.initiative, one.person) for one in contacts()]
    found: People = {}
    for key, person in named:
        for one in (key, *heirs.get(key, ())):
            if person.mail and person not in found.setdefault(one, []):
                found[one].append(person)
    return {key: known for key, known in found.items() if known}


def people_of(initiative: str) -> list[Any]:
    """The owners and contacts of one initiative, and of those in whose place it stands."""
    keys = (initiative, *_went_before(initiative))
    owners = [one for key in keys for one in holders_of(OWNER, f"initiative:{key}")]
    named = [one.person for one in contacts(initiative)]
    return list(dict.fromkeys([*owners, *named]))


def answerers(update: SheetUpdate) -> dict[str, list[Any]]:
    """Who answered, by step; a step that nobody whose data are kept answered is left out."""
    found: dict[str, list[Any]] = {}
    for row in update.step_answers.select_related("person"):
        found.setdefault(row.step, []).append(row.person)
    return found


def whom_to_ask_back(update: SheetUpdate, steps: Collection[str] = ()) -> list[Any]:
    """Who can be asked about these steps of what was sent in, or about all of it: whoever answered
    them, otherwise whoever had a part in it; as long as a link would work for that person.
    Otherwise the others whom one can ask about the initiative."""
    known = [one for one in people_of(update.initiative) if one.mail]
    answered = answerers(update)
    these = {one.pk for step in steps for one in answered.get(step, ())}
    everybody = {one.pk for people in answered.values() for one in people} | {update.person_id}
    for wanted in (these, everybody):
        if found := [one for one in known if one.pk in wanted]:
            return found
    return known


def contacts(initiative: str | None = None) -> QuerySet[Contact]:
    """The contacts that stand; of an initiative also those of what it stands in the place of."""
    found = Contact.objects.filter(ended_at__isnull=True).select_related("person")
    if initiative is None:
        return found
    return found.filter(initiative__in=[initiative, *_went_before(initiative)])


def standing_asked(initiatives: Iterable[str] | None = None) -> QuerySet[Asked]:
    """Who was asked and did not answer yet."""
    found = Asked.objects.filter(over_on__isnull=True).select_related("person")
    return found if initiatives is None else found.filter(initiative__in=list(initiatives))


def calls(initiative: str) -> list[Asked]:
    """What was agreed by telephone, newest first; one for each call."""
    found = Asked.objects.filter(initiative=initiative, over_as=Asked.Over.CALLED).exclude(note="")
    rows = found.order_by("-over_on", "-pk")
    return list({(one.over_on, one.note): one for one in rows}.values())


def called_since(day: date) -> set[str]:
    """The initiatives about which somebody spoke to an owner on this day or later. One query."""
    found = Asked.objects.filter(over_as=Asked.Over.CALLED, over_on__gt=day)
    return set(found.values_list("initiative", flat=True))


def open_updates() -> QuerySet[SheetUpdate]:
    return SheetUpdate.objects.filter(state__in=OPEN)


def sent_in(
    updates: Iterable[SheetUpdate] | None = None,
) -> list[tuple[SheetUpdate, Item[Initiative]]]:
    """What was sent in and not decided about, the longest waiting first, with the sheet; also of an
    initiative that has ended since, or is kept up no longer. Two queries; `updates`: those that
    are open, where they were read already."""
    rows = open_updates() if updates is None else updates
    found = [one for one in rows if one.state == SheetUpdate.State.SENT]
    found.sort(key=lambda one: (one.sent_on or date.min, one.pk))
    sheets = last_sheets() if found else {}
    return [(one, sheets[one.initiative]) for one in found]


def update_of(initiative: str) -> SheetUpdate | None:
    """The update that is under way for an initiative, if any."""
    return open_updates().filter(initiative=initiative).first()


def update_numbered(number: int) -> SheetUpdate:
    found = SheetUpdate.objects.filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no such update of a sheet."), mend=_("Look at the list of sheets.")
        )
    return found


def sheet_of(initiative: str) -> Item[Initiative]:
    """The sheet as it reads after the last change, also one that is still to take effect."""
    known = history("initiative", initiative)
    return known[0].item if known else item("initiative", initiative)


def last_sheets() -> dict[str, Item[Initiative]]:
    """The same of every initiative there ever was, by key. One query."""
    return {one.key: one for one in items("initiative", as_of=date.max, ended=True)}


def sheet_at(initiative: str, version: int) -> dict[str, Any]:
    """How the sheet read in this version."""
    entries = history("initiative", initiative)
    found = next((one for one in entries if one.item.version_id == version), entries[-1])
    dumped: dict[str, Any] = found.item.sheet.model_dump(mode="json")
    return dumped


def lines_of(update: SheetUpdate) -> list[Line]:
    """Each answer of an update beside what stood when it was begun and what stands now."""
    now = sheet_of(update.initiative).sheet.model_dump(mode="json")
    return lines(update.answers, sheet_at(update.initiative, update.based_on), now)


def wish_to_stop(initiative: str) -> SheetUpdate | None:
    """The update in which the owner last said that the initiative has stopped, as long as it has
    not, nobody answered that it goes on, and nothing newer was sent in."""
    return wishes_to_stop([initiative]).get(initiative)


def wishes_to_stop(initiatives: Iterable[str] | None = None) -> dict[str, SheetUpdate]:
    """These updates, by initiative. One query, and the history of those with such an answer."""
    said = SheetUpdate.objects.filter(
        state__in=[SheetUpdate.State.SENT, SheetUpdate.State.ACCEPTED]
    )
    newer = said.filter(initiative=OuterRef("initiative"), pk__gt=OuterRef("pk"))
    rows = said.filter(~Exists(newer), answers__status__value=STOPPED, goes_on_at__isnull=True)
    if initiatives is not None:
        rows = rows.filter(initiative__in=list(initiatives))
    return {
        one.initiative: one
        for one in rows.select_related("person").order_by("pk")
        if not sheet_of(one.initiative).ended_as and any(line.wants_stop for line in lines_of(one))
    }


def is_settled(asked: Asked, sheet: Item[Initiative] | None) -> bool:
    """Whether nothing has to be answered any more: the sheet is kept up no longer, or somebody
    else brought it up to date after the question."""
    if sheet is None:
        return True
    return sheet.sheet.reported is not None and sheet.sheet.reported >= asked.asked_on


def is_silent(asked: Asked, sheet: Item[Initiative] | None, on: date) -> bool:
    """Whether this owner let the last reminder pass as well: now somebody has to call."""
    had_all = asked.reminders >= REMINDERS and asked.last_on + SILENT_AFTER <= on
    return had_all and not is_settled(asked, sheet)


def unanswered(on: date | None = None) -> list[Asked]:
    """Those who did not answer after the last reminder."""
    sheets = {one.key: one for one in kept_up()}
    day = on or today()
    return [one for one in standing_asked() if is_silent(one, sheets.get(one.initiative), day)]
