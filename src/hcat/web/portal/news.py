# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""New vacancies and companies as items of the newsletter, which the manager then edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hcat.foundation.api import now, today
from hcat.parties.api import names_of
from hcat.portal.api import Group, followed_since, opened_since, vacancies_called
from hcat.sharing.api import LANGUAGES, News, in_each_language
from hcat.web import words
from hcat.web.portal.shown import language

from .label_words import field_title
from .searching import SINCE

MOST = 9
"""Items about vacancies: with the one about companies no more than ten, which somebody reads."""
READ_WITHIN = 7
"""Days: so long after it was drafted the list behind an item holds what it names."""
NAMED = 6
"""Companies by name; of more the number is told."""


def vacancies_told(since: datetime) -> Iterator[News]:
    """One item for each field with what opened, the largest first, and one for the rest."""
    days = _covering((now() - since).days + 1)
    from_day = today() - timedelta(days=days) if days else None
    listed = _covering(days + READ_WITHIN) if days else 0
    groups = opened_since(since, most=MOST, posted_from=from_day)
    keys = [key for group in groups for key in group.keys]
    titles = {code: _titles(keys, code) for code in LANGUAGES} if keys else {}
    for group in groups:
        yield News(
            "vacancies", f"vacancies:{group.field or 'other'}",
            in_each_language(_tell(group, titles)),
            _path("vacancies", field=group.field, since=listed),
        )  # fmt: skip


def companies_told(since: datetime) -> Iterator[News]:
    """One item for all companies whose vacancies are new here."""
    names = sorted(names_of(followed_since(since)).values())
    if not names:
        return

    def tell() -> tuple[str, str]:
        title = ngettext(
            "%(n_)s company is new on the portal", "%(n_)s companies are new on the portal",
            len(names),
        )  # fmt: skip
        return title % {"n_": words.number(len(names))}, _listed(names)

    yield News("companies", "companies:new", in_each_language(tell), _path("companies"))


def _tell(group: Group, titles: dict[str, dict[str, str]]) -> Callable[[], tuple[str, str]]:
    def tell() -> tuple[str, str]:
        values = {
            "n_": words.number(group.number),
            "field": field_title(group.field) if group.field else _("other work"),
        }
        title = ngettext(
            "%(n_)s new vacancy: %(field)s", "%(n_)s new vacancies: %(field)s", group.number
        )
        known = titles[language()]
        named = [known[key] for key in group.keys if key in known]
        more = [_("and more")] if group.number > len(named) else []
        return title % values, "; ".join([*named, *more])

    return tell


def _titles(keys: list[str], code: str) -> dict[str, str]:
    with override(code):
        shown = vacancies_called(keys, language=code)
    names = names_of({one.vacancy.organisation_id for one in shown})
    return {
        one.vacancy.key: f"{one.advert.title} ({names.get(one.vacancy.organisation_id, '')})"
        for one in shown
    }


def _listed(names: list[str]) -> str:
    more = len(names) - NAMED
    told = names[:NAMED]
    if more > 0:
        told.append(_("and %(count)d more") % {"count": more})
    return ", ".join(told)


def _covering(days: int) -> int:
    """The shortest time that one can search back by and that holds so many days; 0: there is none,
    and all that is open is searched."""
    return next((n for n in SINCE if n >= days), 0)


def _path(name: str, *, field: str = "", since: int = 0) -> str:
    """A page without its language; what it names is found by the same search as on the site."""
    asked = {
        "field": field,
        "since": str(since or ""),
        "from": f"newsletter-{today():%Y-%m}",
    }
    with override("nl"):
        path = reverse(f"portal:{name}")
    return f"{path}?{urlencode({key: value for key, value in asked.items() if value})}"
