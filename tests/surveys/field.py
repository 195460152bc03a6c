# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys, waves and populations for tests of preparing and field work."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hcat.foundation.api import Actor, today
from hcat.parties.api import FactsDraft, add_person, register_organisation
from hcat.parties.models import Organisation, Person
from hcat.surveys.api import (
    DrawPlan,
    Survey,
    SurveyFacts,
    Wave,
    add_survey,
    draw_sample,
    open_wave,
    prepare_wave,
    save_edition,
    take_frame,
)
from hcat.surveys.instrument.questionnaire import (
    Choice,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
)

BY = Actor.system("test")
YES_NO = (Choice("yes", {"nl": "Ja"}), Choice("no", {"nl": "Nee"}))


def questionnaire(*, high: int = 10, questions: bool = True) -> Questionnaire:
    asked = (
        Question("short", "shortage_now", Kind.SINGLE, {"nl": "Tekort?"}, choices=YES_NO),
        Question("happy", "satisfaction", Kind.SCALE, {"nl": "Cijfer?"},
                 limits=Limits(1, high, True)),
        Question("why", "why", Kind.OPEN, {"nl": "Waarom?"}),
    )  # fmt: skip
    page = Page("first", questions=asked if questions else ())
    return Questionnaire("panel", {"nl": "Panel"}, ("nl",), (page,))


def facts(**given: Any) -> SurveyFacts:
    return SurveyFacts(**{
        "titles": {"nl": "Bedrijvenpanel", "en": "Company panel"},
        "purposes": {"nl": "Om te weten wat er nodig is.", "en": "To know what is needed."},
        "population": "companies", "kept_years": 5, **given,
    })  # fmt: skip


def survey(key: str = "panel", **given: Any) -> Survey:
    made = add_survey(by=BY, key=key, facts=facts(**given))
    save_edition(by=BY, survey=key, questionnaire=questionnaire(), origin="test")
    return made


def company(name: str, size: str = "10-49", *, mail: bool = True, **given: Any) -> Organisation:
    """With a person to write to."""
    made = register_organisation(
        kind=given.pop("kind", "company"), by=BY, source="test", valid_from=date(2020, 1, 1),
        is_demo=given.pop("is_demo", False),
        facts=FactsDraft(name=name, size_class=size, sbi=("2611",), **given),
    )  # fmt: skip
    if mail:
        person_of(made, f"{name.lower().replace(' ', '')}@voorbeeld.example")
    return made


def person_of(organisation: Organisation, mail: str, language: str = "nl") -> Person:
    return add_person(
        name=mail[:4], mail=mail, by=BY, organisation=organisation, language=language,
        is_demo=organisation.is_demo,
    )  # fmt: skip


def wave(key: str = "first", of: str = "panel", **given: Any) -> Wave:
    day = today()
    days = {"reference_day": day, "opens_on": day, "closes_on": day + timedelta(days=28)}
    return prepare_wave(by=BY, survey=of, key=key, **{**days, **given})


def opened(key: str = "first", plan: DrawPlan | None = None, **given: Any) -> Wave:
    made = wave(key, **given)
    take_frame(by=BY, wave_id=made.pk)
    draw_sample(by=BY, wave_id=made.pk, plan=plan or DrawPlan())
    return open_wave(by=BY, wave_id=made.pk)


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
