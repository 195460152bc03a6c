# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda as lists to work from, and the page of one element: what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, history, items, standing_in
from hcat.evidence.api import ENTERED, OPEN, drafts, earlier_values, part_title_now
from hcat.foundation.api import NotFound, today
from hcat.parties.api import Powers
from hcat.web import words
from hcat.web.descent import descent_of
from hcat.web.desk import draft_words
from hcat.web.desk.agenda_work import has_page, hub, list_word, newest
from hcat.web.desk.forms.choices import Offer
from hcat.web.desk.forms.saying import compare
from hcat.web.desk.kinds import MOVABLE, PLURALS, SINGLE, WIDENABLE
from hcat.web.desk.pages import desk, desk_page, let_in_somewhere, powers_of
from hcat.web.elements import Names, title_of, url_of
from hcat.web.lists import Pages
from hcat.web.site import Link

from .editing import editable
from .series import name_of, title_of_figure

_ACTIONS = ("agenda.revise", "agenda.update_initiative", "agenda.change", "evidence.record",
            "evidence.judge")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    item: Item[Any]
    title: str
    url: str
    edit: str
    """Empty where this person may not edit it."""


@desk_page
def kinds(request: HttpRequest) -> HttpResponse:
    """Everything the agenda is made of, with how many there are."""
    let_in_somewhere(request, *_ACTIONS)
    may_add = powers_of(request).may("agenda.change")
    return desk(
        request,
        "web/desk/kinds.html",
        kinds=[
            {
                "title": title,
                "url": reverse("desk:elements", args=[kind]),
                "count": len(items(kind)),
                "new": reverse("desk:new", args=[kind]) if may_add and kind not in SINGLE else "",
            }
            for kind, title in PLURALS.items()
        ],
    )


@desk_page
def elements(request: HttpRequest, kind: str) -> HttpResponse:
    """All elements of a kind, those that have ended included, with words to look for."""
    let_in_somewhere(request, *_ACTIONS)
    if kind not in PLURALS:
        raise NotFound(_("There is no such part of the agenda."), mend=_("Choose one of the list."))
    mine = powers_of(request)
    text = request.GET.get("text", "").strip()[:200]
    found = [one for one in items(kind, ended=True) if _fits(one, text)]
    found.sort(key=lambda one: bool(one.ended_as))
    pages: Pages[Item[Any]] = Pages(request, found)
    names = Names()
    return desk(
        request,
        "web/desk/elements.html",
        title=list_word(kind),
        kind=kind,
        text=text,
        pages=pages,
        rows=[_row(request, one, names) for one in pages.items],
        new=reverse("desk:new", args=[kind])
        if mine.may("agenda.change") and kind not in SINGLE
        else "",
        trail=[
            Link(_("The desk"), reverse("desk:home")),
            Link(_("The agenda"), reverse("desk:kinds")),
        ],
    )


def _fits(item: Item[Any], text: str) -> bool:
    words = " ".join(item.sheet.words()).casefold()
    return all(word in words for word in text.casefold().split())


def _row(request: HttpRequest, item: Item[Any], names: Names) -> Row:
    edit = reverse("desk:edit", args=[item.kind, item.key])
    may = not item.ended_as and bool(editable(request, item))
    return Row(item, title_of(item, names), hub(item.kind, item.key), edit if may else "")


