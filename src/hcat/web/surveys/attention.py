# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of surveys asks for a person: each with its reason and its one action."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter

if TYPE_CHECKING:
    from hcat.surveys.api import Survey, UnderWay, Wave

OPENS_SOON, CLOSES_SOON = timedelta(days=14), timedelta(days=7)
RELEASE_WITHIN = timedelta(days=30)
"""Who answered was told that the figures come soon."""
CODED_WITHIN = timedelta(days=21)
"""So that a week is left to settle differences and look at the figures."""


def surveys_by_name(*, ended: bool) -> dict[str, str]:
    """What a role that is about one survey can be about; `ended`: or could. One query."""
    from hcat.surveys.api import surveys_by_key
    from hcat.web.surveys.desk_words import here

    return {one.key: here(one.titles) for one in surveys_by_key(ended=ended)}


def survey_matters(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Waves that open, close, go badly or wait to be released; and the next ones. Who only enters
    for a survey sees its field work."""
    runs = powers.may("surveys.run")
    if not runs and not (powers.scopes("surveys.enter") or ()):
        return
    # Here, since this module is loaded at the start, where nothing may load statistics.
    from hcat.surveys.api import next_waves_due, under_way

    found = [
        one
        for one in under_way()
        if runs
        or (
            one.wave.state == "open"
            and powers.may("surveys.enter", f"survey:{one.wave.survey.key}")
        )
    ]
    yield Attention(
        key="waves",
        title=_("Waves of surveys"),
        why=_("Whoever is asked counts on the days that were named."),
        matters=[
            *(matter for one in found for matter in _of_wave(one, runs=runs)),
            *(_next(survey, day) for survey, day in (next_waves_due() if runs else ())),
        ],
    )


def _of_wave(one: UnderWay, *, runs: bool) -> Iterator[Matter]:
    wave = one.wave
    if wave.state == "draft":
        if wave.opens_on <= today() + OPENS_SOON:
            yield _matter(
                wave, "opens", _("Prepare and open it"), due=wave.opens_on,
                note=_("it opens on %(day)s") % {"day": date_format(wave.opens_on)},
            )  # fmt: skip
    elif wave.state == "closed":
        yield from _to_code(wave)
        since = localtime(wave.closed_at).date() if wave.closed_at else wave.closes_on
        yield _matter(
            wave, "release", _("Look at it and release it"), due=since + RELEASE_WITHIN,
            note=_("closed on %(day)s, not released") % {"day": date_format(since)},
        )  # fmt: skip
    else:
        yield from _of_field_work(one, runs=runs)


def _to_code(wave: Wave) -> Iterator[Matter]:
    """Releasing waits for these: what is not coded then is missing for good."""
    from hcat.surveys.api import left_to_code

    since = localtime(wave.closed_at).date() if wave.closed_at else wave.closes_on
    for concept, left in left_to_code(wave).items():
        text = ngettext(
            "%(n)s open answer of “%(concept)s” waits to be coded",
            "%(n)s open answers of “%(concept)s” wait to be coded",
            left,
        )
        yield _matter(
            wave, f"code-{concept}", _("Code them, each of two people apart"),
            note=text % {"n": left, "concept": concept}, due=since + CODED_WITHIN,
            page="code", concept=concept,
        )  # fmt: skip


def _of_field_work(one: UnderWay, *, runs: bool) -> Iterator[Matter]:
    """Who only enters cannot name another contact: they call."""
    from hcat.surveys.api import halfway

    wave = one.wave
    if wave.closes_on <= today() + CLOSES_SOON:
        text = ngettext(
            "%(n)s answer of %(drawn)s; it closes on %(day)s",
            "%(n)s answers of %(drawn)s; it closes on %(day)s",
            one.tally.answered,
        )
        yield _matter(
            wave, "closes", _("See who did not answer"), due=wave.closes_on,
            note=text
            % {
                "n": one.tally.answered, "drawn": one.tally.drawn,
                "day": date_format(wave.closes_on),
            },
        )  # fmt: skip
    if one.low:
        text = ngettext("few answered in %(n)s group", "few answered in %(n)s groups", len(one.low))
        yield _matter(
            wave, "low", _("Call them"), due=halfway(wave), page="desk-people",
            note=text % {"n": len(one.low)}, state="/".join(one.low),
        )  # fmt: skip
    lost = one.tally.no_address + one.tally.bounced
    if lost:
        text = ngettext("%(n)s has no address that works", "%(n)s have no address that works", lost)
        action = _("Find somebody to write to") if runs else _("Call them")
        yield _matter(
            wave, "address", action, page="desk-people",
            query="?outcome=no_address" if one.tally.no_address else "?outcome=bounced",
            note=text % {"n": lost}, due=wave.opens_on, state=str(lost),
        )  # fmt: skip


def _matter(
    wave: Wave, sort: str, action: str, *, note: str, due: date,
    page: str = "desk-wave", query: str = "", state: str = "", concept: str = "",
) -> Matter:  # fmt: skip
    from hcat.web.surveys.desk_words import here

    return Matter(
        key=f"wave-{sort}/{wave.survey.key}/{wave.key}",
        title=f"{here(wave.survey.titles)}, {wave.key}",
        url=reverse(f"surveys:{page}", args=[wave.survey.key, wave.key, *filter(None, [concept])])
        + query,
        action=action,
        note=note,
        due=due,
        state=state,
    )


def _next(survey: Survey, day: date) -> Matter:
    from hcat.web.surveys.desk_words import here

    return Matter(
        key=f"wave-next/{survey.key}/{day}",
        title=here(survey.titles),
        url=reverse("surveys:new-wave", args=[survey.key]),
        action=_("Prepare the next wave"),
        note=_("a year after the last one on %(day)s") % {"day": date_format(day)},
        due=day,
    )
