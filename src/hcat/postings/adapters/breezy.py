# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Breezy HR: ``https://EMPLOYER.breezy.hr/json``."""

from __future__ import annotations

from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_of, places_of
from hcat.postings.parsing.terms import remote_from, salary_of
from hcat.postings.posting import Payload, Posting, Reading, Request, Unreadable

from .answers import items_in, json_in, subdomain
from .registry import Adapter, Board, adapter


def recognise(address: str) -> Board | None:
    name = subdomain(address, "breezy.hr")
    return Board("breezy", name, address) if name else None


def first(board: Board) -> tuple[Request, ...]:
    return (Request(f"https://{board.employer}.breezy.hr/json?verbose=true"),)


def read(payload: Payload, _board: Board) -> Reading:
    found = items_in(json_in(payload), "", "friendly_id", "published_date")
    if found is None:
        raise Unreadable("the answer has no list of vacancies")
    postings, problems = each(found, _posting, "position")
    return Reading(postings, problems, total=len(found))


def _posting(position: Any) -> Posting:
    item = Item(position)
    return item.posting(
        key=str(item.value("id", "friendly_id") or ""),
        title=item.text("title", "name"),
        address=item.text("address", "url"),
        company=item.text("company", "company.name"),
        body=item.body("description"),
        places=item.kept(
            "places",
            places_of(
                [
                    place_of(
                        locality=item.value("location.city"),
                        region=item.value("location.state.name"),
                        country=item.value("location.country.id", "location.country.name"),
                    )
                ]
            ),
        ),
        published=item.day("published", "published_date"),
        employment=item.employment("type.id", "type.name"),
        salary=item.kept("salary", salary_of(words=item.value("salary"))),
        remote=item.kept("remote", remote_from(item.value("location.is_remote"), None)),
        department=item.text("department", "department"),
        field=item.text("field", "category.name"),
        seniority=item.text("seniority", "experience.name"),
        education=item.text("education", "education"),
        skills=item.texts("skills", "tags"),
    )


adapter(Adapter("breezy", "Breezy HR", recognise, first, read))