@desk_page
def element(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One element: what can be done with it, its targets and figures, where it came from."""
    let_in_somewhere(request, *_ACTIONS)
    item = newest(kind, key)
    mine, subject = powers_of(request), standing_in(item.sheet)
    return desk(
        request,
        "web/desk/element.html",
        item=item,
        title=title_of(item),
        is_to_come=item.valid_from > today(),
        acts=_acts(request, item, mine, subject),
        public=url_of(item) if has_page(kind) else "",
        targets=_targets(item, mine, subject) if kind == "result" else [],
        published=_published(item, mine, subject) if kind == "series" else None,
        waiting=_waiting(key) if kind == "result" else [],
        entered=_entered(item, mine, subject) if kind == "result" else [],
        descent=descent_of(kind, key, page_of=lambda one: hub(one.kind, one.key)),
        versions=_versions(item),
        trail=[
            Link(_("The desk"), reverse("desk:home")),
            Link(list_word(kind), reverse("desk:elements", args=[kind])),
        ],
    )


def _acts(request: HttpRequest, item: Item[Any], mine: Powers, subject: list[str]) -> list[Link]:
    """What this person may do with it now."""
    args = [item.kind, item.key]
    may_change = mine.may("agenda.change", subject)
    if item.ended_as:
        may_resume = may_change and item.ended_as == "stopped"
        return [Link(_("Resume"), reverse("desk:resume", args=args))] if may_resume else []
    acts = []
    if editable(request, item):
        acts.append(Link(_("Edit the sheet"), reverse("desk:edit", args=args)))
    if item.kind in ("project", "initiative"):
        acts.append(Link(_("How it is run"), reverse("projects:project", args=args)))
    if may_change and item.kind not in SINGLE:
        if item.kind in MOVABLE:
            acts.append(Link(_("Move"), reverse("desk:move", args=args)))
        if item.kind in WIDENABLE:
            acts.append(Link(_("Widen"), reverse("desk:widen", args=args)))
        acts += [
            Link(_("Merge with others"), reverse("desk:merge", args=args)),
            Link(_("Split"), reverse("desk:split", args=args)),
            Link(_("Stop"), reverse("desk:stop", args=args)),
        ]
    return acts


def _targets(item: Item[Any], mine: Powers, subject: list[str]) -> list[dict[str, Any]]:
    followed = {one.succeeds for one in item.sheet.targets}
    rows = []
    for target in item.sheet.targets:
        args = [item.key, target.key]
        acts = []
        if not item.ended_as and mine.may("agenda.revise", subject):
            acts.append(Link(_("Revise the target"), reverse("desk:target", args=args)))
            if target.key not in followed:
                acts.append(
                    Link(_("Let a new target follow it"), reverse("desk:successor", args=args))
                )
        if target.kind == "judged":
            if mine.may("evidence.judge", [*subject, f"body:{target.assessor}"]):
                acts.append(Link(_("Record a judgement"), reverse("desk:judgement", args=args)))
        elif mine.may("evidence.record", subject):
            acts.append(Link(_("Record a figure"), reverse("desk:figure", args=args)))
        rows.append({"target": target, "acts": acts})
    return rows


def _entered(item: Item[Any], mine: Powers, subject: list[str]) -> list[dict[str, Any]]:
    """Every figure that people entered, superseded ones included, newest first."""
    found = [one for one in earlier_values(item.key) if one.measure == ENTERED]
    replaced = {one.supersedes_id for one in found}
    may = mine.may("evidence.record", subject)
    return [
        {
            "figure": one,
            "estimate": one.estimate,
            "part": part_title_now(one.group),
            "is_replaced": one.pk in replaced,
            "correct": reverse("desk:correct", args=[item.key, one.pk])
            if may and one.pk not in replaced
            else "",
        }
        for one in found
    ]


def _waiting(key: str) -> list[dict[str, Any]]:
    """The drafts of figures for a result that are not settled yet."""
    return [
        {
            "draft": one,
            "short": draft_words.short(one),
            "state": draft_words.STATES[one.stands_as],
        }
        for one in drafts(states=OPEN, results=[key])
    ]


def _published(item: Item[Any], mine: Powers, subject: list[str]) -> dict[str, Any]:
    """The figures of a series, newest period first, each with its address to correct it."""
    may = mine.may("agenda.revise", subject) and not item.ended_as
    figures = sorted(item.sheet.figures, key=lambda one: (one.end, one.group), reverse=True)
    return {
        "new": reverse("desk:new-series-figure", args=[item.key]) if may else "",
        "figures": [
            {
                "title": title_of_figure(one),
                "value": words.shown(one.value, item.sheet.unit),
                "missing_reason": one.missing_reason,
                "edit": reverse("desk:series-figure", args=[item.key, name_of(one)]) if may else "",
            }
            for one in figures
        ],
    }


def _versions(item: Item[Any]) -> list[dict[str, Any]]:
    """Every version with what it changed, newest first."""
    entries, offer = history(item.kind, item.key), Offer()
    rows = []
    for place, entry in enumerate(entries):
        older = (
            entries[place + 1].item.sheet.model_dump(mode="json")
            if place + 1 < len(entries)
            else None
        )
        newer = entry.item.sheet.model_dump(mode="json")
        lines = [] if older is None else compare(type(entry.item.sheet), older, newer, offer)
        rows.append({"entry": entry, "lines": lines})
    return rows
