# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented region: companies with what they would answer, asked in waves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from hcat.foundation.api import Actor, now
from hcat.parties.api import FactsDraft, register_organisation
from hcat.surveys.instrument.questionnaire import (
    Choice,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
)
from hcat.surveys.models import (
    AnswerSheet,
    Edition,
    FrameUnit,
    Invitation,
    Outcome,
    Survey,
    Wave,
)

BY = Actor.system("tests")
SIZES = ("1-9", "10-49", "50-249", "250+")


def question(name: str, kind: Kind, *choices: str, **more: Any) -> Question:
    if kind is Kind.SCALE:
        more = {"limits": Limits(1, 10, whole=True), **more}
    elif kind is Kind.NUMBER:
        more = {"limits": Limits(0, None, whole=True), **more}
    return Question(
        name=name, concept=more.pop("concept", name), kind=kind, labels={"nl": f"{name}?"},
        choices=tuple(Choice(one, {"nl": one}) for one in choices), **more,
    )  # fmt: skip


YES_NO = ("yes", "no", "dont_know")
QUESTIONS = (
    question("knows_talent_wishes", Kind.SINGLE, *YES_NO),
    question(
        "acted_on_talent_wishes", Kind.SINGLE, "yes", "no",
        relevant="${knows_talent_wishes} = 'yes'",
    ),
    question("measures_taken", Kind.MULTIPLE, "pay", "dialogue", "none"),
    question("satisfaction_with_starters", Kind.SCALE),
    question("shortage_now_hbo", Kind.NUMBER),
    question("wishes", Kind.RANKING, "pay", "dialogue", "building"),
    question("agenda_thought", Kind.OPEN),
)  # fmt: skip


def questionnaire(*questions: Question) -> Questionnaire:
    return Questionnaire(
        "panel", {"nl": "Panel"}, ("nl",), (Page("one", questions=questions or QUESTIONS),)
    )


def survey(key: str = "company-panel", **more: Any) -> Survey:
    given = {
        "titles": {"nl": "Panel"}, "purposes": {"nl": "Doel"}, "population": "companies",
        "kept_years": 5, **more,
    }  # fmt: skip
    return Survey.objects.create(key=key, **given)


def wave(of: Survey, year: int = 2024, asked: Questionnaire | None = None, **more: Any) -> Wave:
    asked = asked or questionnaire()
    edition = Edition.objects.filter(survey=of, fingerprint=asked.fingerprint).first()
    if edition is None:
        edition = Edition.objects.create(
            survey=of, number=of.editions.count() + 1, questionnaire=asked.to_json(),
            fingerprint=asked.fingerprint, origin="test",
        )  # fmt: skip
    given = {
        "key": str(year), "reference_day": date(year, 1, 1), "opens_on": date(year, 1, 2),
        "closes_on": date(year, 2, 1), "state": "closed", "opened_at": now(), "closed_at": now(),
        "draw": {"kind": "census"}, **more,
    }  # fmt: skip
    return Wave.objects.create(survey=of, edition=edition, **given)


@dataclass(slots=True)
class Unit:
    """Of the population: where it belongs, whether it was drawn, and what it answered, if so."""

    size: str = "10-49"
    sector: str = "26"
    municipality: str = "0153"
    answers: dict[str, Any] | None = None
    panel: str = ""
    chance: float = 1.0
    is_drawn: bool = True
    outcome: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def _organisations(many: int) -> list[int]:
    """As many companies of the register as are needed; what they are does not matter here."""
    from hcat.parties.models import Organisation

    known = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    while len(known) < many:
        known.append(
            register_organisation(
                kind="company", facts=FactsDraft(name=f"Bedrijf {len(known)}"),
                valid_from=date(2000, 1, 1), source="test", by=BY,
            ).pk
        )  # fmt: skip
    return known


def fill(of: Wave, units: list[Unit], *, has_frame: bool = True) -> None:
    """The frame, the invitations and the sheets of a wave; without a frame, as of one that was held
    elsewhere, the sheets. Tickets of one company each: the frame needs somebody, and the weights do
    not ask who."""
    if has_frame:
        _frame(of, units)
    AnswerSheet.objects.bulk_create(
        [
            AnswerSheet(
                wave=of, code=f"code{of.pk}x{at}", panel=one.panel, size_class=one.size,
                sector=one.sector, municipality=one.municipality,
                stratum=one.extra.get("stratum", one.size), answers=one.answers,
                completed_at=now(),
            )
            for at, one in enumerate(units)
            if one.answers is not None
        ]
    )  # fmt: skip


def _frame(of: Wave, units: list[Unit]) -> None:
    company = _organisations(1)[0]
    frame = FrameUnit.objects.bulk_create(
        [
            FrameUnit(
                wave=of, organisation_id=company, ticket=at, size_class=one.size,
                sector=one.sector, municipality=one.municipality,
                stratum=one.extra.get("stratum", one.size), is_drawn=one.is_drawn,
                chance=one.chance if one.is_drawn else None,
            )
            for at, one in enumerate(units, 1)
        ]
    )  # fmt: skip
    Invitation.objects.bulk_create(
        [
            Invitation(
                unit=row, wave=of, invited_at=now(),
                outcome=one.outcome
                or (Outcome.COMPLETED if one.answers is not None else Outcome.INVITED),
            )
            for row, one in zip(frame, units, strict=True)
            if one.is_drawn
        ]
    )  # fmt: skip


def answers(random: np.random.Generator, *, yes: float = 0.6, mark: float = 7.0) -> dict[str, Any]:
    """What a company says to all questions of `QUESTIONS`, some of them not."""
    found: dict[str, Any] = {
        "knows_talent_wishes": str(
            random.choice(["yes", "no", "dont_know"], p=[yes, 0.95 - yes, 0.05])
        ),
        "measures_taken": [
            one for one, part in (("pay", 0.5), ("dialogue", 0.3)) if random.random() < part
        ]
        or ["none"],
        "satisfaction_with_starters": int(np.clip(round(random.normal(mark, 1.2)), 1, 10)),
        "shortage_now_hbo": int(random.poisson(2)),
        "wishes": [str(one) for one in random.permutation(["pay", "dialogue", "building"])],
    }
    if found["knows_talent_wishes"] == "yes":
        found["acted_on_talent_wishes"] = "yes" if random.random() < 0.5 else "no"
    if random.random() < 0.1:
        del found["satisfaction_with_starters"]
    return found


def region(seed: int, many: int = 300, response: float = 0.6) -> list[Unit]:
    """Companies of all sizes, sectors and places, of which a part answers: the large ones more."""
    random = np.random.default_rng(seed)
    units = []
    for number in range(many):
        size = str(random.choice(SIZES, p=[0.5, 0.3, 0.15, 0.05]))
        unit = Unit(
            size=size,
            sector=str(
                random.choice(["26", "28", "62", "71", "46"], p=[0.3, 0.3, 0.2, 0.15, 0.05])
            ),
            municipality=f"01{random.integers(50, 62):02d}",
            panel=f"p{number}",
        )
        if random.random() < response + 0.1 * SIZES.index(size) - 0.1:
            unit.answers = answers(random)
        units.append(unit)
    return units
