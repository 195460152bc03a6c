# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""BambooHR: ``https://EMPLOYER.bamboohr.com/careers/list``; the text of each at its own address."""

from __future__ import annotations

from typing import Any

from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_of, places_of
from hcat.postings.parsing.terms import remote_from, salary_of
from hcat.postings.posting import Payload, Place, Posting, Reading, Remote, Request, Unreadable

from .answers import items_in, json_in, subdomain, whole
from .registry import Adapter, Board, adapter

_PLACED = {"0": Remote.ON_SITE, "1": Remote.REMOTE, "2": Remote.HYBRID}
"""What the system's ``locationType`` means."""


def recognise(address: str) -> Board | None:
    name = subdomain(address, "bamboohr.com")
    return Board("bamboohr", name, address) if name else None


def first(board: Board) -> tuple[Request, ...]:
    return (Request(f"{_site(board)}/careers/list"),)


def read(payload: Payload, board: Board) -> Reading:
    data = json_in(payload)
    opening = data.get("result", {}) if isinstance(data, dict) else {}
    opening = opening.get("jobOpening") if isinstance(opening, dict) else None
    if isinstance(opening, dict):
        number = payload.address.rstrip("/").split("/")
        key = number[-2] if len(number) > 1 and number[-1] == "detail" else ""
        postings, problems = each([{"id": key, **opening}], lambda one: _posting(one, board), "job")
        return Reading(postings, problems)
    items = items_in(data, "result", "jobOpeningName", "departmentLabel")
    if items is None:
        raise Unreadable("the answer has no list of vacancies")
    postings, problems = each(items, lambda one: _posting(one, board), "opening")
    further = tuple(
        Request(f"{_site(board)}/careers/{one.key}/detail", name=one.key, expects="opening")
        for one in postings
        if board.employer
    )
    return Reading(postings, problems, further, whole(data, "meta.totalCount"))


def _site(board: Board) -> str:
    return f"https://{board.employer}.bamboohr.com"


def _posting(opening: Any, board: Board) -> Posting:
    item = Item(opening)
    key = str(item.value("id") or "")
    made = f"{_site(board)}/careers/{key}" if board.employer and key else ""
    placed = _PLACED.get(str(item.value("locationType")))
    return item.posting(
        key=key,
        title=item.text("title", "jobOpeningName"),
        address=item.kept("address", str(item.value("jobOpeningShareUrl") or made)),
        body=item.body("description"),
        places=item.kept("places", _places(item)),
        published=item.day("published", "datePosted"),
        employment=item.employment("employmentStatusLabel", "employmentType"),
        salary=item.kept("salary", salary_of(words=item.value("compensation"))),
        remote=item.kept("remote", remote_from(item.value("isRemote"), None) or placed),
        department=item.text("department", "departmentLabel"),
        seniority=item.text("seniority", "minimumExperience"),
        in_list="description" not in item.data,
    )


def _places(item: Item) -> tuple[Place, ...]:
    return places_of(
        place_of(
            locality=item.value(f"{at}.city"),
            region=item.value(f"{at}.state", f"{at}.province"),
            country=item.value(f"{at}.country", f"{at}.addressCountry"),
            postcode=item.value(f"{at}.postalCode"),
        )
        for at in ("location", "atsLocation")
    )


adapter(Adapter("bamboohr", "BambooHR", recognise, first, read))
