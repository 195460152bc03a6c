# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads: best practices and successes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import Level, items
from hcat.sharing.api import (
    Practice,
    Success,
    contact_of,
    corrected_since,
    practice_called,
    practices,
    successes,
    topic_counts,
)
from hcat.surveys.api import PULL_FACTORS
from hcat.web import labels
from hcat.web.elements import Names, title_of
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.pages import agenda_page, show
from hcat.web.sharing.topics import name_of, offered
from hcat.web.site import Link, Site


@agenda_page
def practice_list(request: HttpRequest, site: Site) -> HttpResponse:
    counts = topic_counts()
    known = {
        "way": [(one.key, title_of(one)) for one in items("way")],
        "point": [(one.key, title_of(one)) for one in items("point")],
        "level": [(one.value, labels.level(one)) for one in Level],
        "factor": [(key, str(title)) for key, title in PULL_FACTORS.items()],
    }
    heads = {"way": _("Way of the menu"), "point": _("Agenda point"),
             "level": _("Level of education"), "factor": _("What draws people")}  # fmt: skip
    values = {kind: chosen(request, kind, dict(choices)) for kind, choices in known.items()}
    text = request.GET.get("text", "").strip()[:200]
    found = practices(text=text, topics=[pair for pair in values.items() if pair[1]])
    pages: Pages[Practice] = Pages(request, found)
    return show(
        request,
        "web/sharing/practices.html",
        site=site,
        pages=pages,
        rows=_rows(pages.items),
        text=text,
        filters=[
            Filter(
                kind, heads[kind], values[kind],
                [
                    Choice(key, title, counts[kind, key])
                    for key, title in choices
                    if (kind, key) in counts
                ],
            )
            for kind, choices in known.items()
        ],
        is_filtered=bool(text or any(values.values())),
        last=successes().first(),
    )  # fmt: skip


def _rows(found: list[Practice]) -> list[tuple[Practice, list[Link]]]:
    names = Names()
    return [(one, _topics(one, names, ("way", "point"))) for one in found]


def _topics(one: Practice, names: Names, kinds: tuple[str, ...]) -> list[Link]:
    return [name_of((row.kind, row.key), names) for row in one.topics.all() if row.kind in kinds]


@agenda_page
def practice(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    found = practice_called(key, public=True)
    names = Names()
    own = [(one.kind, one.key) for one in found.topics.all()]
    return show(
        request,
        "web/sharing/practice.html",
        site=site,
        practice=found,
        said=found.said,
        topics=_topics(found, names, ("way", "point", "level", "factor")),
        about=_topics(found, names, ("initiative", "result")),
        contact=contact_of(found),
        near=[one for one in offered(own) if one.fits.practice != found],
    )


@agenda_page
def success_list(request: HttpRequest, site: Site) -> HttpResponse:
    pages: Pages[Success] = Pages(request, successes(), per_page=20)
    return show(
        request,
        "web/sharing/successes.html",
        site=site,
        pages=pages,
        rows=[_story(one, Names()) for one in pages.items],
    )


def _story(one: Success, names: Names) -> dict[str, Any]:
    about = [("result", one.result), ("initiative", one.initiative)]
    return {
        "of": one,
        "said": one.said,
        "about": [names.find(kind, key) for kind, key in about if key],
        "figure": one.figure,
        "corrected": corrected_since(one),
    }
