# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public profile of a company: written at the desk, or by the employer itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import facts_of, organisation_by_key, require
from hcat.portal.logos import Picture
from hcat.portal.models import Logo, Profile
from hcat.portal.pull_factors import PULL_FACTORS

LONGEST = 2000
"""Signs of a text in one language."""
MOST_WORDS, LONGEST_WORD = 12, 60
SPOKEN = ("nl", "en", "de", "fr", "es", "it", "pl", "tr", "uk", "zh")
"""Languages that can be chosen as spoken at work, by ISO 639-1."""


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """A profile as somebody has it written; what is left empty is not known.

    `makes`, `visits`: per language. `disciplines`: ``field:CODE`` or free words.
    """

    makes: Mapping[str, str] = field(default_factory=dict)
    disciplines: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    visits: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def save_profile(
    *,
    by: Actor,
    organisation: str,
    edition: int,
    draft: ProfileDraft,
    logo: Picture | None = None,
    without_logo: bool = False,
) -> Profile:
    """Write the profile of a company. `organisation`: its key; `edition`: of the profile that was
    looked at, 0 where there was none. Raises `NotAllowed`, `UnknownParty`, `Refused`: also over
    what somebody changed in between."""
    require(by, "portal.edit", f"organisation:{organisation}")
    return write_profile(
        by=by,
        organisation=organisation,
        edition=edition,
        draft=draft,
        logo=logo,
        without_logo=without_logo,
    )


def write_profile(
    *,
    by: Actor,
    organisation: str,
    edition: int,
    draft: ProfileDraft,
    logo: Picture | None,
    without_logo: bool,
) -> Profile:
    """The same for whoever was found to be allowed; in the transaction of who asks."""
    company = organisation_by_key(organisation)
    facts = facts_of(company)
    if facts is None or company.kind != company.Kind.COMPANY:
        raise Refused(
            _("This organisation has no page on the portal."),
            why=_("It is no company, or it no longer exists."),
            mend=_("Look at what the register knows of it."),
        )
    told = _checked(draft)
    profile = Profile.objects.select_for_update().filter(organisation=company).first()
    if (profile.edition if profile else 0) != edition:
        raise Refused(
            _("Somebody changed this profile in the meantime."),
            why=_("What stands now is shown below."),
            mend=_("Put together what you want to keep, and save once more."),
        )
    if profile is None:
        profile = Profile(
            organisation=company, slug=_free_slug(facts.name), is_demo=company.is_demo
        )
    else:
        profile.edition += 1
    for name, value in told.items():
        setattr(profile, name, value)
    profile.changed_at = now()
    profile.save()
    if logo is not None:
        Logo.objects.update_or_create(
            profile=profile,
            defaults={
                "content": logo.content,
                "media_type": logo.media_type,
                "width": logo.width,
                "height": logo.height,
                "fingerprint": logo.fingerprint,
            },
        )
    elif without_logo:
        Logo.objects.filter(profile=profile).delete()
    record(
        by=by,
        action="portal.profile_saved",
        subject=f"organisation:{organisation}",
        edition=profile.edition,
    )
    return profile


def _free_slug(name: str) -> str:
    """Of the name; with a number behind it where another company has it."""
    wanted = slugify(name)[:100] or "company"
    taken = set(Profile.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _checked(draft: ProfileDraft) -> dict[str, Any]:
    return {
        "makes": _texts(draft.makes, _("what it makes")),
        "visits": _texts(draft.visits, _("visits")),
        "disciplines": _words(draft.disciplines),
        "languages": _known(draft.languages, SPOKEN),
        "offers": _known(draft.offers, PULL_FACTORS),
    }


def _texts(given: Mapping[str, str], what: str) -> dict[str, str]:
    known = [code for code, _name in settings.LANGUAGES]
    kept = {code: text.strip() for code, text in given.items() if text.strip()}
    for code, text in kept.items():
        if code not in known:
            raise _strange(code, known)
        if len(text) > LONGEST:
            raise Refused(
                _("The text about %(what)s is too long.") % {"what": what},
                why=_("It has %(number)d signs.") % {"number": len(text)},
                mend=_("Keep it under %(most)d.") % {"most": LONGEST},
            )
    return kept


def _words(given: Iterable[str]) -> list[str]:
    kept = list(dict.fromkeys(" ".join(one.split()) for one in given if one.strip()))
    if len(kept) > MOST_WORDS or any(len(one) > LONGEST_WORD for one in kept):
        raise Refused(
            _("These disciplines are too many, or too long."),
            mend=_("Give at most %(most)d, each of at most %(longest)d signs.")
            % {"most": MOST_WORDS, "longest": LONGEST_WORD},
        )
    return kept


def _known(given: Iterable[str], known: Iterable[str]) -> list[str]:
    asked, order = set(given), list(known)
    if strange := asked - set(order):
        raise _strange(min(strange), order)
    return [one for one in order if one in asked]


def _strange(given: str, known: Iterable[str]) -> Refused:
    return Refused(
        _("“%(given)s” cannot be chosen.") % {"given": given},
        mend=_("Choose one of: %(names)s.") % {"names": ", ".join(known)},
    )
