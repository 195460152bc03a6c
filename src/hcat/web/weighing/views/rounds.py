# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds at the desk: which there are, how far one is, and what it came to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.agenda.api import InitiativeStatus, initiative_by_number, item
from hcat.foundation.api import NotFound, today
from hcat.parties.api import person_of
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.elements import title_of
from hcat.web.lists import Pages
from hcat.web.weighing import saying
from hcat.weighing.api import (
    RULINGS,
    STATES,
    Entry,
    Round,
    Ruling,
    State,
    Weighed,
    What,
    can_finish,
    ended,
    entries_with_rulings,
    latest,
    letters,
    outcome_of,
    progress,
    reasons,
    round_called,
    rounds,
    sheet_in,
    weighed,
)


@require_safe
@desk_page("weighing.read")
def round_list(request: Visit) -> HttpResponse:
    pages = Pages[Round](request, rounds())
    return desk(
        request, "web/weighing/desk/rounds.html", pages=pages,
        rows=[(one, STATES[one.state]) for one in pages.items],
        criteria=latest(), may_manage=request.powers.may("weighing.manage"),
    )  # fmt: skip


@require_safe
@desk_page("weighing.read")
def round_page(request: Visit, key: str) -> HttpResponse:
    found = round_called(key)
    me = person_of(request.user)
    told = progress(found)
    made = None if found.is_open else outcome_of(found)
    sheet = sheet_in(found)
    rulings = entries_with_rulings(found)
    titles = {entry.number: entry.title for entry, _ruling in rulings}
    words = {entry.number: RULINGS[ruling.what] for entry, ruling in rulings if ruling}
    over = ended(entry for entry, ruling in rulings if ruling is None)
    decided = {**dict.fromkeys(over, _("has ended")), **words}
    entries = [entry for entry, _ruling in rulings]
    pages = Pages[Any](request, saying.rows_of(made, sheet, titles) if made else entries)
    return desk(
        request, "web/weighing/desk/round.html", round=found, state=STATES[found.state],
        sheet=sheet, progress=told, made=made,
        shared_line=bool(made and any(one.is_on_line for one in made.entries)),
        done=sum(one.is_done for one in told),
        rows=[_with_ruling(row, decided) for row in pages.items] if made else [],
        pages=pages,
        scores_here=me is not None and any(one.assessor.person_id == me.pk for one in told),
        letters=letters(found, waiting=True).count(),
        is_late=found.deadline < today(), has_others=rounds().count() > 1,
        may_manage=request.powers.may("weighing.manage"),
        may_decide=request.powers.may_somewhere("weighing.decide") and not found.is_open,
        may_finish=found.state == State.CLOSED and can_finish(found),
        may_draw_line=found.state == State.CLOSED and not words,
    )  # fmt: skip


def _with_ruling(row: dict[str, Any], words: dict[int, Any]) -> dict[str, Any]:
    return {**row, "ruling": words.get(row["outcome"].number, "")}


@require_safe
@desk_page("weighing.read")
def entry_page(request: Visit, key: str, number: int) -> HttpResponse:
    """One initiative of a closed round: every score without its assessor, and what turns it."""
    found = round_called(key)
    if found.is_open:
        raise NotFound(
            _("The outcome of this round is not there yet."),
            why=_("Nobody sees scores while others may still give theirs."),
            mend=_("Look again once the round is closed."),
        )
    pairs = {entry.number: (entry, ruling) for entry, ruling in entries_with_rulings(found)}
    if number not in pairs:
        raise NotFound(
            _("Initiative %(number)s is not in this round.") % {"number": number},
            mend=_("Choose one from the list."),
        )
    entry, ruling = pairs[number]
    made, sheet = outcome_of(found), sheet_in(found)
    one = made.of(number)
    said = reasons(entry)
    return desk(
        request, "web/weighing/desk/entry.html", round=found, entry=entry, outcome=one, made=made,
        total=saying.total_of(one.total), standing=saying.standing(one, sheet),
        place=saying.place_of(one), firm=saying.how_firm(one), turns=saying.what_turns(one, sheet),
        tips=saying.who_tips(one, made.assessors), ruling=ruling,
        ruling_word=RULINGS[ruling.what] if ruling else "",
        reason=saying.as_written(ruling.why) if ruling else "",
        to_sheet=_to_sheet(found, entry, ruling),
        cells=[
            {**cell, "said": said.get(cell["criterion"].key, [])}
            for cell in saying.cells_of(one, sheet)
        ],
    )  # fmt: skip


def _to_sheet(found: Round, entry: Entry, ruling: Ruling | None) -> str:
    """After a go that was told, the way to the sheet of what does not run yet, filled in."""
    if ruling is None or ruling.what != What.GO or not ruling.decision:
        return ""
    try:
        status = item("initiative", entry.initiative).sheet.status
    except NotFound:
        return ""
    if status not in (InitiativeStatus.IDEA, InitiativeStatus.PAUSED):
        return ""
    proposed = {
        "status": InitiativeStatus.RUNNING.value,
        "when.reason": _("Weighed in %(round)s: go.") % {"round": found.title},
        "when.decision": ruling.decision,
    }
    return f"{reverse('desk:edit-initiative', args=[entry.number])}?{urlencode(proposed)}"


@require_safe
@desk_page("weighing.read")
def compared(request: Visit, number: int) -> HttpResponse:
    """One initiative over the rounds: what changed in criteria, scores and decision."""
    initiative = initiative_by_number(number)
    found = weighed(initiative.key)
    criteria = {one.key: str(one.title) for each in reversed(found) for one in each.sheet.criteria}
    return desk(
        request, "web/weighing/desk/compared.html", title=title_of(initiative), found=found,
        rounds=[
            (
                one,
                saying.total_of(one.outcome.total),
                RULINGS[one.ruling.what] if one.ruling else "",
                saying.as_written(one.ruling.why) if one.ruling else "",
            )
            for one in found
        ],
        rows=[(title, [_cell(one, key) for one in found]) for key, title in criteria.items()],
    )  # fmt: skip


def _cell(one: Weighed, key: str) -> str:
    """The mean on a criterion with its weight in that round."""
    cell = one.cell(key)
    if cell is None:
        return _("no criterion then")
    weight = next(each for each in one.sheet.criteria if each.key == key)
    return _("%(mean)s (weight %(weight)s%%)") % {
        "mean": saying.mean_of(cell.mean),
        "weight": round(one.sheet.percent(weight)),
    }
