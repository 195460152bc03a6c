# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""SmartRecruiters: ``https://api.smartrecruiters.com/v1/companies/EMPLOYER/postings``, a hundred at
a time; the text of each at an address of its own.

An employer that it does not know gives a good answer with none: never proof that there are none."""

from __future__ import annotations

from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_of, places_of
from hcat.postings.parsing.terms import remote_from
from hcat.postings.posting import Payload, Posting, Reading, Request, Unreadable

from .answers import host_of, is_name, items_in, json_in, path_of, whole
from .registry import Adapter, Board, adapter

API = "https://api.smartrecruiters.com/v1/companies"
PAGE = 100


def recognise(address: str) -> Board | None:
    host, path = host_of(address), path_of(address)
    if not host.endswith("smartrecruiters.com") or not path:
        return None
    name = path[path.index("companies") + 1] if "companies" in path[:-1] else path[0]
    return Board("smartrecruiters", name, address) if is_name(name) else None


def first(board: Board) -> tuple[Request, ...]:
    return (_page(board.employer, 0),)


def read(payload: Payload, board: Board) -> Reading:
    data = json_in(payload)
    if isinstance(data, dict) and "jobAd" in data:
        postings, problems = each([data], _posting, "posting")
        return Reading(postings, problems)
    items = items_in(data, "content", "uuid", "releasedDate", "jobAdId", "refNumber")
    if items is None:
        raise Unreadable("the answer has no list of vacancies")
    postings, problems = each(items, _posting, "posting")
    total = whole(data, "totalFound")
    further = [
        Request(f"{API}/{board.employer}/postings/{one.key}", name=one.key, expects="posting")
        for one in postings
        if board.employer
    ]
    seen = (whole(data, "offset") or 0) + len(items)
    if total is not None and items and seen < total:
        further.append(_page(board.employer, seen))
    return Reading(postings, problems, tuple(further), total)


def _page(employer: str, offset: int) -> Request:
    at = f"{API}/{employer}/postings?limit={PAGE}&offset={offset}"
    return Request(at, name=f"list-{offset}")


def _posting(posting: Any) -> Posting:
    item = Item(posting)
    sections = item.value("jobAd.sections")
    parts = [
        (str(one.get("title") or ""), str(one.get("text") or ""))
        for name in ("jobDescription", "qualifications", "additionalInformation")
        if isinstance(sections, dict) and isinstance(one := sections.get(name), dict)
    ]
    key = str(item.value("id", "uuid") or "")
    employer = item.value("company.identifier")
    page = f"https://jobs.smartrecruiters.com/{employer}/{key}" if employer and key else ""
    return item.posting(
        key=key,
        title=item.text("title", "name"),
        address=item.kept("address", str(item.value("postingUrl") or page)),
        apply_at=item.text("apply_at", "applyUrl"),
        company=item.text("company", "company.name"),
        body=item.body(parts=parts),
        language=item.text("language", "language.code")[:2].lower(),
        places=item.kept(
            "places",
            places_of(
                [
                    place_of(
                        locality=item.value("location.city"),
                        region=item.value("location.region"),
                        country=item.value("location.country"),
                        postcode=item.value("location.postalCode"),
                        street=item.value("location.address"),
                        latitude=item.value("location.latitude"),
                        longitude=item.value("location.longitude"),
                    )
                ]
            ),
        ),
        published=item.day("published", "releasedDate"),
        employment=item.employment("typeOfEmployment.id", "typeOfEmployment.label"),
        remote=item.kept(
            "remote", remote_from(item.value("location.remote"), item.value("location.hybrid"))
        ),
        department=item.text("department", "department.label"),
        field=item.text("field", "function.label", "industry.label"),
        seniority=item.kept("seniority", _level(item)),
        reference=item.text("reference", "refNumber"),
        in_list=not parts,
    )


def _level(item: Item) -> str:
    level = str(item.value("experienceLevel.label") or "")
    return "" if item.value("experienceLevel.id") == "not_applicable" else level


adapter(Adapter("smartrecruiters", "SmartRecruiters", recognise, first, read))
