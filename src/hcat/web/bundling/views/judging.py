# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs that may overlap: the list, one pair with its two sheets, and what was judged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hcat.agenda.api import item
from hcat.bundling.api import (
    GRADES,
    LIKELY,
    Judgement,
    Pair,
    compare,
    find,
    has_changed,
    is_behind,
    judge,
    judgement_on,
    judgements,
    last_run,
    name_of,
    pair_of,
    pairs,
    pairs_to_judge,
    parts_of,
    sentence,
)
from hcat.web.bundling.forms import GradeForm, NumbersForm
from hcat.web.bundling.parts import MAY, let_in_to, own_part
from hcat.web.bundling.shown import beside
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page(MAY, somewhere=True)
def pair_list(request: Visit) -> HttpResponse:
    run = last_run()
    own = own_part(request.powers)
    pages = Pages[Pair](request, pairs_to_judge(own), 20)
    return desk(
        request,
        "web/bundling/pairs.html",
        run=run,
        is_behind=is_behind(run),
        pages=pages,
        rows=[(one, name_of(one.left), name_of(one.right), _why(one)) for one in pages.items],
        likely=LIKELY,
        has_all=own is None,
    )


def _why(pair: Pair) -> str:
    return sentence(pair.shared, parts_of(pair.features, pair.run.weights))


@form_page
@desk_page(MAY, somewhere=True)
def own_pair(request: Visit) -> HttpResponse:
    """Two that the search did not find together, to be judged all the same."""
    form = form_for(request, NumbersForm, exactly=2)
    made: list[Pair] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(compare(by=actor(request), one=form.keys[0], other=form.keys[1])),
    ):
        return redirect("bundling:pair", made[0].pk)
    return desk(
        request, "web/bundling/numbers.html", status=422 if form.errors else 200, form=form,
        title=_("Judge a pair of your own"), button=_("Compare them"), back="bundling:desk",
    )  # fmt: skip


@desk_page(MAY, does=True)
def look(request: Visit) -> HttpResponse:
    """Goes through the register now."""
    found = find(by=actor(request))
    text = ngettext(
        "The register was gone through: %(n)s pair may overlap.",
        "The register was gone through: %(n)s pairs may overlap.",
        len(found.pairs),
    )
    messages.success(request, text % {"n": len(found.pairs)})
    return redirect("bundling:desk")


@form_page
@desk_page(MAY, somewhere=True)
def pair(request: Visit, number: int) -> HttpResponse:
    """Two sheets beside each other, and four grades."""
    one = pair_of(number)
    let_in_to(request, (one.left, one.right))
    own = own_part(request.powers)
    standing = judgement_on(one.left, one.right)
    form = form_for(request, GradeForm, initial={"based_on": standing.pk if standing else 0})
    if form.is_valid() and done(
        form,
        lambda: judge(
            by=actor(request), left=one.left, right=one.right, grade=form.cleaned_data["grade"],
            why=form.cleaned_data["why"], based_on=form.cleaned_data["based_on"] or 0,
        ),
    ):  # fmt: skip
        messages.success(request, _("Judged. The next search learns from it."))
        after = _next(one, own)
        return redirect("bundling:pair", after.pk) if after else redirect("bundling:desk")
    both = [item("initiative", key) for key in (one.left, one.right)]
    return desk(
        request,
        "web/bundling/pair.html",
        status=422 if form.errors else 200,
        pair=one,
        both=both,
        why=_why(one),
        rows=beside(both, one.shared.get("words", [])),
        standing=standing,
        standing_word=GRADES[standing.grade] if standing else "",
        has_changed=bool(standing and has_changed(standing)),
        after=_next(one, own),
        left_over=pairs_to_judge(own).count(),
        form=form,
    )


def _next(one: Pair, own: frozenset[str] | None) -> Pair | None:
    """The next one down the list that nobody judged; the list begins again at its end."""
    keys = list(pairs_to_judge(own).exclude(pk=one.pk).values_list("pk", "chance"))
    later: list[Any] = [pk for pk, chance in keys if chance <= one.chance]
    wanted = later or [pk for pk, _chance in keys]
    return pair_of(wanted[0]) if wanted else None


@require_safe
@desk_page(MAY, somewhere=True)
def judged(request: Visit) -> HttpResponse:
    own = own_part(request.powers)
    pages = Pages[Judgement](request, judgements(own))
    numbers = {(one.left, one.right): one.pk for one in pairs()}
    return desk(
        request,
        "web/bundling/judged.html",
        pages=pages,
        has_all=own is None,
        rows=[
            (one, name_of(one.left), name_of(one.right), GRADES[one.grade],
             numbers.get((one.left, one.right)))
            for one in pages.items
        ],
    )  # fmt: skip
