# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves of surveys: what was released, and nothing from which somebody is recognised."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_noop
from pydantic import Field

from hcat.api.paging import Links
from hcat.api.texts import Answer, Words


class SurveyWaveAnswer(Answer):
    key: str = Field(description=gettext_noop("Its name for good, within its survey."))
    reference_day: date = Field(
        description=gettext_noop("The day of which the population and the figures are.")
    )
    released_at: datetime
    links: Links = Field(alias="_links")


class SurveyAnswer(Answer):
    key: str = Field(description=gettext_noop("Its name for good: it never changes."))
    title: Words
    purpose: Words = Field(description=gettext_noop("What the answers are used for."))
    population: str = Field(description=gettext_noop("Who is asked: companies, schools or people."))
    waves: list[SurveyWaveAnswer] = Field(
        description=gettext_noop("The waves that were released, the latest first.")
    )
    is_demo: bool = Field(description=gettext_noop("Whether it was made up for a demonstration."))


class SurveyFigureAnswer(Answer):
    concept: str = Field(description=gettext_noop("What it is about: the same name in all waves."))
    choice: str | None = Field(
        description=gettext_noop("The answer of which it is the share or the place; else null.")
    )
    grouping: str | None = Field(
        description=gettext_noop("size, sector or municipality; null for all together.")
    )
    group: str | None = Field(description=gettext_noop("Which group; null for all together."))
    statistic: str = Field(
        description=gettext_noop(
            "share (from 0 to 1), mean (in the unit of the question) or rank (a mean place)."
        )
    )
    value: float | None
    low: float | None = Field(
        description=gettext_noop(
            "Lower end of the interval (95%), for the population of the reference day."
        )
    )
    high: float | None = Field(
        description=gettext_noop(
            "Upper end of the interval (95%), for the population of the reference day."
        )
    )
    low_ongoing: float | None = Field(
        description=gettext_noop("Lower end of the interval (95%), also for others like these.")
    )
    high_ongoing: float | None = Field(
        description=gettext_noop("Upper end of the interval (95%), also for others like these.")
    )
    n: int | None = Field(
        description=gettext_noop("Answers that count; null where that may not be told.")
    )
    yes: int | None = Field(description=gettext_noop("How many of them gave this answer."))
    population: int | None
    method: str | None = Field(description=gettext_noop("How it was worked out."))
    missing_reason: str | None = Field(
        description=gettext_noop("Why there is no value, as a code; null where there is one.")
    )


class SurveyResultsAnswer(Answer):
    survey: str = Field(description=gettext_noop("Key of the survey."))
    key: str = Field(description=gettext_noop("Its name for good, within its survey."))
    reference_day: date = Field(
        description=gettext_noop("The day of which the population and the figures are.")
    )
    opens_on: date
    closes_on: date
    released_at: datetime
    population: int | None = Field(
        description=gettext_noop("How many there were on the reference day; null if unknown.")
    )
    asked: int = Field(description=gettext_noop("How many were drawn and asked."))
    answered: int
    least: int = Field(
        description=gettext_noop("The fewest answers that stand behind a figure that is shown.")
    )
    figures: list[SurveyFigureAnswer]
    is_demo: bool = Field(description=gettext_noop("Whether it was made up for a demonstration."))
    links: Links = Field(alias="_links")
