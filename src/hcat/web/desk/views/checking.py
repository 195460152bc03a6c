# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The drafts of figures: a list, a page for each, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import items, standing_in
from hcat.evidence.api import (
    OPEN,
    WAITING,
    Batch,
    DraftFigure,
    DraftStep,
    State,
    approve,
    approve_alone,
    batches,
    check,
    check_and_approve,
    draft_by_number,
    drafts,
    hand_back,
    history_of,
    is_own,
    may_approve,
    others_for,
    part_title_now,
    results_of,
    standing_of,
    standings_with,
    withdraw,
)
from hcat.foundation.api import HcatError, NotAllowed, NotFound
from hcat.web import words
from hcat.web.desk import draft_words
from hcat.web.desk.agenda_work import newest
from hcat.web.desk.becoming import Bound, verdict_lines
from hcat.web.desk.changing import Answers
from hcat.web.desk.flow import Touched, Work
from hcat.web.desk.forms.data import Data
from hcat.web.desk.forms.form import Form
from hcat.web.desk.pages import actor, desk, desk_page, let_in, let_in_somewhere, powers_of
from hcat.web.elements import title_of
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.site import Link

STAFF = ("evidence.record", "evidence.approve", "evidence.judge")
WAITS = "waits"
"""In the address of the list: everything at which somebody has to look."""


@desk_page
def draft_list(request: HttpRequest) -> HttpResponse:
    """Every draft that was entered by itself, newest first, with filters that stay in the address;
    and the batches that are open."""
    let_in_somewhere(request, *STAFF)
    state = chosen(request, "state", [WAITS, *draft_words.STATES])
    text = request.GET.get("text", "").strip()[:200]
    sheets = {one.key: one for one in items("result", ended=True)}
    titles = {key: title_of(one) for key, one in sheets.items()}
    fits = [key for key, title in titles.items() if text.casefold() in title.casefold()]
    states = list(WAITING) if state == WAITS else [state] if state else []
    pages: Pages[DraftFigure] = Pages(
        request, drafts(states=states, results=fits if text else None, text=text)
    )
    offered = [(WAITS, _("to be checked or approved")), *draft_words.STATES.items()]
    return desk(
        request,
        "web/desk/drafts.html",
        pages=pages,
        rows=[
            {
                "draft": one,
                "title": titles.get(one.result, one.result),
                "short": draft_words.short(one),
                "state": draft_words.STATES[one.stands_as],
            }
            for one in pages.items
        ],
        filters=[
            Filter("state", _("State"), state, [Choice(code, str(word)) for code, word in offered])
        ],
        text=text,
        is_filtered=bool(state or text),
        batches=[
            (one, draft_words.short_batch(one), draft_words.BATCH_STATES[one.stands_as])
            for one in batches(*OPEN)
        ],
        trail=[Link(_("The desk"), reverse("desk:home"))],
    )


_AT_ONCE: dict[str, Callable[..., Any]] = {
    "check": check,
    "approve": approve,
    "both": check_and_approve,
}
"""What needs no words of its own: a button on the page."""


@desk_page
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """One draft: what it says, what it would change, what happened, and what can be done."""
    let_in_somewhere(request, *STAFF)
    found = draft_by_number(number)
    problem: HcatError | None = None
    if request.method == "POST":
        try:
            _at_once(request.POST.get("do", ""))(by=actor(request), draft=number)
        except (NotAllowed, NotFound):
            raise
        except HcatError as error:
            problem, found = error, draft_by_number(number)
        else:
            return _back(request, number, _("It is noted."))
    return _page(request, found, problem)


def _at_once(name: str) -> Callable[..., Any]:
    if name not in _AT_ONCE:
        raise NotFound(_("There is no such button."), mend=_("Use those on the page."))
    return _AT_ONCE[name]


