# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The skills gap of a wave: all together, or of one group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.surveys.api import APART, ASKED, BROUGHT, figures, released_wave
from hcat.web.lists import address
from hcat.web.pages import page as public
from hcat.web.pages import show
from hcat.web.site import Link, Site
from hcat.web.surveys import result_words as words
from hcat.web.surveys.gaps import gap_of, qualifications

from .results import accent_of


@public
@words.names_once
def skills_gap(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    found = released_wave(survey, wave)
    names = qualifications(found)
    if not names:
        raise NotFound(
            _("This wave did not ask what employers ask of starters and what those bring."),
            mend=_("Choose a page from the overview of the wave."),
        )
    rows = figures(found.wave, [side + name for name in names for side in (ASKED, BROUGHT, APART)])
    groups = {
        f"{one.dimension}:{one.group}": (one.dimension, one.group) for one in rows if one.dimension
    }
    asked = request.GET.get("of", "")
    wanted = groups.get(asked, ("", ""))
    site = Site(request)
    return show(
        request,
        "web/surveys/results/skills_gap.html",
        site=site,
        found=found.wave,
        gap=gap_of(
            found, [one for one in rows if (one.dimension, one.group) == wanted], accent_of(site)
        ),
        group=words.group(*wanted) if wanted[0] else "",
        groups=[
            Link(_("All together"), address(request, of=None), "" if wanted[0] else "true"),
            *(
                Link(words.group(*pair), address(request, of=name),
                     "true" if pair == wanted else "")
                for name, pair in sorted(groups.items(), key=lambda one: words.group_order(*one[1]))
            ),
        ],
    )  # fmt: skip
