# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a vacancy is about, out of its words: in three languages, denied, only welcome, offered."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.portal.classifying.adverts import findings, findings_of
from hcat.portal.classifying.finding import Finding, Text
from hcat.portal.classifying.languages import languages
from hcat.portal.classifying.levels import levels
from hcat.portal.classifying.lexicon import Lexicon, Named, Occupation, compiled, forms
from hcat.portal.classifying.matcher import Matcher, tokens_of
from hcat.portal.classifying.occupations import occupation_and_field, skills
from hcat.portal.classifying.terms import hours, seniority, sponsor, where
from hcat.portal.concepts.own import own_concepts


@pytest.fixture(scope="module")
def ours() -> Lexicon:
    """Our own list, without ESCO."""
    own = own_concepts()
    return compiled(
        {v: Occupation(o.isco, o.field) for v, o in own.items() if o.kind == "occupation"},
        (
            Named(v, o.kind, language, text)
            for v, o in own.items()
            for language, texts in o.names.items()
            for text in texts
        ),
    )


def values(found: list[Finding]) -> set[str]:
    return {one.value for one in found}


LEVELS = {
    "nl": [
        ("Een afgeronde mbo-opleiding, niveau 4.", {"mbo-4"}),
        ("MBO 4 werktuigbouwkunde", {"mbo-4"}),
        ("mbo niveau 3 of 4", {"mbo-3", "mbo-4"}),
        ("mbo niveau 3/4", {"mbo-3", "mbo-4"}),
        ("MBO-3", {"mbo-3"}),
        ("Een mbo-diploma niveau 3 of hoger", {"mbo-3", "mbo-4"}),
        ("mbo werk- en denkniveau, niveau 4", {"mbo-4"}),
        ("Wij zijn gevestigd in een bunker uit WO-II.", set()),
        ("mbo-2", set()),
        ("mbo/hbo werk- en denkniveau", {"mbo-4", "hbo"}),
        ("HBO werk- en denkniveau", {"hbo"}),
        ("Je bent een hbo'er in hart en nieren", {"hbo"}),
        ("hbo/wo-niveau", {"hbo", "wo"}),
        ("You hold a degree at wo level.", {"wo"}),
        ("hbo of wo opleiding", {"hbo", "wo"}),
        ("academisch werk- en denkniveau", {"wo"}),
        ("een universitaire opleiding", {"wo"}),
        ("Een hbo-diploma is niet nodig.", set()),
        ("Geen diploma op hbo-niveau nodig, wel mbo 4.", {"mbo-4"}),
        ("Minimaal mbo 4. Je kunt bij ons een hbo-opleiding volgen.", {"mbo-4"}),
        ("Wij helpen je bij wo-men in tech", set()),
        ("Ervaring als scrum master", set()),
    ],
    "en": [
        ("A Bachelor's degree in mechanical engineering", {"hbo"}),
        ("Bachelor's or Master's degree", {"hbo", "wo"}),
        ("MSc in applied physics", {"wo"}),
        ("PhD in a relevant field", {"wo"}),
        ("MBO level 4", {"mbo-4"}),
        ("A degree from a university of applied sciences", {"hbo"}),
        ("academic level of thinking, academic degree", {"wo"}),
        ("We work with Saxion University of Applied Sciences.", set()),
        ("No degree needed", set()),
        ("You don't need a bachelor's degree", set()),
        ("A technical degree", {"hbo", "wo"}),
        ("Knowledge of master data", set()),
    ],
    "de": [
        ("Abgeschlossene Ausbildung als Mechatroniker", {"mbo-4"}),
        ("Staatlich geprüfter Techniker", {"hbo"}),
        ("Weiterbildung zum Techniker", {"hbo"}),
        ("Techniker oder Meister", {"hbo"}),
        ("Wir suchen Servicetechniker", set()),
        ("Dipl.-Ing. (FH) Maschinenbau", {"hbo"}),
        ("Dipl.-Ing. Elektrotechnik", {"wo"}),
        ("Bachelor oder Master", {"hbo", "wo"}),
        ("Abgeschlossenes Studium der Informatik", {"hbo", "wo"}),
        ("Kein Studium der Informatik erforderlich", set()),
        ("Wo arbeiten wir? Dort, wo du willst.", set()),
    ],
}


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [(language, *case) for language, cases in LEVELS.items() for case in cases],
)
def test_levels(language: str, body: str, expected: set[str]) -> None:
    found = levels(Text("Monteur", body, language))
    assert values(found) == expected
    assert all(0 < one.confidence < 1 for one in found)
    assert all(word in body for one in found for word in one.words)