def _page(request: HttpRequest, found: DraftFigure, problem: HcatError | None) -> HttpResponse:
    told = history_of(found)
    names = {step.pk: draft_words.happened(step) for step in told.steps}
    events = [
        *((one.recorded_at, draft_words.entered(one), "", one) for one in told.drafts),
        *((one.recorded_at, names[one.pk], one.reason, None) for one in told.steps),
        *(
            (one.recorded_at, _("%(name)s was attached.") % {"name": one.name}, "", None)
            for one in told.files
            if not one.removed_because and one.supersedes_id is None
        ),
    ]
    item = newest("result", found.result)
    return desk(
        request,
        "web/desk/draft.html",
        status=422 if problem else 200,
        draft=found,
        short=draft_words.short(found),
        result=title_of(item),
        state=draft_words.STATES[found.stands_as],
        settled=_settled(found, told.steps),
        facts=_facts(found),
        touched=_touched(request, found),
        hands=Hands.of(request, found),
        files=told.files,
        events=[
            {"on": draft_words.when(on), "what": what, "reason": reason,
             "draft": one if one is not None and one.pk != found.pk else None}
            for on, what, reason, one in sorted(events, key=lambda event: event[0])
        ],
        successor=told.successor,
        problem=problem,
        trail=trail(),
    )  # fmt: skip


def trail() -> list[Link]:
    return [
        Link(_("The desk"), reverse("desk:home")),
        Link(_("Figures to check"), reverse("desk:drafts")),
    ]


def _back(request: HttpRequest, number: int, message: str) -> HttpResponse:
    messages.success(request, message)
    response = HttpResponseRedirect(reverse("desk:draft", args=[number]))
    response.status_code = 303
    return response


def _facts(found: DraftFigure) -> list[tuple[str, str]]:
    """What the figure says, in words; what was left out is left out."""
    estimate = found.estimate
    value = words.amount(estimate.value, estimate.unit)
    target = next(
        (str(one.title) for one in newest("result", found.result).sheet.targets
         if one.key == found.target), found.target,
    )  # fmt: skip
    told = [
        (_("Target"), target),
        (_("Condition"), found.condition),
        (_("Part of the whole"), part_title_now(found.group)),
        (_("Period"), words.when(estimate.period)),
        (_("Value"),
         value if estimate.is_share else f"{value} ({words.unit_name(estimate.unit)})"),
        (_("Counts"), words.counted(estimate)),
        (_("Why only the percentage is known"), found.counts_missing_reason),
        (_("Why there is no figure"), found.missing_reason),
        (_("Bounds"), words.interval(estimate)),
        (_("Number of answers"), words.number(found.n) if found.n is not None else ""),
        (_("Size of the whole group"),
         words.number(found.population) if found.population is not None else ""),
        (_("Source"), found.source),
        (_("Method"), found.method),
        (_("Quality"), str(words.QUALITY[found.quality])),
        (_("Why it is corrected") if found.corrects_id else _("Note"), found.note),
        (_("Takes the place of"), _old(found)),
        (_("Counts for these too"), "; ".join(_named(*one) for one in found.also)),
    ]  # fmt: skip
    return [(label, text) for label, text in told if text]


def _settled(found: DraftFigure, steps: list[DraftStep]) -> DraftStep | None:
    """The step by which it was returned or withdrawn: its reason stands first on the page."""
    return steps[-1] if steps and found.stands_as in (State.RETURNED, State.WITHDRAWN) else None


def _old(found: DraftFigure) -> str:
    if found.corrects is None:
        return ""
    old = found.corrects.estimate
    return f"{words.amount(old.value, old.unit)}, {old.source}"


def _named(result: str, target: str) -> str:
    item = newest("result", result)
    title = next((str(one.title) for one in item.sheet.targets if one.key == target), target)
    return f"{title_of(item)}: {title}"


def _touched(request: HttpRequest, found: DraftFigure) -> list[Touched]:
    """What becomes of each verdict once it is approved; a refusal is told in its place."""
    about = standing_in(newest("result", found.result).sheet)
    if found.stands_as not in WAITING or not powers_of(request).may("evidence.record", about):
        return []
    try:
        after = standings_with(found, by=actor(request))
    except HcatError as error:
        return [Touched(_("It cannot be approved as it is"), note=str(error))]
    before = {key: standing_of(key) for key in after}
    bound = [
        Bound(after[key].item, one.target)
        for key, target in [(found.result, found.target), *found.also]
        for one in after[key].targets
        if one.target.key == target
    ]
    return [Touched(one.title, verdict_lines(one, before, after)) for one in bound]


