# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed and what was measured, as Atom feeds: a reader is told only of what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.agenda.api import PUBLISHED, item, items
from hcat.agenda.api import changes as agenda_changes
from hcat.evidence.api import (
    ENTERED,
    AssessorFinding,
    Observation,
    measures,
    observations,
    part_title_now,
    uses,
)
from hcat.foundation.api import NotFound, today
from hcat.web import labels, words
from hcat.web.elements import Names, kind_word, title_of
from hcat.web.pages import agenda_page
from hcat.web.site import Site

MOST = 50


@dataclass(frozen=True, slots=True)
class News:
    """One entry. `key` names it for good."""

    key: str
    title: str
    text: str
    url: str
    moment: datetime
    """When it was last otherwise."""
    published: datetime | None = None
    """When it first stood there; as `moment` where it never changes."""


if TYPE_CHECKING:
    _Feed = Feed[News, Any]
else:
    _Feed = Feed  # which knows no types when it runs


class _Atom(Atom1Feed):
    """Without news it was last changed when the agenda began, and not whenever somebody asks."""

    def latest_post_date(self) -> datetime:
        found: datetime = super().latest_post_date() if self.items else self.feed["began"]
        return found


class NewsFeed(_Feed):
    """A feed of news that is gathered already, with all that RFC 4287 asks of one (section 4.1.1).

    No id names the site: it outlives its address. The author is whoever keeps the agenda.
    """

    feed_type = _Atom

    def __init__(
        self, site: Site, key: str, title: str, subtitle: str, url: str, news: Sequence[News]
    ) -> None:
        self.key, self.news = key, news
        self.title, self.subtitle, self.link = title, subtitle, url
        self.language = get_language()
        self.feed_guid = key
        sheet = site.agenda.sheet if site.agenda else None
        self.author_name = str(sheet.title) if sheet else site.region
        began = sheet.adopted if sheet else date(1970, 1, 1)
        self.began = datetime.combine(began, time(), tzinfo=UTC)

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        return {"began": self.began}

    def items(self) -> Sequence[News]:
        return self.news

    def item_title(self, item: News) -> SafeString:
        # A title of Atom is plain text, which the writer of the feed escapes; Django's own
        # escapes it before, for RSS.
        return mark_safe(item.title)  # noqa: S308

    def item_description(self, item: News) -> str:
        return str(escape(item.text))

    def item_link(self, item: News) -> str:
        return item.url

    def item_guid(self, obj: News) -> str:
        return obj.key

    def item_pubdate(self, item: News) -> datetime:
        return item.published or item.moment

    def item_updateddate(self, item: News) -> datetime:
        return item.moment


@agenda_page
def changes(request: HttpRequest, site: Site) -> HttpResponse:
    found = list(_with_versions(agenda_changes(until=today()))[:MOST])
    return _feed(
        request, site, "changes", _("Changes of the agenda"),
        _("What was decided to be otherwise, with its reason."), reverse("web:history"),
        _told(site, found),
    )  # fmt: skip


