# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personio: ``https://EMPLOYER.jobs.personio.de/xml``, German unless a language is asked."""

from __future__ import annotations

from typing import Any

from lxml import etree

from hcat.postings.parsing.documents import as_mapping, local, xml_of
from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_in_words, places_of
from hcat.postings.parsing.terms import salary_of
from hcat.postings.posting import Payload, Posting, Reading, Request, Unreadable

from .answers import asked, host_of, subdomain
from .registry import Adapter, Board, adapter

DOMAINS = ("jobs.personio.de", "jobs.personio.com")


def recognise(address: str) -> Board | None:
    if not subdomain(address, *DOMAINS):
        return None
    return Board("personio", host_of(address), address, language=asked(address, "language")[:2])


def first(board: Board) -> tuple[Request, ...]:
    """In the language of the board, and in English: an advert in each where they differ."""
    languages = dict.fromkeys((board.language or "de", "en"))
    host = board.employer if "." in board.employer else f"{board.employer}.jobs.personio.de"
    return tuple(
        Request(f"https://{host}/xml?language={one}", name=f"list-{one}", expects=one)
        for one in languages
    )


def read(payload: Payload, board: Board) -> Reading:
    root = xml_of(payload.content)
    positions = [one for one in root.iter() if local(one) == "position"]
    if not positions and local(root) not in ("workzag-jobs", "positions", "jobs"):
        raise Unreadable(f"the answer has no list of vacancies: it begins with <{local(root)}>")
    language = payload.expects or board.language
    postings, problems = each(positions, lambda one: _posting(one, board, language), "position")
    return Reading(postings, problems, total=len(positions))


def _posting(position: etree._Element, board: Board, language: str) -> Posting:
    item = Item(as_mapping(position))
    key = str(item.value("id") or "")
    host = board.employer if "." in board.employer else f"{board.employer}.{DOMAINS[0]}"
    address = f"https://{host}/job/{key}" if board.employer and key else ""
    texts = _listed(item.value("jobDescriptions.jobDescription"))
    offices = [item.value("office"), *_listed(item.value("additionalOffices.office"))]
    return item.posting(
        key=key,
        title=item.text("title", "name"),
        address=item.kept("address", address),
        apply_at=item.kept("apply_at", f"{address}#apply" if address else ""),
        company=item.text("company", "subcompany"),
        body=item.body(
            parts=[
                (str(one.get("name") or ""), str(one.get("value") or ""))
                for one in texts
                if isinstance(one, dict)
            ]
        ),
        language=language,
        places=item.kept("places", places_of(place_in_words(one) for one in offices)),
        published=item.day("published", "createdAt"),
        employment=item.employment("employmentType", "schedule"),
        salary=item.kept("salary", salary_of(words=item.value("salary", "compensation"))),
        department=item.text("department", "department"),
        field=item.text("field", "occupationCategory", "recruitingCategory", "occupation"),
        seniority=item.text("seniority", "seniority", "yearsOfExperience"),
        skills=item.texts("skills", "keywords"),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


adapter(Adapter("personio", "Personio", recognise, first, read))