@dataclass(frozen=True, slots=True)
class Hands:
    """What this person can do with a draft or a batch now."""

    is_own: bool
    may_approve: bool
    waits: bool
    others: str
    """Who may look at it instead, where this person entered it."""
    may_improve: bool
    may_withdraw: bool
    may_attach: bool

    @classmethod
    def of(cls, request: HttpRequest, found: DraftFigure | Batch) -> Hands:
        by = actor(request)
        own, approves = is_own(found, by), may_approve(found, by)
        keys = results_of(found) if isinstance(found, Batch) else [found.result]
        powers = powers_of(request)
        may_record = all(
            powers.may("evidence.record", standing_in(newest("result", key).sheet)) for key in keys
        )
        is_open = found.stands_as in OPEN
        # What came in a batch is looked at with that batch: by itself it can be taken out.
        is_whole = isinstance(found, Batch) or found.batch_id is None
        waits = is_whole and found.stands_as in WAITING
        may_improve = may_record and is_open and (own or found.stands_as == State.RETURNED)
        return cls(
            is_own=own,
            may_approve=approves,
            waits=waits,
            others=", ".join(others_for(found)) if own and waits else "",
            may_improve=is_whole and may_improve,
            may_withdraw=is_open and (approves or (own and may_record)),
            may_attach=is_whole and may_record and (is_open or found.stands_as == State.APPROVED),
        )

    @property
    def may_look(self) -> bool:
        return self.waits and self.may_approve and not self.is_own

    @property
    def may_alone(self) -> bool:
        return self.waits and self.may_approve and self.is_own and not self.others


class Said(Answers):
    """Why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done with a draft, with a reason."""

    title: Any
    lead: Any
    label: Any
    do: Callable[..., Any]
    done: Any


ACTS = {
    "return": Act(
        gettext_lazy("Return this draft"),
        gettext_lazy("Who entered it sees what should be different, and can improve it."),
        gettext_lazy("What should be different"),
        hand_back,
        gettext_lazy("It is returned to who entered it."),
    ),
    "withdraw": Act(
        gettext_lazy("Withdraw this draft"),
        gettext_lazy("It will not count. It stays readable here."),
        gettext_lazy("Why it is withdrawn"),
        withdraw,
        gettext_lazy("The draft is withdrawn."),
    ),
    "alone": Act(
        gettext_lazy("Approve it alone"),
        gettext_lazy(
            "Nobody else here may approve this figure. The reason stands beside it for everybody "
            "to read."
        ),
        gettext_lazy("Why nobody else looks at it"),
        approve_alone,
        gettext_lazy("The figure counts now."),
    ),
}


_TAKE_OUT = Act(
    gettext_lazy("Take this figure out of its batch"),
    gettext_lazy("It will not count; the rest of the batch goes on. It stays readable here."),
    gettext_lazy("Why it is taken out"),
    withdraw,
    gettext_lazy("The figure is taken out of the batch."),
)


class Settling(Work):
    """One act with its reason, done at once: the page before showed what it is about."""

    template = "web/desk/settle.html"

    def __init__(
        self, request: HttpRequest, act: Act, *, about: str, back: str, **which: int
    ) -> None:
        super().__init__(request)
        self.act, self.which = act, which
        self.title, self.lead = str(act.title), str(act.lead)
        self.about, self.back = about, back

    def forms(self, data: Data) -> list[Form[Any]]:
        return [Form(Said, data, self.offer, called={"reason": str(self.act.label)})]

    def _try(self, data: Data, *, is_confirmed: bool) -> HttpResponse:
        return super()._try(data, is_confirmed=True)

    def do(self, answers: list[Said]) -> Any:
        [said] = answers
        return self.act.do(by=actor(self.request), reason=said.reason, **self.which)

    def done(self, outcome: Any) -> tuple[str, str]:
        return str(self.act.done), self.back

    def trail(self) -> list[Link]:
        return trail()


@desk_page
def settle(request: HttpRequest, number: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise NotFound(_("There is no such page."), mend=_("Use those on the page."))
    let_in_somewhere(request, "evidence.record", "evidence.approve")
    found = draft_by_number(number)
    item = newest("result", found.result)
    let_in(request, "evidence.record", standing_in(item.sheet))
    chosen_act, back = ACTS[act], reverse("desk:draft", args=[number])
    if found.batch_id is not None and act == "withdraw":
        chosen_act, back = _TAKE_OUT, reverse("desk:batch", args=[found.batch_id])
    about = f"{title_of(item)}: {draft_words.short(found)}"
    return Settling(request, chosen_act, about=about, back=back, draft=number).respond()
