# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups that overlap, and proposals about what should become of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hcat.agenda.api import Initiative, Item, item, items
from hcat.bundling.api import (
    KIND_MEANINGS,
    KINDS,
    STATES,
    Group,
    Proposal,
    accept,
    ask_owners,
    caught_up,
    changed_since,
    effects_of,
    found_groups,
    name_of,
    proposal_numbered,
    proposals,
    propose,
    reject,
    revise_proposal,
    shared_by,
)
from hcat.foundation.api import HcatError, NotFound, today
from hcat.web.bundling.forms import (
    LINES,
    LISTS,
    NUMBERS,
    TEXTS,
    DecideForm,
    HeirForm,
    NumbersForm,
    ProposeForm,
    goes_on_from,
    languages,
)
from hcat.web.bundling.parts import MAY, let_in_to, own_part
from hcat.web.bundling.shown import beside, cover_lines, gets_of, means_lines
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages

from .judging import form_page


@require_safe
@desk_page(MAY, somewhere=True)
def group_list(request: Visit) -> HttpResponse:
    own = own_part(request.powers)
    found = found_groups(least=0.3)
    if own is not None:
        found = [one for one in found if own.intersection(one.members)]
    pages = Pages[Group](request, found)
    shown = list(pages.items)
    sheets = {one.key: one for one in items("initiative")}
    return desk(
        request,
        "web/bundling/groups.html",
        pages=pages,
        rows=[
            (one, [sheets[key] for key in one.members], words,
             own is None or own.issuperset(one.members))
            for one, words in zip(shown, shared_by(shown), strict=True)
        ],
        has_all=own is None,
    )  # fmt: skip


@form_page
@desk_page(MAY, somewhere=True)
def own_group(request: Visit) -> HttpResponse:
    """Initiatives that belong together by what a person knows, whatever the search found."""
    form = form_for(request, NumbersForm)
    if form.is_valid():
        return redirect(f"{reverse('bundling:propose')}?of={','.join(form.keys)}")
    return desk(
        request, "web/bundling/numbers.html", status=422 if form.errors else 200, form=form,
        title=_("A group of your own"), button=_("Propose something"), back="bundling:groups",
    )  # fmt: skip


@require_safe
@desk_page(MAY, somewhere=True)
def proposal_list(request: Visit) -> HttpResponse:
    own = own_part(request.powers)
    found: Any = proposals()
    if own is not None:
        found = [one for one in found if own.intersection(one.members)]
    pages = Pages[Proposal](request, found)
    return desk(
        request,
        "web/bundling/proposals.html",
        pages=pages,
        rows=[
            (one, KINDS[one.kind], STATES[one.state], [name_of(key) for key in one.members])
            for one in pages.items
        ],
        has_all=own is None,
    )


@form_page
@desk_page(MAY, somewhere=True)
def new(request: Visit) -> HttpResponse:
    """Proposes something about the initiatives that the address names."""
    keys = [key for key in request.GET.get("of", "").split(",") if key]
    members = [item("initiative", key) for key in dict.fromkeys(keys)]
    if not members:
        raise NotFound(
            _("It is not said which initiatives this is about."),
            mend=_("Choose a group, or a pair that was judged."),
        )
    let_in_to(request, [one.key for one in members])
    form = form_for(request, ProposeForm, members=members)
    made: list[Proposal] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(
            propose(by=actor(request), members=[one.key for one in members], **form.cleaned_data)
        ),
    ):
        messages.success(request, _("Proposed. See what it saves and covers before it is decided."))
        return redirect("bundling:proposal", made[0].pk)
    return desk(
        request, "web/bundling/propose.html", status=422 if form.errors else 200, form=form,
        members=members, rows=beside(members, []),
    )  # fmt: skip


@require_safe
@desk_page(MAY, somewhere=True)
def proposal(request: Visit, number: int) -> HttpResponse:
    """Whoever has one of them in their part reads it; who has all may change it."""
    found = proposal_numbered(number)
    own = own_part(request.powers)
    may_change = own is None or own.issuperset(found.members)
    if own is not None and not own.intersection(found.members):
        let_in_to(request, found.members)
    members = _members(found)
    effects = effects_of(found)
    return desk(
        request,
        "web/bundling/proposal.html",
        proposal=found,
        kind=KINDS[found.kind],
        meaning=KIND_MEANINGS[found.kind],
        state=STATES[found.state],
        members=members,
        heir=name_of(found.heir) if found.heir else "",
        go_on=[name_of(key) for key in found.heirs],
        effects=effects,
        covers=cover_lines(effects.covers),
        means=means_lines(effects),
        gets=gets_of(found),
        changed=[name_of(key) for key in changed_since(found)] if found.is_open else [],
        comments=[(one, name_of(one.initiative)) for one in found.comments.all()],
        may_change=found.is_open and may_change,
        may_decide=found.is_open and own is None,
    )


