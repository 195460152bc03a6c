# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy as somebody enters it, what is wrong with it, and the posting that it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.portal.models import LONGEST_BY_HAND, Advert
from hcat.postings.api import (
    LONGEST_TITLE,
    Posting,
    hours_of,
    is_desk,
    parted_from_contacts,
    place_in_words,
    plain,
    reaches_a_person,
)

from .typed import as_typed, body_of

FURTHEST = LONGEST_BY_HAND
"""How far ahead the last day may lie: nobody looks whether it is still open, so somebody says so
again within three months."""
PROLONGED = timedelta(days=42)
"""What one click adds, from today."""
SHORTEST_TEXT = 40
"""Characters, without marks: less tells nobody what the work is."""
LONGEST_TEXT = 40_000
LEVELS = ("mbo-3", "mbo-4", "hbo", "wo")
LANGUAGES = ("nl", "en", "de")
Problem = tuple[str, str]
"""The field of the draft, and what is wrong with it and how to mend that."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Draft:
    """As it was typed; `levels` by code, `language` empty where it is to be recognised."""

    title: str
    text: str
    place: str
    closes: date | None
    apply_at: str
    hours: str = ""
    levels: tuple[str, ...] = ()
    language: str = ""


def problems_of(draft: Draft, today: date, *, stood: date | None = None) -> Iterator[Problem]:
    """All that is wrong with it, each with how to mend it. `stood`: the last day that it has now,
    which need not lie within the limits."""
    if not draft.title.strip():
        yield "title", _("Give it a title.")
    elif len(draft.title) > LONGEST_TITLE:
        yield "title", _("Keep it under %(most)d characters.") % {"most": LONGEST_TITLE}
    elif reaches_a_person(draft.title):
        yield "title", _("Leave out the telephone number or mail address of a person.")
    kept, gone = parted_from_contacts(body_of(draft.text))
    if len(plain(kept)) < SHORTEST_TEXT:
        yield "text", _problem_of_short(_in_words(gone))
    elif len(draft.text) > LONGEST_TEXT:
        yield "text", _("Keep it under %(most)d characters.") % {"most": LONGEST_TEXT}
    if place_in_words(draft.place) is None:
        yield "place", _("Say in which town the work is.")
    if draft.hours.strip() and hours_of(draft.hours)[0] is None:
        yield (
            "hours",
            _("“%(hours)s” is not understood. Write a number or a range, such as 32-40.")
            % {"hours": draft.hours[:60]},
        )
    if unknown := [one for one in draft.levels if one not in LEVELS]:
        yield (
            "levels",
            _("“%(level)s” is not one of mbo-3, mbo-4, hbo, wo.") % {"level": unknown[0]},
        )
    if draft.language and draft.language not in LANGUAGES:
        yield (
            "language",
            _("“%(language)s” is not one of nl, en, de.") % {"language": draft.language},
        )
    yield from _problems_of_day(draft.closes, today, stood)
    yield from _problems_of_address(draft.apply_at)


def _problem_of_short(gone: tuple[str, ...]) -> str:
    if not gone:
        return _("Say in at least a sentence or two what the work is.")
    return _(
        "Too little is left without what is not kept, since a person can be reached by it: "
        "“%(sentences)s” Say in at least a sentence or two what the work is."
    ) % {"sentences": " ".join(gone)[:300]}


def _problems_of_day(closes: date | None, today: date, stood: date | None) -> Iterator[Problem]:
    if closes is None:
        yield "closes", _("Give the last day to apply.")
    elif closes < today:
        yield (
            "closes",
            _("%(day)s has passed. Give a day from today on.")
            % {"day": date_format(closes, "DATE_FORMAT")},
        )
    elif closes > today + FURTHEST and closes != stood:
        yield (
            "closes",
            _(
                "%(day)s is too far ahead. Give a day until %(last)s; before it ends you "
                "can say that it is still open."
            )
            % {
                "day": date_format(closes, "DATE_FORMAT"),
                "last": date_format(today + FURTHEST, "DATE_FORMAT"),
            },
        )


def _problems_of_address(told: str) -> Iterator[Problem]:
    address = address_of(told)
    if not told.strip():
        yield "apply_at", _("Give an address of the web, or the mail address of a desk.")
    elif not address:
        yield (
            "apply_at",
            _("“%(address)s” is no address. Write https://… or a mail address.")
            % {"address": told[:80]},
        )
    elif address.startswith("mailto:") and not is_desk(address.removeprefix("mailto:")):
        yield (
            "apply_at",
            _(
                "%(address)s is the address of a person, which is not kept. Give one "
                "of a desk, such as vacatures@ or jobs@, or a page on your site."
            )
            % {"address": address.removeprefix("mailto:")},
        )


def address_of(told: str) -> str:
    """The address that was typed, with its scheme; empty where it is none.

    >>> address_of("www.voorbeeld.nl/werken"), address_of("jobs@voorbeeld.nl"), address_of("bel")
    ('https://www.voorbeeld.nl/werken', 'mailto:jobs@voorbeeld.nl', '')
    """
    text = told.strip()
    mail = text.removeprefix("mailto:")
    if _MAIL.fullmatch(mail):
        return f"mailto:{mail}"
    if re.search(r"\s", text) or len(text) > 900:
        return ""
    text = text if "//" in text else f"https://{text}"
    try:
        split = urlsplit(text)
        host = split.hostname or ""
    except ValueError:
        return ""
    fits = split.scheme in ("http", "https") and "." in host.strip(".") and not split.username
    return text if fits and not reaches_a_person(text) else ""


def posting_of(key: str, draft: Draft) -> Posting:
    """What a draft without problems becomes, without the sentences by which a person can be
    reached."""
    body, _gone = parted_from_contacts(body_of(draft.text))
    body = body_of(as_typed(body))
    low, high = hours_of(draft.hours)
    place = place_in_words(draft.place)
    return Posting(
        key=key,
        title=" ".join(draft.title.split()),
        body=body,
        language=draft.language,
        places=(place,) if place else (),
        closes=draft.closes,
        apply_at=address_of(draft.apply_at),
        hours_low=low,
        hours_high=high,
        education=", ".join(one.replace("-", " ") for one in draft.levels),
    )


def left_out_of(draft: Draft) -> tuple[str, ...]:
    """The sentences with a person to contact, which are not kept."""
    _kept, gone = parted_from_contacts(body_of(draft.text))
    return _in_words(gone)


def _in_words(sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(f"<p>{one}</p>") for one in sentences)


def draft_of(advert: Advert) -> Draft:
    """An advert as it would have been typed."""
    told: dict[str, Any] = advert.told
    places = [
        ", ".join(
            part for part in (one.get("locality"), one.get("region"), one.get("country")) if part
        )
        for one in told.get("places", ())
    ]
    return Draft(
        title=advert.title,
        text=as_typed(advert.body),
        place=places[0] if places else "",
        closes=advert.closes,
        apply_at=advert.apply_at.removeprefix("mailto:"),
        hours=_hours(told.get("hours_low"), told.get("hours_high")),
        levels=tuple(
            one.strip().replace(" ", "-")
            for one in str(told.get("education") or "").split(",")
            if one.strip()
        ),
        language=advert.language,
    )


def _hours(low: float | None, high: float | None) -> str:
    if low is None:
        return ""
    return f"{low:g}" if high in (None, low) else f"{low:g}-{high:g}"
