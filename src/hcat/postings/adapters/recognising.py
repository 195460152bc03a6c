# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which system an answer is of, by what stands in it: for files, and for sites that hide it."""

from __future__ import annotations

from hcat.postings.parsing.documents import local, xml_of
from hcat.postings.posting import Payload, Unreadable

from .answers import items_in, json_in

MARKS = (
    ("recruitee", "offers", ("careers_url", "careers_apply_url", "position")),
    ("greenhouse", "jobs", ("absolute_url", "internal_job_id")),
    ("workable", "jobs", ("shortcode", "telecommuting", "shortlink")),
    ("ashby", "jobs", ("jobUrl", "descriptionHtml", "isListed")),
    ("smartrecruiters", "content", ("uuid", "refNumber", "jobAdId", "releasedDate")),
    ("workday", "jobPostings", ("externalPath", "bulletFields")),
    ("teamtailor", "items", ("_jobposting",)),
    ("pinpoint", "data", ("workplace_type", "key_responsibilities")),
    ("bamboohr", "result", ("jobOpeningName",)),
    ("lever", "", ("hostedUrl", "categories")),
    ("breezy", "", ("friendly_id",)),
)


def recognised(payload: Payload) -> str:
    """The name of the adapter that reads this best. Raises `Unreadable`."""
    start = payload.content.lstrip()[:2000].lstrip(b"\xef\xbb\xbf").lower()
    if start.startswith(b"<"):
        if b"<html" in start or b"<!doctype html" in start:
            return "pages"
        root = local(xml_of(payload.content))
        return "personio" if root == "workzag-jobs" else "feeds"
    data = json_in(payload)
    if isinstance(data, dict):
        if "jobAd" in data:
            return "smartrecruiters"
        if "jobPostingInfo" in data:
            return "workday"
        if isinstance(data.get("result"), dict) and "jobOpening" in data["result"]:
            return "bamboohr"
    for name, holds, marks in MARKS:
        if items_in(data, holds, *marks):
            return name
    if data in ([], {}):
        raise Unreadable("it is empty, so nothing tells of which system it is")
    return "mapping"
