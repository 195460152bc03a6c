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
          "Je ontwerpt machines en rekent ze door.", "You design machines and their parts.",
          "hbo", 95),
    _work("mechatronics", "Mechatronicus", "Mechatronics engineer",
          "Je brengt mechanica, elektronica en besturing bijeen.",
          "You bring mechanics, electronics and control together.", "hbo", 110),
    _work("embedded", "Embedded software engineer", "Embedded software engineer",
          "Je programmeert de besturing van meetapparatuur in C++.",
          "You program the control of measuring devices in C++.", "hbo", 120),
    _work("software", "Softwareontwikkelaar", "Software developer",
          "Je bouwt toepassingen waarmee klanten hun productie volgen.",
          "You build applications by which customers follow their production.", "hbo", 70),
    _work("electrical", "Elektrotechnisch monteur", "Electrical technician",
          "Je bouwt schakelkasten en sluit machines aan.",
          "You build switch boxes and connect machines.", "mbo 4", 85),
    _work("process", "Procestechnoloog", "Process engineer",
          "Je verbetert de productie van membranen.", "You improve the making of membranes.",
          "wo", 100),
    _work("welding", "Lasser", "Welder",
          "Je last frames van roestvast staal.", "You weld frames of stainless steel.",
          "mbo 3", 60),
    _work("cnc", "CNC-verspaner", "CNC machinist",
          "Je stelt freesmachines in en bewaakt de maatvoering.",
          "You set up milling machines and guard their measures.", "mbo 4", 90),
    _work("nano", "Onderzoeker nanotechnologie", "Nanotechnology researcher",
          "Je maakt en meet dunne lagen in de cleanroom.",
          "You make and measure thin films in the cleanroom.", "wo", 130),
    _work("service", "Servicemonteur", "Service engineer",
          "Je onderhoudt installaties bij klanten in de regio.",
          "You keep installations running at customers in the region.", "mbo 4", 75),
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
