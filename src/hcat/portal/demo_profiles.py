# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented profiles of the invented companies, and steps between them. Nobody is invented whom one
may ask: a consent cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from hcat.foundation.api import today

from .models import Profile, StatedStep, ToldStep
from .pull_factors import PULL_FACTORS

SHARE = 0.8
"""Of the companies; some tell nothing, as on any portal."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What companies of one activity make, by language, and in which technical fields."""

    makes: tuple[dict[str, str], ...]
    fields: tuple[str, ...]
    words: tuple[str, ...]


def _made(nl: str, en: str, de: str) -> dict[str, str]:
    return {"nl": nl, "en": en, "de": de}


_ELECTRONICS = _Kind(
    (
        _made("Elektronica voor meetapparatuur, van ontwerp tot serie.",
              "Electronics for measuring devices, from design to series.",
              "Elektronik für Messgeräte, vom Entwurf bis zur Serie."),
        _made("Sensoren die trillingen van bruggen en machines meten.",
              "Sensors that measure vibrations of bridges and machines.",
              "Sensoren, die Schwingungen von Brücken und Maschinen messen."),
    ),
    ("electrical", "embedded"), ("sensoren",),
)  # fmt: skip
_OPTICS = _Kind(
    (
        _made("Chips die met licht rekenen, in een eigen cleanroom.",
              "Chips that calculate with light, in a cleanroom of its own.",
              "Chips, die mit Licht rechnen, im eigenen Reinraum."),
        _made("Instrumenten die dunne lagen meten, tot op de nanometer.",
              "Instruments that measure thin films, down to the nanometre.",
              "Instrumente, die dünne Schichten messen, bis auf den Nanometer."),
    ),
    ("physics-nano-mathematics", "embedded"), ("fotonica", "optica"),
)  # fmt: skip
_MACHINES = _Kind(
    (
        _made("Machines die verpakkingen vullen en sluiten.",
              "Machines that fill and close packages.",
              "Maschinen, die Verpackungen füllen und schließen."),
        _made("Robots die onderdelen pakken, keren en wegleggen.",
              "Robots that take, turn and place parts.",
              "Roboter, die Teile greifen, wenden und ablegen."),
        _made("Speciaalmachines, waarvan er van elke soort één wordt gebouwd.",
              "Special machines, of each kind one is built.",
              "Sondermaschinen, von jeder Art wird eine gebaut."),
    ),
    ("mechatronics", "mechanical"), ("machinebouw", "robotica"),
)  # fmt: skip
_MATERIALS = _Kind(
    (
        _made("Onderdelen van kunststof en composiet, licht en sterk.",
              "Parts of plastics and composites, light and strong.",
              "Teile aus Kunststoff und Verbundwerkstoff, leicht und stark."),
        _made("Membranen die water zuiveren.", "Membranes that clean water.",
              "Membranen, die Wasser reinigen."),
    ),
    ("materials-textile", "process-chemical"), ("composieten", "membranen"),
)  # fmt: skip
_METAL = _Kind(
    (
        _made("Draai- en freeswerk met kleine maatafwijking.",
              "Turned and milled parts within narrow measures.",
              "Dreh- und Frästeile mit engen Toleranzen."),
        _made("Gelaste frames voor machines en voertuigen.",
              "Welded frames for machines and vehicles.",
              "Geschweißte Rahmen für Maschinen und Fahrzeuge."),
    ),
    ("mechanical",), ("fijnmechanica", "lassen"),
)  # fmt: skip
_SOFTWARE = _Kind(
    (
        _made("Software waarmee fabrieken hun productie plannen.",
              "Software with which factories plan their production.",
              "Software, mit der Fabriken ihre Produktion planen."),
        _made("Beeldherkenning voor sorteermachines.", "Image recognition for sorting machines.",
              "Bilderkennung für Sortiermaschinen."),
        _made("Apps voor zorg op afstand.", "Apps for care at a distance.",
              "Apps für Versorgung aus der Ferne."),
    ),
    ("software",), ("beeldherkenning",),
)  # fmt: skip
_DESIGN = _Kind(
    (
        _made("Ontwerp en berekening van machines, in opdracht.",
              "Design and calculation of machines, on commission.",
              "Entwurf und Berechnung von Maschinen, im Auftrag."),
        _made("Medische hulpmiddelen, van schets tot proef.",
              "Medical devices, from sketch to trial.",
              "Medizinprodukte, von der Skizze bis zum Versuch."),
    ),
    ("mechanical", "industrial-design", "biomedical"), ("productontwikkeling",),
)  # fmt: skip
_ENERGY = _Kind(
    (
        _made("Warmtepompen en laadstations, gebouwd en onderhouden.",
              "Heat pumps and charging points, built and kept.",
              "Wärmepumpen und Ladestationen, gebaut und gewartet."),
    ),
    ("installation-energy", "electrical"), ("energie",),
)  # fmt: skip
_KINDS = {
    "2611": _ELECTRONICS, "2651": _OPTICS, "2823": _MACHINES, "2899": _MACHINES,
    "3020": _MACHINES, "2229": _MATERIALS, "2561": _METAL, "6201": _SOFTWARE, "6202": _SOFTWARE,
    "7112": _DESIGN, "7219": _OPTICS, "4321": _ENERGY,
}  # fmt: skip
_VISITS: tuple[dict[str, str], ...] = (
    {},
    _made("Elke eerste woensdag van de maand lopen we met een klas door de hal.",
          "Every first Wednesday of the month we walk a class through the hall.",
          "Jeden ersten Mittwoch im Monat gehen wir mit einer Klasse durch die Halle."),
    _made("Kom een dag meelopen; vraag het een week van tevoren.",
          "Come along for a day; ask a week before.",
          "Komm einen Tag mit; frag eine Woche vorher."),
)  # fmt: skip


