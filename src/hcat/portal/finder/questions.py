# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The four questions of the finder, with what each answer looks for. For readers of 12 to 18.

How to change it: change words and what is looked for freely. A key stands in addresses that
people have passed on.
"""

from __future__ import annotations

from dataclasses import dataclass

from hcat.foundation.api import Translated


@dataclass(frozen=True, slots=True)
class Answer:
    """`fields`: technical fields of which one must be there. `words`: beginnings of words of which
    one must stand in what the company makes. `offers`: pull factors of which one must be offered.
    `sizes`: size classes. `levels`: of vacancies that are open. One of all these is enough."""

    key: str
    title: Translated
    fields: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    offers: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    visits: bool = False
    """Whether a company that tells how one may visit fits."""


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    title: Translated
    short: Translated
    """How it is named where its answer could not be kept to."""
    answers: tuple[Answer, ...]

    def answer(self, key: str) -> Answer | None:
        return next((one for one in self.answers if one.key == key), None)


def _t(nl: str, en: str, de: str) -> Translated:
    return Translated({"nl": nl, "en": en, "de": de})


def _s(*names: str) -> frozenset[str]:
    return frozenset(names)


LIKE = Question(
    "like",
    _t("Wat doe je graag?", "What do you like to do?", "Was machst du gern?"),
    _t("wat je graag doet", "what you like to do", "was du gern machst"),
    (
        Answer("build", _t("Iets bouwen met mijn handen", "Build something with my hands",
                           "Etwas mit meinen Händen bauen"),
               _s("mechanical", "mechatronics", "electrical", "construction", "transport",
                  "installation-energy")),
        Answer("puzzle", _t("Puzzelen tot het klopt", "Puzzle until it is right",
                            "Knobeln, bis es stimmt"),
               _s("software", "embedded", "mechatronics")),
        Answer("find-out", _t("Uitzoeken hoe iets werkt", "Find out how something works",
                              "Herausfinden, wie etwas funktioniert"),
               _s("physics-nano-mathematics", "process-chemical", "life-sciences", "biomedical",
                  "materials-textile"), offers=_s("research")),
        Answer("invent", _t("Iets nieuws bedenken en tekenen", "Invent and draw something new",
                            "Etwas Neues erfinden und zeichnen"),
               _s("industrial-design", "media-interaction", "mechanical", "civil")),
        Answer("arrange", _t("Regelen dat alles loopt", "See to it that everything runs",
                             "Dafür sorgen, dass alles läuft"),
               _s("industrial-engineering", "installation-energy", "transport")),
    ),
)  # fmt: skip
MAKE = Question(
    "make",
    _t("Wat zou je willen maken?", "What would you like to make?", "Was würdest du gern bauen?"),
    _t("wat je zou maken", "what you would make", "was du bauen würdest"),
    (
        Answer("machines", _t("Robots en machines", "Robots and machines", "Roboter und Maschinen"),
               _s("mechatronics"), ("robot", "machin", "maschin")),
        Answer("chips", _t("Chips, sensoren en lasers", "Chips, sensors and lasers",
                           "Chips, Sensoren und Laser"),
               _s("embedded", "physics-nano-mathematics"),
               ("chip", "sensor", "laser", "foton", "photon", "optic", "optisch")),
        Answer("apps", _t("Apps en slimme software", "Apps and clever software",
                          "Apps und kluge Software"),
               _s("software", "media-interaction"), ("app", "software")),
        Answer("health", _t("Dingen die mensen beter maken", "Things that make people better",
                            "Dinge, die Menschen gesund machen"),
               _s("biomedical", "life-sciences"),
               ("medisch", "medical", "medizin", "zorg", "care", "health", "gesund")),
        Answer("green", _t("Schone energie, schoon water, nieuwe materialen",
                           "Clean energy, clean water, new materials",
                           "Saubere Energie, sauberes Wasser, neue Stoffe"),
               _s("installation-energy", "materials-textile", "process-chemical"),
               ("warmtepomp", "membra", "energie", "energy", "water", "wasser", "recycl")),
    ),
)  # fmt: skip
WAY = Question(
    "way",
    _t("Hoe werk je het liefst?", "How do you like to work?", "Wie arbeitest du am liebsten?"),
    _t("hoe je wilt werken", "how you like to work", "wie du arbeiten willst"),
    (
        Answer("beside", _t("Met iemand naast me die het uitlegt",
                            "With somebody beside me who explains",
                            "Mit jemandem neben mir, der es erklärt"),
               offers=_s("mentor", "learning-path", "training")),
        Answer("small", _t("In een kleine ploeg waar je iedereen kent",
                           "In a small team where you know everybody",
                           "In einem kleinen Team, in dem man sich kennt"),
               sizes=_s("1-9", "10-49")),
        Answer("big", _t("Bij een groot bedrijf met veel verschillend werk",
                         "At a large company with much different work",
                         "Bei einem großen Unternehmen mit viel verschiedener Arbeit"),
               sizes=_s("50-249", "250+")),
        Answer("world", _t("Met mensen uit de hele wereld", "With people from all over the world",
                           "Mit Menschen aus der ganzen Welt"),
               offers=_s("english-spoken", "relocation", "language-course")),
        Answer("free", _t("Op mijn eigen tijden", "At my own times", "Zu meinen eigenen Zeiten"),
               offers=_s("flexible-hours", "remote", "part-time")),
    ),
)  # fmt: skip
LEVEL = Question(
    "level",
    _t("Wat doe je nu, of wat wordt het?", "What do you do now, or what will it be?",
       "Was machst du gerade, oder was wird es?"),
    _t("je opleiding", "your education", "deine Ausbildung"),
    (
        Answer("school", _t("Ik zit nog op school", "I am still at school",
                            "Ich gehe noch zur Schule"), visits=True),
        Answer("mbo", _t("Mbo", "MBO (vocational)", "MBO (Berufsausbildung)"),
               offers=_s("internships", "learning-path"), levels=_s("mbo-3", "mbo-4")),
        Answer("hbo", _t("Hbo", "HBO (university of applied sciences)", "HBO (Fachhochschule)"),
               offers=_s("internships"), levels=_s("hbo")),
        Answer("wo", _t("Universiteit", "University", "Universität"),
               offers=_s("internships", "research"), levels=_s("wo")),
    ),
)  # fmt: skip
QUESTIONS = (LIKE, MAKE, WAY, LEVEL)
ANY = "any"
"""The answer of whoever does not mind."""
GIVEN_UP = ("way", "level", "like", "make")
"""Which answer is given up first where too few companies fit: what one would make comes last."""