def test_the_source_counts_before_the_text() -> None:
    told: dict[str, Any] = {
        "education": "MBO 4", "seniority": "Mid-Senior level", "employment": ["part_time"],
        "remote": "hybrid",
    }  # fmt: skip
    text = Text("Engineer", "HBO. Junior. Fulltime. Fully remote.", "nl", told)
    found = [*levels(text), *seniority(text), *hours(text), *where(text)]
    assert values(found) == {"mbo-4", "medior", "part_time", "hybrid"}
    assert {one.confidence for one in found} == {0.95}


@pytest.mark.parametrize(
    ("title", "language", "occupation", "field"),
    [
        ("Senior Embedded Software Engineer (m/v/x)", "nl", "embedded-software-engineer",
         "embedded"),
        ("Werktuigbouwkundige ontwerpers gezocht", "nl", "mechanical-designer", "mechanical"),
        ("CNC-frezer 40 uur", "nl", "cnc-milling-operator", "mechanical"),
        ("Software-ontwikkelaar", "nl", "software-engineer", "software"),
        ("Softwareontwikkelaars", "nl", "software-engineer", "software"),
        ("Mechatroniker/in (m/w/d)", "de", "mechatronics-technician", "mechatronics"),
        ("Softwareentwickler:in", "de", "software-engineer", "software"),
        ("Welders", "en", "welder", "mechanical"),
        ("Process engineer", "", "process-engineer", "process-chemical"),
        ("Accountmanager binnendienst", "nl", None, "none"),
        ("Specialist oppervlaktebehandeling", "nl", None, "materials-textile"),
        ("Elektromonteur MBO 3/4", "nl", "electrical-technician", "electrical"),
        ("Solution Architect / Architect", "en", "software-architect", "software"),
        ("Techniker", "de", None, None),
        ("Dromer", "nl", None, None),
    ],
)  # fmt: skip
def test_occupation_and_field_out_of_the_title(
    ours: Lexicon, title: str, language: str, occupation: str | None, field: str | None
) -> None:
    found = {one.aspect: one for one in occupation_and_field(Text(title, "", language), ours)}
    assert (found["occupation"].value if "occupation" in found else None) == (
        f"hcat:{occupation}" if occupation else None
    )
    assert (found["field"].value if "field" in found else None) == field
    assert all(one.words[0] in title for one in found.values())


def test_the_text_says_the_field_where_the_title_does_not(ours: Lexicon) -> None:
    body = "Je werkt aan lasers, fotonica en optische systemen in onze cleanroom."
    found = occupation_and_field(Text("Held gezocht", body, "nl"), ours)
    assert [(one.value, one.confidence < 0.7) for one in found] == [
        ("physics-nano-mathematics", True)
    ]
    assert occupation_and_field(Text("Held gezocht", "Wij lassen.", "nl"), ours) == []


def test_skills_in_the_language_of_the_text_and_in_english(ours: Lexicon) -> None:
    text = Text("Monteur", "Je kent C++, .NET, SolidWorks en vermogenselektronica.", "nl")
    assert values(skills(text, ours)) == {
        f"hcat:skill-{one}" for one in ("c-plus-plus", "dot-net", "solidworks", "power-electronics")
    }
    told = skills(Text("Monteur", "", "nl", {"skills": ["TIG-lassen", "iets"]}), ours)
    assert [(one.value, one.confidence) for one in told] == [("hcat:skill-welding-tig", 0.95)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Je beheerst de Nederlandse en Engelse taal in woord en geschrift.", {"nl", "en"}),
        ("You are fluent in English, Dutch is a plus.", {"en"}),
        ("Fluent in English; knowledge of German is an advantage.", {"en"}),
        ("Goede beheersing van het Nederlands en bij voorkeur Duits.", {"nl"}),
        ("Sehr gute Deutschkenntnisse, Englischkenntnisse von Vorteil.", {"de"}),
        ("Fließend Deutsch und Englisch in Wort und Schrift", {"de", "en"}),
        ("You don't need to speak Dutch.", set()),
        ("Jij spreekt goed Engels. Nederlands is niet noodzakelijk.", {"en"}),
        ("We offer Dutch lessons.", set()),
        ("Wij zijn een Nederlands bedrijf met Duitse klanten.", set()),
        ("English is our working language.", {"en"}),
        ("Wij bouwen machines.", set()),
    ],
)
def test_languages_that_are_asked(body: str, expected: set[str]) -> None:
    assert values(languages(Text("Engineer", body))) == expected


