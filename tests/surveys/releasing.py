# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A released survey for tests of what is shown, written without counting any answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hcat.surveys.instrument.questionnaire import (
    Choice,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
)
from hcat.surveys.models import Edition, Release, ReleasedFigure, Survey, Wave

SHARE, MEAN, RANK = "share", "mean", "rank"


def said(nl: str, en: str = "", de: str = "") -> dict[str, str]:
    return {"nl": nl, "en": en or nl, "de": de or nl}


YES_NO = (
    Choice("yes", said("Ja", "Yes", "Ja")),
    Choice("no", said("Nee", "No", "Nein")),
    Choice("dont_know", said("Weet ik niet", "I do not know", "Weiß ich nicht")),
)
FACTORS = tuple(
    Choice(name, said(nl, name))
    for name, nl in (("development", "Ontwikkeling"), ("pay", "Beloning"),
                     ("building", "Gebouw"), ("dialogue", "Gesprek"))
)  # fmt: skip


def _scale(name: str, nl: str, en: str, high: float = 10) -> Question:
    return Question(name, name, Kind.SCALE, said(nl, en), limits=Limits(1, high, whole=True))


def companies() -> Questionnaire:
    """Four pages: a yes or no, a scale, both sides of two qualifications, measures and an open
    one."""
    return Questionnaire(
        "panel",
        said("Bedrijvenpanel", "Company panel", "Betriebspanel"),
        ("nl", "en", "de"),
        (
            Page("agenda", said("De agenda", "The agenda", "Die Agenda"), questions=(
                Question("knows_agenda", "knows_agenda", Kind.SINGLE,
                         said("Kent u {agenda}?", "Do you know {agenda}?"), choices=YES_NO),
                Question("willing_to_share", "willing_to_share", Kind.SINGLE,
                         said("Mogen wij u noemen?", "May we name you?"), choices=YES_NO),
            )),
            Page("starters", said("Starters", "Starters"), questions=(
                _scale("satisfaction", "Hoe tevreden bent u?", "How satisfied are you?"),
            )),
            Page("skills", said("Vaardigheden", "Skills"), questions=tuple(
                _scale(f"{side}_{name}", nl, en, 5)
                for name, nl, en in (("basis", "Technische basis", "Technical basis"),
                                     ("together", "Samenwerken", "Working together"))
                for side in ("asked", "brought")
            )),
            Page("measures", said("Maatregelen", "Measures"), questions=(
                Question("measures_taken", "measures_taken", Kind.MULTIPLE,
                         said("Wat doet u eraan?", "What do you do about it?"), choices=FACTORS),
                _scale("development", "Ontwikkeling", "Development", 5),
                Question("other", "other", Kind.OPEN, said("Anders", "Otherwise")),
            )),
        ),
    )  # fmt: skip


def talent() -> Questionnaire:
    return Questionnaire(
        "talent", said("Talent", "Talent"), ("nl",),
        (Page("wishes", said("Wensen", "Wishes"), questions=(
            Question("wishes", "wishes", Kind.RANKING,
                     said("Wat vindt u belangrijk?", "What matters to you?"), choices=FACTORS),
        )),),
    )  # fmt: skip


def survey(key: str = "panel", population: str = "companies", **given: Any) -> Survey:
    names = companies() if population == "companies" else talent()
    return Survey.objects.create(**{
        "key": key, "titles": dict(names.titles), "kept_years": 5, "population": population,
        "purposes": said("Om te weten hoe het gaat.", "To know how it goes."), **given,
    })  # fmt: skip


def wave(
    of: Survey, key: str = "2026", *, state: str = "released", asks: Questionnaire | None = None,
    **given: Any,
) -> Wave:  # fmt: skip
    asked = asks or (companies() if of.population == "companies" else talent())
    edition, _made = Edition.objects.get_or_create(
        survey=of, fingerprint=asked.fingerprint,
        defaults={"number": of.editions.count() + 1, "questionnaire": asked.to_json(),
                  "origin": "test"},
    )  # fmt: skip
    year = int(key[:4]) if key[:4].isdigit() else 2026
    moment = datetime(year, 5, 1, tzinfo=UTC)
    return Wave.objects.create(**{
        "survey": of, "key": key, "edition": edition, "reference_day": date(year, 3, 1),
        "opens_on": date(year, 4, 1), "closes_on": date(year, 4, 30), "state": state,
        "draw": {"kind": "census"}, "opened_at": moment, "closed_at": moment, "is_demo": of.is_demo,
        **given,
    })  # fmt: skip


def release(of: Wave, **given: Any) -> Release:
    return Release.objects.create(**{
        "wave": of, "population": 300, "drawn": 300, "answered": 132, "least": 5,
        "is_demo": of.is_demo, **given,
    })  # fmt: skip


def figure(of: Release, concept: str, value: float | None, **given: Any) -> ReleasedFigure:
    """One figure; without a value it is hidden, since too few answered."""
    bounds: dict[str, Any] = {"hidden": "too_few"}
    if value is not None:
        wide = 0.08 if given.get("statistic", SHARE) == SHARE else 0.4
        bounds = {
            "low": value - wide, "high": value + wide, "low_ongoing": value - 1.4 * wide,
            "high_ongoing": value + 1.4 * wide, "se": wide / 2, "n": 132, "population": 300,
        }  # fmt: skip
        if given.get("statistic", SHARE) == SHARE:
            bounds["yes"] = round(132 * value)
    return ReleasedFigure.objects.create(
        **{"release": of, "concept": concept, "value": value, "statistic": SHARE, **bounds, **given}
    )


def released_panel(of: Survey | None = None, key: str = "2026", *, yes: float = 0.62) -> Wave:
    """A wave with figures for every question, by size as well; of the largest too few answered."""
    made = wave(of or survey(), key)
    out = release(made)
    groups = [("", ""), ("size", "1-9"), ("size", "10-49"), ("size", "250+"),
              ("sector", "26"), ("sector", "28")]  # fmt: skip
    for dimension, name in groups:
        of_group = {"dimension": dimension, "group": name}
        few = name == "250+"
        for choice, share in (("yes", yes), ("no", 1 - yes)):
            figure(out, "knows_agenda", None if few else share, choice=choice, **of_group)
        figure(out, "satisfaction", None if few else 6.8, statistic=MEAN, **of_group)
        for name_, asked, brought in (("basis", 4.2, 3.1), ("together", 3.6, 3.8)):
            figure(out, f"asked_{name_}", None if few else asked, statistic=MEAN, **of_group)
            figure(out, f"brought_{name_}", None if few else brought, statistic=MEAN, **of_group)
            apart = None if few else round(asked - brought, 1)
            figure(out, f"apart_{name_}", apart, statistic=MEAN, **of_group)
        for one in FACTORS:
            figure(out, "measures_taken", None if few else 0.3, choice=one.name, **of_group)
    figure(out, "names_agenda_thought", 0.21)
    return made


def released_talent(key: str = "2026") -> Wave:
    made = wave(survey("talent", "people"), key)
    out = release(made)
    for name, place in (("development", 1.4), ("dialogue", 2.2), ("pay", 2.9), ("building", 3.5)):
        figure(out, "wishes", place, choice=name, statistic=RANK)
    return made
