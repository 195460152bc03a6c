# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads of the results: the surveys, a wave, a page of its questionnaire, and one
concept over the waves. All of it was released; nothing is worked out here."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.surveys.api import APART as DIFFERENCES
from hcat.surveys.api import (
    Kind,
    ReleasedFigure,
    ReleasedSurvey,
    ReleasedWave,
    breaks_of,
    breaks_with,
    changes,
    claims,
    courses,
    figures,
    figures_over_waves,
    group_counts,
    hidden_counts,
    rankings,
    released_survey,
    released_surveys,
    released_wave,
    released_waves,
    with_questionnaire,
)
from hcat.web.filters import chosen
from hcat.web.lists import Pages, address
from hcat.web.pages import page as public
from hcat.web.pages import show
from hcat.web.site import DEFAULT_ACCENT, Link, Site
from hcat.web.surveys import result_words as words
from hcat.web.surveys import verdict_words
from hcat.web.surveys.course_words import told_courses
from hcat.web.surveys.gaps import has_gap
from hcat.web.surveys.headlines import headlines
from hcat.web.surveys.results import csv_rows, told
from hcat.web.surveys.results import over_time as told_over_time

TOGETHER = "together"
"""The page of what no one question says: codes of open answers, and questions taken together."""
DIMENSIONS = ("size", "sector", "municipality")


def accent_of(site: Site) -> str:
    return site.agenda.sheet.accent if site.agenda else DEFAULT_ACCENT


@public
@words.names_once
def surveys(request: HttpRequest) -> HttpResponse:
    pages: Pages[ReleasedSurvey] = Pages(request, released_surveys(), per_page=20)
    said = headlines([one.latest for one in pages.items])
    return show(
        request,
        "web/surveys/results/surveys.html",
        pages=pages,
        follows_lists=rankings().exists(),
        rows=[
            {
                "survey": one.survey,
                "title": one.survey.titles,
                "latest": one.latest,
                "said": said.get(one.latest.pk, ""),
                "response": words.response(one.latest),
                "waves": len(one.waves),
            }
            for one in pages.items
        ],
    )


