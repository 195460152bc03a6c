# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pinpoint: ``https://EMPLOYER.pinpointhq.com/postings.json``."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_in_words, place_of, places_of
from hcat.postings.parsing.terms import remote_of, salary_of
from hcat.postings.posting import Payload, Posting, Reading, Request, Salary, Unreadable

from .answers import items_in, json_in, subdomain
from .registry import Adapter, Board, adapter

PARTS = ("key_responsibilities", "skills_knowledge_expertise", "benefits")


def recognise(address: str) -> Board | None:
    name = subdomain(address, "pinpointhq.com")
    return Board("pinpoint", name, address) if name else None


def first(board: Board) -> tuple[Request, ...]:
    return (Request(f"{_site(board)}/postings.json"),)


def read(payload: Payload, board: Board) -> Reading:
    found = items_in(json_in(payload), "data", "workplace_type", "key_responsibilities", "path")
    if found is None:
        raise Unreadable("the answer has no list of vacancies")
    postings, problems = each(found, lambda one: _posting(one, board, payload), "posting")
    return Reading(postings, problems, total=len(found))


def _site(board: Board) -> str:
    return f"https://{board.employer}.pinpointhq.com"


def _posting(posting: Any, board: Board, payload: Payload) -> Posting:
    item = Item(posting)
    site = _site(board) if board.employer else payload.address
    path = str(item.value("url", "path") or "")
    address = urljoin(site, path) if path and (site or path.startswith("http")) else ""
    department = item.value("job.department.name", "department.name")
    return item.posting(
        key=str(item.value("id", "path") or ""),
        title=item.text("title", "title"),
        address=item.kept("address", address),
        body=item.body(
            "description",
            parts=[
                (str(item.value(f"{one}_header") or ""), str(item.value(one) or ""))
                for one in PARTS
            ],
        ),
        places=item.kept("places", places_of([_place(item)])),
        closes=item.day("closes", "deadline_at"),
        employment=item.employment("employment_type", "employment_type_text"),
        salary=item.kept("salary", _salary(item)),
        remote=item.kept("remote", remote_of(item.value("workplace_type"))),
        department=item.kept("department", str(department or "")),
        field=item.text("field", "job.division.name", "division.name"),
        reference=item.text("reference", "job.requisition_id", "requisition_id"),
    )


def _place(item: Item) -> Any:
    city = item.value("location.city")
    if city:
        return place_of(
            locality=city,
            region=item.value("location.province"),
            postcode=item.value("location.postal_code"),
        )
    return place_in_words(item.value("location.name"))


def _salary(item: Item) -> Salary | None:
    if item.value("compensation_visible") is False:
        return None
    return salary_of(
        item.value("compensation_minimum"),
        item.value("compensation_maximum"),
        item.value("compensation_currency"),
        item.value("compensation_frequency"),
        item.value("compensation"),
    )


adapter(Adapter("pinpoint", "Pinpoint", recognise, first, read))
