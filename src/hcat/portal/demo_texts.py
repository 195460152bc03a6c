# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of invented vacancies, in Dutch and English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hcat.postings.api import Place, Posting


@dataclass(frozen=True, slots=True)
class Work:
    """`days`: how long such a vacancy stays open, on average."""

    key: str
    titles: dict[str, str]
    does: dict[str, str]
    asks: dict[str, str]
    days: int


def _work(key: str, nl: str, en: str, does_nl: str, does_en: str, level: str, days: int) -> Work:
    asks = {
        "nl": f"Je hebt een diploma op {level}-niveau en spreekt Nederlands.",
        "en": f"You hold a degree at {level} level; English is our working language.",
    }
    return Work(key, {"nl": nl, "en": en}, {"nl": does_nl, "en": does_en}, asks, days)


WORK = (
    _work("mechanical", "Werktuigbouwkundig ontwerper", "Mechanical design engineer",
          "Je ontwerpt machines in SolidWorks en rekent ze door met FEM.",
          "You design machines in SolidWorks and check them by finite element analysis.",
          "hbo", 95),
    _work("mechatronics", "Mechatronicus", "Mechatronics engineer",
          "Je brengt mechanica, elektronica en PLC-programmeren bijeen, met SolidWorks en MATLAB.",
          "You bring mechanics, electronics and PLC programming together, with SolidWorks and "
          "MATLAB.", "hbo", 110),
    _work("embedded", "Embedded software engineer", "Embedded software engineer",
          "Je programmeert de besturing van meetapparatuur in C++ en Python, onder Linux, met Git.",
          "You program the control of measuring devices in C++ and Python, on Linux, with Git.",
          "hbo", 120),
    _work("software", "Softwareontwikkelaar", "Software developer",
          "Je bouwt in Python en SQL toepassingen waarmee klanten hun productie volgen, met Git.",
          "You build, in Python and SQL and with Git, applications that follow production.",
          "hbo", 70),
    _work("electrical", "Elektrotechnisch monteur", "Electrical technician",
          "Je bouwt schakelkasten in EPLAN, sluit machines aan en leert PLC-programmeren.",
          "You build switch boxes in EPLAN, connect machines and learn PLC programming.",
          "mbo 4", 85),
    _work("process", "Procestechnoloog", "Process engineer",
          "Je verbetert de productie van membranen.", "You improve the making of membranes.",
          "wo", 100),
    _work("welding", "Lasser", "Welder",
          "Je last frames van roestvast staal: TIG-lassen, en technische tekeningen lezen.",
          "You weld frames of stainless steel: TIG welding, from technical drawings.",
          "mbo 3", 60),
    _work("cnc", "CNC-verspaner", "CNC machinist",
          "Je doet CNC-frezen en CNC-draaien, en werkt met technische tekeningen lezen en CAM.",
          "You do CNC milling and CNC turning, from technical drawings and CAM.", "mbo 4", 90),
    _work("nano", "Onderzoeker nanotechnologie", "Nanotechnology researcher",
          "Je maakt en meet dunne lagen in de cleanroom, met Python en MATLAB.",
          "You make and measure thin films in the cleanroom, with Python and MATLAB.",
          "wo", 130),
    _work("service", "Servicemonteur", "Service engineer",
          "Je houdt installaties draaiend: preventief onderhoud, pneumatiek, PLC-programmeren.",
          "You keep installations running: preventive maintenance, pneumatics, PLC programming.",
          "mbo 4", 75),
    _work("planner", "Werkvoorbereider", "Work planner",
          "Je maakt van technische tekeningen, SolidWorks en CAM een planning voor de werkplaats.",
          "You turn technical drawings, SolidWorks and CAM into a plan for the workshop.",
          "mbo 4", 80),
    _work("senior", "Senior embedded software engineer", "Senior embedded software engineer",
          "Je leidt het ontwerp van besturingen in C++, met Git, Linux en systems engineering.",
          "You lead the design of controls in C++, with Git, Linux and systems engineering.",
          "wo", 140),
    _work("internship", "Stage mechatronica", "Internship mechatronics",
          "Je bouwt tijdens je stage een proefopstelling in SolidWorks.",
          "During your internship you build a test set-up in SolidWorks.", "hbo", 60),
)  # fmt: skip
_BY_KEY = {one.key: one for one in WORK}


def text_of(key: str, language: str, place: str, number: str, published: date) -> Posting:
    """An invented posting, as a source would show it."""
    work = _BY_KEY[key]
    heads = {"nl": ("Wat je doet", "Wat wij vragen"), "en": ("What you do", "What we ask")}
    does, asks = heads[language]
    return Posting(
        key=number,
        title=work.titles[language],
        address=f"https://voorbeeld.example/{language}/{number}",
        body=(
            f"<h3>{does}</h3><p>{work.does[language]}</p><h3>{asks}</h3>"
            f"<p>{work.asks[language]}</p>"
        ),
        language=language,
        places=(Place(locality=place, country="NL"),),
        published=published,
        hours_low=32,
        hours_high=40,
    )
