# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires to test with: one in full, and any that can be made."""

from __future__ import annotations

from hypothesis import strategies as st

from hcat.surveys.instrument.questionnaire import (
    Choice,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
    tidy,
)
from hcat.surveys.instrument.xlsform import Reading, read_questionnaire

FULL = """
# A panel of companies, in three languages.

| survey |
| | type | name | concept | label::Nederlands (nl) | label::English (en) | label::Deutsch (de) | hint::Nederlands (nl) | hint::English (en) | hint::Deutsch (de) | required | relevant | constraint | constraint_message::Nederlands (nl) | constraint_message::English (en) | constraint_message::Deutsch (de) | parameters | appearance |
| | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| | note | welcome | | Fijn dat u meedoet. | Thank you for taking part. | Schön, dass Sie mitmachen. | | | | | | | | | | | |
| | begin_group | shortage | | Tekort | Shortage | Mangel | | | | | | | | | | | field-list |
| | note | about | | Het gaat om technici.<br>Ook om ‘zij-instromers’. | This is about technicians.<br>Also ‘lateral entrants’. | Es geht um Techniker.<br>Auch um ‚Quereinsteiger‘. | | | | | | | | | | | |
| | select_one yes_no | short_now | shortage_now | Heeft u nu een tekort? | Are you short now? | Haben Sie jetzt einen Mangel? | | | | yes | | | | | | | |
| | integer | short_mbo4 | shortage_now_mbo4 | Hoeveel vacatures? | How many vacancies? | Wie viele Stellen? | Tel ze zelf. | Count them. | Zählen Sie sie. | yes | ${short_now} = ‘yes’ | . != 13 | Geen 13. | Not 13. | Nicht 13. | min=0 max=5000 | |
| | decimal | growth | | Groei in voltijdbanen | Growth in full-time jobs | Wachstum in Vollzeitstellen | | | | | | | | | | | |
| | end_group | | | | | | | | | | | | | | | | |
| | begin_group | wishes | | Wensen | Wishes | Wünsche | | | | | ${short_now} != 'dont_know' | | | | | | |
| | select_multiple measures | measures_taken | | Wat deed u? | What did you do? | Was haben Sie getan? | | | | | | count-selected(.) <= 2 | Hooguit twee. | Two at most. | Höchstens zwei. | | |
| | text | which_pay | | Wat aan loon? | What about pay? | Was beim Lohn? | | | | | selected(${measures_taken}, 'pay') | | | | | max=50 | multiline |
| | rank factors | factors | wishes | Wat telt het meest? | What counts most? | Was zählt am meisten? | | | | | | | | | | max=2 | |
| | end_group | | | | | | | | | | | | | | | | |
| | range | satisfied | satisfaction | Rapportcijfer | Mark out of ten | Note von 1 bis 10 | | | | | | | | | | start=1 end=10 step=1 | |
| choices |
| | list_name | name | label::Nederlands (nl) | label::English (en) | label::Deutsch (de) |
| | yes_no | yes | Ja | Yes | Ja |
| | yes_no | no | Nee | No | Nein |
| | yes_no | dont_know | Weet ik niet | I do not know | Weiß ich nicht |
| | measures | pay | Loon \\| bonus | Pay \\| bonus | Lohn \\| Bonus |
| | measures | building | Gebouw | Building | Gebäude |
| | measures | dialogue | Gesprek | Dialogue | Gespräch |
| | measures | none | Niets | Nothing | Nichts |
| | factors | pay | Loon | Pay | Lohn |
| | factors | building | Gebouw | Building | Gebäude |
| | factors | dialogue | Gesprek | Dialogue | Gespräch |
| settings |
| | form_title::Nederlands (nl) | form_title::English (en) | form_title::Deutsch (de) | form_id | version | default_language |
| | Bedrijvenpanel | Company panel | Unternehmenspanel | company-panel | 1 | Nederlands (nl) |
"""  # noqa: E501


def full() -> Questionnaire:
    reading = read_questionnaire(FULL.encode(), "full.md")
    assert reading.questionnaire is not None, reading.problems
    assert reading.problems == ()
    return reading.questionnaire


