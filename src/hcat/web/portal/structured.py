# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy for search engines: schema.org's JobPosting, as Google for Jobs asks it.

https://developers.google.com/search/docs/appearance/structured-data/job-posting. What it requires
(title, description, datePosted, hiringOrganization, jobLocation with its country) is there or the
vacancy gets no markup at all; what is not known is left out. It stands on the vacancy's own page
only.
"""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from hcat.portal.api import Shown, country_of_place, plain

_UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}


def job_posting(shown: Shown, company: str, url: str, website: str) -> dict[str, Any] | None:
    """None for what is not shown as open, or lacks what is required. `website`: the company's own
    site, by which search engines know which company it is; may be empty."""
    vacancy, advert, told = shown.vacancy, shown.advert, shown.told
    places = [
        _place(one, country)
        for one in told.get("places", ())
        if one.get("locality") and (country := country_of_place(one))
    ]
    is_remote = told.get("remote") == "remote"
    if not shown.is_open or vacancy.is_demo or not (places or is_remote):
        return None
    if not plain(advert.body) or not company:  # a description may not be the title again
        return None
    published = vacancy.published or timezone.localdate(vacancy.opened_at)
    organisation = {"@type": "Organization", "name": company}
    if website:
        organisation["sameAs"] = website
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": advert.title,
        "description": advert.body,
        "datePosted": published.isoformat(),
        "hiringOrganization": organisation,
        "identifier": {"@type": "PropertyValue", "name": company, "value": vacancy.key},
        "url": url,
        "directApply": False,
    }
    if places:
        made["jobLocation"] = places
    if advert.language:
        made["inLanguage"] = advert.language
    if vacancy.closes is not None:
        last = datetime.combine(vacancy.closes + timedelta(days=1), time())
        made["validThrough"] = timezone.make_aware(last).isoformat()
    if told.get("employment"):
        made["employmentType"] = [str(one).upper() for one in told["employment"]]
    if is_remote:
        made["jobLocationType"] = "TELECOMMUTE"
        made["applicantLocationRequirements"] = {
            "@type": "Country",
            "name": places[0]["address"]["addressCountry"] if places else "NL",
        }
    if salary := _salary(told.get("salary") or {}):
        made["baseSalary"] = salary
    return made


def _place(told: dict[str, Any], country: str) -> dict[str, Any]:
    names = {
        "addressLocality": "locality",
        "addressRegion": "region",
        "postalCode": "postcode",
        "streetAddress": "street",
    }
    address = {name: told[field] for name, field in names.items() if told.get(field)}
    address["addressCountry"] = country
    return {"@type": "Place", "address": {"@type": "PostalAddress", **address}}


def _salary(told: dict[str, Any]) -> dict[str, Any] | None:
    low, high, per = told.get("low"), told.get("high"), _UNITS.get(str(told.get("per")))
    if not (low or high) or not told.get("currency") or per is None:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": per}
    if low and high and low != high:
        value |= {"minValue": low, "maxValue": high}
    else:
        value["value"] = low or high
    return {"@type": "MonetaryAmount", "currency": told["currency"], "value": value}


def as_script(data: dict[str, Any] | None) -> SafeString | str:
    """JSON that may stand within a page: nothing in it can end the element it stands in."""
    if data is None:
        return ""
    text = json.dumps(data, ensure_ascii=False)
    for sign, code in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
