# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports of several shapes, for tests and benches: nothing, one thing, and as long as a year's."""

from __future__ import annotations

from datetime import date

from hcat.charts.api import Chart, Dot, Line, Row
from hcat.reports.document import (
    Block,
    Column,
    Document,
    Finding,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    Words,
)

COMPOUND = "Arbeidsmarktkwalificatieontwikkelingsstimuleringsregelingsvoorwaarden"
HOSTILE = (
    '#panic("no") $x^2$ *bold* _it_ @ref <label> `raw` \\ // /* = - + " \' ~ -- [a](b) '
    "#{sys} https://voorbeeld.nl/a?b=c&d=#e"
)
VERDICTS = (
    "reached", "on_course", "at_risk", "off_course", "missed", "cannot_tell", "never_measured",
)  # fmt: skip
TITLES = {
    "nl": "Voortgang van de agenda voor techniekonderwijs en arbeidsmarkt, voorjaar 2026",
    "en": "Progress of the agenda for technical education and labour market, spring 2026",
    "de": "Fortschritt der Agenda für Technikbildung und Arbeitsmarkt, Frühjahr 2026",
}
LEADS = {
    "nl": "4 van de 21 resultaten liggen op koers; 13 zijn nooit gemeten. Zonder nieuwe metingen "
    "kan de stuurgroep voor de zomer over de helft van de agenda geen uitspraak doen.",
    "en": "4 of 21 results are on course; 13 were never measured. Without new measurements the "
    "steering group cannot say anything about half of the agenda before the summer.",
    "de": "4 von 21 Ergebnissen sind auf Kurs; 13 wurden nie gemessen. Ohne neue Messungen kann "
    "die Lenkungsgruppe bis zum Sommer zur Hälfte der Agenda keine Aussage treffen.",
}
PROSE = {
    "nl": "De instroom in techniekopleidingen van het hbo bleef vrijwel gelijk, terwijl de "
    "vervangingsvraag door pensionering toeneemt. Het aandeel van 29,2% (1.241 van 4.252 "
    "eerstejaars, 2020, DUO) ligt ruim onder de streefwaarde van 40%. Wat daarvan aan de "
    "loopbaanoriëntatiebegeleiding ligt, is niet vast te stellen: daarover zijn geen cijfers.",
    "en": "Inflow into technical programmes of universities of applied sciences hardly changed, "
    "while replacement demand rises with retirement. The share of 29.2% (1,241 of 4,252 first-year "
    "students, 2020, DUO) lies well below the target of 40%. How much of that is due to career "
    "guidance cannot be told: there are no figures about it.",
    "de": "Der Zustrom in technische Studiengänge der Fachhochschulen blieb nahezu gleich, während "
    "der Ersatzbedarf durch Verrentung steigt. Der Anteil von 29,2 % (1.241 von 4.252 "
    "Studienanfängern, 2020, DUO) liegt deutlich unter dem Zielwert von 40 %. Was davon an der "
    "Berufsorientierungsbegleitung liegt, lässt sich nicht feststellen: dazu fehlen Zahlen.",
}


def chart(language: str = "nl", number: int = 0) -> Chart:
    """Shares over five years with intervals and a target; `number` makes it another one."""
    shares = [(year, 27.0 + number + (year - 2019) * 0.8) for year in range(2019, 2025)]
    comma = "." if language == "en" else ","
    dots = tuple(
        Dot(
            f"{y}-01-01", f"{y}-12-31", str(y), v, f"{v:.1f}%".replace(".", comma), v - 1.5, v + 1.5
        )
        for y, v in shares
    )
    title = {
        "nl": "Het aandeel techniek steeg in vijf jaar met 4 procentpunt, en haalt de 40% niet",
        "en": "The share of technology rose by 4 points in five years and does not reach 40%",
        "de": "Der Anteil der Technik stieg in fünf Jahren um 4 Punkte und erreicht die 40 % nicht",
    }[language]
    return Chart(
        language=language,
        title=title,
        what=f"Hbo, in procenten, Twente, 2019–2024 ({number + 1})",
        alt=f"{title}: 27,0% in 2019, 31,0% in 2024 ({number + 1}).",
        unit="percent",
        accent="#9e1b32",
        rows=(Row("hbo", dots),),
        targets=(Line(40.0, "Streefwaarde: minstens 40%, eind 2026", "2026-12-31"),),
    )


