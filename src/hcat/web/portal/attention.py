# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the portal asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter

MOST = 10


def sources_in_trouble(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Sources that cannot be believed, or are silent, for days."""
    # Here, since this module is loaded at the start, where nothing may load the index.
    from hcat.parties.api import names_of
    from hcat.portal.api import in_trouble, in_words

    if not powers.may("portal.sources"):
        return
    found = in_trouble()
    names = names_of(one.organisation_id for one in found[:MOST])
    matters = [
        Matter(
            key=f"vacancy-source/{one.pk}",
            title=names.get(one.organisation_id, str(one)),
            url=reverse("portal:source", args=[one.pk]),
            action=_("Look where its vacancies went"),
            note=in_words(one.doubted_because),
            since=timezone.localdate(one.doubted_at) if one.doubted_at else None,
            state=one.address,
        )
        for one in found[:MOST]
    ]
    if len(found) > MOST:
        matters.append(
            Matter(
                key="vacancy-sources",
                title=_("%(number)d more sources") % {"number": len(found) - MOST},
                url=f"{reverse('portal:sources')}?state=trouble",
                action=_("Look at the list"),
            )
        )
    yield Attention(
        key="vacancy-sources",
        title=_("Sources of vacancies in trouble"),
        why=_("Their vacancies are hidden once the promise of the page has passed."),
        matters=matters,
    )


def careers_to_read(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """What companies said of where their vacancies stand."""
    from hcat.parties.api import names_of
    from hcat.portal.api import careers_told

    if not powers.may("portal.sources"):
        return
    found = careers_told()
    names = names_of(one.organisation_id for one in found[:MOST])
    yield Attention(
        key="vacancy-careers",
        title=_("Where companies say that their vacancies stand"),
        why=_("Nothing is read there until somebody adds it as a source."),
        matters=[
            Matter(
                key=f"vacancy-careers/{one.pk}",
                title=names.get(one.organisation_id, one.careers),
                url=f"{reverse('portal:add-source')}?"
                + urlencode({"company": one.organisation.key, "address": one.careers}),
                action=_("Add it as a source"),
                note=one.careers,
                since=timezone.localdate(one.careers_at) if one.careers_at else None,
                state=one.careers,
            )
            for one in found[:MOST]
        ],
    )


def entries_that_end(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Vacancies by hand that end within a week, of which nobody can be asked by mail."""
    from hcat.parties.api import names_of
    from hcat.portal.api import ending_unasked

    if not powers.may("portal.edit"):
        return
    by_company: dict[int, list[Any]] = {}
    for one in ending_unasked():
        by_company.setdefault(one.advert.source.organisation_id, []).append(one)
    names = names_of(by_company)
    yield Attention(
        key="vacancies-by-hand",
        title=_("Vacancies by hand that end"),
        why=_("They close by themselves after their last day; nobody else is asked about these."),
        matters=[
            Matter(
                key=f"vacancies-by-hand/{rows[0].advert.source.organisation.key}",
                title=names.get(number, ""),
                url=reverse("portal:entries", args=[rows[0].advert.source.organisation.key]),
                action=_("Say what is still open"),
                note=", ".join(one.advert.title for one in rows[:3]),
                due=rows[0].advert.closes,
            )
            for number, rows in list(by_company.items())[:MOST]
        ],
    )


def sponsors_to_look_at(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Companies that are called as a recognised sponsor is, without a number that says so."""
    from hcat.portal.api import sponsors_to_check

    if not powers.may("portal.edit"):
        return
    number = sponsors_to_check().count()
    if not number:
        return
    yield Attention(
        key="sponsors",
        title=_("Recognised sponsors"),
        why=_("A name alone does not say that it is the same company."),
        matters=[
            Matter(
                key="sponsors-to-check",
                title=_("%(number)d names in the register of sponsors") % {"number": number},
                url=reverse("portal:sponsors"),
                action=_("Say whether it is the same company"),
            )
        ],
    )


def region_texts_to_check(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Texts for people from abroad that nobody checked for half a year: for those who write for the
    public, not for whoever only keeps the site."""
    from hcat.portal.api import subjects

    if not (powers.may("portal.edit") and powers.may("sharing.write")):
        return
    old = [one for one in subjects() if one.is_old]
    if not old:
        return
    yield Attention(
        key="region-texts",
        title=_("Texts about the region"),
        why=_("People from abroad rely on them; rules about permits, rent and taxes change."),
        matters=[
            Matter(
                key="region-texts-to-check",
                title=ngettext(
                    "%(number)d text was not checked for half a year",
                    "%(number)d texts were not checked for half a year",
                    len(old),
                )
                % {"number": len(old)},
                url=reverse("portal:region-texts"),
                action=_("See whether they still hold"),
                note=", ".join(one.title for one in old),
                state=", ".join(one.key for one in old),
            )
        ],
    )
