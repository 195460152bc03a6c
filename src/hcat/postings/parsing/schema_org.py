# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""schema.org's JobPosting, as JSON-LD or microdata gives it: the fields of one vacancy.

https://schema.org/JobPosting, and what Google asks of it. Values may be texts, objects or lists of
either, with or without ``@value``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from hcat.postings.posting import Place, Posting, Remote, Salary

from .item import Item
from .places import place_in_words, place_of, places_of
from .terms import salary_of

DEEPEST = 12


def job_postings(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every JobPosting in structured data, wherever it is wrapped."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from job_postings(one, depth + 1)
    elif isinstance(data, Mapping):
        if is_job_posting(data):
            yield data
            return
        for value in data.values():
            if isinstance(value, (list, Mapping)):
                yield from job_postings(value, depth + 1)


def is_job_posting(data: Mapping[str, Any]) -> bool:
    kinds = data.get("@type") or data.get("type") or ()
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(str(kind).rsplit("/", 1)[-1] == "JobPosting" for kind in kinds)


def posting_of(data: Mapping[str, Any], page: str = "", **otherwise: Any) -> Posting:
    """The posting that structured data describe. `page`: the address on which they stand;
    `otherwise`: what else is known, where the data do not tell it. Raises `NoPosting`."""
    item = Item({name: _plain(value) for name, value in data.items()})
    address = str(item.value("url", "sameAs", "@id") or page)
    address = urljoin(page, address) if page else address
    key = _identifier(item) or address
    low, high = item.hours("workHours")
    given = {
        "key": otherwise.get("key") or key,
        "title": item.text("title", "title", "name"),
        "address": item.kept("address", address if address.startswith("http") else ""),
        "apply_at": item.text("apply_at", "applicationContact.url", "directApplyUrl"),
        "company": _company(item) or item.text("company", "_none"),
        "body": item.body(
            "description",
            parts=[
                ("", _text(item.value(name)))
                for name in ("responsibilities", "qualifications", "jobBenefits")
                if _text(item.value(name)) not in _text(item.value("description"))
            ],
        ),
        "language": item.text("language", "inLanguage")[:2].lower(),
        "places": item.kept("places", _places(item.value("jobLocation"))),
        "published": item.day("published", "datePosted"),
        "closes": item.day("closes", "validThrough"),
        "employment": item.employment("employmentType"),
        "hours_low": low,
        "hours_high": high,
        "salary": item.kept("salary", _salary(item.value("baseSalary", "estimatedSalary"))),
        "remote": item.kept("remote", _remote(item)),
        "department": item.text("department", "hiringOrganization.department"),
        "field": item.text("field", "occupationalCategory", "industry"),
        "seniority": item.kept("seniority", _experience(item)),
        "education": item.kept("education", _education(item.value("educationRequirements"))),
        "skills": item.texts("skills", "skills"),
        "reference": item.kept("reference", _identifier(item)),
    }
    return item.posting(**{**given, **{k: v for k, v in otherwise.items() if not given.get(k)}})


def _plain(value: Any) -> Any:
    """What stands behind ``@value``, at any depth that matters."""
    if isinstance(value, Mapping):
        return value["@value"] if "@value" in value else {k: _plain(v) for k, v in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value not in (None, "") else []


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_text(one) for one in value)
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("description")
    return str(value or "")


def _identifier(item: Item) -> str:
    found = item.value("identifier")
    first = _several(found)[0] if _several(found) else ""
    if isinstance(first, Mapping):
        first = first.get("value") or first.get("propertyID") or ""
    return str(first)


def _company(item: Item) -> str:
    first = next(iter(_several(item.value("hiringOrganization"))), "")
    if isinstance(first, Mapping):
        first = first.get("name") or first.get("legalName") or ""
    return "" if str(first).startswith("http") else " ".join(str(first).split())


def _places(found: Any) -> tuple[Place, ...]:
    return places_of(_place(one) for one in _several(found))


def _place(found: Any) -> Place | None:
    if not isinstance(found, Mapping):
        return place_in_words(found)
    address = next(iter(_several(found.get("address"))), None)
    where = found.get("geo")
    spot = where if isinstance(where, Mapping) else found
    if isinstance(address, Mapping):
        return place_of(
            locality=address.get("addressLocality"),
            region=address.get("addressRegion"),
            country=address.get("addressCountry"),
            postcode=address.get("postalCode"),
            street=address.get("streetAddress"),
            latitude=spot.get("latitude"),
            longitude=spot.get("longitude"),
        )
    if address or found.get("name"):
        return place_in_words(address or found.get("name"))
    if "addressLocality" in found:
        return _place({"address": found})
    return None


def _salary(found: Any) -> Salary | None:
    first = next(iter(_several(found)), None)
    if not isinstance(first, Mapping):
        return salary_of(words=first)
    value = first.get("value")
    inner = value if isinstance(value, Mapping) else {}
    low = inner.get("minValue", first.get("minValue"))
    high = inner.get("maxValue", first.get("maxValue"))
    single = inner.get("value") if inner else value
    return salary_of(
        low if low not in (None, "") else single,
        high if high not in (None, "") else single,
        first.get("currency") or first.get("salaryCurrency") or inner.get("currency"),
        inner.get("unitText") or first.get("unitText") or first.get("duration"),
    )


def _remote(item: Item) -> Remote | None:
    kind = " ".join(str(one) for one in _several(item.value("jobLocationType"))).upper()
    if "TELECOMMUTE" not in kind:
        return None
    # With a place of work as well, people come there too.
    return Remote.HYBRID if item.value("jobLocation") and "HYBRID" in kind else Remote.REMOTE


def _experience(item: Item) -> str:
    found = item.value("experienceRequirements")
    if isinstance(found, Mapping):
        months = found.get("monthsOfExperience")
        return f"{months} months" if months else _text(found)
    return " ".join(_text(found).split())[:300]


def _education(found: Any) -> str:
    words = [
        str(one.get("credentialCategory") or one.get("name") or "")
        if isinstance(one, Mapping)
        else str(one)
        for one in _several(found)
    ]
    return ", ".join(word for word in words if word)[:300]