@agenda_page
def point(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    """The changes that touched a point, or what stands under it."""
    found = item("point", key)
    under = {f"point:{key}"} | {
        one.name
        for kind in ("goal", "result", "project", "initiative")
        for one in items(kind, ended=True)
        if key in (getattr(one.sheet, "point", None), *getattr(one.sheet, "points", ()))
    }
    touched = [
        one
        for one in _with_versions(agenda_changes(until=today()))
        if any(str(version.element) in under for version in one.versions.all())
    ]
    title = title_of(found)
    return _feed(
        request, site, f"point:{key}", title, _("What changed under this point of the agenda."),
        reverse("web:point", args=[key]), _told(site, touched[:MOST]),
    )  # fmt: skip


def _with_versions(found: Any) -> Any:
    return found.order_by("-recorded_at", "-pk").prefetch_related("versions__element")


def _told(site: Site, found: Sequence[Any]) -> list[News]:
    names = Names(None)
    news = []
    for one in found:
        versions = list(one.versions.all())
        told = [
            f"{kind_word(version.element.kind)}: "
            f"{names.find(version.element.kind, version.element.key).title}"
            for version in versions[:5]
        ]
        more = len(versions) - len(told)
        if more > 0:
            told.append(_("and %(count)d more") % {"count": more})
        news.append(
            News(
                key=_id(site, f"change:{one.pk}"),
                title=f"{labels.CHANGES[one.kind]}: {'; '.join(told[:2])}" if told else one.why,
                text="\n".join([one.why, *told]),
                url=f"{reverse('web:history')}?as-of={one.effective_on.isoformat()}",
                moment=one.recorded_at,
            )
        )
    return news


@agenda_page
def figures(request: HttpRequest, site: Site) -> HttpResponse:
    serving = uses()
    found = observations(serving).filter(is_demo=False).order_by("-recorded_at", "-pk")[:MOST]
    judged = AssessorFinding.objects.filter(is_demo=False).order_by("-recorded_at", "-pk")[:MOST]
    news = [_figure(site, one, serving) for one in found] + [_judged(site, one) for one in judged]
    news.sort(key=lambda one: (one.moment, one.key), reverse=True)
    return _feed(
        request, site, "figures", _("New figures and judgements"),
        _("What was measured, published, corrected or judged, with its source."),
        reverse("web:results"), news[:MOST],
    )  # fmt: skip


def _figure(site: Site, one: Observation, serving: dict[str, Any]) -> News:
    estimate = one.estimate
    shown = words.shown(estimate.value, estimate.unit)
    if estimate.is_missing:
        shown = f"– ({_(str(estimate.missing_reason))})"
    served = serving.get(one.measure, [])
    result = one.result or (served[0].result if served else "")
    url = reverse("web:result", args=[result]) if result else reverse("web:results")
    parts = [words.counted(estimate), words.interval(estimate), _(one.source), one.note]
    about = ", ".join(filter(None, [_about(one), _part(one)]))
    title = f"{about}: {shown}, {words.when(estimate.period)}"
    if one.supersedes_id is not None:
        title = _("Corrected: %(title)s") % {"title": title}
    return News(
        key=_id(site, f"figure:{one.pk}"),
        title=title,
        text=". ".join(part for part in parts if part),
        url=url,
        moment=one.recorded_at,
    )


def _about(one: Observation) -> str:
    """What was counted: the result it was entered for, the series, or what is measured."""
    try:
        if one.measure == ENTERED:
            return title_of(item("result", one.result))
        if one.measure.startswith(PUBLISHED):
            return title_of(item("series", one.measure.removeprefix(PUBLISHED)))
    except NotFound:
        return one.measure
    known = measures().get(one.measure)
    return str(known.title) if known else one.measure


def _part(one: Observation) -> str:
    """What the part is called that it speaks of, where its series says so; empty for the whole."""
    if one.group and one.measure.startswith(PUBLISHED):
        try:
            series = item("series", one.measure.removeprefix(PUBLISHED))
        except NotFound:
            return one.group
        if title := series.sheet.group_title(one.group):
            return str(title)
    return part_title_now(one.group)


def _judged(site: Site, one: AssessorFinding) -> News:
    met = sum(bool(each["met"]) for each in one.findings)
    try:
        title = title_of(item("result", one.result))
    except NotFound:
        title = one.result
    return News(
        key=_id(site, f"judgement:{one.pk}"),
        title=_("Judged: %(title)s") % {"title": title},
        text=_("%(met)d of %(all)d criteria were met. %(source)s")
        % {"met": met, "all": len(one.findings), "source": one.source},
        url=reverse("web:result", args=[one.result]),
        moment=one.recorded_at,
    )


def _id(site: Site, name: str) -> str:
    agenda = site.agenda.key if site.agenda else "hcat"
    return f"urn:hcat:{agenda}:{name}"


def _feed(
    request: HttpRequest, site: Site, name: str, title: str, about: str, url: str,
    news: Sequence[News],
) -> HttpResponse:  # fmt: skip
    """The answer is checked by ETag, as every page is."""
    language = get_language() or "nl"
    feed = NewsFeed(
        site, _id(site, f"feed:{name}:{language}"), f"{site.region}: {title}", about, url, news
    )
    return feed(request)
