# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workable: ``https://apply.workable.com/api/v1/widget/accounts/EMPLOYER?details=true``.

A vacancy in several countries stands in the list once for each: they are one, with all places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_of, places_of
from hcat.postings.parsing.terms import remote_of
from hcat.postings.posting import Payload, Place, Posting, Reading, Request, Unreadable

from .answers import host_of, is_name, items_in, json_in, path_of, subdomain
from .registry import Adapter, Board, adapter


def recognise(address: str) -> Board | None:
    path = path_of(address)
    if host_of(address) in ("apply.workable.com", "www.workable.com"):
        name = path[path.index("accounts") + 1] if "accounts" in path[:-1] else (path or [""])[0]
        return Board("workable", name, address) if is_name(name) and name != "j" else None
    name = subdomain(address, "workable.com")
    return Board("workable", name, address) if name else None


def first(board: Board) -> tuple[Request, ...]:
    at = f"https://apply.workable.com/api/v1/widget/accounts/{board.employer}?details=true"
    return (Request(at),)


def read(payload: Payload, _board: Board) -> Reading:
    data = json_in(payload)
    jobs = items_in(data, "jobs", "shortcode", "shortlink", "telecommuting")
    if jobs is None:
        raise Unreadable("the answer has no list of vacancies")
    company = data.get("name", "") if isinstance(data, dict) else ""
    postings, problems = each(jobs, lambda one: _posting(one, str(company)), "job")
    joined: dict[str, Posting] = {}
    for one in postings:
        before = joined.get(one.key)
        joined[one.key] = (
            replace(before, places=tuple(dict.fromkeys((*before.places, *one.places))))
            if before
            else one
        )
    return Reading(tuple(joined.values()), problems, total=len(joined))


def _posting(job: Any, company: str) -> Posting:
    item = Item(job)
    workplace = item.value("workplace", "workplace_type")
    return item.posting(
        key=str(item.value("shortcode", "code", "id") or ""),
        title=item.text("title", "title"),
        address=item.text("address", "url", "shortlink"),
        apply_at=item.text("apply_at", "application_url"),
        company=item.kept("company", company),
        body=item.body("description", "requirements", "benefits"),
        language=item.text("language", "language")[:2].lower(),
        places=item.kept("places", _places(item)),
        published=item.day("published", "published_on", "created_at"),
        employment=item.employment("employment_type"),
        remote=item.kept("remote", remote_of(workplace or item.value("telecommuting") or None)),
        department=item.text("department", "department"),
        field=item.text("field", "function", "industry"),
        seniority=item.text("seniority", "experience"),
        education=item.text("education", "education"),
        reference=item.text("reference", "code"),
    )


def _places(item: Item) -> tuple[Place, ...]:
    several = item.value("locations")
    found = [
        place_of(
            locality=one.get("city"),
            region=one.get("region"),
            country=one.get("countryCode") or one.get("country"),
        )
        for one in (several if isinstance(several, list) else [])
        if isinstance(one, dict) and not one.get("hidden")
    ]
    own = place_of(
        locality=item.value("city"),
        region=item.value("state"),
        country=item.value("country"),
        postcode=item.value("zipcode"),
    )
    return places_of(found if any(found) else [own])


adapter(Adapter("workable", "Workable", recognise, first, read))
