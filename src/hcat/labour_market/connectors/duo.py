# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""DUO, the national education register: open onderwijsdata, CSV.

Higher education is counted where the programme is **taught**, not where students come from.
-1 (higher education) and <5 (schools) stand for fewer than five: suppressed, below 5.

======================= ============================ ===========================================
layout                  file of DUO                  series
======================= ============================ ===========================================
hbo_diplomas            gediplomeerdenhbo            diplomas
hbo_diplomas_by_sex     gediplomeerdengeslhbo        diplomas
hbo_enrolled            ingeschrevenenhbo            enrolled
hbo_first_year          eerstejaarsingeschrevenenhbo first_year
wo_enrolled_wide        01-ingeschrevenen-wo         enrolled, by sex, years in the headings
school_exams            examenkandidaten en          candidates, passes, pass_rate by sex;
                        geslaagden                   profile in `programme_name` (HAVO - N&T)
======================= ============================ ===========================================
"""

from __future__ import annotations

from collections.abc import Iterator

from hcat.labour_market.figures import Figure

from .fetching import one_file as fetch
from .layout import Column, Layout, Measure, municipality, read_as, words
from .numbers import FEW_AS_MINUS_ONE
from .payload import Payload

__all__ = ["LAYOUTS", "VERSION", "fetch", "read"]

VERSION = 1
SEX = words(man="male", vrouw="female", totaal="total", onbekend="unknown")

_HBO = {
    "province": Column("PROVINCIENAAM"),
    "municipality": Column("GEMEENTENUMMER", tidy=municipality),
    "municipality_name": Column("GEMEENTENAAM"),
    "institution_kind": Column("SOORT_INSTELLING"),
    "institution": Column("INSTELLINGSCODE_ACTUEEL"),
    "institution_name": Column("INSTELLINGSNAAM_ACTUEEL"),
    "sector": Column("ONDERDEEL"),
    "subsector": Column("SUBONDERDEEL"),
}
_PROGRAMME = {
    "programme": Column("OPLEIDINGSCODE_ACTUEEL"),
    "programme_name": Column("OPLEIDINGSNAAM_ACTUEEL"),
}
_DIPLOMA = {"diploma": Column("SOORT_DIPLOMA")}
_DEGREE = {"degree": Column("TYPE_HOGER_ONDERWIJS")}


def _hbo(series: str, heading: str, unit: str, period: str, **also: Column) -> Layout:
    return Layout(
        measures=(Measure(series, heading, unit),),
        dimensions={**_HBO, **also},
        period=period,
        signs=FEW_AS_MINUS_ONE,
    )


LAYOUTS = {
    "hbo_diplomas": _hbo(
        "diplomas", "AANTAL_GEDIPLOMEERDEN", "diplomas", "DIPLOMAJAAR", **_PROGRAMME, **_DIPLOMA
    ),
    "hbo_diplomas_by_sex": _hbo(
        "diplomas", "AANTAL_GEDIPLOMEERDEN", "diplomas", "DIPLOMAJAAR",
        **_DIPLOMA, sex=Column("GESLACHT", tidy=SEX),
    ),
    "hbo_enrolled": _hbo(
        "enrolled", "AANTAL_INGESCHREVENEN", "students", "STUDIEJAAR", **_DEGREE, **_PROGRAMME
    ),
    "hbo_first_year": _hbo(
        "first_year", "AANTAL_EERSTEJAARS_INGESCHREVENEN", "students", "STUDIEJAAR",
        **_DEGREE, **_PROGRAMME,
    ),
    "wo_enrolled_wide": Layout(
        measures=(
            Measure("enrolled", r"(?P<period>\d{4}) (?P<sex>Man|Vrouw)", "students", pattern=True),
        ),
        dimensions={
            "province": Column("PROVINCIE"),
            "municipality": Column("GEMEENTENUMMER", tidy=municipality),
            "municipality_name": Column("GEMEENTENAAM"),
            "institution_kind": Column("SOORT INSTELLING"),
            "institution": Column("BRIN NUMMER ACTUEEL"),
            "institution_name": Column("INSTELLINGSNAAM ACTUEEL"),
            "sector": Column("CROHO ONDERDEEL"),
            "subsector": Column("CROHO SUBONDERDEEL"),
            "degree": Column("TYPE HOGER ONDERWIJS"),
            "programme": Column("OPLEIDINGSCODE ACTUEEL"),
            "programme_name": Column("OPLEIDINGSNAAM ACTUEEL"),
            "form": Column("OPLEIDINGSVORM"),
            "phase": Column("OPLEIDINGSFASE ACTUEEL"),
        },
        tidy={"sex": SEX},
        signs=FEW_AS_MINUS_ONE,
    ),
    "school_exams": Layout(
        measures=tuple(
            Measure(
                series,
                rf"{heading} SCHOOLJAAR (?P<period>\d{{4}}-\d{{4}}) - (?P<sex>MAN|VROUW|TOTAAL)",
                unit, whole=whole, pattern=True,
            )
            for series, heading, unit, whole in (
                ("candidates", "EXAMENKANDIDATEN", "pupils", True),
                ("passes", "GESLAAGDEN", "pupils", True),
                ("pass_rate", "SLAAGPERC", "percent", False),
            )
        ),
        dimensions={
            "institution": Column("INSTELLINGSCODE"),
            "branch": Column("VESTIGINGSCODE"),
            "branch_name": Column("INSTELLINGSNAAM VESTIGING"),
            "municipality_name": Column("GEMEENTENAAM"),
            "school_type": Column("ONDERWIJSTYPE VO"),
            "exam": Column("INSPECTIECODE"),
            "programme_name": Column("OPLEIDINGSNAAM"),
        },
        tidy={"sex": SEX},
        signs=FEW_AS_MINUS_ONE,
        separator=";",
    ),
}  # fmt: skip


def read(payload: Payload) -> Iterator[Figure]:
    return read_as(payload, LAYOUTS)