def _members(found: Proposal) -> list[Item[Initiative]]:
    return [item("initiative", key) for key in found.members]


@form_page
@desk_page(MAY, somewhere=True)
def change(request: Visit, number: int) -> HttpResponse:
    """What one that takes over gets: prefilled, to be edited; `of` says which where several do."""
    found = proposal_numbered(number)
    let_in_to(request, found.members)
    members = _members(found)
    key = request.GET.get("of") or next(iter(found.takers), "")
    heir = next((one for one in members if one.key == key), None)
    if key and key not in found.takers:
        raise NotFound(
            _("This initiative takes over nothing here."), mend=_("Choose it at the proposal.")
        )
    form = form_for(request, HeirForm, initial=_prefilled(found, heir), members=members, heir=heir)
    if form.is_valid() and done(
        form,
        lambda: revise_proposal(
            by=actor(request), proposal=number, edition=form.cleaned_data["edition"],
            reason=form.cleaned_data["reason"], decide_by=form.cleaned_data["decide_by"],
            fields={heir.key: form.changed_fields(caught_up(found, heir.key).fields)}
            if heir
            else {},
            based_on={heir.key: form.cleaned_data["based_on"]} if heir else {},
        ),
    ):  # fmt: skip
        messages.success(request, _("The proposal is changed."))
        return redirect("bundling:proposal", number)
    return desk(
        request, "web/bundling/change.html", status=422 if form.errors else 200, form=form,
        proposal=found, heir=heir, gets=[one for one in gets_of(found) if one.key == key],
        is_other=goes_on_from(
            form, edition=found.edition, based_on=heir.version_id if heir else None
        ),
    )  # fmt: skip


def _prefilled(found: Proposal, heir: Item[Initiative] | None) -> dict[str, Any]:
    given: dict[str, Any] = {
        "reason": found.reason, "decide_by": found.decide_by, "edition": found.edition,
    }  # fmt: skip
    if heir is None:
        return given
    given["based_on"] = heir.version_id
    sheet = {**heir.sheet.model_dump(mode="json"), **caught_up(found, heir.key).fields}
    for field in LISTS:
        given[field] = sheet[field]
    for field in LINES:
        given[field] = "\n".join(sheet[field])
    for field in NUMBERS:
        given[field] = sheet[field]
    for field in TEXTS:
        value = sheet[field] or {}
        for language in languages():
            given[f"{field}_{language}"] = (
                value.get(language, "") if isinstance(value, dict) else value
            )
    return given


@desk_page(MAY, somewhere=True, does=True)
def ask(request: Visit, number: int) -> HttpResponse:
    """Mails the owners; a refusal is told on the page that it came from."""
    let_in_to(request, proposal_numbered(number).members)
    try:
        asked = ask_owners(by=actor(request), proposal=number)
    except HcatError as error:
        messages.error(request, str(error))
    else:
        text = ngettext("%(n)s owner is asked.", "%(n)s owners are asked.", len(asked))
        messages.success(request, text % {"n": len(asked)})
    return redirect("bundling:proposal", number)


@form_page
@desk_page(MAY)
def decide(request: Visit, number: int) -> HttpResponse:
    found = proposal_numbered(number)
    members = _members(found)
    changed = changed_since(found)
    effects = effects_of(found)
    form = form_for(
        request, DecideForm, initial={"on": today(), "edition": found.edition},
        has_changed=bool(changed),
    )  # fmt: skip
    if form.is_valid():
        given = form.cleaned_data
        said: dict[str, Any] = {
            "by": actor(request), "proposal": number, "edition": given["edition"],
            "on": given["on"], "why": given["why"],
        }  # fmt: skip
        if given["what"] == "reject":
            is_done = done(form, lambda: reject(**said))
        else:
            is_done = done(
                form,
                lambda: accept(
                    **said, decision=given["decision"] or None,
                    is_seen=given.get("is_seen", False),
                ),
            )  # fmt: skip
        if is_done:
            messages.success(request, _("The decision is recorded."))
            return redirect("bundling:proposal", number)
    return desk(
        request, "web/bundling/decide.html", status=422 if form.errors else 200, form=form,
        proposal=found, kind=KINDS[found.kind], members=members, effects=effects,
        covers=cover_lines(effects.covers), means=means_lines(effects),
        changed=[name_of(key) for key in changed],
    )  # fmt: skip
