# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which system an answer is of, by what stands in it: for files, and for sites that hide it."""

from __future__ import annotations

import re

from hcat.postings.parsing.documents import local, xml_of
from hcat.postings.posting import Payload, Unreadable

from .answers import items_in, json_in
from .mapping import meaning_of

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
        return _of_xml(payload.content)
    if start.startswith(b"pk\x03\x04") or _is_table(start):
        return "sheets"
    data = json_in(payload)
    if isinstance(data, dict):
        if "jobAd" in data:
            return "smartrecruiters"
        if "jobPostingInfo" in data:
            return "workday"
        if isinstance(data.get("result"), dict) and "jobOpening" in data["result"]:
            return "bamboohr"
        if isinstance(data.get("rows"), list) and {"skip", "take"} <= data.keys():
            return "afas"
    for name, holds, marks in MARKS:
        if items_in(data, holds, *marks):
            return name
    if data in ([], {}):
        raise Unreadable("it is empty, so nothing tells of which system it is")
    return "mapping"


def _of_xml(content: bytes) -> str:
    root = xml_of(content)
    name = local(root)
    if name == "workzag-jobs":
        return "personio"
    if any(local(one) == "partnerJobId" for one in root.iter()):
        return "linkedin"
    is_homerun = name == "feed" and b".homerun.co/" in content
    return "homerun" if is_homerun else "feeds"


def _is_table(start: bytes) -> bool:
    """Whether its first line is one of headings."""
    line = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    known = {meaning_of(one.strip(' "\r')) for one in re.split(r"[;,\t]", line)} - {""}
    return not line.startswith(("{", "[")) and "title" in known and len(known) >= 3