def small(
    *rows: str,
    columns: str = "type | name | label::Nederlands (nl)",
    choices: tuple[str, ...] = ("yes_no | yes | Ja", "yes_no | no | Nee"),
    settings: str = "",
) -> str:
    """A questionnaire in Dutch with these rows of the sheet survey."""
    return "\n".join(
        [
            "| survey |",
            f"| | {columns} |",
            *(f"| | {row} |" for row in rows),
            *(
                ["| choices |", "| | list_name | name | label::Nederlands (nl) |"]
                if choices
                else []
            ),
            *(f"| | {row} |" for row in choices),
            settings or "| settings |\n| | form_title | form_id |\n| | Klein | small |",
        ]
    )


def read(text: str) -> Reading:
    return read_questionnaire(text.encode(), "small.md")


# --- Any questionnaire ----------------------------------------------------------------------------

_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"))
text = (
    st.text(st.one_of(_SIGNS, st.sampled_from("|\\#-'\"‘’<>& \n")), min_size=1, max_size=30)
    .map(lambda said: tidy(said).replace("${", "$ {").replace("_x", "_ x"))
    .filter(bool)
)
name = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


@st.composite
def texts(draw: st.DrawFn, languages: tuple[str, ...]) -> dict[str, str]:
    return {code: draw(text) for code in languages}


@st.composite
def questions(
    draw: st.DrawFn, called: str, languages: tuple[str, ...], before: tuple[Question, ...]
) -> Question:
    kind = draw(st.sampled_from(Kind))
    choices: tuple[Choice, ...] = ()
    limits, most = None, None
    if kind.has_choices:
        names = draw(st.lists(name, min_size=1, max_size=4, unique=True))
        choices = tuple(Choice(one, draw(texts(languages))) for one in names)
        if kind is not Kind.SINGLE:
            most = draw(st.none() | st.integers(1, len(choices)))
    elif kind is Kind.SCALE:
        low = draw(st.integers(-5, 5))
        limits = Limits(low, low + draw(st.integers(1, 20)), True)
    elif kind is Kind.NUMBER:
        low = draw(st.none() | st.floats(-1e6, 1e6).map(lambda value: round(value, 3)))
        limits = Limits(low, None if low is None else low + 1, draw(st.booleans()))
    else:
        most = draw(st.none() | st.integers(1, 4000))
    looked_at = draw(st.none() | st.sampled_from(before)) if before else None
    constraint = ". != ''" if draw(st.booleans()) else ""
    return Question(
        name=called,
        concept=draw(st.just(called) | st.just(f"{called}_concept")),
        kind=kind,
        labels=draw(texts(languages)),
        hints=draw(st.just({}) | texts(languages)),
        choices=choices,
        is_required=draw(st.booleans()),
        relevant="" if looked_at is None else f"${{{looked_at.name}}} != ''",
        constraint=constraint,
        constraint_messages=draw(st.just({}) | texts(languages)) if constraint else {},
        limits=limits,
        most=most,
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    languages = ("nl", *draw(st.lists(st.sampled_from(("en", "de")), unique=True)))
    pages: list[Page] = []
    before: tuple[Question, ...] = ()
    for number in range(draw(st.integers(1, 3))):
        is_alone = draw(st.booleans())
        page_name = f"q{len(before)}" if is_alone else f"p{number}"
        relevant = ""
        if before and not is_alone and draw(st.booleans()):
            relevant = f"${{{before[0].name}}} = ''"
        made = []
        for _each in range(1 if is_alone else draw(st.integers(1, 3))):
            one = draw(questions(f"q{len(before)}", languages, before))
            before = (*before, one)
            made.append(one)
        pages.append(
            Page(
                page_name,
                {} if is_alone else draw(st.just({}) | texts(languages)),
                () if is_alone else tuple(draw(st.lists(texts(languages), max_size=2))),
                relevant,
                tuple(made),
            )
        )
    return Questionnaire(draw(name), draw(texts(languages)), languages, tuple(pages))