def write_profiles(random: Random, companies: list[Any]) -> int:
    """Profiles for most of these rows of the register; what somebody wrote stays. How many."""
    kept = set(Profile.objects.values_list("organisation_id", flat=True))
    made = 0
    for row in companies:
        kind = next((_KINDS[one] for one in row.sbi_codes if one in _KINDS), None)
        if kind is None or row.organisation_id in kept or random.random() > SHARE:
            continue
        Profile.objects.create(
            organisation=row.organisation,
            slug=f"voorbeeld-{row.organisation.key}"[:120],
            makes=dict(random.choice(kind.makes)),
            disciplines=[f"field:{one}" for one in kind.fields] + list(kind.words[:1]),
            languages=["nl", *(["en"] if random.random() < 0.5 else [])],
            offers=_some_of(random),
            visits=dict(random.choice(_VISITS)),
            is_demo=True,
        )
        made += 1
    return made


def _some_of(random: Random) -> list[str]:
    chosen = set(random.sample(list(PULL_FACTORS), random.randint(2, 6)))
    return [one for one in PULL_FACTORS if one in chosen]


_STEPS = (
    ("hcat:welder", "hcat:work-planner", 7),
    ("hcat:cnc-machinist", "hcat:work-planner", 12),
    ("hcat:electrical-technician", "hcat:mechatronics-engineer", 6),
    ("hcat:software-engineer", "hcat:embedded-software-engineer", 3),
)
"""The last one is told too seldom to be shown."""
_ABOUT = _made("van bouwen naar ontwerpen", "from building to designing", "vom Bauen zum Entwerfen")


def write_steps(random: Random, companies: list[Any]) -> None:
    """Steps that people told and that companies state."""
    ToldStep.objects.bulk_create(
        ToldStep(from_work=begins, to_work=ends, told_on=today().replace(day=1), is_demo=True)
        for begins, ends, number in _STEPS
        for _ in range(number)
    )
    for one in random.sample(companies, min(6, len(companies) // 2)):
        other = random.choice([row for row in companies if row is not one])
        StatedStep.objects.create(
            organisation=one.organisation,
            other=other.organisation,
            direction=random.choice(StatedStep.Direction.values),
            about=dict(_ABOUT),
        )
