# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The XML that employers and their systems make for LinkedIn, at an address of their own.

learn.microsoft.com/linkedin/talent/job-postings/xml-feeds-development-guide: `partnerJobId`,
`company`, `title`, `description`, `location` and `applyUrl` are always there, the rest where the
employer fills it in. The mail address of whoever posted it (`posterEmail`) is not read.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from hcat.postings.parsing.documents import as_mapping, local, xml_of
from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_in_words, place_of, places_of
from hcat.postings.parsing.terms import salary_of
from hcat.postings.posting import Payload, Place, Posting, Reading, Request, Salary, Unreadable

from .registry import Adapter, Board, adapter


def recognise(_address: str) -> Board | None:
    """Its address is the employer's own; its first lines tell it (`recognising`)."""
    return None


def first(board: Board) -> tuple[Request, ...]:
    return (Request(board.address),)


def read(payload: Payload, board: Board) -> Reading:
    root = xml_of(payload.content)
    jobs = [one for one in root.iter() if local(one) == "job"]
    if not jobs and local(root) != "source":
        raise Unreadable(f"the answer has no list of vacancies: it begins with <{local(root)}>")
    postings, problems = each(map(as_mapping, jobs), lambda one: _posting(one, board), "job")
    return Reading(postings, problems, total=_announced(root, len(jobs)))


def _announced(root: etree._Element, found: int) -> int:
    """`expectedJobCount`: of the next feed, so that it says more only where one was cut off."""
    told = next((one.text or "" for one in root if local(one) == "expectedJobCount"), "")
    return max(found, int(told)) if told.strip().isdecimal() else found


def _posting(job: Any, board: Board) -> Posting:
    item = Item(job)
    return item.posting(
        key=str(item.value("partnerJobId") or ""),
        title=item.text("title", "title"),
        apply_at=item.text("apply_at", "applyUrl"),
        address=item.text("address", "applyUrl"),
        company=item.text("company", "company"),
        body=item.body("description"),
        language=board.language,
        places=item.kept("places", _places(item)),
        published=item.day("published", "listDate", "createdDate"),
        closes=item.day("closes", "expirationDate"),
        employment=item.employment("jobtype", "jobType"),
        salary=item.kept("salary", _salary(item.value("salaries.salary", "salaries.0"))),
        remote=item.remote("workplaceTypes"),
        field=item.text("field", "jobFunctions.jobFunction", "industry"),
        seniority=item.text("seniority", "experienceLevel"),
        skills=item.texts("skills", "skills.skill"),
    )


def _places(item: Item) -> tuple[Place, ...]:
    own = place_of(
        locality=item.value("city"),
        region=item.value("state"),
        country=item.value("country"),
        postcode=item.value("postalCode"),
    )
    if own is None or not own.locality:
        own = place_in_words(item.value("location")) or own
    others = item.value("alternateLocations.location")
    several = others if isinstance(others, list) else [others]
    return places_of([own, *(place_in_words(one) for one in several if isinstance(one, str))])


def _salary(told: Any) -> Salary | None:
    one = told[0] if isinstance(told, list) and told else told
    if not isinstance(one, dict):
        return None
    low, high = one.get("lowEnd"), one.get("highEnd")
    ends = [end if isinstance(end, dict) else {} for end in (low, high)]
    period = re.sub(r"LY$", "", str(one.get("period") or "").upper())
    coin = ends[0].get("currencyCode") or ends[1].get("currencyCode")
    return salary_of(ends[0].get("amount"), ends[1].get("amount"), coin, period)


adapter(Adapter("linkedin", "LinkedIn XML", recognise, first, read))
