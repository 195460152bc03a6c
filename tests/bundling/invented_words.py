# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of an invented register of initiatives: each thing said in several ways, in two
languages. Written before the method that has to find the twins, and not for it."""

from __future__ import annotations

import csv
from pathlib import Path

TOPICS: list[tuple[list[str], list[str]]] = [
    (["robots", "robotica"], ["robots", "robotics"]),
    (["lasers", "lasertechniek"], ["lasers", "laser technology"]),
    (["3D-printen", "printen in drie dimensies"], ["3D printing", "additive manufacturing"]),
    (["chips en microsystemen", "halfgeleiders"], ["chips and microsystems", "semiconductors"]),
    (["composieten", "vezelversterkte kunststoffen"], ["composites", "fibre-reinforced plastics"]),
    (["watertechnologie", "schoon water"], ["water technology", "clean water"]),
    (["zonne-energie", "zonnepanelen"], ["solar energy", "solar panels"]),
    (["nanotechnologie", "de wereld van het allerkleinste"], ["nanotechnology", "the nano world"]),
    (["medische techniek", "zorgtechnologie"], ["medical technology", "technology for care"]),
    (["lassen", "lastechniek"], ["welding", "welding technology"]),
    (["verspanen", "draaien en frezen"], ["machining", "turning and milling"]),
    (["mechatronica", "mechatronische systemen"], ["mechatronics", "mechatronic systems"]),
    (["programmeren", "coderen"], ["programming", "coding"]),
    (["elektronica", "elektronische schakelingen"], ["electronics", "electronic circuits"]),
    (["bouwtechniek", "bouwen met hout"], ["building technology", "building with wood"]),
    (["logistiek", "slimme magazijnen"], ["logistics", "smart warehouses"]),
    (["slim textiel", "textieltechnologie"], ["smart textiles", "textile technology"]),
    (["sensoren", "meten met sensoren"], ["sensors", "measuring with sensors"]),
    (["drones", "onbemande vliegtuigen"], ["drones", "unmanned aircraft"]),
    (["computerspellen", "games"], ["computer games", "gaming"]),
    (["digitale veiligheid", "cybersecurity"], ["digital safety", "cyber security"]),
    (["scheikunde", "chemie"], ["chemistry", "chemical experiments"]),
    (["sterrenkunde", "de ruimtevaart"], ["astronomy", "space travel"]),
    (["bruggen", "constructies van staal"], ["bridges", "steel structures"]),
    (["fietsen", "fietstechniek"], ["bicycles", "bicycle technology"]),
    (["landbouwtechniek", "techniek op de boerderij"], ["farm technology", "machines on farms"]),
    (["voedingstechnologie", "levensmiddelen"], ["food technology", "food processing"]),
    (["geluid", "akoestiek"], ["sound", "acoustics"]),
    (["optica", "licht en lenzen"], ["optics", "light and lenses"]),
    (["onderhoud van machines", "industrieel onderhoud"], ["machine maintenance", "maintenance"]),
    (["installatietechniek", "warmtepompen"], ["installation technology", "heat pumps"]),
    (["procestechniek", "de procesindustrie"], ["process technology", "process industry"]),
    (["auto's", "voertuigtechniek"], ["cars", "vehicle technology"]),
    (["waterstof", "rijden op waterstof"], ["hydrogen", "driving on hydrogen"]),
    (["batterijen", "opslag van stroom"], ["batteries", "storing electricity"]),
    (["fotonica", "rekenen met licht"], ["photonics", "computing with light"]),
    (["kunstmatige intelligentie", "lerende machines"], ["artificial intelligence", "AI"]),
    (["virtuele werkelijkheid", "VR-brillen"], ["virtual reality", "VR headsets"]),
    (["windmolens", "windenergie"], ["wind turbines", "wind energy"]),
    (["domotica", "slimme huizen"], ["home automation", "smart homes"]),
    (["gegevens", "data-analyse"], ["data", "data analysis"]),
    (["metaalbewerking", "de metaalsector"], ["metalworking", "the metal sector"]),
    (["kringlopen", "hergebruik van materialen"], ["recycling", "reuse of materials"]),
    (["industrieel ontwerpen", "productontwerp"], ["industrial design", "product design"]),
]
"""What it is about: as said in Dutch, as said in English."""


def _activities() -> list[tuple[str, str, list[str], list[str]]]:
    with (Path(__file__).parent / "activities.csv").open(encoding="utf-8", newline="") as lines:
        return [
            (
                row["way"],
                row["placement"],
                [row["nl_1"], row["nl_2"]],
                [row["en_1"], row["en_2"]],
            )
            for row in csv.DictReader(lines)
        ]


ACTIVITIES = _activities()
"""Its way of the menu, its part of a programme line, and how it is said."""

PURPOSES: list[tuple[str, str]] = [
    (
        "Het doel is dat meer jongeren een technische studie kiezen.",
        "The aim is that more young people choose a technical study.",
    ),
    ("Zo blijven afgestudeerden in de regio.", "This keeps graduates in the region."),
    (
        "Daardoor gaan vacatures minder lang open staan.",
        "So vacancies stay open for a shorter time.",
    ),
    ("Deelnemers krijgen een certificaat.", "Participants receive a certificate."),
    (
        "De kosten worden gedeeld door overheid en werkgevers.",
        "Costs are shared by government and employers.",
    ),
    ("Na een proef volgt uitbreiding.", "A pilot is followed by expansion."),
    ("Vrijwilligers doen het meeste werk.", "Volunteers do most of the work."),
    ("Het sluit aan bij de bestaande lessen.", "It fits in with the existing lessons."),
    ("Begeleiding is inbegrepen.", "Guidance is included."),
    ("Wie meedoet betaalt niets.", "Taking part is free."),
    ("De gemeente betaalt de zaal.", "The municipality pays for the hall."),
    ("Er is een wachtlijst.", "There is a waiting list."),
    ("Ieder jaar wordt gemeten wat het oplevert.", "What it yields is measured each year."),
    ("De sector vergrijst en zoekt opvolgers.", "The sector is ageing and looks for successors."),
]

DETAILS: list[tuple[str, str]] = [
    ("Er doen {n} mensen mee.", "{n} people take part."),
    ("Gestart in {y}.", "Started in {y}."),
    ("De plek is {v}.", "It takes place at {v}."),
    ("Loopt {n} weken.", "Runs for {n} weeks."),
    ("Jaarlijks {n} plaatsen.", "{n} places a year."),
    ("Bedacht door de mensen van {v}.", "Thought up by the people of {v}."),
]

GROUPS: list[tuple[list[str], str, str]] = [
    (["po"], "kinderen van groep 7 en 8", "children in the last years of primary school"),
    (["vmbo"], "vmbo-leerlingen", "pupils in pre-vocational education"),
    (["havo-vwo"], "leerlingen van havo en vwo", "pupils in upper secondary education"),
    (["mbo-3", "mbo-4"], "mbo-studenten", "vocational students"),
    (["hbo"], "studenten van de hogeschool", "students of universities of applied sciences"),
    (["wo"], "universitaire studenten", "university students"),
    (["hbo", "wo"], "hoger opgeleiden", "highly educated people"),
    ([], "werkenden", "people in work"),
]

FIRST = [
    "Blik",
    "Tech",
    "Maak",
    "Vonk",
    "Stap",
    "Kracht",
    "Loper",
    "Werk",
    "Toren",
    "Kompas",
    "Spoor",
    "Brug",
    "Schakel",
    "Kiem",
    "Motor",
    "Licht",
    "Ster",
    "Vizier",
    "Anker",
    "Golf",
]
LAST = [
    "lab",
    "plein",
    "wijzer",
    "fabriek",
    "lijn",
    "net",
    "kring",
    "huis",
    "pad",
    "punt",
    "poort",
    "hub",
    "club",
    "team",
    "forum",
    "atelier",
    "lift",
    "start",
    "route",
    "tuin",
]
MADE_UP = [
    "Quorvex",
    "Zilmar",
    "Tundrix",
    "Wobbelink",
    "Fretzia",
    "Mirakon",
    "Oldenvaar",
    "Prisko",
    "Halvonk",
    "Gildewiek",
    "Sprankel",
    "Dorvano",
    "Klinqer",
    "Velduitz",
    "Brontide",
    "Yzerwold",
]
