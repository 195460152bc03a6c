# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies and companies as they leave the interface."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop
from pydantic import AfterValidator, Field

from hcat.api.paging import Link, Links
from hcat.api.texts import Answer, Given, Words, in_utc

Moment = Annotated[datetime, AfterValidator(in_utc)]


class EmployerAnswer(Answer):
    slug: str = Field(description=gettext_noop("Its name in the list of companies."))
    name: str


class AdvertAnswer(Answer):
    """The vacancy as one source shows it in one language."""

    language: Given = Field(
        description=gettext_noop("Of the text, two letters; null where it was not recognised.")
    )
    title: str
    address: Given = Field(description=gettext_noop("The page of the company itself."))
    apply_at: Given


class VacancyAnswer(Answer):
    key: str = Field(description=gettext_noop("Its name for good: it never changes."))
    page: str = Field(description=gettext_noop("Its page on this site, for people."))
    title: str = Field(description=gettext_noop("As the advert in the language asked has it."))
    company: EmployerAnswer
    places: list[str] = Field(
        description=gettext_noop("As the adverts write them; empty is not stated.")
    )
    levels: list[str] = Field(
        description=gettext_noop("Levels of education that it asks; empty is not found.")
    )
    fields: list[str] = Field(
        description=gettext_noop("Codes of technical fields; none where it is not technical.")
    )
    occupations: list[str] = Field(description=gettext_noop("Addresses or codes of occupations."))
    hours: list[str]
    languages_asked: list[str] = Field(
        description=gettext_noop("Languages asked of whoever applies.")
    )
    remote: list[str] = Field(description=gettext_noop("Where the work is done."))
    seniority: list[str] = Field(description=gettext_noop("How much experience it asks."))
    opened_at: Moment = Field(description=gettext_noop("When it was first seen here."))
    published: date | None = Field(description=gettext_noop("The day that the company gives."))
    closes: date | None = Field(description=gettext_noop("The last day to apply."))
    checked_at: Moment | None = Field(
        description=gettext_noop("When one of its sources was last read.")
    )
    state: Literal["open", "closed", "unknown"] = Field(
        description=gettext_noop(
            "As it is now; unknown where no source was read within its promise, so that nobody "
            "knows whether it is open still."
        )
    )
    closed_at: Moment | None = Field(
        description=gettext_noop("null while it is not known to be closed; see state.")
    )
    closed_because: Given = Field(
        description=gettext_noop("gone, expired, withdrawn, filled, source_ended or merged.")
    )
    changed_at: Moment
    adverts: list[AdvertAnswer]
    is_demo: bool = Field(description=gettext_noop("Whether it was made up for a demonstration."))
    links: Links = Field(alias="_links")


class LabelAnswer(Answer):
    """One answer to one question about the vacancy, with the words that led to it."""

    aspect: str
    value: str
    confidence: float = Field(description=gettext_noop("Between 0 and 1; of a person 1."))
    words: list[str] = Field(description=gettext_noop("What stood there that led to it."))
    made_by: str = Field(description=gettext_noop("rule or person."))


class PayAnswer(Answer):
    low: float | None
    high: float | None
    currency: Given
    per: Given = Field(description=gettext_noop("hour, day, week, month or year."))
    words: Given = Field(description=gettext_noop("As the company words it."))


class WholeVacancyAnswer(VacancyAnswer):
    description: Given = Field(
        description=gettext_noop(
            "HTML, cleaned, without contact persons; null where none is given."
        )
    )
    employment: list[str] = Field(description=gettext_noop("As schema.org names it."))
    hours_low: float | None = Field(description=gettext_noop("The fewest hours a week."))
    hours_high: float | None = Field(description=gettext_noop("The most hours a week."))
    salary: PayAnswer | None
    labels: list[LabelAnswer]


class VacancyLinks(Answer):
    """Links to this part and the next; null after the last."""

    self: Link
    first: Link
    next: Link | None


class VacancyPartAnswer(Answer):
    count: int = Field(description=gettext_noop("How many there are in all parts together."))
    page_size: int
    items: list[VacancyAnswer]
    links: VacancyLinks = Field(alias="_links")


class CompanyAnswer(Answer):
    slug: str = Field(description=gettext_noop("Its name in addresses."))
    page: str = Field(description=gettext_noop("Its page on this site, for people."))
    name: str
    place: Given
    municipality: Given = Field(description=gettext_noop("Code of the municipality."))
    size: Given = Field(description=gettext_noop("How many people work there, as a class."))
    activity: Given = Field(description=gettext_noop("Main activity, as an SBI code."))
    website: Given
    makes: Words | None = Field(description=gettext_noop("What it makes."))
    disciplines: list[str] = Field(
        description=gettext_noop("Codes of technical fields after field:, and free words.")
    )
    languages: list[str] = Field(description=gettext_noop("Spoken at work, two letters each."))
    offers: list[str] = Field(description=gettext_noop("What may draw people, by key."))
    sponsor_as_of: date | None = Field(
        description=gettext_noop(
            "The day of the public register in which it is a recognised sponsor; null where it is "
            "not."
        )
    )
    open_vacancies: int | None = Field(
        description=gettext_noop("null where nobody reads its vacancies yet, which is not none.")
    )
    is_demo: bool = Field(description=gettext_noop("Whether it was made up for a demonstration."))
    links: Links = Field(alias="_links")


def pay_of(told: dict[str, Any]) -> PayAnswer | None:
    """What was read of a salary; None where nothing was."""
    if not any(told.get(name) for name in ("low", "high", "words")):
        return None
    return PayAnswer(**{name: told.get(name) for name in PayAnswer.model_fields})
