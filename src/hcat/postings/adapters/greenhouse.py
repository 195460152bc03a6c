# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Greenhouse: ``https://boards-api.greenhouse.io/v1/boards/EMPLOYER/jobs?content=true``."""

from __future__ import annotations

from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_in_words, places_of
from hcat.postings.parsing.terms import remote_of, salary_of
from hcat.postings.posting import Payload, Posting, Reading, Request, Unreadable

from .answers import asked, host_of, is_name, items_in, json_in, path_of, whole
from .registry import Adapter, Board, adapter


def recognise(address: str) -> Board | None:
    host, path = host_of(address), path_of(address)
    if not host.endswith("greenhouse.io") or not path:
        return None
    name = asked(address, "for") if path[0] == "embed" else path[0]
    if "boards" in path[:-1]:
        name = path[path.index("boards") + 1]
    return Board("greenhouse", name, address) if is_name(name) else None


def first(board: Board) -> tuple[Request, ...]:
    at = f"https://boards-api.greenhouse.io/v1/boards/{board.employer}/jobs?content=true"
    return (Request(at),)


def read(payload: Payload, _board: Board) -> Reading:
    data = json_in(payload)
    jobs = items_in(data, "jobs", "absolute_url", "internal_job_id", "updated_at")
    if jobs is None:
        raise Unreadable("the answer has no list of vacancies")
    postings, problems = each(jobs, _posting, "job")
    return Reading(postings, problems, total=whole(data, "meta.total") or len(jobs))


def _posting(job: Any) -> Posting:
    item = Item(job)
    own = _metadata(item.value("metadata"))
    words = item.value("location.name")
    pay = item.value("pay_input_ranges.0") or {}
    places = places_of(place_in_words(part) for part in str(words or "").split(";"))
    if not places:
        offices = item.value("offices")
        places = places_of(
            place_in_words(one.get("location") or one.get("name"))
            for one in (offices if isinstance(offices, list) else [])
            if isinstance(one, dict)
        )
    cents = [pay.get("min_cents"), pay.get("max_cents")] if isinstance(pay, dict) else [None, None]
    low, high = (one / 100 if isinstance(one, (int, float)) else None for one in cents)
    item.data = {**item.data, "_employment": own.get("employment type", "")}
    return item.posting(
        key=str(item.value("id") or ""),
        title=item.text("title", "title"),
        address=item.text("address", "absolute_url"),
        apply_at=item.text("apply_at", "absolute_url"),
        company=item.text("company", "company_name"),
        body=item.body("content"),
        language=item.text("language", "language")[:2].lower(),
        places=item.kept("places", places),
        published=item.day("published", "first_published"),
        closes=item.day("closes", "application_deadline"),
        employment=item.employment("_employment"),
        salary=item.kept(
            "salary",
            salary_of(
                low,
                high,
                pay.get("currency_type") if isinstance(pay, dict) else "",
                per="year" if low else "",
                words=own.get("salary", ""),
            ),
        ),
        remote=item.kept("remote", remote_of(own.get("workplace type") or words)),
        department=item.text("department", "departments.0.name"),
        seniority=item.kept("seniority", own.get("seniority") or own.get("level") or ""),
        education=item.text("education", "education"),
        reference=item.text("reference", "requisition_id"),
    )


def _metadata(found: Any) -> dict[str, str]:
    """Fields that the employer made itself, by their name in small letters."""
    pairs = found if isinstance(found, list) else []
    return {
        str(one.get("name", "")).casefold(): str(one.get("value") or "")
        for one in pairs
        if isinstance(one, dict)
    }


adapter(Adapter("greenhouse", "Greenhouse", recognise, first, read))