@public
@words.names_once
def wave(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    found = released_wave(survey, wave)
    of_claims = claims(found.wave)
    return show(
        request,
        "web/surveys/results/wave.html",
        found=found.wave,
        response=words.response(found.wave),
        said=headlines([found.wave]).get(found.wave.pk, ""),
        pages=page_links(found),
        claims=[verdict_words.claim(one, found.asked(one.claim.concept)) for one in of_claims],
        hidden=[
            (words.hidden(reason), number)
            for reason, number in sorted(hidden_counts(found.wave).items(), key=lambda o: -o[1])
        ],
        weighting=words.weighting(found.wave),
        others=[one for one in released_waves().filter(survey=found.wave.survey_id)
                if one.pk != found.wave.pk],
        gap=has_gap(found),
        breaks=[one for one in breaks_of(found.wave.survey) if one.wave_id == found.wave.pk],
    )  # fmt: skip


def page_links(found: ReleasedWave) -> list[tuple[Link, list[str]]]:
    """The pages of the questionnaire that have figures, each with what is asked there."""
    concepts = set(
        ReleasedFigure.objects.filter(release__wave=found.wave).order_by()
        .values_list("concept", flat=True).distinct()
    )  # fmt: skip
    keys = [found.wave.survey.key, found.wave.key]
    links, asked = [], set()
    for one in found.questionnaire.pages:
        shown = [q for q in one.questions if q.concept in concepts and q.kind is not Kind.OPEN]
        asked |= {q.concept for q in shown}
        if shown:
            title = words.text(one.titles) or words.label(shown[0], shown[0].concept)
            url = reverse("surveys:results", args=[*keys, one.name])
            links.append((Link(title, url), [words.label(q, q.concept) for q in shown]))
    if rest := _apart_from(concepts, asked):
        url = reverse("surveys:results", args=[*keys, TOGETHER])
        links.append(
            (
                Link(_("What the answers say together"), url),
                [words.label(found.asked(c), c) for c in rest],
            )
        )
    return links


def _apart_from(concepts: Collection[str], asked: Collection[str]) -> list[str]:
    """What no question says alone; differences of what is asked and brought have their own page."""
    return sorted(one for one in concepts if one not in asked and not one.startswith(DIFFERENCES))


@public
@words.names_once
def page(request: HttpRequest, survey: str, wave: str, page: str) -> HttpResponse:
    found = released_wave(survey, wave)
    site = Site(request)
    concepts, title = _concepts(found, page)
    counts = group_counts(found.wave)
    dimension = chosen(request, "by", counts) or ("size" if "size" in counts else "")
    rows = figures(found.wave, concepts, ("", dimension))
    by_concept = _by_concept(rows)
    of_changes, of_claims = changes(found.wave, concepts), claims(found.wave, concepts)
    has_waves = released_waves().filter(survey=found.wave.survey_id).count() > 1
    links = page_links(found)
    here = reverse("surveys:results", args=[survey, wave, page])
    place = next((n for n, (link, _names) in enumerate(links) if link.url == here), 0)
    return show(
        request,
        "web/surveys/results/page.html",
        site=site,
        found=found.wave,
        title=title,
        response=words.response(found.wave),
        told=[
            told(
                found, concept, by_concept[concept], dimension=dimension, accent=accent_of(site),
                changes=[one for one in of_changes if one.concept == concept],
                claims=[one for one in of_claims if one.claim.concept == concept],
                has_waves=has_waves,
            )
            for concept in concepts
            if concept in by_concept
        ],
        group_head=words.GROUP_HEADS.get(dimension, ""),
        groupings=[
            Link(str(words.DIMENSIONS[one]), address(request, by=one),
                 "true" if one == dimension else "")
            for one in DIMENSIONS if one in counts
        ],
        before=links[place - 1][0] if place else None,
        after=links[place + 1][0] if place + 1 < len(links) else None,
        least=found.wave.release.least,
    )  # fmt: skip


def _concepts(found: ReleasedWave, page: str) -> tuple[list[str], str]:
    """Which concepts stand on a page of results, and what it is called. NotFound."""
    for one in found.questionnaire.pages:
        if one.name == page:
            asked = [q for q in one.questions if q.kind is not Kind.OPEN]
            if not asked:
                break
            title = words.text(one.titles) or words.label(asked[0], asked[0].concept)
            return [q.concept for q in asked], title
    if page == TOGETHER:
        asked_all = {q.concept for q in found.questionnaire.questions if q.kind is not Kind.OPEN}
        concepts = {one.concept for one in figures(found.wave, dimensions=[""])}
        rest = _apart_from(concepts, asked_all)
        if rest:
            return rest, _("What the answers say together")
    raise NotFound(
        _("This wave has no page of results called %(page)s.") % {"page": page[:60]},
        mend=_("Choose a page from the overview of the wave."),
    )


def _by_concept(rows: Iterable[ReleasedFigure]) -> dict[str, list[ReleasedFigure]]:
    found: dict[str, list[ReleasedFigure]] = {}
    for row in rows:
        found.setdefault(row.concept, []).append(row)
    return found


@public
@words.names_once
def over_time(request: HttpRequest, survey: str, concept: str) -> HttpResponse:
    found = released_survey(survey)
    site = Site(request)
    codes = list(found.survey.codes.all())
    waves = [
        with_questionnaire(one, codes)
        for one in released_waves().filter(survey=found.survey).select_related("edition")
        .order_by("reference_day", "pk")
    ]  # fmt: skip
    rows = figures_over_waves(found.survey, [concept])
    if not rows and not any(one.asked(concept) for one in waves):
        raise NotFound(
            _("This survey has no figures called %(concept)s.") % {"concept": concept[:60]},
            mend=_("Choose a question from a wave of this survey."),
        )
    breaks = [
        one
        for one in breaks_of(found.survey)
        if breaks_with(concept, {one.concept: one.reason or one.concept})
    ]
    last = waves[-1]
    return show(
        request,
        "web/surveys/results/over_time.html",
        site=site,
        survey=found.survey,
        concept=told_over_time(
            waves, concept, rows, breaks=[one.wave.reference_day.isoformat() for one in breaks],
            accent=accent_of(site),
        ),
        breaks=breaks,
        changes=[
            verdict_words.change(one, last.asked(concept)) for one in changes(last.wave, [concept])
        ],
        courses=told_courses(courses(found.survey.pk, concept), last.asked(concept)),
    )  # fmt: skip


@public
@words.names_once
def concept_csv(request: HttpRequest, survey: str, wave: str, concept: str) -> HttpResponse:
    found = released_wave(survey, wave)
    rows = figures(found.wave, [concept])
    if not rows:
        raise NotFound(
            _("This wave has no figures called %(concept)s.") % {"concept": concept[:60]},
            mend=_("Choose a question from a wave of this survey."),
        )
    return _csv(f"{survey}-{wave}-{concept}.csv", rows, wave)


@public
@words.names_once
def wave_csv(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    return _csv(f"{survey}-{wave}.csv", figures(released_wave(survey, wave).wave), wave)


def _csv(name: str, rows: Iterable[ReleasedFigure], wave: str) -> HttpResponse:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(csv_rows(rows, wave=wave))
    response = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
