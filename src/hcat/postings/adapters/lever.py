# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lever: ``https://api.lever.co/v0/postings/EMPLOYER?mode=json``, or its European host."""

from __future__ import annotations

from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import country_of, place_in_words, place_of, places_of
from hcat.postings.parsing.terms import salary_of
from hcat.postings.posting import Payload, Place, Posting, Reading, Request, Unreadable

from .answers import host_of, is_name, items_in, json_in, path_of
from .registry import Adapter, Board, adapter


def recognise(address: str) -> Board | None:
    host, path = host_of(address), path_of(address)
    if not host.endswith("lever.co") or not path:
        return None
    name = path[2] if path[:2] == ["v0", "postings"] and len(path) > 2 else path[0]
    return Board("lever", name, address) if is_name(name) else None


def first(board: Board) -> tuple[Request, ...]:
    area = "eu." if ".eu." in f".{host_of(board.address)}" else ""
    at = f"https://api.{area}lever.co/v0/postings/{board.employer}?mode=json"
    return (Request(at),)


def read(payload: Payload, _board: Board) -> Reading:
    data = json_in(payload)
    items = items_in(data, "", "categories", "hostedUrl")
    if items is None:
        raise Unreadable("the answer has no list of vacancies")
    items = [one for one in items if not isinstance(one, dict) or "text" in one]
    postings, problems = each(items, _posting, "posting")
    return Reading(postings, problems, total=len(items))


def _posting(posting: Any) -> Posting:
    item = Item(posting)
    lists = item.value("lists")
    parts = [
        (str(one.get("text") or ""), f"<ul>{one.get('content') or ''}</ul>")
        for one in (lists if isinstance(lists, list) else [])
        if isinstance(one, dict)
    ]
    begin = "description" if item.value("description") else "descriptionPlain"
    end = "additional" if item.value("additional") else "additionalPlain"
    pay = item.value("salaryRange") or {}
    return item.posting(
        key=str(item.value("id") or ""),
        title=item.text("title", "text"),
        address=item.text("address", "hostedUrl"),
        apply_at=item.text("apply_at", "applyUrl"),
        body=item.body(begin, parts=[*parts, ("", str(item.value(end) or ""))]),
        places=item.kept("places", _places(item)),
        published=item.day("published", "createdAt"),
        employment=item.employment("categories.commitment"),
        salary=item.kept(
            "salary",
            salary_of(
                pay.get("min") if isinstance(pay, dict) else None,
                pay.get("max") if isinstance(pay, dict) else None,
                pay.get("currency") if isinstance(pay, dict) else "",
                pay.get("interval") if isinstance(pay, dict) else "",
                item.value("salaryDescriptionPlain"),
            ),
        ),
        remote=item.remote("workplaceType"),
        department=item.text("department", "categories.department", "categories.team"),
        field=item.text("field", "categories.team"),
        seniority=item.text("seniority", "categories.level"),
        skills=item.texts("skills", "tags"),
        reference=item.text("reference", "reqCode"),
    )


def _places(item: Item) -> tuple[Place, ...]:
    several = item.value("categories.allLocations") or [item.value("categories.location")]
    found = [place_in_words(one) for one in (several if isinstance(several, list) else [])]
    country = country_of(item.value("country"))
    return places_of(
        place_of(
            locality=one.locality, region=one.region, country=one.country or country,
            postcode=one.postcode,
        )
        for one in found if one is not None
    )  # fmt: skip


adapter(Adapter("lever", "Lever", recognise, first, read))
