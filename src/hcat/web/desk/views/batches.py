# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures that a file brought: a list of such batches, a page for each, and what can be done
with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import Item, Result, items
from hcat.evidence.api import (
    OPEN,
    WAITING,
    Batch,
    BatchHistory,
    BesideNow,
    DraftFigure,
    State,
    approve_batch,
    approve_batch_alone,
    batch_by_number,
    batches,
    beside_now,
    check_and_approve_batch,
    check_batch,
    drafts_in,
    hand_back_batch,
    history_of_batch,
    left_in,
    withdraw_batch,
)
from hcat.foundation.api import HcatError, NotAllowed, NotFound
from hcat.web import words
from hcat.web.desk import draft_words
from hcat.web.desk.pages import actor, desk, desk_page, let_in_somewhere
from hcat.web.elements import title_of
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages

from .checking import ACTS, STAFF, WAITS, Act, Hands, Settling, trail

_AT_ONCE: dict[str, Callable[..., Any]] = {
    "check": check_batch,
    "approve": approve_batch,
    "both": check_and_approve_batch,
}
"""What needs no words of its own: a button on the page."""

_ACTS = {
    "return": Act(
        gettext_lazy("Return this batch"),
        gettext_lazy("Who brought it sees what should be different, and can bring a mended file."),
        gettext_lazy("What should be different"),
        hand_back_batch,
        gettext_lazy("It is returned to who brought it."),
    ),
    "withdraw": Act(
        gettext_lazy("Withdraw this batch"),
        gettext_lazy("None of its figures will count. It stays readable here."),
        gettext_lazy("Why it is withdrawn"),
        withdraw_batch,
        gettext_lazy("The batch is withdrawn."),
    ),
    "alone": replace(
        ACTS["alone"],
        lead=gettext_lazy(
            "Nobody else here may approve these figures. The reason stands beside each of them for "
            "everybody to read."
        ),
        do=approve_batch_alone,
        done=gettext_lazy("The figures count now."),
    ),
}


@desk_page
def batch_list(request: HttpRequest) -> HttpResponse:
    """Every batch, newest first."""
    let_in_somewhere(request, *STAFF)
    state = chosen(request, "state", [WAITS, *draft_words.BATCH_STATES])
    states = list(WAITING) if state == WAITS else [state] if state else []
    pages: Pages[Batch] = Pages(request, batches(*states))
    offered = [(WAITS, _("to be checked or approved")), *draft_words.BATCH_STATES.items()]
    return desk(
        request,
        "web/desk/batches.html",
        pages=pages,
        rows=[
            (one, draft_words.short_batch(one), draft_words.BATCH_STATES[one.stands_as])
            for one in pages.items
        ],
        filters=[
            Filter("state", _("State"), state, [Choice(code, str(word)) for code, word in offered])
        ],
        is_filtered=bool(state),
        trail=trail(),
    )


