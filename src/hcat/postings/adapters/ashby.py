# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ashby: ``https://api.ashbyhq.com/posting-api/job-board/EMPLOYER?includeCompensation=true``."""

from __future__ import annotations

from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_in_words, place_of, places_of
from hcat.postings.parsing.terms import remote_from, remote_of, salary_of
from hcat.postings.posting import Payload, Place, Posting, Reading, Request, Salary, Unreadable

from .answers import host_of, is_name, items_in, json_in, path_of
from .registry import Adapter, Board, adapter


def recognise(address: str) -> Board | None:
    path = path_of(address)
    if not host_of(address).endswith("ashbyhq.com") or not path:
        return None
    name = path[2] if path[:2] == ["posting-api", "job-board"] and len(path) > 2 else path[0]
    return Board("ashby", name, address) if is_name(name) else None


def first(board: Board) -> tuple[Request, ...]:
    at = f"https://api.ashbyhq.com/posting-api/job-board/{board.employer}?includeCompensation=true"
    return (Request(at),)


def read(payload: Payload, _board: Board) -> Reading:
    jobs = items_in(
        json_in(payload), "jobs", "jobUrl", "descriptionHtml", "publishedAt", "isListed"
    )
    if jobs is None:
        raise Unreadable("the answer has no list of vacancies")
    listed = [one for one in jobs if not isinstance(one, dict) or one.get("isListed") is not False]
    postings, problems = each(listed, _posting, "job")
    return Reading(postings, problems, total=len(listed))


def _posting(job: Any) -> Posting:
    item = Item(job)
    remote = remote_of(item.value("workplaceType")) or remote_from(item.value("isRemote"), None)
    body = "descriptionHtml" if item.value("descriptionHtml") else "descriptionPlain"
    return item.posting(
        key=str(item.value("id", "jobUrl") or ""),
        title=item.text("title", "title"),
        address=item.text("address", "jobUrl"),
        apply_at=item.text("apply_at", "applyUrl"),
        body=item.body(body),
        places=item.kept("places", _places(item)),
        published=item.day("published", "publishedAt", "publishedDate"),
        employment=item.employment("employmentType"),
        salary=item.kept("salary", _salary(item)),
        remote=item.kept("remote", remote),
        department=item.text("department", "department", "departmentName"),
        field=item.text("field", "team", "teamName"),
    )


def _places(item: Item) -> tuple[Place, ...]:
    several = item.value("secondaryLocations")
    all_of_them = [item.data, *(several if isinstance(several, list) else [])]
    return places_of(_place(Item(one)) for one in all_of_them if isinstance(one, dict))


def _place(item: Item) -> Place | None:
    at = "address.postalAddress" if item.value("address.postalAddress") else "address"
    made = place_of(
        locality=item.value(f"{at}.addressLocality"),
        region=item.value(f"{at}.addressRegion"),
        country=item.value(f"{at}.addressCountry"),
        postcode=item.value(f"{at}.postalCode"),
    )
    return made or place_in_words(item.value("location", "locationName"))


def _salary(item: Item) -> Salary | None:
    parts = item.value("compensation.summaryComponents")
    paid = next(
        (
            one
            for one in (parts if isinstance(parts, list) else [])
            if isinstance(one, dict) and one.get("compensationType") == "Salary"
        ),
        {},
    )
    return salary_of(
        paid.get("minValue"),
        paid.get("maxValue"),
        paid.get("currencyCode"),
        paid.get("interval"),
        item.value(
            "compensation.compensationTierSummary",
            "compensation.scrapeableCompensationSalarySummary",
        ),
    )


adapter(Adapter("ashby", "Ashby", recognise, first, read))