@pytest.mark.parametrize(
    ("read", "title", "body", "expected"),
    [
        (seniority, "Senior engineer", "", {"senior"}),
        (seniority, "Stage werktuigbouwkunde", "", {"intern"}),
        (seniority, "Teamleider productie", "", {"lead"}),
        (seniority, "Engineer", "Minimaal 5 jaar werkervaring", {"senior"}),
        (seniority, "Engineer", "2 to 4 years of relevant experience", {"medior"}),
        (seniority, "Engineer", "Wij hebben 40 jaar ervaring", set()),
        (seniority, "Monteur", "Je bent net afgestudeerd", {"junior"}),
        (hours, "Monteur", "Een baan van 32 tot 40 uur per week", {"part_time", "full_time"}),
        (hours, "Monteur", "24 uur per week", {"part_time"}),
        (hours, "Monteur", "Salaris bij 40 uur. Een 32-urige werkweek.", {"part_time"}),
        (hours, "Monteur", "Wij staan 24 uur voor je klaar", set()),
        (hours, "Mechaniker", "Vollzeit oder Teilzeit", {"part_time", "full_time"}),
        (sponsor, "Engineer", "We offer visa sponsorship and relocation support. It is not far.",
         {"offered"}),
        (sponsor, "Engineer", "No visa sponsorship.", {"not_offered"}),
        (sponsor, "Engineer", "We are unable to sponsor work visas.", {"not_offered"}),
        (sponsor, "Engineer", "We like people.", set()),
        (where, "Engineer", "Hybride werken: twee dagen thuis.", {"hybrid"}),
        (where, "Engineer", "Je werkt aan hybride warmtepompen en remote monitoring.", set()),
        (where, "Engineer", "Fully remote.", {"remote"}),
        (where, "Engineer", "Homeoffice nicht möglich.", {"on_site"}),
    ],
)  # fmt: skip
def test_other_questions(read: Any, title: str, body: str, expected: set[str]) -> None:
    assert values(read(Text(title, body))) == expected


def test_two_adverts_of_one_vacancy_are_not_two_signs(ours: Lexicon) -> None:
    dutch = Text("Lasser", "mbo 4, je spreekt Nederlands", "nl")
    english = Text("Welder", "MBO level 4", "en")
    alone = {(o.aspect, o.value): o.confidence for o in findings(dutch, ours)}
    both = {(o.aspect, o.value): o for o in findings_of([dutch, english], ours)}
    assert both["level", "mbo-4"].confidence == alone["level", "mbo-4"]
    assert both["level", "mbo-4"].words == ("mbo 4", "MBO level 4")
    assert sum(aspect == "occupation" for aspect, _value in both) == 1


def test_the_longest_name_counts_in_any_inflection() -> None:
    matcher = Matcher(
        [("engineer", "a"), ("software engineer", "b"), ("embedded software engineer", "c")],
        "en",
        compounds=True,
    )
    hits = list(matcher.find(tokens_of("Embedded Software Engineers and engineers")))
    assert [(one.values, one.count) for one in hits] == [(("c",), 3), (("a",), 1)]


def test_names_for_men_and_women_are_two() -> None:
    assert forms("Schlosser/Schlosserin") == ["Schlosser", "Schlosserin"]


@pytest.mark.parametrize("text", ["", " ", "\x00", "((((", "mbo " * 5000, "é" * 20000, "x" * 60000])
def test_no_text_breaks_it(ours: Lexicon, text: str) -> None:
    assert isinstance(findings(Text(text[:300] or "x", text, "nl"), ours), list)