def table(rows: int = 5, *, name: str = "", caption: str = "Eerstejaars per opleiding") -> Table:
    """Text, numbers, days and gaps, with totals and a note."""
    lines = tuple(
        (
            f"Opleiding {at + 1}",
            1000 + 37 * at,
            round(20 + at * 0.37 % 60, 1) if at % 5 else "–",
            date(2024, 1 + at % 12, 1 + at % 28),
        )
        for at in range(rows)
    )
    return Table(
        caption=caption,
        columns=(
            Column("Opleiding"),
            Column("Eerstejaars", is_number=True),
            Column("Aandeel techniek (%)", is_number=True),
            Column("Geteld op"),
        ),
        rows=lines,
        totals=("Samen", sum(1000 + 37 * at for at in range(rows)), None, None),
        notes=(
            "–: minder dan vijf, en daarom niet bekendgemaakt. Bron: https://duo.nl/open-data.",
        ),
        name=name,
    )


def wide(columns: int, rows: int = 6) -> Table:
    """Years side by side."""
    return Table(
        caption=f"Saldo per richting in {columns - 1} jaren",
        columns=(
            Column("Richting"),
            *(Column(str(2016 + at), is_number=True) for at in range(columns - 1)),
        ),
        rows=tuple(
            (f"Richting {at + 1}", *(12_345 - 97 * at * year for year in range(columns - 1)))
            for at in range(rows)
        ),
        name=f"Saldo {columns}",
    )


def finding(at: int, language: str = "nl") -> Finding:
    """Each verdict in turn; every third turned."""
    return Finding(
        verdict=VERDICTS[at % 7],
        title=f"Resultaat {at + 1}: minstens 40% van de hbo-eerstejaars kiest techniek",
        sentence=PROSE[language].split(". ")[0] + ".",
        turned_from=VERDICTS[(at + 1) % 7] if at % 3 == 0 else "",
        details=(
            "29,2% (1.241 van 4.252), hbo-eerstejaars, 2020, DUO; interval van 95%: 27,8 tot 30,6.",
            "Streefwaarde: minstens 40%, eind 2026.",
        )[: at % 3],
        anchor=f"result-{at + 1}",
    )


def tiny(language: str = "nl") -> Document:
    """As little as a report can have."""
    return Document(
        language=language,
        title=TITLES[language],
        subtitle="",
        lead="",
        region="Twente",
        accent="#9e1b32",
        facts=(),
        sections=(),
        footer="",
    )


def board(
    language: str = "nl",
    *,
    results: int = 21,
    charts: int = 6,
    tables: int = 8,
    is_draft: bool = False,
    rests_on_demo: bool = False,
) -> Document:
    """A board's report of full size."""
    pictures: list[Block] = [
        Picture(
            chart(language, at), "Bron: DUO, 1 oktober 2024; https://duo.nl/open-data.", table(6)
        )
        for at in range(charts)
    ]
    return Document(
        language=language,
        title=TITLES[language],
        subtitle="Voor de stuurgroep van 14 april 2026",
        lead=LEADS[language],
        region="Twente",
        accent="#9e1b32",
        facts=(
            ("Voor", "Stuurgroep Human Capital Agenda Twente"),
            ("Over", "1 januari 2025 tot en met 31 maart 2026"),
            ("Vastgelegd op", "2 april 2026, 09:14"),
            ("Ondertekend door", "J. de Vries, programmamanager"),
        ),
        sections=(
            Section(
                "short",
                "Wat de stuurgroep moet weten",
                (
                    Paragraph(PROSE[language]),
                    Words((PROSE[language], PROSE[language]), by="J. de Vries"),
                    Points(
                        ("Twee oordelen zijn gekeerd.", PROSE[language], "Eén besluit is nodig.")
                    ),
                ),
            ),
            Section("results", "Resultaten", tuple(finding(at, language) for at in range(results))),
            Section("market", "Arbeidsmarkt", (Paragraph(PROSE[language]), *pictures)),
            Section(
                "figures",
                "Cijfers",
                tuple(
                    table(
                        12,
                        name=f"Tabel {at + 1}",
                        caption=f"Eerstejaars per opleiding, deel {at + 1}",
                    )
                    for at in range(tables)
                ),
            ),
            Section("sources", "Bronnen", (), level=2),
            Section("method", "Hoe de oordelen tot stand komen", (Paragraph(PROSE[language]),), 3),
        ),
        footer="Voortgang voorjaar 2026 · 2 april 2026 · 3f9a 77c1 0b2e",
        is_draft=is_draft,
        rests_on_demo=rests_on_demo,
        metadata={"report": "2026-spring", "fingerprint": "3f9a77c10b2e", "version": 3},
        dated=date(2026, 4, 2),
    )
