# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recruitee (Tellent): ``https://EMPLOYER.recruitee.com/api/offers/``, or the same path on the
employer's own domain. From 10 February 2027 it asks for the employer's token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_in_words, place_of, places_of
from hcat.postings.parsing.terms import number_of, remote_from, salary_of
from hcat.postings.posting import Payload, Place, Posting, Reading, Request, Unreadable

from .answers import host_of, items_in, json_in, path_of, subdomain
from .registry import Adapter, Board, adapter


def recognise(address: str) -> Board | None:
    name = subdomain(address, "recruitee.com")
    if name or path_of(address)[:2] == ["api", "offers"]:
        return Board("recruitee", name or host_of(address), address)
    return None


def first(board: Board) -> tuple[Request, ...]:
    host = board.employer if "." in board.employer else f"{board.employer}.recruitee.com"
    headers = (("Authorization", f"Bearer {board.token}"),) if board.token else ()
    return (Request(f"https://{host}/api/offers/", headers=headers),)


def read(payload: Payload, _board: Board) -> Reading:
    data = json_in(payload)
    offers = items_in(data, "offers", "title", "slug", "position")
    if offers is None:
        raise Unreadable("the answer has no list of vacancies")
    shown = [one for one in offers if not isinstance(one, dict) or _is_shown(one)]
    postings, problems = each(shown, _postings, "offer")
    return Reading(postings, problems, total=len(offers))


def _is_shown(offer: dict[str, Any]) -> bool:
    return offer.get("status") in (None, "published") and offer.get("kind", "job") != "talent_pool"


def _postings(offer: Any) -> Iterator[Posting]:
    """One for each language in which it is written."""
    item = Item(offer)
    translations = item.value("translations")
    if not isinstance(translations, dict) or len(translations) < 2:
        language = next(iter(translations)) if isinstance(translations, dict) else ""
        yield _posting(item, language)
        return
    for language, texts in translations.items():
        own = {k: v for k, v in texts.items() if v} if isinstance(texts, dict) else {}
        yield _posting(Item({**offer, **own}), str(language))


def _posting(item: Item, language: str) -> Posting:
    low, high = (
        number_of(item.value("min_hours_per_week", "min_hours")),
        number_of(item.value("max_hours_per_week", "max_hours")),
    )
    return item.posting(
        key=str(item.value("id", "guid", "slug") or ""),
        title=item.text("title", "title", "position"),
        address=item.text("address", "careers_url"),
        apply_at=item.text("apply_at", "careers_apply_url"),
        company=item.text("company", "company_name"),
        body=item.body("description", "requirements"),
        language=(language or item.text("language", "lang", "language_code"))[:2].lower(),
        places=item.kept("places", _places(item)),
        published=item.day("published", "published_at", "created_at"),
        closes=item.day("closes", "close_at", "closing_date"),
        employment=item.employment("employment_type_code", "employment_type"),
        hours_low=item.kept("hours_low", low or high),
        hours_high=item.kept("hours_high", high or low),
        salary=item.kept(
            "salary",
            salary_of(
                item.value("salary.min"),
                item.value("salary.max"),
                item.value("salary.currency"),
                item.value("salary.period"),
            ),
        ),
        remote=item.kept(
            "remote",
            remote_from(item.value("remote"), item.value("hybrid"), item.value("on_site")),
        ),
        department=item.text("department", "department"),
        field=item.text("field", "category_code"),
        seniority=item.text("seniority", "experience_code"),
        education=item.text("education", "education_code"),
        skills=item.texts("skills", "tags"),
        reference=item.text("reference", "reference", "guid"),
    )


def _places(item: Item) -> tuple[Place, ...]:
    several = item.value("locations")
    if isinstance(several, list):
        found = [
            place_of(
                locality=one.get("city") or one.get("name"),
                region=one.get("state") or one.get("state_name"),
                country=one.get("country_code") or one.get("country"),
                postcode=one.get("postal_code"),
                street=one.get("street"),
            )
            for one in several
            if isinstance(one, dict)
        ]
        if any(found):
            return places_of(found)
    one = place_of(
        locality=item.value("city"),
        region=item.value("state_name", "state_code"),
        country=item.value("country_code", "country"),
        postcode=item.value("postal_code"),
        street=item.value("street"),
    )
    return places_of([one if one and one.locality else place_in_words(item.value("location"))])


adapter(Adapter("recruitee", "Recruitee", recognise, first, read))
