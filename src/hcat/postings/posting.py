# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy as one source tells it, and what of it could not be read.

Whatever the source: JSON of a recruitment system, structured data in a page, a spreadsheet. Empty
is *not told*, never "none"; each field that is empty although it was looked for stands in
`missing`, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum


class Remote(StrEnum):
    """Where the work is done."""

    ON_SITE = "on_site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Employment(StrEnum):
    """The words of schema.org's `employmentType`, in small letters."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACTOR = "contractor"
    TEMPORARY = "temporary"
    INTERN = "intern"
    VOLUNTEER = "volunteer"
    PER_DIEM = "per_diem"
    OTHER = "other"


class Per(StrEnum):
    """What a salary is paid per."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody would work. `country` as two capitals (ISO 3166-1), where it was told so."""

    locality: str = ""
    region: str = ""
    country: str = ""
    postcode: str = ""
    street: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Salary:
    """Gross, in whole or broken units of `currency` (ISO 4217). `words` as it was told."""

    low: float | None = None
    high: float | None = None
    currency: str = ""
    per: Per | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that is empty, and why: one of the reasons in `parsing.item`, which are translated
    where they are shown. `told`: what stood there and was not understood."""

    field: str
    why: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """A vacancy of one source. `key` is the source's own name for it, the same at each reading."""

    key: str
    title: str
    address: str = ""
    """The page on which people read it."""
    apply_at: str = ""
    company: str = ""
    body: str = ""
    """HTML, cleaned: headings, paragraphs, lists and emphasis only."""
    language: str = ""
    """Two letters (ISO 639-1), as the source says; not guessed."""
    places: tuple[Place, ...] = ()
    published: date | None = None
    closes: date | None = None
    employment: tuple[Employment, ...] = ()
    hours_low: float | None = None
    """A week."""
    hours_high: float | None = None
    salary: Salary | None = None
    remote: Remote | None = None
    department: str = ""
    field: str = ""
    """What the source calls the category, industry or function."""
    seniority: str = ""
    """As the source words it."""
    education: str = ""
    """As the source words it."""
    skills: tuple[str, ...] = ()
    reference: str = ""
    """The employer's own number."""
    missing: tuple[Missing, ...] = ()

    def filled_from(self, other: Posting) -> Posting:
        """This one, with what it lacks taken from another reading of the same vacancy: as a page
        of its own tells more than the list it stood on."""
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        taken = {
            name: getattr(other, name)
            for name, value in own.items()
            if name != "missing" and value in ("", None, ())
        }
        filled = replace(self, **taken)
        still = tuple(
            one
            for one in (*self.missing, *other.missing)
            if getattr(filled, one.field.split(".")[0], "") in ("", None, ())
        )
        return replace(filled, missing=tuple(dict.fromkeys(still)))


@dataclass(frozen=True, slots=True)
class Problem:
    """An item of an answer that gave no posting, and why. `where` names it as well as one can."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask next. `json`: the body of a POST; without it, it is a GET.

    `name` is the same at each sync, so that what is known of the last answer can be found.
    """

    address: str
    name: str = "list"
    json: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    expects: str = ""
    """Handed back to the adapter with the answer: which kind of answer it asked for."""


@dataclass(frozen=True, slots=True)
class Payload:
    """An answer, whole: within the limits of size, its length of coding undone."""

    content: bytes
    content_type: str = ""
    """As the server says; empty where it says nothing."""
    address: str = ""
    """Where the answer came from, after redirects."""
    expects: str = ""
    read_on: date | None = None
    """The day of the answer, for systems that say "posted 3 days ago"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an adapter made of one answer.

    `total`: how many vacancies the source says it has, where it says so: an answer that claims
    none and an answer of which nothing could be read are not the same. `further`: what to ask to
    have the whole.
    """

    postings: tuple[Posting, ...] = ()
    problems: tuple[Problem, ...] = ()
    further: tuple[Request, ...] = ()
    total: int | None = None


class Unreadable(Exception):
    """An answer is not what this system gives: nothing was read, and nothing may be closed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