@desk_page
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One batch: its rows beside what stands now, what happened, and what can be done."""
    let_in_somewhere(request, *STAFF)
    found = batch_by_number(number)
    problem: HcatError | None = None
    if request.method == "POST":
        try:
            _at_once(request.POST.get("do", ""))(by=actor(request), batch=number)
        except (NotAllowed, NotFound):
            raise
        except HcatError as error:
            problem, found = error, batch_by_number(number)
        else:
            messages.success(request, _("It is noted."))
            response = HttpResponseRedirect(reverse("desk:batch", args=[number]))
            response.status_code = 303
            return response
    return _page(request, found, problem)


def _at_once(name: str) -> Callable[..., Any]:
    if name not in _AT_ONCE:
        raise NotFound(_("There is no such button."), mend=_("Use those on the page."))
    return _AT_ONCE[name]


def _page(request: HttpRequest, found: Batch, problem: HcatError | None) -> HttpResponse:
    results: dict[str, Item[Result]] = {one.key: one for one in items("result", ended=True)}
    show = chosen(request, "show", list(_SHOWN))
    text = request.GET.get("text", "").strip()[:200]
    drafts = _found(drafts_in(found), show, text, results)
    pages: Pages[DraftFigure] = Pages(request, drafts)
    told = history_of_batch(found)
    hands = Hands.of(request, found)
    left = left_in(found)
    return desk(
        request,
        "web/desk/batch.html",
        status=422 if problem else 200,
        batch=found,
        state=draft_words.BATCH_STATES[found.stands_as],
        taken_out=found.new + found.corrected - left,
        hands=hands,
        may_take_out=hands.may_withdraw and found.stands_as in OPEN,
        is_returned=found.stands_as == State.RETURNED,
        files=told.files,
        is_kept=any(one.sha256 == found.sha256 for one in told.files),
        pages=pages,
        rows=[_row(one, results) for one in beside_now(list(pages.items), by=actor(request))],
        filters=[
            Filter("show", _("Rows"), show, [Choice(code, str(_SHOWN[code])) for code in _SHOWN])
        ],
        text=text,
        is_filtered=bool(show or text),
        events=_events(told),
        successor=told.successor,
        problem=problem,
        trail=trail(),
    )


_SHOWN = {
    "new": gettext_lazy("new"),
    "corrected": gettext_lazy("corrected"),
    "out": gettext_lazy("taken out"),
}


def _found(drafts: Any, show: str, text: str, results: dict[str, Item[Result]]) -> Any:
    if show == "out":
        drafts = drafts.filter(steps__isnull=False)
    elif show:
        drafts = drafts.filter(corrects__isnull=show == "new")
    if not text:
        return drafts
    fits = [key for key, one in results.items() if text.casefold() in title_of(one).casefold()]
    found = Q(source__icontains=text) | Q(note__icontains=text) | Q(result__in=fits)
    return drafts.filter(found | Q(row=int(text)) if text.isdecimal() else found)


def _row(one: BesideNow, results: dict[str, Item[Result]]) -> dict[str, Any]:
    draft, item = one.draft, results.get(one.draft.result)
    targets = item.sheet.targets if item is not None else []
    target = next((str(t.title) for t in targets if t.key == draft.target), draft.target)
    return {
        "draft": draft,
        "result": title_of(item) if item is not None else draft.result,
        "target": f"{target} ({draft.condition})" if draft.condition else target,
        "now": draft_words.short(one.now) if one.now is not None else "",
        "becomes": draft_words.short(draft),
        "differs": _differs(one),
        "is_out": draft.stands_as == State.WITHDRAWN,
        "problem": one.problem,
    }


def _differs(one: BesideNow) -> list[tuple[str, str, str]]:
    """What else than the value a correction changes: a label, what stands, what it would become."""
    old, new = one.now, one.draft
    if old is None:
        return [(_("Source"), "", new.source), (_("Method"), "", new.method)]
    pairs = [
        (_("Bounds"), words.interval(old.estimate), words.interval(new.estimate)),
        (_("Number of answers"), _number(old.n), _number(new.n)),
        (_("Size of the whole group"), _number(old.population), _number(new.population)),
        (_("Source"), old.source, new.source),
        (_("Method"), old.method, new.method),
        (_("Quality"), str(words.QUALITY[old.quality]), str(words.QUALITY[new.quality])),
    ]
    return [(label, before, after) for label, before, after in pairs if before != after]


def _number(count: int | None) -> str:
    return "" if count is None else words.number(count)


def _events(told: BatchHistory) -> list[dict[str, Any]]:
    events = [
        *((one.recorded_at, draft_words.brought(one), "", one.pk) for one in told.batches),
        *((one.recorded_at, draft_words.happened(one), one.reason, None) for one in told.steps),
        *(
            (one.recorded_at, _taken_out(one.draft, one.recorded_by), one.reason, None)
            for one in told.taken_out
        ),
        *(
            (one.recorded_at, _("%(name)s was attached.") % {"name": one.name}, "", None)
            for one in told.files
            if not one.removed_because and one.supersedes_id is None
        ),
    ]
    here = told.batches[-1].pk
    return [
        {"on": draft_words.when(on), "what": what, "reason": reason,
         "batch": number if number != here else None}
        for on, what, reason, number in sorted(events, key=lambda event: event[0])
    ]  # fmt: skip


def _taken_out(draft: DraftFigure | None, who: str) -> str:
    return _("%(who)s took row %(row)s out.") % {"who": who, "row": draft.row if draft else "–"}


@desk_page
def settle(request: HttpRequest, number: int, act: str) -> HttpResponse:
    if act not in _ACTS:
        raise NotFound(_("There is no such page."), mend=_("Use those on the page."))
    let_in_somewhere(request, "evidence.record", "evidence.approve")
    about = draft_words.short_batch(batch_by_number(number))
    back = reverse("desk:batch", args=[number])
    return Settling(request, _ACTS[act], about=about, back=back, batch=number).respond()
