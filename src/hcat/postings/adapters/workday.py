# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workday: a POST to ``https://HOST/wday/cxs/TENANT/SITE/jobs``, twenty at a time; the text of each
at its own path. The list tells the day only as "posted 3 days ago"."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import country_of, place_in_words, place_of, places_of
from hcat.postings.posting import Payload, Posting, Reading, Request, Unreadable

from .answers import host_of, items_in, json_in, path_of, whole
from .registry import Adapter, Board, adapter

PAGE = 20
_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")


def recognise(address: str) -> Board | None:
    host, path = host_of(address), path_of(address)
    if not host.endswith((".myworkdayjobs.com", ".myworkdaysite.com")):
        return None
    if path[:2] == ["wday", "cxs"] and len(path) > 3:
        return Board("workday", f"{path[2]}/{path[3]}", f"https://{host}")
    words = [one for one in path if not _LANGUAGE.fullmatch(one)]
    tenant = host.split(".")[0]
    if words[:1] == ["recruiting"] and len(words) > 2:
        tenant, words = words[1], words[2:]
    return Board("workday", f"{tenant}/{words[0]}", f"https://{host}") if words else None


def first(board: Board) -> tuple[Request, ...]:
    return (_page(board, 0),)


def read(payload: Payload, board: Board) -> Reading:
    data = json_in(payload)
    if isinstance(data, dict) and isinstance(data.get("jobPostingInfo"), dict):
        postings, problems = each([data], lambda one: _whole(one, payload), "posting")
        return Reading(postings, problems)
    items = items_in(data, "jobPostings", "externalPath", "bulletFields", "title")
    if items is None:
        raise Unreadable("the answer has no list of vacancies")
    postings, problems = each(items, lambda one: _listed(one, board, payload), "posting")
    total = whole(data, "total")
    further = [
        Request(f"{_api(board)}{item['externalPath']}", name=item["externalPath"][-200:])
        for item in items
        if board.employer and isinstance(item, dict) and item.get("externalPath")
    ]
    offset = int(payload.expects or 0) + len(items)
    if board.employer and total and items and offset < total:
        further.append(_page(board, offset))
    return Reading(postings, problems, tuple(further), total or (None if items else 0))


def _api(board: Board) -> str:
    return f"{board.address.rstrip('/')}/wday/cxs/{board.employer}"


def _page(board: Board, offset: int) -> Request:
    body = {"appliedFacets": {}, "limit": PAGE, "offset": offset, "searchText": ""}
    return Request(
        f"{_api(board)}/jobs", name=f"list-{offset}", json=json.dumps(body), expects=str(offset)
    )


def _listed(posting: Any, board: Board, payload: Payload) -> Posting:
    item = Item(posting, payload.read_on)
    path = str(item.value("externalPath") or "")
    site = board.employer.split("/")[-1]
    page = f"{board.address.rstrip('/')}/{site}{path}" if board.employer and path else ""
    return item.posting(
        key=path or str(item.value("bulletFields.0") or ""),
        title=item.text("title", "title"),
        address=item.kept("address", page),
        places=item.read(
            "places", ["locationsText"], lambda found: places_of([place_in_words(found)]) or None
        )
        or (),
        published=item.day("published", "postedOn"),
        employment=item.employment("timeType"),
        remote=item.remote("remoteType"),
        reference=item.text("reference", "bulletFields.0"),
        in_list=True,
    )


def _whole(posting: Any, payload: Payload) -> Posting:
    item = Item(posting, payload.read_on)
    at = "jobPostingInfo"
    page = str(item.value(f"{at}.externalUrl") or "")
    country = item.value(f"{at}.country.alpha2Code", f"{at}.country.descriptor")
    several = item.value(f"{at}.additionalLocations")
    words = [item.value(f"{at}.location"), *(several if isinstance(several, list) else [])]
    made = [place_in_words(one) for one in words]
    places = places_of(
        place_of(
            locality=one.locality,
            region=one.region,
            country=one.country or (country_of(country) if number == 0 else ""),
        )
        for number, one in enumerate(made)
        if one is not None
    )
    path = urlsplit(payload.address).path.split("/job/", 1)
    key = f"/job/{path[1]}" if len(path) == 2 else str(item.value(f"{at}.jobReqId") or "")
    return item.posting(
        key=key,
        title=item.text("title", f"{at}.title"),
        address=item.kept("address", page),
        apply_at=item.kept("apply_at", f"{page}/apply" if page else ""),
        company=item.text("company", "hiringOrganization.name"),
        body=item.body(f"{at}.jobDescription"),
        places=item.kept("places", places),
        published=item.day("published", f"{at}.startDate", f"{at}.postedOn"),
        closes=item.day("closes", f"{at}.endDate"),
        employment=item.employment(f"{at}.timeType"),
        remote=item.remote(f"{at}.remoteType"),
        reference=item.text("reference", f"{at}.jobReqId"),
    )


adapter(Adapter("workday", "Workday", recognise, first, read))
